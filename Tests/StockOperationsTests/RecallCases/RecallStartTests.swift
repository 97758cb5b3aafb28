import SQLCore
import StockDomain
import StockStore
import TestSupport
import Testing

@testable import StockOperations

/// Starting a large recall in one transaction (R49).
@Suite(.serialized) struct RecallStartTests {
    private static let lots = 5_000
    private static let reserved = 500

    @Test(arguments: SQLEngine.allCases)
    func fiveThousandLotsAreHeldAndFiveHundredReservationsFreedAtOnce(engine: SQLEngine) async throws {
        let company = try await Self.company(engine)
        let kept = Kept<StartedRecall>()
        let scope = [ScopeTerm(product: "NUT")]
        _ = try await company.operations.draftRecall(
            RecallRequest(reason: "Glass", scope: scope), company.command()
        ) { _ in Answer(status: 201, body: []) }
        _ = try await company.operations.startRecall("RC-00001", isDrill: false, company.command()) { started in
            kept.keep(started)
            return Answer(status: 200, body: [])
        }
        let started = try #require(kept.value)
        #expect(started.view.lots.count(where: \.isHeld) == Self.lots)
        #expect(started.freed.map(\.quantity).sum() == Quantity(units: Int64(Self.reserved)))
        #expect(started.view.figures.only?.held == Quantity(units: Int64(Self.lots * 10)))
        #expect(started.view.figures.only?.reserved == 0)
    }

    /// 5,000 lots of ten, and 20 deliveries that have set one of 25 lots aside each.
    private static func company(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        let numbers = (1...lots).map { number in
            NumberInput.one(
                NumberEntry(
                    number: LotNumber(stored: "N-\(number)"), quantity: 10, pointer: "/lines/0/numbers/\(number)"))
        }
        try await company.post(
            .receipt, [LineRequest(product: "NUT", quantity: Quantity(units: Int64(lots * 10)), numbers: numbers)])
        for first in stride(from: 1, through: reserved, by: 25) {
            let lines = (first..<first + 25).map { company.line("NUT", 1, "N-\($0)") }
            let draft = try await company.draft(.delivery, lines, partner: "C1")
            _ = try await company.act {
                try await company.operations.reserve(.delivery, draft.document.number, $0, answer: $1)
            }
        }
        return company
    }

    /// What is made of recalled goods later on, or split off them, is held too, and withdrawing frees it with them.
    @Test(arguments: SQLEngine.allCases)
    func whatIsSplitOffRecalledGoodsIsHeldAndFreedWithThem(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.post(.receipt, [company.line("NUT", 10, "N-1")])
        _ = try await company.operations.draftRecall(
            RecallRequest(reason: "Glass", scope: [ScopeTerm(product: "NUT")], startsNow: true), company.command()
        ) { _ in Answer(status: 201, body: []) }
        let lot = try await company.store {
            try $0.lot(number: LotNumber(stored: "N-1"), kind: .lot, of: ProductID(1))!.id
        }
        let child = try await company.store { store in
            let key = try store.drawLotKeys(1)[0]
            try store.insert(
                [Lot(id: key, productID: ProductID(1), kind: .lot, number: LotNumber(stored: "N-1a"))],
                movedFirstBy: nil)
            try store.inheritBlocks(of: [lot], to: key)
            return key
        }
        #expect(try await company.store { try $0.openBlocks(of: [child])[child]?.map(\.kind) } == [.recalled])
        _ = try await company.operations.withdrawRecall(
            "RC-00001", isDrill: false, because: "No", company.command()
        ) { _ in Answer(status: 200, body: []) }
        #expect(try await company.store { try $0.openBlocks(of: [lot, child]).isEmpty })
    }
}
