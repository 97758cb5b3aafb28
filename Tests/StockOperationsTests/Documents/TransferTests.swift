import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

struct TransferTests {
    /// A company with 5 of lot A and 3 of lot B on their way to a shop.
    private static func onTheWay(_ engine: SQLEngine) async throws -> (TestCompany, DocumentView) {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.location("Shop-1", below: nil)
        try await company.post(.receipt, [company.line("NUT", 8, "A=5", "B=3")])
        let draft = try await company.draft(
            .transfer, [company.line("NUT", 8, "A=5", "B=3")], location: "WH-Stock", to: "Shop-1")
        let sent = try await company.act {
            try await company.operations.ship(draft.document.number, DoRequest(), $0, answer: $1)
        }
        return (company, sent)
    }

    @Test(arguments: SQLEngine.allCases)
    func whatStandsAtTheDestinationNeedNotGoThere(engine: SQLEngine) async throws {
        // R22: the oldest goods below the place stand where the transfer goes.
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.product("PUMP", .serial)
        try await company.location("SHELF", below: "WH-Stock")
        try await company.location("YARD")
        try await company.post(
            .receipt, [company.line("NUT", 3, "OLD")], location: "SHELF", at: "2026-05-01T08:00:00Z")
        try await company.post(.receipt, [company.line("NUT", 3, "NEW"), company.line("PUMP", 1, "S")])
        try await company.post(.transfer, [company.line("NUT", 2)], location: "WH-Stock", to: "SHELF")
        #expect(try await company.stock("NUT") == ["SHELF NEW 2", "SHELF OLD 3", "WH-Stock NEW 1"])
        let refusal = try await #require(throws: Refusal.self) {
            try await company.post(.transfer, [company.line("PUMP", 1, "S")], location: "YARD", to: "WH-Stock")
        }
        #expect(refusal.faults.map(\.code) == ["serial_elsewhere"])
    }

    /// A shipment used to drop what there was to say about its numbers.
    @Test(arguments: SQLEngine.allCases)
    func aShipmentSaysWhatIsDoubtfulAboutItsNumbers(engine: SQLEngine) async throws {
        // R16, R22
        let company = try await TestCompany(engine)
        try await company.product("PUMP", .serial)
        try await company.location("Shop-1", below: nil)
        let serials = (1...5).map { "PUMP-\($0)" }
        try await company.post(
            .receipt, [LineRequest(product: "PUMP", quantity: 5, pastedNumbers: serials.joined(separator: "\n"))])
        let typed = serials.enumerated().map { index, serial in
            NumberInput.one(
                NumberEntry(
                    number: LotNumber(stored: serial),
                    enteredAt: company.clock.now.adding(seconds: Int64(index))))
        }
        let draft = try await company.draft(
            .transfer, [LineRequest(product: "PUMP", quantity: 5, numbers: typed)], location: "WH-Stock", to: "Shop-1")
        let sent = try await company.act {
            try await company.operations.ship(draft.document.number, DoRequest(), $0, answer: $1)
        }
        #expect(sent.document.state == .inTransit)
        #expect(sent.warnings.map(\.code) == Array(repeating: "typed_too_fast", count: 5))
    }

    @Test(arguments: SQLEngine.allCases)
    func aTransferComesInParts(engine: SQLEngine) async throws {
        // R22
        let (company, sent) = try await Self.onTheWay(engine)
        let line = sent.lines[0].id
        let part = try await company.receive(
            sent, DoRequest(lines: [.init(id: line, numbers: company.line("NUT", 3, "B=3").numbers)], rest: .backorder))
        #expect(part.document.state == .inTransit)
        #expect(try await company.stock("NUT") == ["Shop-1 B 3", "WH-Transit A 5"])
        let whole = try await company.receive(part, DoRequest())
        #expect(whole.document.state == .done)
        #expect(whole.lines[0].done == 8)
        #expect(try await company.stock("NUT") == ["Shop-1 A 5", "Shop-1 B 3"])
    }

    @Test(arguments: SQLEngine.allCases)
    func whatDoesNotComeIsLostWithTheReasonGivenAtArrival(engine: SQLEngine) async throws {
        // R22
        let (company, sent) = try await Self.onTheWay(engine)
        let told = DoRequest.Line(
            id: sent.lines[0].id, done: 7, numbers: company.line("NUT", 7, "A=4", "B=3").numbers)
        let refusal = try await #require(throws: Refusal.self) {
            try await company.receive(sent, DoRequest(lines: [told]))
        }
        #expect(refusal.code == "reason_required")
        let done = try await company.receive(sent, DoRequest(lines: [told], reason: "torn bag"))
        #expect(done.document.state == .done)
        #expect(done.lines[0].done == 7)
        #expect(try await company.stock("NUT") == ["Shop-1 A 4", "Shop-1 B 3"])
        #expect(try await company.operations.recallScope(of: "A", as: company.admin).totals.lost == 1)
    }

    @Test(arguments: SQLEngine.allCases)
    func moreThanWasSentIsFoundAfterAsking(engine: SQLEngine) async throws {
        // R22
        let (company, sent) = try await Self.onTheWay(engine)
        let told = DoRequest(lines: [
            .init(id: sent.lines[0].id, done: 9, numbers: company.line("NUT", 9, "A=6", "B=3").numbers)
        ])
        let asked = try await #require(throws: Refusal.self) { try await company.receive(sent, told) }
        #expect(asked.questions.map(\.code) == ["more_than_expected"])
        _ = try await company.receive(sent, told, answers: [asked.questions[0].id: "accept"])
        #expect(try await company.stock("NUT") == ["Shop-1 A 6", "Shop-1 B 3"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aTransferMayBeEnteredLate(engine: SQLEngine) async throws {
        // R30: not before the goods had come.
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.location("Shelf-1")
        try await company.post(.receipt, [company.line("NUT", 5, "A")], at: "2026-05-02T08:00:00Z")
        func move(at moment: String) async throws {
            try await company.post(
                .transfer, [company.line("NUT", 5, "A")], location: "WH-Stock", to: "Shelf-1", at: moment)
        }
        let refusal = try await #require(throws: Refusal.self) { try await move(at: "2026-05-01T08:00:00Z") }
        #expect(refusal.code == "not_there_then")
        try await move(at: "2026-05-02T12:00:00Z")
        #expect(try await company.stock("NUT") == ["Shelf-1 A 5"])
    }
}

extension TestCompany {
    func receive(
        _ view: DocumentView, _ request: DoRequest, answers: [String: String] = [:]
    ) async throws -> DocumentView {
        try await act(
            { command, answer in
                try await operations.receive(view.document.number, request, command, answer: answer)
            }, answers: answers)
    }
}
