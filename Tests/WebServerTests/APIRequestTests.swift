import StockDomain
import Testing

@testable import WebServer

@Suite struct APIRequestTests {
    private func request(
        _ target: String = "/", headers: [Header] = [], body: String = "", method: APIRequest.Method = .post
    ) -> APIRequest {
        APIRequest(
            method: method, target: target, parameters: ["id": "7", "bad": "07x"], headers: headers,
            body: Array(body.utf8), isLoopback: true)
    }

    private func status(_ work: () throws -> Void) -> Int {
        do {
            try work()
            return 200
        } catch let refusal as Refusal {
            return Problem(refusal).status
        } catch {
            return (error as? Problem)?.status ?? 0
        }
    }

    @Test(arguments: [
        ("", 200), ("?limit=50&cursor=a%2Fb", 200), ("?limit=0", 422), ("?limit=x", 400), ("?other=1", 400),
        ("?limit=1&limit=1", 400), ("?limit=%", 400), ("?limit=%FF", 400),
    ])
    func queriesAreReadStrictly(query: String, expected: Int) {
        let status = status {
            let query = try request("/lots" + query).query()
            _ = query.optional("limit", .int(1...500))
            _ = query.optional("cursor", .text())
            try query.finish()
        }
        #expect(status == expected)
    }

    @Test func anUnknownParameterIsNamed() throws {
        let query = try request("/lots?colour=1").query()
        let refusal = try #require(throws: Refusal.self) { try query.finish() }
        #expect(refusal.code == "unknown_parameter")
        #expect(refusal.faults[0].pointer == "?colour")
    }

    @Test(arguments: [
        ("application/json", "{}", 200), ("application/JSON; charset=utf-8", "{}", 200), ("text/plain", "{}", 415),
        ("application/json", "", 400), ("application/json", "[]", 400), ("application/json", "{", 400),
        (nil, "{}", 415),
        (nil, "", 400),
    ])
    func bodiesMustBeJSONObjects(type: String?, body: String, expected: Int) {
        let headers = type.map { [Header("content-type", $0)] } ?? []
        #expect(status { try request(headers: headers, body: body).object().finish() } == expected)
    }

    @Test(arguments: [
        ("k", 200), (String(repeating: "k", count: 255), 200), ("", 400), (String(repeating: "k", count: 256), 400),
        ("a b", 400), ("ü", 400), ("a\tb", 400),
    ])
    func idempotencyKeysAreVisibleASCII(key: String, expected: Int) {
        #expect(status { _ = try request(headers: [Header("Idempotency-Key", key)]).idempotencyKey() } == expected)
    }

    @Test func withoutAKeyThereIsNone() throws {
        #expect(try request().idempotencyKey() == nil)
    }

    @Test(arguments: [("\"3\"", 3), ("3", 3), ("W/\"3\"", 3), ("*", nil)] as [(String, Int64?)])
    func ifMatchIsAVersion(text: String, expected: Int64?) throws {
        #expect(try request(headers: [Header("If-Match", text)]).ifMatch() == expected)
    }

    @Test(arguments: ["\"x\"", "", "\"3", "-1"])
    func ifMatchOfAnythingElseIsRefused(text: String) {
        #expect(status { _ = try request(headers: [Header("If-Match", text)]).ifMatch() } == 400)
    }

    @Test func tokensCookiesAndIds() throws {
        let request = request(headers: [
            Header("authorization", "bearer  T.1"), Header("Cookie", "a=1; sid=x=y"), Header("cookie", "b=2"),
        ])
        #expect(request.bearerToken == "T.1")
        #expect(request.cookie("sid") == "x=y" && request.cookie("b") == "2" && request.cookie("s") == nil)
        #expect(try request.id("id", of: "lot") == 7)
        #expect(status { _ = try request.id("bad", of: "lot") } == 404)
    }

    @Test func anUploadNamesItsBoundary() throws {
        let body = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--"
        let type = Header("Content-Type", "multipart/form-data; boundary=\"b\"")
        #expect(try request(headers: [type], body: body).parts().map(\.name) == ["a"])
        #expect(status { _ = try request(body: body).parts() } == 415)
    }
}

@Suite struct GuardsTests {
    private func code(
        _ headers: [(String, String)], method: APIRequest.Method = .post, isAPI: Bool = false
    ) -> String {
        let request = APIRequest(
            method: method, target: "/", parameters: [:], headers: headers.map { Header($0, $1) }, body: [],
            isLoopback: true)
        do throws(Problem) {
            try Guards(names: ["Stock.example"]).check(request, isAPI: isAPI)
            return "ok"
        } catch {
            return error.code
        }
    }

    @Test(arguments: [
        ("localhost:8080", "ok"), ("127.0.0.1", "ok"), ("192.168.1.9:80", "ok"), ("[::1]:8080", "ok"),
        ("stock.example", "ok"), ("STOCK.example:443", "ok"), ("evil.example", "host_not_served"),
        ("stock.example.evil.example", "host_not_served"), ("127.0.0.1.evil.example", "host_not_served"),
        ("", "host_missing"),
    ])
    func onlyOurOwnNamesAreServed(host: String, expected: String) {
        #expect(code([("Host", host)], method: .get) == expected)
    }

    @Test(arguments: [
        ("Sec-Fetch-Site", "same-origin", "ok"), ("Sec-Fetch-Site", "same-site", "cross_site"),
        ("Sec-Fetch-Site", "cross-site", "cross_site"), ("Sec-Fetch-Site", "none", "cross_site"),
        ("Origin", "http://localhost:8080", "ok"), ("Origin", "https://localhost:8080", "ok"),
        ("Origin", "http://localhost:9", "cross_site"), ("Origin", "null", "cross_site"), ("X", "", "cross_site"),
    ])
    func formsComeFromOurOwnPages(name: String, value: String, expected: String) {
        #expect(code([("Host", "localhost:8080"), (name, value)]) == expected)
        #expect(code([("Host", "localhost:8080"), (name, value)], method: .get) == "ok")
    }

    @Test func programsNeedNoOriginButAForeignPageIsStopped() {
        let host = ("Host", "localhost")
        #expect(code([host], isAPI: true) == "ok")
        #expect(code([host, ("Sec-Fetch-Site", "cross-site")], isAPI: true) == "cross_site")
        #expect(code([host, ("Origin", "http://evil.example")], isAPI: true) == "cross_site")
        #expect(code([host, ("Origin", "http://evil.example"), ("Authorization", "Bearer T")], isAPI: true) == "ok")
    }
}
