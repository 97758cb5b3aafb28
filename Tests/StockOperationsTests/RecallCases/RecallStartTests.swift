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

    @Test(arguments: SQLEngine.allCases)
    func serialsAreHeldWithTheirBatchAndSaidToBe(engine: SQLEngine) async throws {
        // They were shown as not held, and one that was found good as free.
        let company = try await TestCompany(engine)
        try await company.product("PUMP", .serial)
        var line = company.line("PUMP", 2)
        line.numbers = ["S-1", "S-2"].map {
            .one(NumberEntry(number: LotNumber(stored: $0), batch: LotNumber(stored: "B-1")))
        }
        try await company.post(.receipt, [line])
        _ = try await company.operations.draftRecall(
            RecallRequest(reason: "Leak", scope: [ScopeTerm(product: "PUMP")], startsNow: true), company.command()
        ) { _ in Answer(status: 201, body: []) }
        let started = try await company.recall()
        #expect(started.standing == ["B-1 held", "S-1 with B-1", "S-2 with B-1"])
        #expect(started.events.last?.detail.hasPrefix("Holding 3 of 3 lots") == true)
        let good = try await company.store {
            try $0.lot(number: LotNumber(stored: "S-1"), kind: .serial, of: ProductID(1))!
        }
        _ = try await company.operations.releaseFromRecall(
            "RC-00001", isDrill: false, lots: [good.id], because: "tested", company.command()
        ) { _ in Answer(status: 200, body: []) }
        let released = try await company.recall()
        #expect(released.standing == ["B-1 held", "S-1 good, with B-1", "S-2 with B-1"])
        #expect(
            released.events.last?.detail == "Found good and released: S-1; 1 serial stays held with the batch. tested")
        #expect(try await company.standing("PUMP") == ["WH-Stock S-1 1 recalled", "WH-Stock S-2 1 recalled"])
        _ = try await company.operations.releaseFromRecall(
            "RC-00001", isDrill: false, lots: [try #require(good.batchID)], because: "tested", company.command()
        ) { _ in Answer(status: 200, body: []) }
        #expect(try await company.recall().standing == ["B-1 good", "S-1 good", "S-2 free"])
    }
}

extension TestCompany {
    fileprivate func recall() async throws -> RecallView {
        try await operations.recall("RC-00001", isDrill: false, as: admin)
    }
}

extension RecallView {
    /// `S-1 good, with B-1`
    fileprivate var standing: [String] {
        lots.map { lot in
            let states = [lot.released.map { _ in "good" }, lot.heldWith.map { "with \($0)" }].compactMap(\.self)
            let state = states.isEmpty ? lot.isHeld ? "held" : "free" : states.joined(separator: ", ")
            return "\(lot.lot.number ?? "") \(state)"
        }
    }
}
