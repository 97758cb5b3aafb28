import Foundation
import SQLCore
import TestSupport

/// An empty database for the program, on either engine.
struct ProgramDatabase: Sendable {
    /// As `DATABASE_URL` wants it.
    let url: String
    let folder: URL
    /// Keeps a PostgreSQL database from being dropped.
    private let kept: (any SQLDatabase)?

    init(_ engine: SQLEngine) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "lotwise-program-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        switch engine {
        case .sqlite:
            url = "sqlite:" + folder.appending(path: "company.sqlite").path
            kept = nil
        case .postgres:
            let database = try await TestDatabases.fresh(.postgres, template: "program") { _ in }
            guard let database = database as? TestDatabase else { throw ProgramError("no database of the test server") }
            url = database.url
            kept = database
        }
    }

    /// To be called at the end of the test.
    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }
}

/// What is asked of a company over its API.
extension HTTPClient {
    /// Posts and wants success.
    func must(_ method: String, _ path: String, _ json: String) throws {
        let answer = try send(
            method, "/api/v1/" + path, headers: [("Content-Type", "application/json")], body: Array(json.utf8))
        guard (200...299).contains(answer.status) else {
            throw ProgramError("\(path): \(answer.status) \(answer.text)")
        }
    }

    /// Turns lots on, and adds a product tracked by lot, one by serial, a place, a supplier and a customer.
    func setUpCompany() throws {
        try must("PATCH", "settings", #"{"lots_and_serials": true}"#)
        try must("POST", "products", #"{"sku": "NUT", "name": "Nuts", "tracking": "lot"}"#)
        try must("POST", "products", #"{"sku": "PUMP", "name": "Pump", "tracking": "serial"}"#)
        try must("POST", "locations", #"{"code": "YARD", "parent": "WH", "usage": "internal"}"#)
        try must("POST", "partners", #"{"code": "S1", "name": "Supplier", "kind": "supplier"}"#)
        try must("POST", "partners", #"{"code": "C1", "name": "Customer", "kind": "customer"}"#)
    }

    /// All that is on hand of both products, in units.
    func unitsOnHand() throws -> Int { try unitsOnHand(of: "NUT") + unitsOnHand(of: "PUMP") }

    private func unitsOnHand(of product: String) throws -> Int {
        var units = 0
        var cursor = ""
        repeat {
            let answer = try get("/api/v1/stock?product=\(product)&limit=500\(cursor)")
            guard answer.status == 200,
                let object = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any],
                let items = object["items"] as? [[String: Any]]
            else { throw ProgramError("stock: \(answer.status) \(answer.text)") }
            units += items.reduce(0) { $0 + ($1["quantity"] as? Int ?? 0) }
            cursor = (object["next_cursor"] as? String).map { "&cursor=\($0)" } ?? ""
        } while !cursor.isEmpty
        return units
    }
}

/// One write of the load, told again word for word when it gets no answer.
struct LoadedWrite: Hashable, Sendable {
    let key: String
    let path: String
    let body: String
    /// What it adds to the stock, in units.
    let change: Int

    static func receipt(_ key: String) -> LoadedWrite {
        LoadedWrite(
            key: key, path: "receipts",
            body: """
                {"partner": "S1", "lines": [{"product": "NUT", "quantity": 3, "numbers": ["\(key)"]}], "do": true}
                """,
            change: 3)
    }

    static func delivery(_ key: String) -> LoadedWrite {
        LoadedWrite(
            key: key, path: "deliveries",
            body: #"{"partner": "C1", "lines": [{"product": "NUT", "quantity": 2}], "do": true}"#, change: -2)
    }

    /// Two units, each with a number of its own, which nobody else can have received.
    static func serials(_ key: String) -> LoadedWrite {
        LoadedWrite(
            key: key, path: "receipts",
            body: """
                {"partner": "S1", "lines": [{"product": "PUMP", "quantity": 2, "numbers": ["\(key)A", "\(key)B"]}],
                 "do": true}
                """,
            change: 2)
    }

    /// The oldest unit goes to another place, which adds nothing.
    static func transfer(_ key: String) -> LoadedWrite {
        LoadedWrite(
            key: key, path: "transfers",
            body: #"{"from": "WH-Stock", "to": "YARD", "lines": [{"product": "NUT", "quantity": 1}], "do": true}"#,
            change: 0)
    }

    func send(_ client: HTTPClient) throws -> HTTPAnswer {
        try client.post("/api/v1/" + path, body, headers: [("Idempotency-Key", key)])
    }
}
