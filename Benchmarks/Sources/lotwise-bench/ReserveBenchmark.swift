import Foundation
import SQLCore
import StockDomain
import StockOperations

/// Setting goods aside for one line out of few lots and out of many, durable, beside the candidates that are read and
/// the rows that are written.
struct ReserveBenchmark {
    private static let warmUps = 5
    private static let repetitions = 40
    private static let few = 1_000
    private static let many = 100_000

    private let engine: SQLEngine
    private let workshop: Workshop

    init(_ engine: SQLEngine, _ workshop: Workshop) {
        self.engine = engine
        self.workshop = workshop
    }

    func figures() async throws -> [Figure] {
        let target = try workshop.database(engine, named: "reserve")
        let company = ReservingCompany(lots: [Self.few, Self.many], documents: Self.warmUps + Self.repetitions)
        try company.fill(target, workshop)
        let recording = RecordingDatabase(try target.open())
        let reserving = try await Reserver(recording, bare: target.bare())
        var figures: [Figure] = []
        for strategy in ReservingCompany.strategies {
            let few = try await times(reserving, strategy, Self.few)
            let many = try await times(reserving, strategy, Self.many)
            figures += [
                figure("\(strategy) of \(Self.few.inThousands) lots", few.ours, few.floor, mostFactor: 3),
                figure("\(strategy) of \(Self.many.inThousands) lots", many.ours, many.floor, mostFactor: nil),
                // What few take stands where an engine's own time stands otherwise.
                figure("\(strategy), many lots beside few", many.ours, few.ours, mostFactor: 2),
            ]
        }
        await recording.close()
        return figures
    }

    private func figure(_ name: String, _ value: Double, _ floor: Double, mostFactor: Double?) -> Figure {
        Figure(
            "reserve, \(name), p50", engine, value * 1_000, .milliseconds, floor: floor * 1_000,
            mostFactor: mostFactor,
            note: "\(ReservingCompany.lotsPerLine) lots for one line, with the customer's limits")
    }

    private func times(
        _ reserving: Reserver, _ strategy: String, _ lots: Int
    ) async throws -> (
        ours: Double, floor: Double
    ) {
        var ours: [Double] = []
        var floors: [Double] = []
        for document in try await reserving.documents(of: ReservingCompany.sku(strategy, lots)) {
            // One beside the other, so that both meet the same disk.
            ours.append(try await awaitedSeconds { try await reserving.reserve(document) })
            let work = try await reserving.floor(of: document)
            floors.append(try seconds(work.run))
            try work.undo()
        }
        return (Array(ours.dropFirst(Self.warmUps)).median, Array(floors.dropFirst(Self.warmUps)).median)
    }
}

/// A company with one product for each strategy and number of lots, and drafts that want some of each.
private struct ReservingCompany {
    static let strategies = ["fifo", "fefo"]
    static let lotsPerLine = 10
    private static let perLot = 10

    let lots: [Int]
    let documents: Int

    static func sku(_ strategy: String, _ lots: Int) -> String { "NUT-\(strategy)-\(lots)" }

    func fill(_ target: BenchDatabase, _ workshop: Workshop) throws {
        try serving(target, workshop) { client in
            try client.tell(
                "PATCH", "settings", #"{"lots_and_serials": true, "expiration_dates": true}"#, expecting: 200)
            try client.tell(
                "POST", "partners",
                #"{"code": "C1", "kind": "customer", "min_remaining_days": 30, "no_older_than_last": true}"#,
                expecting: 201)
            for (body, _) in products { try client.tell("POST", "products", body, expecting: 201) }
        }
        try workshop.load("stock", stock, into: target)
        try serving(target, workshop) { client in
            for (_, sku) in products {
                for _ in 0..<documents {
                    let line = #"{"product": "\#(sku)", "quantity": \#(Self.lotsPerLine * Self.perLot)}"#
                    try client.tell("POST", "deliveries", #"{"partner": "C1", "lines": [\#(line)]}"#, expecting: 201)
                }
            }
        }
    }

    private var products: [(body: String, sku: String)] {
        Self.strategies.flatMap { strategy in
            lots.map { lots in
                let sku = Self.sku(strategy, lots)
                let expiration = #"{"enabled": true, "kind": "best_before"}"#
                let body =
                    #"{"sku": "\#(sku)", "tracking": "lot", "removal_strategy": "\#(strategy)", "expiration": \#(expiration)}"#
                return (body, sku)
            }
        }
    }

    /// The lots came on a hundred days and expire in another order.
    private var stock: String {
        var text = "sku,lot,quantity,at,expires_on\n"
        let first = CalendarDate(daysSince1970: 20_454)
        for strategy in Self.strategies {
            for lots in lots {
                for lot in 0..<lots {
                    let came = first.adding(days: lot % 100)
                    let expires = first.adding(days: 900 + (lot * 7_919) % 1_000)
                    text += "\(Self.sku(strategy, lots)),L\(lot),\(Self.perLot),\(came)T08:00:00Z,\(expires)\n"
                }
            }
        }
        return text
    }

    private func serving(_ target: BenchDatabase, _ workshop: Workshop, _ work: (HTTPClient) throws -> Void) throws {
        let (server, port) = try workshop.program.serve(target)
        defer {
            server.terminate()
            server.waitUntilExit()
        }
        try work(HTTPClient(port: port, timeoutSeconds: 120))
    }
}

/// Reserves within this process, and does the least that the same takes.
private final class Reserver {
    private let database: RecordingDatabase
    private let bare: any BareEngine
    private let operations: Operations
    private let actor: Actor
    /// The statement that finds candidates, as it was asked last.
    private var candidates: SQL?

    init(_ database: RecordingDatabase, bare: any BareEngine) async throws {
        self.database = database
        self.bare = bare
        operations = Operations(on: database) { Instant(Date()) }
        actor = try await operations.localActor()
    }

    /// Drafts of a product.
    func documents(of sku: String) async throws -> [String] {
        try await database.read { session in
            try session.rows(
                """
                SELECT d.number
                  FROM document d
                  JOIN document_line l ON l.document_id = d.id
                  JOIN product p ON p.id = l.product_id
                 WHERE p.sku = \(bind: sku)
                 ORDER BY d.id
                """
            ).map { $0[0] }
        }
    }

    func reserve(_ number: String) async throws {
        let command = Command(by: actor, key: "reserve-\(number)", fingerprint: Digest(of: Array(number.utf8)))
        _ = try await operations.reserve(.delivery, number, command) { view in
            Answer(status: 200, body: Array(view.document.number.utf8))
        }
    }

    /// Frees what a document got and answers the least that giving it back takes.
    func floor(of number: String) async throws -> (run: () throws -> Void, undo: () throws -> Void) {
        let asked = database.questions
        guard
            let search = asked.last(where: { $0.text.contains("quantity > reserved") && $0.text.contains("ORDER BY") })
        else { throw BenchError("nothing was looked for") }
        let rows = try await database.read { session in
            try session.rows(
                """
                SELECT r.line_id, r.balance_id, r.quantity, r.why, r.position, l.document_id
                  FROM reservation r
                  JOIN document_line l ON l.id = r.line_id
                  JOIN document d ON d.id = l.document_id
                 WHERE d.number = \(bind: number)
                 ORDER BY r.position
                """
            ).map { $0.values }
        }
        guard rows.count == 10 else { throw BenchError("\(number) got \(rows.count) lots") }
        _ = try await operations.unreserve(.delivery, number, Command(by: actor)) { view in
            Answer(status: 200, body: Array(view.document.number.utf8))
        }
        let work = try bare.transaction([search] + rows.flatMap(Self.writes) + Self.answered(number, rows[0]))
        let undo = try bare.transaction(rows.flatMap(Self.undoing) + [Self.forgotten(number)])
        return (work, undo)
    }

    private static func writes(_ row: [SQLValue]) -> [SQL] {
        [
            """
            UPDATE balance SET reserved = reserved + \(bind: row[2])
             WHERE id = \(bind: row[1]) AND quantity - reserved >= \(bind: row[2])
            """,
            """
            INSERT INTO reservation (line_id, balance_id, quantity, why, position)
            VALUES (\(bind: row[0]), \(bind: row[1]), \(bind: row[2]), \(bind: row[3]), \(bind: row[4]))
            """,
        ]
    }

    /// The document's new state, and the answer that is kept.
    private static func answered(_ number: String, _ row: [SQLValue]) -> [SQL] {
        [
            "UPDATE document SET state = 'ready', version = version + 1 WHERE id = \(bind: row[5])",
            """
            INSERT INTO answered_request (actor_id, request_key, fingerprint, status, body, answered_at)
            VALUES (0, \(bind: number), \(bind: Array(number.utf8)), 200, \(bind: Array(number.utf8)), 0)
            """,
        ]
    }

    private static func undoing(_ row: [SQLValue]) -> [SQL] {
        [
            "DELETE FROM reservation WHERE line_id = \(bind: row[0]) AND balance_id = \(bind: row[1])",
            "UPDATE balance SET reserved = reserved - \(bind: row[2]) WHERE id = \(bind: row[1])",
        ]
    }

    private static func forgotten(_ number: String) -> SQL {
        "DELETE FROM answered_request WHERE actor_id = 0 AND request_key = \(bind: number)"
    }
}

extension Int {
    /// `100,000`
    fileprivate var inThousands: String { Quantity(units: Int64(self)).grouped }
}
