import Foundation
import SQLCore

/// The start of a recall over HTTP: 5,000 lots of one product are held and 500 reservations freed in one transaction,
/// beside the statements that the same takes.
struct HoldBenchmark {
    private static let repetitions = 3

    private let engine: SQLEngine
    private let workshop: Workshop

    init(_ engine: SQLEngine, _ workshop: Workshop) {
        self.engine = engine
        self.workshop = workshop
    }

    func figures() async throws -> [Figure] {
        let target = try workshop.database(engine, named: "hold")
        try await target.migrate()
        // One product is called back by the program, its twin by the engine alone.
        let pairs = (0..<Self.repetitions).map { (ours: "NUT-\($0)", floor: "TWIN-\($0)") }
        let trade = HeldTrade(skus: pairs.flatMap { [$0.ours, $0.floor] })
        try trade.importFiles(into: target, workshop)
        let (server, port) = try workshop.program.serve(target)
        defer {
            server.terminate()
            server.waitUntilExit()
        }
        let client = try HTTPClient(port: port, timeoutSeconds: 120)
        try trade.reserve(client)
        let bare = try target.bare()
        let database = try target.open()
        var times: [Double] = []
        var floors: [Double] = []
        for pair in pairs {
            let number = try trade.draft(pair.ours, client)
            times.append(try seconds { try client.tell("POST", "recalls/\(number)/start", expecting: 200) })
            let work = try await HeldByHand(pair.floor, like: number, in: database)
            floors.append(try seconds(bare.transaction(work.statements)))
        }
        await database.close()
        let slowest = String(format: "%.2f", times.max() ?? 0)
        return [
            Figure(
                "start of a recall, \(HeldTrade.lots) lots, \(HeldTrade.reservations) reservations", engine,
                times.median, .seconds, floor: floors.median, most: 2,
                note: "held, freed, frozen and answered with every document; slowest of \(times.count): \(slowest) s")
        ]
    }
}

/// A company that has lots of some products, sold a tenth of them and set another tenth aside.
private struct HeldTrade {
    static let lots = 5_000
    static let reservations = 500
    private static let customers = 100

    let skus: [String]

    func importFiles(into target: BenchDatabase, _ workshop: Workshop) throws {
        let products = skus.map { "\($0),Nuts,lot\n" }.joined()
        try workshop.load("products", "sku,name,tracking\n" + products, into: target)
        let customers = (0..<Self.customers).map { "C-\($0),Customer \($0),customer\n" }.joined()
        try workshop.load("partners", "code,name,kind\nS-1,Supplier,supplier\n" + customers, into: target)
        try workshop.load("movements", "at,kind,document,partner,sku,lot,quantity\n" + movements, into: target)
    }

    private var movements: String {
        var text = ""
        for sku in skus {
            for lot in 0..<Self.lots {
                text += "2026-01-05T08:00:00Z,receipt,PO-\(sku),S-1,\(sku),L\(lot),10\n"
            }
            // The last ones, so that the first are whole for reservations: one lot each.
            for lot in Self.lots * 9 / 10..<Self.lots {
                let customer = lot % Self.customers
                text += "2026-02-05T08:00:00Z,delivery,SO-\(sku)-\(customer),C-\(customer),\(sku),L\(lot),2\n"
            }
        }
        return text
    }

    func reserve(_ client: HTTPClient) throws {
        for sku in skus {
            for turn in 0..<Self.reservations {
                let answer = try client.tell(
                    "POST", "deliveries",
                    #"{"partner": "C-\#(turn % Self.customers)", "lines": [{"product": "\#(sku)", "quantity": 10}]}"#,
                    expecting: 201)
                try client.tell("POST", "deliveries/\(answer.documentNumber)/reserve", expecting: 200)
            }
        }
    }

    /// The number of a recall that is ready to start.
    func draft(_ sku: String, _ client: HTTPClient) throws -> String {
        try client.tell(
            "POST", "recalls", #"{"class": "I", "reason": "Glass", "scope": [{"product": "\#(sku)"}]}"#,
            expecting: 201
        ).documentNumber
    }
}

/// The statements that hold a product as the start of a recall does.
private struct HeldByHand {
    let statements: [SQL]

    /// - Parameter number: of a started recall, whose list takes the product's lots too.
    init(_ sku: String, like number: String, in database: any SQLDatabase) async throws {
        statements = try await database.read { session in
            let recall: Int64 = try session.rows("SELECT id FROM recall WHERE number = \(bind: number)")[0][0]
            let lots: [Int64] = try session.rows(
                """
                SELECT l.id
                  FROM lot l
                  JOIN product p ON p.id = l.product_id
                 WHERE p.sku = \(bind: sku)
                 ORDER BY l.id
                """
            ).map { $0[0] }
            let reserved = try session.rows(
                """
                SELECT r.balance_id, l.document_id
                  FROM reservation r
                  JOIN document_line l ON l.id = r.line_id
                  JOIN product p ON p.id = l.product_id
                 WHERE p.sku = \(bind: sku)
                 ORDER BY r.balance_id
                """
            ).map { (balance: $0[0] as Int64, document: $0[1] as Int64) }
            guard lots.count == HeldTrade.lots, reserved.count == HeldTrade.reservations else {
                throw BenchError("\(sku) has \(lots.count) lots and \(reserved.count) reservations")
            }
            return lots.flatMap { Self.holding($0, recall) }
                + reserved.flatMap { Self.freeing(balance: $0.balance, document: $0.document) }
        }
    }

    private static func holding(_ lot: Int64, _ recall: Int64) -> [SQL] {
        [
            "INSERT INTO recall_lot (recall_id, lot_id, round, named, held) VALUES (\(bind: recall), \(bind: lot), 1, 1, 1)",
            """
            INSERT INTO block (id, lot_id, kind, cause, reason, recall_id, opened_at, opened_by)
            VALUES (\(bind: 1_000_000_000 + lot), \(bind: lot), 'recalled', 'recall', 'Glass', \(bind: recall), 0, 1)
            """,
            "UPDATE balance SET blocked = 1 WHERE lot_id = \(bind: lot)",
        ]
    }

    private static func freeing(balance: Int64, document: Int64) -> [SQL] {
        [
            "DELETE FROM reservation WHERE balance_id = \(bind: balance)",
            "UPDATE balance SET reserved = 0 WHERE id = \(bind: balance)",
            "UPDATE document SET state = 'draft', version = version + 1 WHERE id = \(bind: document)",
            """
            INSERT INTO document_event (document_id, position, at, actor_id, code, detail)
            VALUES (\(bind: document), 1000, 0, 1, 'reservation_held', 'Glass')
            """,
        ]
    }
}
