import StockDomain
import Testing

@testable import WebServer
import SeededRandom

@Suite struct JSONWriterTests {
    @Test func writesKeysInOrderAndNoWhiteSpace() {
        let json: JSON = ["b": [1, true, nil], "a": ["z": "ü", "k": .number("0.25")]]
        #expect(json.text == #"{"a":{"k":0.25,"z":"ü"},"b":[1,true,null]}"#)
    }

    @Test(arguments: [
        ("\"", #"\""#), ("\\", #"\\"#), ("\u{0}", #"\u0000"#), ("\u{1F}", #"\u001F"#), ("\n", #"\n"#), ("\r", #"\r"#),
        ("\t", #"\t"#), ("/", "/"), ("\u{7F}", "\u{7F}"), ("\u{2028}", "\u{2028}"), ("<𝄞ü", "<𝄞ü"), ("", ""),
        ("a\"ü\n", #"a\"ü\n"#),
    ])
    func escapesWhatMustBeAndNothingElse(text: String, expected: String) {
        #expect(JSON.string(text).text == "\"\(expected)\"")
    }

    @Test func missingValuesBecomeNull() {
        let text: String? = nil
        let id: Int64? = nil
        let day: CalendarDate? = nil
        #expect(JSON([JSON(text), JSON(id), JSON(day)]).text == "[null,null,null]")
    }

    @Test func valuesOfTheTradeHaveOneForm() {
        let json = JSON([
            JSON(Quantity(millionths: -2_500_000)), JSON(CalendarDate("2027-05-31")),
            JSON(Instant(rfc3339: "2026-11-23T08:00:00+01:00")), JSON(true), JSON(Int64(7)),
        ])
        #expect(json.text == #"[-2.5,"2027-05-31","2026-11-23T07:00:00Z",true,7]"#)
    }

    @Test(arguments: UInt64(1)...30)
    func whatIsWrittenIsReadAgain(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let json = random.json(depth: 4)
        #expect(try JSON(parsing: json.bytes()).text == json.text, "seed \(seed)")
    }
}

extension SeededRandom {
    /// A value drawn by seed.
    fileprivate mutating func json(depth: Int) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 6 : 4), using: &self) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &self))
        case 2: return JSON(Int64.random(in: .min ... .max, using: &self))
        case 3: return .string(text())
        case 4: return JSON((0..<5).map { _ in json(depth: depth - 1) })
        default: return .object((0..<20).map { JSON.Member("\($0)" + text(), json(depth: depth - 1)) })
        }
    }

    private mutating func text() -> String {
        let alphabet = ["a", "\"", "\\", "\u{0}", "\n", "ü", "e\u{301}", "𝄞", "/", "\u{2028}"]
        return (0..<Int.random(in: 0..<6, using: &self)).map { _ in alphabet.randomElement(using: &self) ?? "" }
            .joined()
    }
}
