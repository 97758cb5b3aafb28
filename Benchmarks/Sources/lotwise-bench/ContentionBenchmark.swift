import Foundation
import SQLCore

/// Eight clients that reserve and ship single units of the same fifty lots over HTTP until long after the last is gone.
struct ContentionBenchmark {
    private static let clients = 8
    private static let attempts = 100_000
    private static let lots = 50
    private static let perLot = 1_000

    private let engine: SQLEngine
    private let workshop: Workshop

    init(_ engine: SQLEngine, _ workshop: Workshop) {
        self.engine = engine
        self.workshop = workshop
    }

    func figures() async throws -> [Figure] {
        let database = try workshop.database(engine, named: "contention")
        let (server, port) = try workshop.program.serve(database)
        let tally: ShippingClient.Tally
        let time: Double
        do {
            defer {
                server.terminate()
                server.waitUntilExit()
            }
            try ShippingClient.setUpCompany(port, lots: Self.lots, perLot: Self.perLot)
            let start = ContinuousClock.now
            tally = try await ship(port)
            time = start.duration(to: .now).inSeconds
        }
        try await expectNothingTwice(tally, in: database)
        // They fail when anything does not agree.
        try workshop.program.run("check", on: database)
        try workshop.program.run("verify", on: database)
        return [
            Figure(
                "\(Self.attempts) attempts of eight clients on fifty lots", engine, Double(Self.attempts) / time,
                .perSecond,
                note: "\(tally.shipped) shipped, \(tally.refused) came too late, check and verify clean"),
            Figure(
                "eight clients on fifty lots, longest wait", engine, tally.longestWait * 1_000, .milliseconds,
                most: 1_000),
        ]
    }

    private func ship(_ port: Int) async throws -> ShippingClient.Tally {
        try await withThrowingTaskGroup(of: ShippingClient.Tally.self) { group in
            for client in 0..<Self.clients {
                group.addTask {
                    try await onThread {
                        try ShippingClient(client, port: port).attempt(Self.attempts / Self.clients)
                    }
                }
            }
            return try await group.reduce(into: ShippingClient.Tally()) { sum, tally in
                sum.shipped += tally.shipped
                sum.refused += tally.refused
                sum.longestWait = max(sum.longestWait, tally.longestWait)
            }
        }
    }

    private func expectNothingTwice(_ tally: ShippingClient.Tally, in database: BenchDatabase) async throws {
        let opened = try database.open()
        let (left, reserved, delivered) = try await opened.read { session in
            (
                try session.value("SELECT CAST(SUM(quantity) / 1000000 AS BIGINT) FROM balance", as: Int.self) ?? 0,
                try session.value("SELECT CAST(SUM(reserved) / 1000000 AS BIGINT) FROM balance", as: Int.self) ?? 0,
                try session.value(
                    """
                    SELECT CAST(SUM(m.quantity) / 1000000 AS BIGINT)
                      FROM movement m
                      JOIN posting p ON p.id = m.posting_id
                     WHERE p.kind = 'delivery'
                    """, as: Int.self) ?? 0
            )
        }
        await opened.close()
        guard delivered == tally.shipped, left + delivered == Self.lots * Self.perLot, reserved == 0 else {
            throw BenchError(
                "\(tally.shipped) units were acknowledged, \(delivered) are booked, \(left) are left, \(reserved) reserved"
            )
        }
    }
}

/// One of several clients that want single units: every other attempt reserves first and ships then.
private struct ShippingClient {
    private let number: Int
    private let client: HTTPClient

    init(_ number: Int, port: Int) throws {
        self.number = number
        client = try HTTPClient(port: port)
    }

    /// What one client, or all of them, saw.
    struct Tally: Sendable {
        var shipped = 0
        var refused = 0
        /// In seconds, of one request.
        var longestWait = 0.0
    }

    static func setUpCompany(_ port: Int, lots: Int, perLot: Int) throws {
        let client = try HTTPClient(port: port)
        try client.tell("PATCH", "settings", #"{"lots_and_serials": true}"#, expecting: 200)
        try client.tell("POST", "products", #"{"sku": "NUT", "tracking": "lot"}"#, expecting: 201)
        try client.tell("POST", "partners", #"{"code": "C1", "kind": "customer"}"#, expecting: 201)
        let numbers = (1...lots).map { #"{"number": "L\#($0)", "quantity": \#(perLot)}"# }.joined(separator: ",")
        try client.tell(
            "POST", "receipts",
            #"{"do": true, "lines": [{"product": "NUT", "quantity": \#(lots * perLot), "numbers": [\#(numbers)]}]}"#,
            expecting: 201)
    }

    func attempt(_ count: Int) throws -> Tally {
        var tally = Tally()
        for turn in 0..<count {
            let isShipped = try turn % 2 == 0 ? ship(turn, &tally) : reserveAndShip(turn, &tally)
            if isShipped { tally.shipped += 1 } else { tally.refused += 1 }
        }
        return tally
    }

    private func ship(_ turn: Int, _ tally: inout Tally) throws -> Bool {
        try wasDone(
            ask(
                "deliveries", #"{"partner": "C1", "do": true, "lines": [{"product": "NUT", "quantity": 1}]}"#, turn,
                &tally))
    }

    private func reserveAndShip(_ turn: Int, _ tally: inout Tally) throws -> Bool {
        let draft = try ask(
            "deliveries", #"{"partner": "C1", "lines": [{"product": "NUT", "quantity": 1}]}"#, turn, &tally)
        let document = try draft.documentNumber
        _ = try wasDone(ask("deliveries/\(document)/reserve", "{}", turn, &tally))
        if try wasDone(ask("deliveries/\(document)/do", "{}", turn, &tally)) { return true }
        _ = try wasDone(ask("deliveries/\(document)/cancel", "{}", turn, &tally))
        return false
    }

    private func ask(_ path: String, _ json: String, _ turn: Int, _ tally: inout Tally) throws -> HTTPAnswer {
        var answer: HTTPAnswer?
        let wait = try seconds { answer = try client.ask("POST", path, json, key: "\(number)-\(turn)-\(path)") }
        tally.longestWait = max(tally.longestWait, wait)
        guard let answer else { throw BenchError("no answer") }
        return answer
    }

    /// - Throws: when it was refused for anything but having come too late.
    private func wasDone(_ answer: HTTPAnswer) throws -> Bool {
        if (200...299).contains(answer.status) { return true }
        if answer.text.contains("insufficient_stock") || answer.text.contains("reserved_for_other") { return false }
        throw BenchError("\(answer.status) \(answer.text)")
    }
}
