import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// Tokens are listed without their secrets and end when somebody says so (R54).
@Suite struct TokenRoutesTests {
    @Test(arguments: SQLEngine.allCases) func aRevokedTokenOpensNothing(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            let boss = try api.post("tokens", #"{"name": "boss", "role": "admin"}"#)
            let asBoss = ("Authorization", "Bearer \(boss["token"])")
            let shop = try api.post(
                "tokens", #"{"name": "shop/1", "role": "operator", "expires": "2026-05-03"}"#, asBoss)
            let asShop = ("Authorization", "Bearer \(shop["token"])")
            #expect(try api.get("products", asShop).verdict == "200")

            let list = try api.get("tokens", asBoss)
            #expect(list["items/0/name"] == "boss" && list["items/1/name"] == "shop/1")
            #expect(list["items/1/role"] == "operator" && list["items/1/expires"] == "2026-05-03")
            #expect(list["items/1/state"] == "active" && list["items/1/revoked_by"] == "null")
            #expect(list["items/1/created_at"] == "2026-05-03T08:00:00Z")
            #expect(!list.text.contains("lw_") && !list.text.contains("hash") && !list.text.contains("token"))
            #expect(try api.get("tokens?limit=1", asBoss)["items/1/name"] == "missing")
            let cursor = try api.get("tokens?limit=1", asBoss)["next_cursor"]
            #expect(try api.get("tokens?limit=1&cursor=\(cursor)", asBoss)["items/0/name"] == "shop/1")

            #expect(try api.get("tokens", asShop).verdict == "403 not_allowed")
            #expect(try api.post("tokens/boss/revoke", "{}", asShop).verdict == "403 not_allowed")
            #expect(try api.post("tokens/nobody/revoke", "{}", asBoss).verdict == "404 not_found")
            #expect(try api.post("tokens/local/revoke", "{}", asBoss).verdict == "404 not_found")

            let gone = try api.post("tokens/shop%2F1/revoke", #"{"reason": "lost till"}"#, asBoss)
            #expect(gone.verdict == "200", "\(gone.text)")
            #expect(gone["state"] == "revoked" && gone["revoked_by"] == "boss" && gone["reason"] == "lost till")
            #expect(gone["revoked_at"] == "2026-05-03T08:00:00Z")
            #expect(try api.get("products", asShop).verdict == "401 invalid_token")
            #expect(try api.get("tokens", asBoss)["items/1/state"] == "revoked")
            // Who says it once more changes nothing, and its name stays with what it wrote.
            let again = try api.post("tokens/shop%2F1/revoke", #"{"reason": "again"}"#, asBoss)
            #expect(again.verdict == "200" && again["reason"] == "lost till")
            let same = try api.post("tokens", #"{"name": "shop/1", "role": "operator"}"#, asBoss)
            #expect(same.verdict == "409 name_taken")
            let changes = try api.get("changes", asBoss)
            #expect(changes["items/0/field"] == "revoked" && changes["items/0/actor"] == "boss")
            #expect(changes["items/0/subject"] == "token" && changes["items/0/subject_name"] == "shop/1")
        }
    }

    @Test func theLastTokenClosesTheDoorBehindIt() async throws {
        // Until the first token exists programs on this machine need none; a revoked one was one.
        try await withAPI { api in
            let boss = try api.post("tokens", #"{"name": "boss", "role": "admin"}"#)
            let asBoss = ("Authorization", "Bearer \(boss["token"])")
            #expect(try api.post("tokens/boss/revoke", "{}", asBoss).verdict == "200")
            #expect(try api.get("products").verdict == "401 not_signed_in")
            #expect(try api.get("products", asBoss).verdict == "401 invalid_token")
        }
    }
}
