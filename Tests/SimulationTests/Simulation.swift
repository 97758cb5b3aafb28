import Foundation
import SQLCore
import SeededRandom
import StockDomain
import StockOperations
import StockStore
import TestSupport

/// Random actions on a company, told to the naive warehouse too: both must agree on what may happen, and on what is so
/// afterwards.
struct Simulation {
    typealias Goods = NaiveWarehouse.Goods
    typealias Pile = NaiveWarehouse.Pile
    typealias Move = NaiveWarehouse.Move
    typealias Step = NaiveWarehouse.Step

    /// Why a seed fails; says how to see it again.
    struct Disagreement: Error, CustomStringConvertible {
        let description: String
    }

    /// A document that still has something to do.
    struct OpenDocument {
        var kind: DocumentKind
        var number: String
        var product: String
        var units: Int
        var place: String
        var to: String?
        var partner: String?
        var isOnItsWay = false
        /// Whether its goods were given other numbers on their way.
        var isRenumbered = false
        /// The package from which it takes, or that leaves with everything in it.
        var package: String?
        var isWhole = false
    }

    /// A document that is done.
    struct DoneDocument {
        var kind: DocumentKind
        var number: String
        var line: LineID
        var product: String
        var place: String
        var partner: String?
    }

    static let places = ["WH-Stock", "SHELF-1", "SHELF-2", "YARD", "CAGE"]
    static let easygoing = ["C1", "C2", "C3"]
    static let customers = easygoing + [careful, singleLot, particular]
    static let suppliers = ["S1", "S2"]
    static let products = ["NUT", "OIL", "TUBE", "PUMP", "CELL", "BOLT"]

    let company: TestCompany
    let seed: UInt64
    var random: SeededRandom
    var model = NaiveWarehouse()
    var open: [OpenDocument] = []
    var done: [DoneDocument] = []
    /// Production orders that were done and stand.
    var made: [String] = []
    /// Recalls that are going on.
    var recalls: [String] = []
    /// What the program showed after the last action.
    var rows: [StockRow] = []
    var reservations: [String: [Pile: Int]] = [:]
    /// The last level change of each product: what was before is left alone.
    var changedAt: [String: Int64] = [:]
    /// Moments whose stock is asked for again and again.
    var remembered: [Int64] = []
    var journal: [String] = []
    var counts: [String: Int] = [:]
    var turn = 0
    /// The document that the last action was about: it alone may get goods.
    var actedOn: String?
    /// Whether the last action may free what is set aside for others.
    var mayLoseReservations = false
    private var numbers = 0
    private var attempts = 0
    private var lastRefusal = ""
    private(set) var eyes: Eyes

    init(_ engine: SQLEngine, seed: UInt64) async throws {
        self.seed = seed
        random = SeededRandom(seed: seed)
        company = try await TestCompany(engine)
        try await company.add(
            Product(
                sku: "NUT", name: "Nut", tracking: .lot, handling: Handling(receiptTolerancePercent: Self.tolerance)))
        try await company.add(
            Product(
                sku: "OIL", name: "Oil", tracking: .lot, expiration: Expiration(isEnabled: true),
                handling: Handling(removalStrategy: .fefo)))
        try await company.add(
            Product(sku: "TUBE", name: "Tube", tracking: .lot, handling: Handling(removalStrategy: .lifo)))
        try await company.add(Product(sku: "PUMP", name: "Pump", tracking: .serial))
        try await company.add(Product(sku: "CELL", name: "Cell", tracking: .serial, capture: .deliveryOnly))
        try await company.add(Product(sku: "BOLT", name: "Bolt"))
        for code in ["SHELF-1", "SHELF-2"] { try await company.location(code, below: "WH-Stock") }
        try await company.location("CAGE", below: "WH-Stock", isBlocked: true)
        try await company.location("YARD")
        for code in Self.easygoing { try await company.partner(code) }
        for partner in Self.demanding { try await company.add(partner) }
        for code in Self.suppliers { try await company.partner(code, .supplier) }
        model.levels = [
            "NUT": .lot, "OIL": .lot, "TUBE": .lot, "PUMP": .serial, "CELL": .deliveryOnly, "BOLT": .none,
        ]
        eyes = try await Eyes(company)
    }

    // MARK: Running

    mutating func run(steps: Int) async throws {
        for _ in 0..<steps {
            turn += 1
            company.clock.advance(seconds: Int64.random(in: 600...20_000, using: &random))
            try await act()
            try await compareStock()
            if turn % 10 == 0 { try await compareRecalls(of: 3) }
            if turn % 25 == 0 { try await comparePast() }
            if turn % 150 == 0 { try await checkAndVerify() }
        }
        try await compareRecalls(of: 12)
        try await comparePast()
        try await checkAndVerify()
    }

    /// Ends the run, naming the seed and what led here.
    func fail(_ what: String) -> Disagreement {
        if let folder = NaiveWarehouseTests.Settings.journals {
            let story = journal.joined(separator: "\n") + "\n"
            try? story.write(toFile: "\(folder)/story-\(seed).txt", atomically: true, encoding: .utf8)
        }
        let last = journal.suffix(25).joined(separator: "\n  ")
        return Disagreement(
            description: """
                \(what)
                See it again: LOTWISE_SIMULATION_SEEDS=\(seed) LOTWISE_SIMULATION_STEPS=\(turn) \
                LOTWISE_SIMULATION_ENGINE=\(company.operations.engine) make test PARTS=SimulationTests
                The last actions of \(turn):
                  \(last)
                """)
    }

    // MARK: Drawing

    mutating func chance(_ one: Int, in all: Int) -> Bool { Int.random(in: 1...all, using: &random) <= one }

    mutating func pick<Element>(_ from: [Element]) -> Element? { from.randomElement(using: &random) }

    mutating func number(_ prefix: String) -> String {
        numbers += 1
        // Far apart, so that no number looks like another.
        return "\(prefix)\(numbers * 97)"
    }

    var seconds: Int64 { company.clock.now.seconds(since: TestClock.start) }

    /// Now, or seldom a moment of the last days at which nothing else happened.
    mutating func someMoment() -> Int64? {
        guard chance(1, in: 6) else { return nil }
        return seconds - Int64.random(in: 1...200_000, using: &random)
    }

    func instant(_ at: Int64) -> Instant { TestClock.start.adding(seconds: at) }

    // MARK: Trying

    enum Outcome {
        case done
        case refused([String])
        case asked([String])
    }

    /// What the model expects of an action.
    struct Expectation {
        var mayBeDone = true
        var mayRefuse: Set<String> = []
        var mayAsk: Set<String> = []
        var because = ""

        static let must = Expectation()

        static func never(_ codes: Set<String>, _ because: String) -> Expectation {
            Expectation(mayBeDone: false, mayRefuse: codes, because: because)
        }

        static func perhaps(_ codes: Set<String>) -> Expectation { Expectation(mayRefuse: codes) }

        func asking(_ codes: String...) -> Expectation {
            var other = self
            other.mayAsk.formUnion(codes)
            return other
        }
    }

    /// What the last accepted action was asked and answered, by code.
    private(set) var answered: [String: String] = [:]

    /// Does something, answers what it asks, and sometimes does it again with the same key.
    ///
    /// - Returns: whether it was done, as expected.
    mutating func attempt(
        _ what: String, _ expected: Expectation, _ act: @Sendable (Command) async throws -> Answer
    ) async throws -> Bool {
        attempts += 1
        let key = chance(1, in: 6) ? "K\(attempts)" : nil
        var answers: [String: String] = [:]
        var byCode: [String: String] = [:]
        var outcome = Outcome.done
        for _ in 0..<5 {
            let command = Command(
                by: company.admin, key: key, fingerprint: key.map { Digest(of: Array($0.utf8)) }, answers: answers)
            do {
                let first = try await act(command)
                outcome = .done
                if key != nil { try await repeatIt(what, first, command, act) }
                break
            } catch let refusal as Refusal where refusal.code == "question" {
                outcome = .asked(refusal.questions.map(\.code))
                if chance(1, in: 8) { break }
                for question in refusal.questions {
                    answers[question.id] = pick(question.answers)
                    byCode[question.code] = answers[question.id]
                }
            } catch let refusal as Refusal {
                lastRefusal = refusal.faults.first?.detail ?? refusal.detail
                let codes = refusal.faults.map(\.code)
                outcome = .refused(codes.isEmpty ? [refusal.code] : codes)
                break
            } catch {
                journal.append("\(turn). \(what)")
                throw fail("broke off with \(error)")
            }
        }
        answered = byCode
        let told = byCode.isEmpty ? "" : " \(byCode.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" })"
        journal.append("\(turn). [\(seconds)] \(what)\(told) → \(outcome)")
        counts["\(what.prefix { $0 != " " }) \(outcome)", default: 0] += 1
        if let asked = Set(byCode.keys).subtracting(expected.mayAsk).first {
            throw fail("asked \(asked), which the model does not understand")
        }
        return try judge(outcome, expected)
    }

    private func judge(_ outcome: Outcome, _ expected: Expectation) throws -> Bool {
        switch outcome {
        case .done:
            if !expected.mayBeDone { throw fail("done, though \(expected.because)") }
            return true
        case .refused(let codes):
            for code in codes where !expected.mayRefuse.contains(code) {
                throw fail(
                    "refused with \(code) (\(lastRefusal)); expected \(expected.mayRefuse.sorted()) "
                        + expected.because)
            }
            return false
        case .asked(let codes):
            for code in codes where !expected.mayAsk.contains(code) {
                throw fail("asked \(code), which the model does not understand")
            }
            return false
        }
    }

    private func repeatIt(
        _ what: String, _ first: Answer, _ command: Command, _ act: @Sendable (Command) async throws -> Answer
    ) async throws {
        let again = try await act(command)
        if !again.isReplayed || again.body != first.body || again.status != first.status {
            throw fail("\(what): a repetition is answered otherwise")
        }
    }
}

extension Instant {
    func seconds(since other: Instant) -> Int64 { (rawValue - other.rawValue) / 1_000_000 }
}
