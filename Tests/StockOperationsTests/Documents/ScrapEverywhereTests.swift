import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

struct ScrapEverywhereTests {
    @Test(arguments: SQLEngine.allCases)
    func aLotIsScrappedInEveryPlaceAtOnce(engine: SQLEngine) async throws {
        // R26: two places, a package, a blocked place, and some set aside.
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.location("Shelf-1")
        try await company.partner("C1")
        try await company.package("PACK1")
        var packed = company.line("NUT", 2, "A")
        packed.package = "PACK1"
        try await company.post(.receipt, [company.line("NUT", 10, "A"), company.line("NUT", 4, "B")])
        try await company.post(.count, [packed], location: "Shelf-1", reason: "found", answers: Self.found)
        try await company.post(.transfer, [company.line("NUT", 3, "A")], location: "WH-Stock", to: "WH-Quarantine")
        let delivery = try await company.draft(.delivery, [company.line("NUT", 5, "A")], partner: "C1")
        _ = try await company.reserve(delivery)
        let lot = try await company.lot("A")
        let request = ScrapRequest(kind: .destroyed, reason: "recall 7", witness: "Ann", certificate: "D-1")
        let asked = try await #require(throws: Refusal.self) { try await company.scrap(lot, request) }
        #expect(asked.questions.map(\.code) == ["reserved_for_other"])
        #expect(asked.detail.contains(delivery.document.number))
        let scrapped = try await company.scrap(lot, request, answers: [asked.questions[0].id: "take"])
        #expect(
            scrapped.lines.map { "\($0.location?.code ?? "?") \($0.quantity)" }.sorted() == [
                "Shelf-1 2", "WH-Quarantine 3", "WH-Stock 7",
            ])
        #expect(scrapped.document.witness == "Ann")
        #expect(scrapped.document.certificate == "D-1")
        #expect(scrapped.warnings.map(\.code) == ["reservation_freed"])
        #expect(try await company.stock("NUT") == ["WH-Stock B 4"])
        let nothing = try await #require(throws: Refusal.self) { try await company.scrap(lot, request) }
        #expect(nothing.code == "insufficient_stock")
    }

    @Test(arguments: SQLEngine.allCases)
    func aBatchTakesItsSerialsAlong(engine: SQLEngine) async throws {
        // R12, R26
        let company = try await TestCompany(engine)
        try await company.product("LAMP", .serial)
        var line = company.line("LAMP", 2)
        line.numbers = ["S1", "S2"].enumerated().map { index, number in
            .one(
                NumberEntry(
                    number: LotNumber(stored: number), batch: LotNumber(stored: "B"),
                    pointer: "/lines/0/numbers/\(index)"))
        }
        try await company.post(.receipt, [line])
        try await company.scrap(company.lot("B"), ScrapRequest(reason: "recall"))
        #expect(try await company.stock("LAMP").isEmpty)
    }

    @Test(arguments: SQLEngine.allCases)
    func goodsOnTheirWayAreLeftAndNamed(engine: SQLEngine) async throws {
        // R22, R26
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.location("Shop-1", below: nil)
        try await company.post(.receipt, [company.line("NUT", 5, "A")])
        let transfer = try await company.draft(
            .transfer, [company.line("NUT", 2, "A")], location: "WH-Stock", to: "Shop-1")
        _ = try await company.act {
            try await company.operations.ship(transfer.document.number, DoRequest(), $0, answer: $1)
        }
        let scrapped = try await company.scrap(company.lot("A"), ScrapRequest(reason: "recall"))
        #expect(scrapped.warnings.map(\.code) == ["still_in_transit"])
        #expect(try await company.stock("NUT") == ["WH-Transit A 2"])
    }

    /// The packed goods of the count are found, not moved.
    private static let found = ["lines/0/numbers/0:found_elsewhere": "found"]
}

extension TestCompany {
    @discardableResult
    func scrap(_ lot: LotID, _ request: ScrapRequest, answers: [String: String] = [:]) async throws -> DocumentView {
        try await act(
            { command, answer in try await operations.scrapEverywhere(lot, request, command, answer: answer) },
            answers: answers)
    }
}
