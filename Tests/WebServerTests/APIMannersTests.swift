import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// What holds for all of the API: who asks, repetitions, versions, and input that is no input.
@Suite struct APIMannersTests {
    @Test(arguments: SQLEngine.allCases) func withTheFirstTokenTheMachineNeedsOne(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            #expect(try api.get("settings").verdict == "200")
            let made = try api.post("tokens", #"{"name": "shop", "role": "operator"}"#)
            #expect(made.status == 201)
            let token = ("Authorization", "Bearer \(made["token"])")
            #expect(try api.get("settings").verdict == "401 not_signed_in")
            #expect(try api.get("settings").header("WWW-Authenticate") == "Bearer")
            #expect(try api.get("settings", ("Authorization", "Bearer lw_0")).verdict == "401 invalid_token")
            #expect(try api.get("settings", token).verdict == "200")
            #expect(try api.patch("settings", #"{"time_zone": "UTC"}"#, token).verdict == "403 not_allowed")
            #expect(try api.post("products", #"{"sku": "P"}"#, token).verdict == "403 not_allowed")
            #expect(try api.post("tokens", #"{"name": "x", "role": "admin"}"#, token).verdict == "403 not_allowed")
            #expect(try api.post("receipts", #"{"lines": []}"#, token).verdict == "201")
            #expect(try api.post("receipts/IN-00001/reverse", #"{"reason": "x"}"#, token).verdict == "403 not_allowed")
        }
    }

    @Test(arguments: SQLEngine.allCases) func aRepetitionHearsTheFirstAnswer(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            let key = ("Idempotency-Key", "order-17")
            let body = #"{"sku": "P"}"#
            let first = try api.post("products", body, key)
            let second = try api.post("products", body, key)
            #expect(first.status == 201 && second.status == 201)
            #expect(first.text == second.text)
            #expect(first.header("Idempotency-Replayed") == nil)
            #expect(second.header("Idempotency-Replayed") == "true")
            #expect(try api.post("products", body + " ", key).verdict == "422 idempotency_key_reused")
            #expect(try api.post("partners", #"{"code": "P"}"#, key).verdict == "422 idempotency_key_reused")
            #expect(try api.post("products", body, ("Idempotency-Key", "a b")).verdict == "400 invalid_idempotency_key")
            let refused = ("Idempotency-Key", "order-18")
            #expect(try api.patch("settings", #"{"lots_and_serials": false}"#, refused).status == 200)
            #expect(try api.post("products", #"{"sku": "Q", "tracking": "lot"}"#, refused).status == 422)
            #expect(try api.get("products").json["items"]?[1] == nil)
        }
    }

    @Test(arguments: SQLEngine.allCases) func shortListsComeInPartsToo(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST categories {"code": "A"}
                → 201
                POST categories {"code": "B"}
                → 201
                GET categories?limit=1
                → 200
                  items/0/code: A
                  next_cursor: A
                GET categories?limit=1&cursor=A
                → 200
                  items/0/code: B
                  next_cursor: null
                GET locations?limit=500&cursor=WH
                → 200
                  items/0/code: WH-Quarantine
                  next_cursor: null
                GET recipes?limit=1
                → 200
                  next_cursor: null
                GET counts/due?limit=1&cursor=7
                → 200
                  items: []
                GET reports/gaps?limit=1
                → 200
                  next_cursor: null
                GET locations?limit=0
                → 422 invalid_value
                """)
            var codes: [String] = []
            var cursor = ""
            repeat {
                let part = try api.get("locations?limit=4" + cursor)
                codes += (0..<4).map { part["items/\($0)/code"] }.filter { $0 != "missing" }
                cursor = part["next_cursor"] == "null" ? "" : "&cursor=\(part["next_cursor"])"
            } while !cursor.isEmpty
            #expect(codes.count == 12 && codes == codes.sorted())
        }
    }

    @Test(arguments: SQLEngine.allCases) func aStaleVersionIsRefused(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "P"}
                → 201
                POST receipts {"lines": [{"product": "P", "quantity": 1}]}
                → 201
                PATCH receipts/IN-00001 {"origin": "A"}
                → 200
                  version: 2
                """)
            #expect(try api.get("receipts/IN-00001").header("ETag") == "\"2\"")
            let old = ("If-Match", "\"1\"")
            #expect(try api.patch("receipts/IN-00001", #"{"origin": "B"}"#, old).verdict == "409 changed_meanwhile")
            #expect(try api.post("receipts/IN-00001/do", "{}", old).verdict == "409 changed_meanwhile")
            let line = #"{"product": "P", "quantity": 1}"#
            #expect(try api.post("receipts/IN-00001/lines", line, old).verdict == "409 changed_meanwhile")
            #expect(try api.delete("receipts/IN-00001/lines/1", old).verdict == "409 changed_meanwhile")
            #expect(try api.post("receipts/IN-00001/do", "{}", ("If-Match", "new")).verdict == "400 invalid_if_match")
            #expect(try api.post("receipts/IN-00001/do", "{}", ("If-Match", "2")).verdict == "200")
        }
    }

    @Test(arguments: SQLEngine.allCases) func namesMayHoldAnything(engine: SQLEngine) async throws {
        let names = [
            "a/b", "100%", "%2F", "ü ö", "O'Brien", "\"quoted\"", "'; DROP TABLE product; --",
            "<script>alert(1)</script>",
            "..", "a?b#c&d=e+f", "日本", "\\", "{sku}", "_%!",
        ]
        try await withAPI(engine) { api in
            for name in names {
                let path = Self.encoded(name)
                let body = JSON.object([.init("sku", .string(name)), .init("name", .string(name))]).text
                #expect(try api.post("products", body).verdict == "201", "\(name)")
                let shown = try api.get("products/" + path)
                #expect(shown["sku"] == name && shown["name"] == name, "\(name): \(shown.text)")
                #expect(try api.patch("products/" + path, #"{"warranty_months": 1}"#).verdict == "200", "\(name)")
                #expect(try api.get("products?q=" + path)["items/0/sku"].isEmpty == false)
                #expect(try api.get("stock?product=" + path).verdict == "200", "\(name)")
                let partner = JSON.object([.init("code", .string(name))]).text
                #expect(try api.post("partners", partner).verdict == "201", "\(name)")
                #expect(try api.get("partners/" + path)["code"] == name)
            }
            #expect(try api.get("products?limit=500").json["items"]?[names.count] == nil)
            // A letter and its accent, as some systems write them, are the letter that was kept.
            #expect(try api.get("products/u%CC%88%20o%CC%88")["sku"] == "ü ö")
        }
    }

    /// Bodies that nothing can be made of, for every address that takes one.
    @Test(arguments: SQLEngine.allCases) func brokenBodiesAreNamedAndChangeNothing(engine: SQLEngine) async throws {
        let long = String(repeating: "9", count: 5_000)
        let bodies: [[UInt8]] =
            [
                "", "{", "nil", "[]", "\"text\"", "17", "{\"a\":1,\"a\":2}", "{\"unheard_of\":1}", "{} {}", "{\"do\":}",
                "\u{FEFF}{}x", String(repeating: "[", count: 10_000), String(repeating: "{\"a\":", count: 10_000),
                "{\"priority\":\(long)}", "{\"sku\":1,\"code\":[],\"name\":{},\"lines\":7,\"number\":true}",
                "{\"sku\":\"\\u0000\",\"code\":\"\\u0000\"}", "{\"sku\":\"\",\"code\":\" \"}", "{\"lines\":[[]]}",
                "{\"lines\":[{\"product\":\"L\",\"quantity\":1,\"numbers_text\":\"A\\t1\\t\\tX\\u0000\"}]}",
                "{\"lines\":[{\"product\":\"P\",\"quantity\":1e999}]}", "{\"answers\":[]}",
                "{\"lines\":[{\"product\":\"P\",\"quantity\":-1,\"numbers\":[17]}]}", "{\"happened_at\":\"yesterday\"}",
                "{\"sku\":\"\(String(repeating: "x", count: 100_000))\"}", "{\"lock_date\":\"2026-02-30\"}",
            ].map { Array($0.utf8) } + [[0xFF, 0xFE], Array("{\"sku\":\"".utf8) + [0xC3, 0x28] + Array("\"}".utf8)]
        try await withAPI(engine) { api in
            try api.furnish()
            let before = try api.everything()
            for route in Self.writes {
                for body in bodies {
                    let answer = try APIAnswer(
                        api.http.send(
                            route.method, route.path, headers: [("Content-Type", "application/json")], body: body))
                    let text = String(decoding: body.prefix(60), as: UTF8.self)
                    let mayBeEmpty = body.isEmpty && Self.needsNoWord(route.path)
                    #expect(
                        (400..<500).contains(answer.status) || mayBeEmpty,
                        "\(route.method) \(route.path) \(text): \(answer.text)")
                    #expect(answer["code"] != "missing" || mayBeEmpty)
                }
            }
            #expect(try api.everything() == before)
        }
    }

    @Test func queriesThatMakeNoSenseAreNamed() async throws {
        let queries = [
            "products?limit=0", "products?limit=501", "products?limit=x", "products?limit=1&limit=2", "products?q=%FF",
            "lots?cursor=x", "lots?expires_before=soon", "stock?cursor=1.2.3", "stock?at=now", "stock?product=?",
            "movements?cursor=1.x", "movements?lot=0", "postings?after=-1", "receipts?state=lost", "receipts?partner=?",
            "products/%00", "partners/a%00b", "receipts/%00", "products?q=%00", "stock?product=%00",
            "trace?number=%00", "trace", "recall-scope?product=P", "recall-scope?number=", "trace?number=A&format=pdf",
        ]
        try await withAPI { api in
            for query in queries {
                let answer = try api.get(query)
                #expect((400..<500).contains(answer.status), "\(query): \(answer.text)")
            }
            // A parameter beside a body, such as a dry run that there is none of, must not pass unheard.
            #expect(try api.post("products?dry_run=true", #"{"sku": "P"}"#).verdict == "400 unknown_parameter")
            #expect(try api.post("receipts/IN-00001/do?rest=close", "{}").verdict == "400 unknown_parameter")
        }
    }

    /// Addresses that write, with things of `furnish` in their paths; those of documents that are done, so that a body
    /// which says nothing changes nothing.
    private static let writes: [(method: String, path: String)] = [
        ("PATCH", "settings"), ("POST", "products"), ("PATCH", "products/P"), ("POST", "categories"),
        ("POST", "partners"), ("PATCH", "partners/C1"), ("POST", "locations"), ("PATCH", "locations/B"),
        ("POST", "lots"), ("PATCH", "lots/1"), ("POST", "receipts"), ("POST", "deliveries"), ("POST", "transfers"),
        ("POST", "counts"), ("POST", "scraps"), ("POST", "customer-returns"), ("POST", "supplier-returns"),
        ("PATCH", "receipts/IN-00001"), ("POST", "receipts/IN-00001/do"), ("POST", "receipts/IN-00001/cancel"),
        ("POST", "receipts/IN-00001/reverse"), ("POST", "receipts/IN-00001/lines"),
        ("PATCH", "receipts/IN-00001/lines/1"), ("POST", "tokens"),
    ].map { ($0.0, "/api/v1/" + $0.1) }

    private static func needsNoWord(_ path: String) -> Bool {
        path.hasSuffix("/do") || path.hasSuffix("/cancel") || path.hasSuffix("/reserve")
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in "%" + String(hexDigits(byte)) }.joined()
    }

    private static func hexDigits(_ byte: UInt8) -> String {
        String(decoding: [hexDigit(byte >> 4), hexDigit(byte & 15)], as: UTF8.self)
    }
}
