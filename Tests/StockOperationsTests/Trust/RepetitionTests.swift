import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

/// The same command coming again (`Idempotency-Key`).
struct RepetitionTests {
    private func command(_ company: TestCompany, _ body: String, key: String = "K-1", by actor: Actor? = nil) -> Command
    {
        Command(by: actor ?? company.admin, key: key, fingerprint: Digest(of: Array(body.utf8)))
    }

    /// Receives screws; the answer is the document's number.
    private func receive(_ quantity: Quantity, _ command: Command, in company: TestCompany) async throws -> Answer {
        let request = DocumentRequest(kind: .receipt, lines: [company.line("SCREW", quantity)], doNow: true)
        return try await company.operations.create(request, command) { view in
            Answer(status: 201, body: Array(view.document.number.utf8))
        }
    }

    private func company(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.product("SCREW", .none)
        return company
    }

    @Test(arguments: SQLEngine.allCases)
    func aRepeatedCommandGetsTheFirstAnswerAndChangesNothing(engine: SQLEngine) async throws {
        let company = try await company(engine)
        let first = try await receive(5, command(company, "5"), in: company)
        let second = try await receive(5, command(company, "5"), in: company)
        #expect(first == Answer(status: 201, body: Array("IN-00001".utf8)))
        #expect(second == Answer(status: 201, body: Array("IN-00001".utf8), isReplayed: true))
        #expect(try await company.stock("SCREW") == ["WH-Stock - 5"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aKeyIsNotGoodForAnotherRequest(engine: SQLEngine) async throws {
        let company = try await company(engine)
        _ = try await receive(5, command(company, "5"), in: company)
        let refusal = try await #require(throws: Refusal.self) {
            try await receive(6, command(company, "6"), in: company)
        }
        #expect((refusal.kind, refusal.code) == (.rule, "idempotency_key_reused"))
        #expect(try await company.stock("SCREW") == ["WH-Stock - 5"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aKeyBelongsToItsActor(engine: SQLEngine) async throws {
        let company = try await company(engine)
        let other = try await company.operations.commandActor()
        _ = try await receive(5, command(company, "5"), in: company)
        let answer = try await receive(5, command(company, "5", by: other), in: company)
        #expect(!answer.isReplayed)
        #expect(try await company.stock("SCREW") == ["WH-Stock - 10"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aRefusalIsDecidedAnew(engine: SQLEngine) async throws {
        let company = try await company(engine)
        try await company.partner("C1")
        let request = DocumentRequest(
            kind: .delivery, partner: "C1", lines: [company.line("SCREW", 5)], doNow: true)
        let again = command(company, "deliver")
        let refusal = try await #require(throws: Refusal.self) {
            try await company.operations.create(request, again) { _ in Answer(status: 201, body: []) }
        }
        #expect(refusal.code == "insufficient_stock")
        try await company.post(.receipt, [company.line("SCREW", 5)])
        let answer = try await company.operations.create(request, again) { _ in Answer(status: 201, body: []) }
        #expect(!answer.isReplayed)
        #expect(try await company.stock("SCREW") == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func commandsOfOneKeyThatComeAtOnceChangeThingsOnce(engine: SQLEngine) async throws {
        let company = try await company(engine)
        let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
            for _ in 0..<8 { group.addTask { try await receive(5, command(company, "5"), in: company) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.filter { !$0.isReplayed }.count == 1)
        #expect(Set(answers.map(\.body)).count == 1)
        #expect(try await company.stock("SCREW") == ["WH-Stock - 5"])
        #expect(try await company.operations.verify().postings == 1)
    }
}
