import Foundation
import SQLCore

/// A list of 20,000 serials pasted, checked and received over HTTP in one go, beside the rows that it leaves behind.
struct PasteBenchmark {
    private static let serials = 20_000
    private static let repetitions = 3

    private let engine: SQLEngine
    private let workshop: Workshop

    init(_ engine: SQLEngine, _ workshop: Workshop) {
        self.engine = engine
        self.workshop = workshop
    }

    func figures() async throws -> [Figure] {
        let target = try workshop.database(engine, named: "paste")
        let (server, port) = try workshop.program.serve(target)
        defer {
            server.terminate()
            server.waitUntilExit()
        }
        let client = try HTTPClient(port: port, timeoutSeconds: 120)
        try setUp(client)
        // What the program needs for any request at all is not the list's.
        try receive(["WARM-1"], client)
        let idle = workshop.program.residentMegabytes(of: server)
        var times: [Double] = []
        var floors: [Double] = []
        var memory = 0.0
        let database = try target.open()
        let floor = try await workshop.floorEngine(named: "paste_floor", like: database, engine)
        for turn in 0..<Self.repetitions {
            let left = try await LeftBehind.rows(of: LeftBehind.ledger, in: database)
            times.append(try seconds { try receive((0..<Self.serials).map { "DR\(turn)-\(100_000 + $0)" }, client) })
            // Later ones also meet what the engine keeps in memory of those before.
            if turn == 0 { memory = workshop.program.peakMegabytes(of: server) - idle }
            let now = try await LeftBehind.rows(of: LeftBehind.ledger, in: database)
            floors.append(try seconds(floor.insertion(of: now.beyond(left))))
        }
        await database.close()
        return [
            Figure(
                "paste of \(Self.serials) serials", engine, times.median, .seconds, floor: floors.median,
                most: engine == .sqlite ? 3 : nil, note: "parsed, checked, received and answered"),
            Figure(
                "paste of \(Self.serials) serials, memory above idle", engine, memory, .megabytes, most: 64),
        ]
    }

    private func setUp(_ client: HTTPClient) throws {
        try client.tell("PATCH", "settings", #"{"lots_and_serials": true}"#, expecting: 200)
        try client.tell("POST", "products", #"{"sku": "DRILL", "tracking": "serial"}"#, expecting: 201)
        try client.tell("POST", "partners", #"{"code": "SUP-1", "kind": "supplier"}"#, expecting: 201)
    }

    private func receive(_ serials: [String], _ client: HTTPClient) throws {
        let list = serials.joined(separator: "\\n")
        let body =
            #"{"partner": "SUP-1", "do": true, "lines": [{"product": "DRILL", "numbers_text": ""# + list + #""}]}"#
        try client.tell("POST", "receipts", body, expecting: 201)
    }
}
