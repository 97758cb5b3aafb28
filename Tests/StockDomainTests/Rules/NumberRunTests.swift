import StockDomain
import Testing

struct NumberRunTests {
    @Test(arguments: [
        ("AB-099", 2, ["AB-099", "AB-100"]), ("999", 2, ["999", "1000"]), ("LOT", 3, ["LOT-1", "LOT-2", "LOT-3"]),
        ("A9B", 2, ["A9B", "A10B"]), ("2026-07-001/X", 2, ["2026-07-001/X", "2026-07-002/X"]), ("S1", 1, ["S1"]),
    ])
    func theLastDigitsCountUp(first: String, count: Int, expected: [String]) throws {
        // R13
        #expect(try NumberRun.numbers(from: LotNumber(first), count: count).map(\.text) == expected)
    }

    @Test func aRunWithoutLengthIsRefused() {
        #expect(throws: NumberRun.Fault.countOutOfRange(0)) {
            try NumberRun.numbers(from: LotNumber(stored: "A1"), count: 0)
        }
        #expect(throws: NumberRun.Fault.countOutOfRange(20_001)) {
            try NumberRun.numbers(from: LotNumber(stored: "A1"), count: 20_001)
        }
    }

    @Test func aSpanGoesFromTheFirstToTheLast() throws {
        let span = try NumberRun.numbers(from: LotNumber("07110002"), to: LotNumber("07110009"))
        #expect(span.count == 8)
        #expect(span.last?.text == "07110009")
    }

    @Test(arguments: [("A1", "B2"), ("A2", "A1"), ("A1", "A"), ("A1X", "A2Y")])
    func endsThatDoNotMatchAreNoSpan(first: String, last: String) {
        #expect(throws: NumberRun.Fault.endsDoNotMatch(first: LotNumber(stored: first), last: LotNumber(stored: last)))
        {
            try NumberRun.numbers(from: LotNumber(stored: first), to: LotNumber(stored: last))
        }
    }
}

struct PastedNumbersTests {
    /// One row a line: number, quantity, expiry, supplier's number; `-` for none.
    private func table(_ text: String) throws -> [String] {
        try PastedNumbers.read(text, pointer: "/lines/0/numbers_text").get().map { entry in
            [
                entry.number.text, entry.quantity?.description ?? "-", entry.expiresOn?.description ?? "-",
                entry.supplierNumber ?? "-",
            ].joined(separator: " ")
        }
    }

    @Test func oneNumberALineIsEnough() throws {
        // R15
        #expect(try table("SN-1\r\nSN-2\n\n  SN-3  ") == ["SN-1 - - -", "SN-2 - - -", "SN-3 - - -"])
    }

    @Test func fieldsFollowInOrderAndMayBeEmpty() throws {
        let list = "LOT-1;12;2027-05-31;A-77\nLOT-2;;2027-05-31\nLOT-3;;;B-1"
        #expect(try table(list) == ["LOT-1 12 2027-05-31 A-77", "LOT-2 - 2027-05-31 -", "LOT-3 - - B-1"])
    }

    @Test func aDateInSecondPlaceIsTheExpiry() throws {
        #expect(try table("LOT-1,2027-05-31,A-77") == ["LOT-1 - 2027-05-31 A-77"])
    }

    @Test func theFirstSeparatorFoundHoldsForTheWholeList() throws {
        #expect(try table("A,B\t5\nC;D\t6") == ["A,B 5 - -", "C;D 6 - -"])
    }

    @Test func everyUnreadableLineIsNamed() {
        let result = PastedNumbers.read("A;1\nB;x\n;3\nC;1;2027-02-30\nD;1;;X;9", pointer: "")
        guard case .failure(let faults) = result else {
            Issue.record("the list was read")
            return
        }
        #expect(faults.list.map(\.line) == [2, 3, 4, 5])
    }
}
