import Foundation
import SQLCore
import TestSupport
import Testing

/// `kill -9` while a recall is being started: it holds everything or nothing.
@Suite(.serialized)
struct RecallKillTests {
    private static let lots = 300
    /// Seconds from the request to the kill; nil waits for the answer.
    private static let delays: [Double?] = [0.0, 0.03, 0.1, 0.3, nil]

    @Test(arguments: SQLEngine.allCases)
    func aRecallKilledWhileItStartsHoldsAllOrNothing(engine: SQLEngine) async throws {
        let database = try await ProgramDatabase(engine)
        defer { database.remove() }
        let outcomes = try await onOwnThread { () -> [String] in
            var outcomes: [String] = []
            for (index, delay) in RecallKillTests.delays.enumerated() {
                outcomes.append(try RecallKillTests.play(index + 1, killedAfter: delay, on: database.url))
            }
            return outcomes
        }
        print("\(engine): \(outcomes.joined(separator: ", "))")
        let whole: Set = ["draft with 0 held", "started with \(Self.lots) held"]
        #expect(outcomes.allSatisfy(whole.contains))
        #expect(outcomes.last == "started with \(Self.lots) held")
    }

    /// Drafts a recall of all lots, kills the server while it starts it, and looks at what is left.
    private static func play(_ round: Int, killedAfter delay: Double?, on url: String) throws -> String {
        let number = "RC-0000\(round)"
        let server = try ServingProgram(database: url)
        let client = try HTTPClient(port: server.port)
        if round == 1 {
            try client.setUpCompany()
            let numbers = (1...lots).map { #"{"number": "N-\#($0)", "quantity": 1}"# }.joined(separator: ", ")
            try client.must(
                "POST", "receipts",
                #"{"partner": "S1", "do": true, "lines": [{"product": "NUT", "quantity": \#(lots), "numbers": [\#(numbers)]}]}"#
            )
        }
        try client.must("POST", "recalls", #"{"reason": "Glass", "scope": [{"product": "NUT"}]}"#)
        let port = server.port
        let answered = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            let starting = try? HTTPClient(port: port)
            try? starting?.must("POST", "recalls/\(number)/start", "{}")
            answered.signal()
        }
        if let delay { Thread.sleep(forTimeInterval: delay) } else { answered.wait() }
        server.kill()
        let after = try ServingProgram(database: url)
        let asking = try HTTPClient(port: after.port)
        let told = try asking.get("/api/v1/recalls/\(number)").text
        let state = told.contains(#""state":"started""#) ? "started" : "draft"
        let held = try asking.recalled()
        if state == "started" {
            try asking.must("POST", "recalls/\(number)/withdraw", #"{"reason": "The next round"}"#)
        }
        _ = after.stop()
        return "\(state) with \(held) held"
    }
}

extension HTTPClient {
    /// How many lots are recalled.
    fileprivate func recalled() throws -> Int {
        var count = 0
        var cursor = ""
        repeat {
            let answer = try get("/api/v1/lots?status=recalled&limit=500\(cursor)")
            let object = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
            count += (object?["items"] as? [Any])?.count ?? 0
            cursor = (object?["next_cursor"] as? String).map { "&cursor=\($0)" } ?? ""
        } while !cursor.isEmpty
        return count
    }
}
