import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// Lists pasted into a line (R15).
@Suite struct PastedListWalkTests {
    private struct Case: Sendable {
        let list: String
        let quantity: String
        let verdict: String
        /// Quantity and expiry of each number, or the places of the faults.
        let numbers: [String]
    }

    // S088, S096, S097: a date is written 2027-05-31, nothing else is guessed to be one; a past one asks.
    private static let cases = [
        Case(list: #"aze;2\nqsd;4\nwxc"#, quantity: "7", verdict: "201", numbers: ["2", "4", "1"]),
        Case(
            list: #"lot1;10;2026-12-31\nlot2;7"#, quantity: "17", verdict: "201",
            numbers: ["10 2026-12-31", "7 2026-05-13"]),
        Case(list: #"lot3;3;1970-01-01"#, quantity: "3", verdict: "409 question", numbers: []),
        Case(list: #"lot3;3;1970-1-1"#, quantity: "3", verdict: "422 unreadable_line", numbers: []),
        Case(list: "lot4;01", quantity: "1", verdict: "201", numbers: ["1"]),
        Case(list: "lot5;1989", quantity: "1989", verdict: "201", numbers: ["1989"]),
        Case(list: "lot6;1989.04", quantity: "1989.04", verdict: "201", numbers: ["1989.04"]),
        Case(list: "lot7;2027-05-31", quantity: "8", verdict: "201", numbers: ["8 2027-05-31"]),
        Case(list: "lot8;31/12", quantity: "8", verdict: "422 unreadable_line", numbers: []),
        Case(list: "lot8;1989-04", quantity: "8", verdict: "422 unreadable_line", numbers: []),
        Case(list: "lot8;december", quantity: "8", verdict: "422 unreadable_line", numbers: []),
        // A file's mark of its encoding is no part of the first number, and a fault's place is its line.
        Case(list: #"\ufefflot9;1"#, quantity: "1", verdict: "201", numbers: ["1"]),
        Case(list: #"lot10;1\n;2"#, quantity: "null", verdict: "422 unreadable_line", numbers: []),
    ]

    @Test(arguments: SQLEngine.allCases) func aListSaysQuantitiesAndDaysInOneFormOnly(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "E", "tracking": "lot", "decimals": 2, "expiration": {"enabled": true,
                    "shelf_life_days": 10}}
                → 201
                """)
            for paste in Self.cases {
                let line = #"{"product": "E", "quantity": \#(paste.quantity), "numbers_text": "\#(paste.list)"}"#
                let answer = try api.post("receipts", #"{"do": true, "lines": [\#(line)]}"#)
                #expect(answer.verdict == paste.verdict, "\(paste.list): \(answer.text)")
                for (index, number) in paste.numbers.enumerated() {
                    let place = "lines/0/numbers/\(index)/"
                    let told = [answer[place + "quantity"], answer[place + "expires_on"]].joined(separator: " ")
                    #expect(told.hasPrefix(number), "\(paste.list): \(answer.text)")
                }
            }
        }
    }
}
