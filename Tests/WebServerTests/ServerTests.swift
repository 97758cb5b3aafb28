import Foundation
import Testing
import TestSupport

@testable import WebServer

private struct SomethingBroke: Error {}

@Suite struct ServerTests {
    private static let metrics = Metrics()

    private static let table = RouteTable(
        SystemRoutes(metrics: metrics, isHealthy: { true }).all + [
            Route(.get, "api/v1/echo/{text}") { .json(["text": .string($0.parameter("text"))]) },
            Route(.post, "api/v1/echo", bodyLimit: 1000) { request in
                let body = try request.object()
                let text = body.required("text", .text())
                try body.finish()
                return .created(["text": .string(text)], at: "/api/v1/echo/1")
            },
            Route(.get, "api/v1/broken") { _ in throw SomethingBroke() },
            Route(.get, "table.csv") { _ in
                .csv(named: "ta\"ble.csv") { write in
                    for row in 0..<1000 { try await write(Array("\(row),x\n".utf8)) }
                }
            },
            Route(.post, "forms") { request in
                _ = try request.form()
                return .seeOther("/done")
            },
        ])

    private func answers<Result: Sendable>(
        _ talk: @escaping @Sendable (HTTPClient) throws -> Result
    ) async throws -> Result {
        let server = LotwiseServer(Self.table, options: ServerOptions(port: 0), metrics: Self.metrics)
        return try await withClient(of: server, talk)
    }

    @Test func manyRequestsShareOneConnection() async throws {
        let texts = try await answers { client in
            try (0..<50).map { try client.get("/api/v1/echo/n%2F\($0)").text }
        }
        #expect(texts == (0..<50).map { #"{"text":"n/\#($0)"}"# })
    }

    @Test func everyAnswerGuardsTheBrowser() async throws {
        let (found, missing) = try await answers { try ($0.get("/api/v1/echo/x"), $0.get("/nowhere")) }
        for answer in [found, missing] {
            #expect(answer.header("X-Content-Type-Options") == "nosniff")
            #expect(answer.header("Content-Security-Policy")?.contains("frame-ancestors 'none'") == true)
            #expect(answer.header("Cache-Control") == "no-store")
        }
    }

    @Test func badRequestsAreProblemsAndNeverAFive() async throws {
        let json = [("Content-Type", "application/json")]
        let cases: [(String, String, [(String, String)], String, Int)] = [
            ("POST", "/api/v1/echo", json, #"{"text":"a"}"#, 201),
            ("POST", "/api/v1/echo", json, #"{"text":"a","b":1}"#, 400),
            ("POST", "/api/v1/echo", json, "", 400), ("POST", "/api/v1/echo", [], "{}", 415),
            ("POST", "/api/v1/echo", [("Content-Type", "application/json; charset=latin1")], "{}", 415),
            ("POST", "/api/v1/echo", json, #"{"text":""}"#, 422),
            ("POST", "/api/v1/echo", json, String(repeating: "[", count: 999), 400),
            ("POST", "/api/v1/echo", json, String(repeating: "[", count: 100_000), 413),
            ("DELETE", "/api/v1/echo", [], "", 405), ("PURGE", "/api/v1/echo", [], "", 405),
            ("OPTIONS", "/api/v1/echo", [], "", 204), ("GET", "/api/v1/nothing", [], "", 404),
            ("GET", "/api/v1/echo/%FF", [], "", 400), ("GET", "/api/v1/echo/x", [("Host", "evil.example")], "", 403),
            ("GET", "/api/v1/broken", [], "", 500), ("HEAD", "/api/v1/broken", [], "", 500),
            ("POST", "/forms", [("Content-Type", "application/x-www-form-urlencoded")], "a=1", 403),
            (
                "POST", "/forms",
                [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin")], "a=1", 303
            ),
        ]
        let statuses = try await answers { client in
            try cases.map { try client.send($0.0, $0.1, headers: $0.2, body: Array($0.3.utf8)) }
        }
        for (answer, expected) in zip(statuses, cases) {
            #expect(answer.status == expected.4, "\(expected.0) \(expected.1) \(expected.3.prefix(20)): \(answer.text)")
            if answer.status >= 400, expected.0 != "HEAD" {
                #expect(answer.header("Content-Type") == "application/problem+json")
            }
            #expect(!answer.text.contains("SomethingBroke"))
        }
    }

    @Test(.timeLimit(.minutes(1))) func whoSendsTooMuchAndThenListensHearsSo() async throws {
        // R56: a client that closes the connection after its request never got to the end of sending it.
        let answer = try await answers { client in
            let body = [UInt8](repeating: 0x20, count: 24 << 20)
            return try client.send(
                "POST", "/api/v1/echo", headers: [("Content-Type", "application/json"), ("Connection", "close")],
                body: body)
        }
        #expect(answer.status == 413 && answer.text.contains("body_too_large"))
    }

    @Test func headHasTheHeadOfGetAndNoBody() async throws {
        let (head, get) = try await answers { try ($0.send("HEAD", "/api/v1/echo/x"), $0.get("/api/v1/echo/x")) }
        #expect(head.status == 200 && head.body.isEmpty)
        #expect(head.header("Content-Length") == "\(get.body.count)")
    }

    @Test func filesStreamInPieces() async throws {
        let answer = try await answers { try $0.get("/table.csv") }
        #expect(answer.header("Transfer-Encoding") == "chunked")
        #expect(answer.header("Content-Disposition") == "attachment; filename=\"ta_ble.csv\"")
        #expect(answer.text.split(separator: "\n").count == 1000)
    }

    @Test func assetsAreKeptByTheirFingerprint() async throws {
        let (pinned, plain, again) = try await answers { client in
            let plain = try client.get("/assets/lotwise.css")
            let tag = plain.header("ETag") ?? ""
            return try (
                client.get(Assets.style.address), plain,
                client.get("/assets/lotwise.css", headers: [("If-None-Match", tag)])
            )
        }
        #expect(pinned.header("Cache-Control") == "public, max-age=31536000, immutable")
        #expect(plain.header("Cache-Control") == "no-cache")
        #expect(pinned.body == plain.body && plain.body.count > 1000)
        #expect(pinned.header("Content-Type") == "text/css; charset=utf-8")
        #expect(again.status == 304 && again.body.isEmpty)
    }

    @Test func healthAndFiguresAreForThisMachineOnly() async throws {
        let (health, figures, forwarded) = try await answers { client in
            try (
                client.get("/health"), client.get("/metrics"),
                client.get("/health", headers: [("X-Forwarded-For", "203.0.113.9")])
            )
        }
        #expect(health.status == 200 && health.text == #"{"status":"ok"}"#)
        #expect(figures.text.contains("lotwise_requests_total{method=\"GET\",route=\"/health\",status=\"200\"}"))
        #expect(forwarded.status == 403)
    }

    @Test func bytesThatAreNoHTTPEndTheirConnectionAndNothingElse() async throws {
        let server = LotwiseServer(Self.table, options: ServerOptions(port: 0))
        let (bad, good) = try await withServer(server) { port in
            try await onOwnThread {
                let first = try HTTPClient(port: port)
                try first.sendRaw(Array("nonsense\r\n\r\n".utf8))
                return try (first.receive().status, HTTPClient(port: port).get("/health").status)
            }
        }
        #expect(bad == 400)
        #expect(good == 200)
    }

    @Test func aPortInUseIsASentence() async throws {
        let server = LotwiseServer(Self.table, options: ServerOptions(port: 0))
        let (port, error) = try await withServer(server) { port in
            let second = LotwiseServer(Self.table, options: ServerOptions(port: port))
            let error = await #expect(throws: CannotListen.self) {
                try await second.run(stopsOnSignals: false) { _ in }
            }
            return (port, error)
        }
        #expect(error?.description == "Cannot listen on 127.0.0.1:\(port): another program listens there already.")
    }
}
