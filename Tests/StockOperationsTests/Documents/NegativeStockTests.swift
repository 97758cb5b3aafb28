import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

struct NegativeStockTests {
    @Test(arguments: SQLEngine.allCases)
    func aRefusalOffersWhatFits(engine: SQLEngine) async throws {
        // R28, S123
        let company = try await TestCompany(engine)
        try await company.product("EGG", .none)
        try await company.partner("C1")
        let receipt = try await company.draft(.receipt, [company.line("EGG", 12)])
        let refusal = try await #require(throws: Refusal.self) {
            try await company.post(.delivery, [company.line("EGG", 3)], partner: "C1")
        }
        #expect(refusal.code == "insufficient_stock")
        #expect(refusal.offers.map(\.code) == ["open_receipt", "late_receipt", "count_in"])
        #expect(refusal.offers[0].document == receipt.document.number)
        #expect(refusal.detail.contains("IN-00001 is open and brings 12 pcs of EGG"))
    }

    @Test(arguments: SQLEngine.allCases)
    func aNumberThatHasNotComeInYetIsOfferedItsReceipt(engine: SQLEngine) async throws {
        // R28: it was only called unknown.
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        _ = try await company.draft(.receipt, [company.line("NUT", 12, "L-1")])
        let refusal = try await #require(throws: Refusal.self) {
            try await company.post(.delivery, [company.line("NUT", 3, "L-1")], partner: "C1")
        }
        #expect(refusal.code == "unknown_number")
        #expect(refusal.offers.first?.document == "IN-00001")
    }

    @Test(arguments: SQLEngine.allCases)
    func whatWasBelowZeroOnceTakesALateReceipt(engine: SQLEngine) async throws {
        // R28, R30: a receipt entered late was refused because less was missing then than before it.
        let company = try await TestCompany(
            engine, settings: Settings(lotsAndSerials: true, allowsNegativeStock: true))
        try await company.product("EGG", .none)
        try await company.partner("C1")
        try await company.post(.delivery, [company.line("EGG", 3)], partner: "C1", at: "2026-04-02T08:00:00Z")
        try await company.post(.receipt, [company.line("EGG", 5)], at: "2026-04-03T08:00:00Z")
        _ = try await company.operations.change(SettingsChange(allowsNegativeStock: false), company.command()) { _ in
            Answer(status: 200, body: [])
        }
        try await company.post(.receipt, [company.line("EGG", 1)], at: "2026-04-01T08:00:00Z")
        #expect(try await company.stock("EGG") == ["WH-Stock - 3"])
        let refusal = try await #require(throws: Refusal.self) {
            try await company.post(.delivery, [company.line("EGG", 2)], partner: "C1", at: "2026-04-01T09:00:00Z")
        }
        #expect(refusal.code == "not_there_then")
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases)
    func goodsNumberedAtDeliveryNeverGoBelowZero(engine: SQLEngine) async throws {
        // R5a: the plain half of such a line was planned below zero, and the ledger refused it without a word of why.
        let company = try await TestCompany(
            engine, settings: Settings(lotsAndSerials: true, allowsNegativeStock: true))
        try await company.add(Product(sku: "LAMP", name: "Lamp", tracking: .serial, capture: .deliveryOnly))
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("LAMP", 1)])
        let refusals = [
            try await #require(throws: Refusal.self) {
                try await company.post(.delivery, [company.line("LAMP", 2, "S1", "S2")], partner: "C1")
            },
            try await #require(throws: Refusal.self) {
                try await company.post(.scrap, [company.line("LAMP", 2)], reason: "broken")
            },
        ]
        #expect(refusals.map(\.code) == ["insufficient_stock", "insufficient_stock"])
        #expect(refusals.allSatisfy { $0.detail.contains("Only 1 of LAMP are free") })
    }

    @Test(arguments: SQLEngine.allCases)
    func untrackedGoodsMayGoBelowZeroWhereTheSettingAllowsIt(engine: SQLEngine) async throws {
        // R28, S123
        let company = try await TestCompany(
            engine, settings: Settings(lotsAndSerials: true, allowsNegativeStock: true))
        try await company.product("EGG", .none)
        try await company.product("NUT")
        try await company.location("Shelf-1", below: "WH-Stock")
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("EGG", 1)])
        try await company.post(.receipt, [company.line("EGG", 2)], location: "Shelf-1")
        try await company.post(.scrap, [company.line("EGG", 12)], reason: "broken")
        #expect(try await company.stock("EGG") == ["WH-Stock - -9"])
        // Nothing can be set aside of what is not there (X001).
        let draft = try await company.draft(.delivery, [company.line("EGG", 1)], partner: "C1")
        #expect(try await company.reserve(draft).lines[0].reserved == 0)
        // Tracked goods never go below zero.
        try await company.post(.receipt, [company.line("NUT", 1, "A")])
        let refusal = try await #require(throws: Refusal.self) {
            try await company.post(.delivery, [company.line("NUT", 2, "A")], partner: "C1")
        }
        #expect(refusal.code == "insufficient_stock")
        #expect(try await company.turnNegativeStockOff().code == "negative_stock_on_hand")
        try await company.post(.count, [company.line("EGG", 4)], reason: "found")
        #expect(try await company.stock("EGG") == ["WH-Stock - 4"])
        _ = try await company.operations.change(SettingsChange(allowsNegativeStock: false), company.command()) { _ in
            Answer(status: 200, body: [])
        }
        let again = try await #require(throws: Refusal.self) {
            try await company.post(.scrap, [company.line("EGG", 12)], reason: "broken")
        }
        #expect(again.code == "insufficient_stock")
        let report = try await company.operations.check()
        #expect(report.agrees)
    }

    @Test(arguments: SQLEngine.allCases)
    func aTrackedNumberThatIsNotThereEatsNoOther(engine: SQLEngine) async throws {
        // S022, S025: by our rules the delivery is refused, and the other lot stays whole.
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("NUT", 10, "LOT1"), company.line("NUT", 1, "LOT2")])
        try await company.post(.delivery, [company.line("NUT", 1, "LOT2")], partner: "C1")
        let refusal = try await #require(throws: Refusal.self) {
            try await company.post(.delivery, [company.line("NUT", 1, "LOT2")], partner: "C1")
        }
        #expect(refusal.code == "insufficient_stock")
        #expect(try await company.stock("NUT") == ["WH-Stock LOT1 10"])
        let draft = try await company.draft(.delivery, [company.line("NUT", 1)], partner: "C1")
        #expect(try await company.reserve(draft).lines[0].numbers.map(\.number?.text) == ["LOT1"])
    }
}

extension TestCompany {
    fileprivate func turnNegativeStockOff() async throws -> Refusal {
        try await #require(throws: Refusal.self) {
            _ = try await operations.change(SettingsChange(allowsNegativeStock: false), command()) { _ in
                Answer(status: 200, body: [])
            }
        }
    }
}
