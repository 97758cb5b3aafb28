import SQLCore
import SeededRandom
import StockDomain
import StockOperations
import StockStore
import Synchronization
import TestSupport
import Testing

/// Stock and blocks at a past moment, against a model that remembers everything.
@Suite struct PastStockTests {
    @Test(arguments: SQLEngine.allCases, UInt64(1)...3)
    func stockOfAnyMomentIsWhatAReplayGives(engine: SQLEngine, seed: UInt64) async throws {
        print("seed \(seed)")
        var random = SeededRandom(seed: seed)
        var model = try await PastModel(engine)
        for _ in 0..<50 { try await model.doSomething(&random) }
        let moments = (0..<25).map { _ in
            PastMoment(
                at: model.anyMoment(&random), knownAt: Bool.random(using: &random) ? model.anyMoment(&random) : nil)
        }
        for moment in moments {
            let told = try await model.told(moment)
            let replayed = model.replayed(moment)
            #expect(
                told == replayed, "seed \(seed), at \(moment.at.rfc3339), known \(moment.knownAt?.rfc3339 ?? "now")")
        }
    }
}

/// A company whose every booking and hold is remembered in plain lists.
private struct PastModel {
    let company: TestCompany
    let places = ["SHELF-A", "SHELF-B", "WH-Stock"]
    let numbers = ["N-1", "N-2"]
    /// The places that hold stock.
    private var codes: [LocationID: String] = [:]
    private var booked: [Booking] = []
    private var holds: [Hold] = []

    struct Booking {
        let happenedAt: Instant
        let recordedAt: Instant
        let number: String
        let quantity: Quantity
        let from: String?
        let to: String?
    }

    struct Hold {
        let number: String
        let kind: Block.Kind
        let openedAt: Instant
        let block: BlockID
        let lot: LotID
        var closedAt: Instant?
    }

    init(_ engine: SQLEngine) async throws {
        company = try await TestCompany(engine)
        try await company.product("NUT", .lot)
        try await company.partner("C1")
        for shelf in ["SHELF-A", "SHELF-B"] { try await company.location(shelf, below: "WH-Stock") }
        codes = try await company.store { store in
            let places = try store.locations().filter(\.usage.holdsStock)
            return Dictionary(uniqueKeysWithValues: places.map { ($0.id, $0.code) })
        }
        for number in numbers {
            try await company.post(.receipt, [company.line("NUT", 20, number)], location: "SHELF-A")
            booked.append(
                Booking(
                    happenedAt: company.clock.now, recordedAt: company.clock.now, number: number, quantity: 20,
                    from: nil,
                    to: "SHELF-A"))
        }
    }

    /// Any moment of the history, or a little after.
    func anyMoment(_ random: inout SeededRandom) -> Instant {
        let span = (company.clock.now.rawValue - TestClock.start.rawValue) / 1_000_000
        return TestClock.start.adding(seconds: Int64.random(in: -60...(span + 60), using: &random))
    }

    mutating func doSomething(_ random: inout SeededRandom) async throws {
        company.clock.advance(seconds: Int64.random(in: 60...7_200, using: &random))
        switch Int.random(in: 0..<10, using: &random) {
        case 0: try await hold(&random)
        case 1: try await release(&random)
        default: try await book(&random)
        }
    }

    private mutating func book(_ random: inout SeededRandom) async throws {
        let number = numbers.randomElement(using: &random)!
        let quantity = Quantity(units: Int64.random(in: 1...6, using: &random))
        let (from, to) = (places.randomElement(using: &random)!, places.randomElement(using: &random)!)
        let happenedAt = Bool.random(using: &random) ? company.clock.now : max(TestClock.start, anyMoment(&random))
        let happened = min(happenedAt, company.clock.now)
        let kind = [DocumentKind.receipt, .delivery, .transfer].randomElement(using: &random)!
        if kind == .transfer, from == to { return }
        do {
            let done = try await company.post(
                kind, [company.line("NUT", quantity, number)], partner: kind == .delivery ? "C1" : nil,
                location: kind == .receipt ? to : from, to: kind == .transfer ? to : nil, at: happened.rfc3339)
            let codes = codes
            for moved in try await company.store({ try $0.movements(of: done.document.id) }) {
                booked.append(
                    Booking(
                        happenedAt: happened, recordedAt: company.clock.now, number: number,
                        quantity: moved.movement.quantity, from: codes[moved.movement.from.location],
                        to: codes[moved.movement.to.location]))
            }
        } catch let refusal as Refusal {
            #expect(["insufficient_stock", "not_there_then", "lot_blocked"].contains(refusal.code), "\(refusal)")
        }
    }

    private mutating func hold(_ random: inout SeededRandom) async throws {
        let number = numbers.randomElement(using: &random)!
        let kind = [Block.Kind.quarantine, .hold, .rejected].randomElement(using: &random)!
        let lot = try await lot(number)
        let kept = Kept()
        _ = try await company.operations.hold(lot, HoldRequest(kind: kind, reason: "r"), company.command()) {
            kept.keep($0.block)
        }
        holds.append(
            Hold(
                number: number, kind: kind, openedAt: company.clock.now, block: kept.block!, lot: lot,
                closedAt: nil))
    }

    private mutating func release(_ random: inout SeededRandom) async throws {
        let open = holds.indices.filter { holds[$0].closedAt == nil }
        guard let index = open.randomElement(using: &random) else { return }
        _ = try await company.operations.release(
            holds[index].lot, ReleaseRequest(reason: "r", block: holds[index].block), company.command()
        ) { _ in Answer(status: 200, body: []) }
        holds[index].closedAt = company.clock.now
    }

    private func lot(_ number: String) async throws -> LotID {
        try await company.store { store in
            let product = try #require(try store.product(sku: "NUT"))
            return try #require(try store.lot(number: LotNumber(stored: number), kind: .lot, of: product.id)).id
        }
    }

    // MARK: Both answers, as `place number quantity status`

    func told(_ moment: PastMoment) async throws -> [String] {
        try await company.operations.stock(
            StockQuestion(product: "NUT", at: moment.at, knownAt: moment.knownAt), limit: 500, as: company.admin
        ).items.map { "\($0.locationCode) \($0.number!) \($0.quantity) \($0.status.rawValue)" }.sorted()
    }

    func replayed(_ moment: PastMoment) -> [String] {
        let known = moment.knownAt ?? company.clock.now
        var piles: [String: Quantity] = [:]
        for booking in booked where booking.happenedAt <= moment.at && booking.recordedAt <= known {
            if let from = booking.from { piles["\(from) \(booking.number)", default: .zero] -= booking.quantity }
            if let to = booking.to { piles["\(to) \(booking.number)", default: .zero] += booking.quantity }
        }
        return piles.filter { $0.value != .zero }.map { pile, quantity in
            let number = pile.split(separator: " ")[1]
            let until = min(moment.at, known)
            let open = holds.filter { hold in
                hold.number == number && hold.openedAt <= until && (hold.closedAt.map { $0 > until } ?? true)
            }
            return "\(pile) \(quantity) \(open.map(\.kind).max()?.rawValue ?? "released")"
        }.sorted()
    }
}

/// Keeps what an operation has told.
private final class Kept: Sendable {
    private let told = Mutex<BlockID?>(nil)

    var block: BlockID? { told.withLock { $0 } }

    func keep(_ block: BlockID) -> Answer {
        told.withLock { $0 = block }
        return Answer(status: 200, body: [])
    }
}
