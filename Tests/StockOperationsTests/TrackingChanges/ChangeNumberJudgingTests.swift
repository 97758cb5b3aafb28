import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

/// The numbers of a guided change are judged like all others, and the change stands in the product's record.
struct ChangeNumberJudgingTests {
    private func company(_ engine: SQLEngine, _ settings: Settings) async throws -> TestCompany {
        let company = try await TestCompany(engine, settings: settings)
        try await company.product("PUMP", .none)
        try await company.product("LAMP", .serial)
        try await company.post(.receipt, [company.line("PUMP", 3)])
        try await company.post(.receipt, [company.line("LAMP", 1, "SN-77")])
        company.clock.advance(seconds: 60)
        return company
    }

    @Test(arguments: SQLEngine.allCases)
    func anInventedNumberIsDoubted(engine: SQLEngine) async throws {
        // R16
        let company = try await company(engine, Settings(lotsAndSerials: true, expirationDates: true))
        let applied = try await company.change("PUMP", to: .serial, nil, "WH-Stock: test asdf PX-2031")
        let warned = try #require(applied.outcome?.warnings)
        #expect(Set(warned.map(\.pointer)) == ["/numbers/0", "/numbers/1"])
        let kept = try await company.database.read { session in
            try session.rows(
                """
                SELECT DISTINCT l.number
                  FROM doubt d
                  JOIN movement m ON m.posting_id = d.posting_id AND m.position = d.position
                  JOIN lot l ON l.id = m.lot_id
                """
            ).map { $0[0] as String }.sorted()
        }
        #expect(kept == ["asdf", "test"])
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases)
    func aNumberOfAnotherProductIsRefusedWhereTheCompanySharesNone(engine: SQLEngine) async throws {
        // R11a
        var settings = Settings(lotsAndSerials: true, expirationDates: true)
        settings.uniqueNumbers = .company
        let company = try await company(engine, settings)
        let refusal = try await #require(throws: Refusal.self) {
            try await company.change("PUMP", to: .serial, nil, "WH-Stock: SN-1 SN-2 SN-77")
        }
        #expect(refusal.faults.map { "\($0.pointer) \($0.code)" } == ["/numbers/2 number_of_other_product"])
        #expect(try await company.stock("PUMP") == ["WH-Stock - 3"])
    }

    @Test(arguments: SQLEngine.allCases)
    func theRecordOfTheProductSaysWhoChangedItsLevel(engine: SQLEngine) async throws {
        // R55
        let company = try await company(engine, Settings(lotsAndSerials: true, expirationDates: true))
        try await company.change("PUMP", to: .lot, nil, "WH-Stock: L-1=2", reason: "one broken")
        let changes = try await company.store { store in
            let product = try store.product(sku: "PUMP")!
            let key = RecordKey(.product, product.id.rawValue)
            return try store.fieldChanges(of: key, before: nil, limit: 10).map {
                "\($0.change.field) \($0.change.old ?? "-")→\($0.change.new ?? "-"): \($0.reason ?? "-")"
            }
        }
        #expect(changes == ["tracking none→lot: one broken"])
    }
}
