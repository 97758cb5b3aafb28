import Foundation
import SQLCore

/// The guided change of 5,000 untracked units in ten places to serials, applied over HTTP, beside the rows that it
/// leaves behind.
struct ChangeBenchmark {
    private static let places = 10
    private static let perPlace = 500
    private static let repetitions = 3

    private let engine: SQLEngine
    private let workshop: Workshop

    init(_ engine: SQLEngine, _ workshop: Workshop) {
        self.engine = engine
        self.workshop = workshop
    }

    func figures() async throws -> [Figure] {
        let target = try workshop.database(engine, named: "change")
        let (server, port) = try workshop.program.serve(target)
        defer {
            server.terminate()
            server.waitUntilExit()
        }
        let client = try HTTPClient(port: port, timeoutSeconds: 120)
        try setUp(client)
        let database = try target.open()
        var times: [Double] = []
        var floors: [Double] = []
        for turn in 0..<Self.repetitions {
            try fill("DRILL-\(turn)", client)
            let before = try await LeftBehind.rows(of: LeftBehind.ledger, in: database)
            let floor = try await workshop.floorEngine(
                named: "change_floor\(turn)", like: database, engine, holding: before)
            times.append(
                try seconds { try client.tell("POST", "products/DRILL-\(turn)/tracking/apply", expecting: 200) })
            let after = try await LeftBehind.rows(of: LeftBehind.ledger, in: database)
            // Piles that only changed are no rows of their own.
            floors.append(try seconds(floor.insertion(of: after.beyond(before).withoutChanged(in: before))))
        }
        await database.close()
        return [
            Figure(
                "none → serial, \(Self.places * Self.perPlace) units over \(Self.places) places, Apply", engine,
                times.median, .seconds, floor: floors.median, most: 2)
        ]
    }

    private func setUp(_ client: HTTPClient) throws {
        try client.tell("PATCH", "settings", #"{"lots_and_serials": true}"#, expecting: 200)
        for place in 0..<Self.places {
            try client.tell("POST", "locations", #"{"code": "SHELF-\#(place)", "parent": "WH"}"#, expecting: 201)
        }
    }

    /// Receives a new product into all places and drafts its change.
    private func fill(_ sku: String, _ client: HTTPClient) throws {
        try client.tell("POST", "products", #"{"sku": "\#(sku)"}"#, expecting: 201)
        let lines = (0..<Self.places).map {
            #"{"product": "\#(sku)", "quantity": \#(Self.perPlace), "location": "SHELF-\#($0)"}"#
        }
        try client.tell(
            "POST", "receipts", #"{"do": true, "lines": [\#(lines.joined(separator: ","))]}"#, expecting: 201)
        try client.tell("POST", "products/\(sku)/tracking", #"{"to": "serial"}"#, expecting: 201)
        for place in 0..<Self.places {
            let numbers = #"{"from": "\#(sku)-\#(10_000 + place * Self.perPlace)", "count": \#(Self.perPlace)}"#
            try client.tell(
                "POST", "products/\(sku)/tracking/numbers",
                #"{"location": "SHELF-\#(place)", "numbers": [\#(numbers)]}"#, expecting: 200)
        }
    }
}

extension [TableRows] {
    /// Without rows whose first column, their key, was among those of `earlier`.
    fileprivate func withoutChanged(in earlier: [TableRows]) -> [TableRows] {
        let known = Dictionary(uniqueKeysWithValues: earlier.map { ($0.name, Set($0.rows.map { $0[0] })) })
        return map { table in
            var fresh = table
            let isKeyed = ["balance", "document", "document_line", "lot"].contains(table.name)
            if isKeyed, let old = known[table.name] { fresh.rows = table.rows.filter { !old.contains($0[0]) } }
            return fresh
        }
    }
}
