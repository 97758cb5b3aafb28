import Foundation
import SQLCore
import StockDomain
import StockOperations

/// Receipts of 500 new serials each, durable, beside the rows that they leave behind.
struct ReceiptBenchmark {
    private static let warmUps = 5
    private static let repetitions = 40
    private static let serials = 500

    private let engine: SQLEngine
    private let workshop: Workshop

    init(_ engine: SQLEngine, _ workshop: Workshop) {
        self.engine = engine
        self.workshop = workshop
    }

    func figures() async throws -> [Figure] {
        let receiving = try workshop.database(engine, named: "receipt")
        let database = try receiving.open()
        let company = try await ReceivingCompany(on: database)
        let floor = try await workshop.floorEngine(named: "receipt_floor", like: database, engine)
        var receipts: [Double] = []
        var floors: [Double] = []
        var left = try await LeftBehind.rows(of: LeftBehind.ledger, in: database)
        for turn in 0..<Self.warmUps + Self.repetitions {
            // One beside the other, so that both meet the same disk.
            receipts.append(try await awaitedSeconds { try await company.receive(Self.serials, turn) })
            let now = try await LeftBehind.rows(of: LeftBehind.ledger, in: database)
            floors.append(try seconds(floor.insertion(of: now.beyond(left))))
            left = now
        }
        await database.close()
        let middle = { (times: [Double]) in times.dropFirst(Self.warmUps).map { $0 * 1_000 }.median }
        return [
            Figure(
                "receipt of \(Self.serials) serials, p50", engine, middle(receipts), .milliseconds,
                floor: middle(floors), mostFactor: 3, note: "all of them left: \(left.inWords)")
        ]
    }
}

/// A company with one product told apart by serials.
private struct ReceivingCompany {
    private let operations: Operations
    private let actor: Actor

    init(on database: any SQLDatabase) async throws {
        operations = Operations(on: database) { Instant(Date()) }
        try await operations.migrate()
        actor = try await operations.localActor()
        // The first products of a company turn lots & serial numbers on.
        try await importing("sku,name,tracking\nDRILL,Cordless drill,serial\n", as: .products)
        try await importing("code,name,kind\nSUP-1,Supplier,supplier\n", as: .partners)
    }

    private func importing(_ text: String, as kind: ImportKind) async throws {
        _ = try await operations.importFile(ImportFile(contents: Data(text.utf8)), as: kind, by: actor)
    }

    func receive(_ count: Int, _ turn: Int) async throws {
        let numbers = try (0..<count).map {
            NumberInput.one(NumberEntry(number: try LotNumber("DR-\(turn)-\(100_000 + $0)")))
        }
        let line = LineRequest(
            product: "DRILL", quantity: Quantity(millionths: Int64(count) * 1_000_000), numbers: numbers,
            pointer: "/lines/0")
        let request = DocumentRequest(kind: .receipt, partner: "SUP-1", lines: [line], doNow: true)
        let command = Command(by: actor, key: "receipt-\(turn)", fingerprint: Digest(of: Array("\(turn)".utf8)))
        _ = try await operations.create(request, command) { view in
            Answer(status: 201, body: Array(view.document.number.utf8))
        }
    }
}
