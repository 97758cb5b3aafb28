import Foundation

/// One of several clients that receive and deliver the same product: three units in as a new lot, two units out of the
/// oldest, again and again.
struct LoadClient {
    private let number: Int
    private let client: HTTPClient

    init(_ number: Int, port: Int) throws {
        self.number = number
        client = try HTTPClient(port: port)
    }

    /// What one client, or all of them, saw.
    struct Tally: Sendable {
        var writes = 0
        /// Units added to the stock.
        var units = 0
        /// In seconds.
        var longestWait = 0.0
    }

    func setUpCompany() throws {
        try send("PATCH", "settings", #"{"lots_and_serials": true}"#)
        try send("POST", "products", #"{"sku": "NUT", "name": "Nuts", "tracking": "lot"}"#)
        try send("POST", "partners", #"{"code": "S1", "name": "Supplier", "kind": "supplier"}"#)
        try send("POST", "partners", #"{"code": "C1", "name": "Customer", "kind": "customer"}"#)
    }

    /// - Throws: when any write is refused.
    func work(for duration: Double) throws -> Tally {
        let end = ContinuousClock.now + .seconds(duration)
        var tally = Tally()
        while ContinuousClock.now < end {
            let key = "\(number)-\(tally.writes)"
            let isReceipt = tally.writes % 2 == 0
            let wait = try seconds { isReceipt ? try receive(key) : try deliver(key) }
            tally.longestWait = max(tally.longestWait, wait)
            tally.writes += 1
            tally.units += isReceipt ? 3 : -2
        }
        return tally
    }

    private func receive(_ key: String) throws {
        try send(
            "POST", "receipts",
            #"{"partner": "S1", "lines": [{"product": "NUT", "quantity": 3, "numbers": ["\#(key)"]}], "do": true}"#, key
        )
    }

    private func deliver(_ key: String) throws {
        try send(
            "POST", "deliveries", #"{"partner": "C1", "lines": [{"product": "NUT", "quantity": 2}], "do": true}"#, key)
    }

    private func send(_ method: String, _ path: String, _ json: String, _ key: String? = nil) throws {
        let answer = try client.ask(method, path, json, key: key)
        guard (200...299).contains(answer.status) else { throw BenchError("\(path): \(answer.status) \(answer.text)") }
    }
}

/// Does blocking `work` on a new thread, so that it does not take one that Swift's tasks share.
func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
    }
}
