import SQLCore
import SeededRandom
import StockDomain
import StockOperations
import StockStore
import Synchronization
import TestSupport
import Testing

/// Several clients on one database at the same time. Nobody knows in which order they come, so only what always holds
/// is judged: no unit is lost, doubled, below zero or set aside without being there.
struct ConcurrentClientsTests {
    @Test(arguments: NaiveWarehouseTests.stories)
    func nothingIsLostOrDoubled(engine: SQLEngine, seed: UInt64) async throws {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.product("PUMP", .serial)
        for code in ["C1", "C2"] { try await company.partner(code) }
        try await company.location("SHELF", below: "WH-Stock")
        for box in Client.boxes {
            _ = try await company.operations.makePackage(box, at: nil, company.command()) { _ in
                Answer(status: 201, body: [])
            }
        }
        let clients = (0..<6).map { Client(company, seed: seed * 100 + $0) }
        let steps = max(10, NaiveWarehouseTests.Settings.steps / 6)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in clients { group.addTask { try await client.work(steps) } }
            try await group.waitForAll()
        }
        try await judge(company, clients, seed)
    }

    private func judge(_ company: TestCompany, _ clients: [Client], _ seed: UInt64) async throws {
        let comment: Comment = "LOTWISE_SIMULATION_SEEDS=\(seed) LOTWISE_SIMULATION_ENGINE=\(company.operations.engine)"
        for sku in ["NUT", "PUMP"] {
            let piles = try await company.store { store in
                try store.product(sku: sku).map { try store.balances(of: $0.id) } ?? []
            }
            let expected = clients.map { $0.units(of: sku) }.reduce(0, +)
            #expect(Int(piles.map(\.quantity).sum().wholeUnits) == expected, comment)
            #expect(piles.allSatisfy { $0.quantity >= .zero && $0.reserved <= $0.quantity }, comment)
            #expect(piles.allSatisfy { !$0.isBlocked || $0.reserved == .zero }, comment)
            if sku == "PUMP" { #expect(piles.allSatisfy { $0.quantity <= .one }, comment) }
        }
        _ = try await company.operations.seal()
        let found =
            try await company.operations.check().findings.named + company.operations.verify().findings.named
        #expect(found.map(\.detail) == [], comment)
        #expect(clients.allSatisfy { $0.done > 0 }, comment)
        #expect(clients.flatMap(\.surprises) == [], comment)
    }
}

/// One client with its own random actions; it notes what it was told.
private final class Client: Sendable {
    private struct Log {
        var units: [String: Int] = [:]
        var done = 0
        var surprises: [String] = []
    }

    private let company: TestCompany
    private let seed: UInt64
    private let log = Mutex(Log())

    static let boxes = ["BOX-1", "BOX-2", "BOX-3"]

    init(_ company: TestCompany, seed: UInt64) {
        self.company = company
        self.seed = seed
    }

    /// What its accepted actions add to the stock.
    func units(of sku: String) -> Int { log.withLock { $0.units[sku] ?? 0 } }
    var done: Int { log.withLock { $0.done } }
    var surprises: [String] { log.withLock { $0.surprises } }

    func work(_ steps: Int) async throws {
        var random = SeededRandom(seed: seed)
        for turn in 0..<steps { await act(turn, &random) }
    }

    /// Refusals and questions are answers like others; anything else is a surprise.
    private func act(_ turn: Int, _ random: inout SeededRandom) async {
        let units = Int.random(in: 1...6, using: &random)
        let lot = "L\(Int.random(in: 1...5, using: &random) * 97)"
        let serial = "S\(Int.random(in: 1...12, using: &random) * 97)"
        do {
            switch Int.random(in: 1...20, using: &random) {
            case 13...20: try await handleBox(units, lot, serial, &random)
            case 1...3: try await move(.receipt, "NUT", units, lot, adding: units)
            case 4: try await move(.receipt, "PUMP", 1, serial, adding: 1)
            case 5...6: try await move(.delivery, "NUT", units, nil, adding: -units)
            case 7: try await move(.delivery, "PUMP", 1, serial, adding: -1)
            case 8: try await move(.transfer, "NUT", units, lot, adding: 0)
            case 9: try await move(.transfer, "PUMP", 1, serial, adding: 0)
            case 10: try await setAside(units)
            case 11: try await holdOrRelease(lot)
            default: try await split(lot, units)
            }
            log.withLock { $0.done += 1 }
        } catch is Refusal {
        } catch {
            log.withLock { $0.surprises.append("\(error)") }
        }
    }

    // MARK: Packages

    private func handleBox(
        _ units: Int, _ lot: String, _ serial: String, _ random: inout SeededRandom
    ) async throws {
        let (box, other) = (Self.boxes.randomElement(using: &random), Self.boxes.randomElement(using: &random))
        guard let box, let other else { return }
        let goods = PackRequest.Line(
            product: "NUT", number: LotNumber(stored: lot), quantity: Quantity(units: Int64(units)))
        let unit = PackRequest.Line(product: "PUMP", number: LotNumber(stored: serial))
        switch Int.random(in: 1...9, using: &random) {
        case 1...2: try await pack([goods], into: box)
        case 3: try await pack([unit], into: box)
        case 4: try await pack([PackRequest.Line(package: other)], into: box)
        case 5:
            _ = try await company.operations.unpack(box, PackRequest(), company.command()) { _ in
                Answer(status: 200, body: [])
            }
        case 6...7: try await send(box, .delivery)
        case 8: try await send(box, .transfer)
        default:
            let to = units > 3 ? "SHELF" : "WH-Stock"
            _ = try await company.operations.movePackage(box, to: to, company.command()) { _ in
                Answer(status: 200, body: [])
            }
        }
    }

    private func pack(_ lines: [PackRequest.Line], into box: String) async throws {
        _ = try await company.operations.pack(box, PackRequest(lines: lines), company.command()) { _ in
            Answer(status: 200, body: [])
        }
    }

    /// Whatever is in it when it goes has gone.
    private func send(_ box: String, _ kind: DocumentKind) async throws {
        let whole = LineRequest(product: "", package: box).because("as asked")
        let view = try await company.create(
            DocumentRequest(
                kind: kind, partner: kind == .delivery ? "C1" : nil, location: "WH-Stock",
                toLocation: kind == .transfer ? "SHELF" : nil, lines: [whole], doNow: true))
        if kind != .delivery { return }
        log.withLock { log in
            for line in view.lines { log.units[line.product.sku, default: 0] -= Int(line.done.wholeUnits) }
        }
    }

    // MARK: Goods

    private func move(_ kind: DocumentKind, _ sku: String, _ units: Int, _ number: String?, adding: Int) async throws {
        var line = company.line(sku, Quantity(units: Int64(units))).because("as asked")
        if let number {
            line.numbers = [.one(NumberEntry(number: LotNumber(stored: number), pointer: "/lines/0/numbers/0"))]
        }
        line.pointer = "/lines/0"
        if kind == .receipt, units > 4 { line.package = Self.boxes[units % 3] }
        let request = DocumentRequest(
            kind: kind, partner: kind == .delivery ? "C1" : nil, location: "WH-Stock",
            toLocation: kind == .transfer ? "SHELF" : nil, lines: [line], doNow: true)
        let answers = ["lines/0/numbers/0:serial_elsewhere": "bought_back"]
        _ = try await company.create(request, answers: answers)
        log.withLock { $0.units[sku, default: 0] += adding }
    }

    private func setAside(_ units: Int) async throws {
        let number = try await company.draft(
            .delivery, [company.line("NUT", Quantity(units: Int64(units)))], partner: "C2", location: "WH-Stock"
        ).document.number
        let operations = company.operations
        _ = try await company.act { try await operations.reserve(.delivery, number, $0, answer: $1) }
        if units > 3 { return }
        let view = try await company.act {
            try await operations.carryOut(.delivery, number, DoRequest(), $0, answer: $1)
        }
        let sent = view.postings.isEmpty ? 0 : units
        log.withLock { $0.units["NUT", default: 0] -= sent }
    }

    private func holdOrRelease(_ number: String) async throws {
        let lot = try await lot(number)
        let operations = company.operations
        do {
            _ = try await operations.release(lot, ReleaseRequest(reason: "good"), company.command()) { _ in
                Answer(status: 200, body: [])
            }
        } catch is Refusal {
            _ = try await operations.hold(lot, HoldRequest(reason: "odd"), company.command()) { _ in
                Answer(status: 200, body: [])
            }
        }
    }

    private func split(_ number: String, _ units: Int) async throws {
        let lot = try await lot(number)
        let request = SplitRequest(quantity: Quantity(units: Int64(units)), location: "WH-Stock", reason: "two boxes")
        _ = try await company.operations.splitLot(lot, request, company.command()) { _ in
            Answer(status: 200, body: [])
        }
    }

    private func lot(_ number: String) async throws -> LotID {
        let found = try await company.store { store in
            try store.product(sku: "NUT").flatMap {
                try store.lot(number: LotNumber(stored: number), kind: .lot, of: $0.id)
            }
        }
        guard let found else { throw Refusal.rule("not_found", number) }
        return found.id
    }
}
