import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

struct TokenTests {
    private let secret = [UInt8](0..<32)

    @Test(arguments: SQLEngine.allCases)
    func aTokenNamesItsActorAndEndsTheOpenDoor(engine: SQLEngine) async throws {
        // R54
        let company = try await TestCompany(engine)
        #expect(try await company.operations.isOpenToLoopback())
        let request = TokenRequest(name: " shop ", role: .operator)
        let token = try await company.operations.createToken(request, secret: secret, by: company.admin)
        #expect(token == AccessToken(secret: secret))
        #expect(try await !company.operations.isOpenToLoopback())
        let actor = try await company.operations.actor(token: token.text)
        #expect((actor.name, actor.role) == ("shop", .operator))
    }

    @Test(arguments: SQLEngine.allCases)
    func onlyTheHashOfATokenIsKept(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        let request = TokenRequest(name: "shop", role: .viewer)
        let token = try await company.operations.createToken(request, secret: secret, by: company.admin)
        let rows = try await company.database.read { session in
            try session.rows("SELECT token_hash FROM actor WHERE name = 'shop'").map { $0[0] as [UInt8] }
        }
        #expect(rows == [token.hash.bytes])
    }

    @Test(arguments: SQLEngine.allCases)
    func aTokenWorksThroughItsLastDayAndNoLonger(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        let request = TokenRequest(name: "shop", role: .viewer, expiresOn: CalendarDate("2026-05-03"))
        let token = try await company.operations.createToken(request, secret: secret, by: company.admin)
        company.clock.advance(seconds: 15 * 3600)
        _ = try await company.operations.actor(token: token.text)
        company.clock.advance(seconds: 2 * 3600)
        let refusal = try await #require(throws: Refusal.self) { try await company.operations.actor(token: token.text) }
        #expect((refusal.kind, refusal.code) == (.unauthorised, "invalid_token"))
        #expect(try await !company.operations.isOpenToLoopback())
    }

    @Test(arguments: SQLEngine.allCases)
    func aTokenEndsWhenItIsRevokedAndItsNameStays(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        let token = try await company.operations.createToken(
            TokenRequest(name: "shop", role: .operator, expiresOn: CalendarDate("2026-05-03")), secret: secret,
            by: company.admin)
        company.clock.advance(seconds: 60)
        func revoke(_ name: String) async throws {
            _ = try await company.operations.revokeToken(name, reason: "till was stolen", company.command()) { _ in
                Answer(status: 200, body: [])
            }
        }
        try await revoke("shop")
        try await revoke("shop")
        let refusal = try await #require(throws: Refusal.self) { try await company.operations.actor(token: token.text) }
        #expect(refusal.code == "invalid_token")
        let listed = try await company.operations.tokens(as: company.admin).items
        #expect(listed.map(\.token.name) == ["shop"] && listed.map(\.state) == [.revoked])
        let end = try #require(listed[0].token.revocation)
        #expect(end.at.rfc3339 == "2026-05-03T08:01:00Z")
        #expect(end.actor == "local" && end.reason == "till was stolen")
        for name in ["local", "command line", "nobody"] {
            let unknown = try await #require(throws: Refusal.self) { try await revoke(name) }
            #expect((unknown.kind, unknown.code) == (.notFound, "not_found"))
        }
    }

    @Test(arguments: [
        (String?.none, "2026-05-04", TokenView.State.active), ("2026-05-04", "2026-05-04", .active),
        ("2026-05-03", "2026-05-04", .expired),
    ])
    func aTokenSaysWhetherItIsStillTaken(last: String?, today: String, state: TokenView.State) throws {
        func token(_ revocation: TokenView.Revocation?) -> TokenView {
            TokenView(
                id: ActorID(1), name: "shop", role: .viewer, expiresOn: last.flatMap { CalendarDate($0) },
                createdAt: TestClock.start, revocation: revocation)
        }
        let today = try #require(CalendarDate(today))
        #expect(token(nil).state(on: today) == state)
        #expect(token(.init(at: TestClock.start, actor: "Ann", reason: nil)).state(on: today) == .revoked)
    }

    @Test(arguments: ["", "lw_", "lw_00", "Bearer", "local"])
    func whatIsNoTokenOfOursIsRefused(text: String) async throws {
        let company = try await TestCompany(.sqlite)
        let refusal = try await #require(throws: Refusal.self) { try await company.operations.actor(token: text) }
        #expect(refusal.code == "invalid_token")
    }

    @Test(arguments: [
        (TokenRequest(name: "shop", role: .viewer), "name_taken"),
        (TokenRequest(name: "local", role: .viewer), "name_taken"),
        (TokenRequest(name: "  ", role: .viewer), "invalid_value"),
        (TokenRequest(name: String(repeating: "x", count: 81), role: .viewer), "invalid_value"),
        (TokenRequest(name: "a\u{7}b", role: .viewer), "invalid_value"),
        (TokenRequest(name: "new", role: .viewer, expiresOn: CalendarDate("2026-05-02")), "invalid_value"),
    ])
    func anUnfitTokenIsRefused(request: TokenRequest, code: String) async throws {
        let company = try await TestCompany(.sqlite)
        let first = TokenRequest(name: "shop", role: .viewer)
        _ = try await company.operations.createToken(first, secret: secret, by: company.admin)
        let refusal = try await #require(throws: Refusal.self) {
            try await company.operations.createToken(request, secret: secret.reversed(), by: company.admin)
        }
        #expect(refusal.code == code)
    }

    @Test(arguments: Role.allCases.filter { $0 != .admin })
    func onlyAnAdministratorMakesTokens(role: Role) async throws {
        let company = try await TestCompany(.sqlite)
        let actor = Actor(id: company.admin.id, name: "Ann", role: role)
        let refusal = try await #require(throws: Refusal.self) {
            try await company.operations.createToken(TokenRequest(name: "x", role: .viewer), secret: secret, by: actor)
        }
        #expect(refusal.code == "not_allowed")
    }

    @Test(arguments: SQLEngine.allCases)
    func theStandardActorsAreThere(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        #expect(try await company.operations.localActor().name == "local")
        #expect(try await company.operations.commandActor().name == "command line")
    }
}
