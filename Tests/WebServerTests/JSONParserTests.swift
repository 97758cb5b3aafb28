import Testing

@testable import WebServer

@Suite struct JSONParserTests {
    static func parse(_ text: String) throws -> JSON { try JSON(parsing: Array(text.utf8)) }

    static func error(_ text: String) -> JSONError? { error(Array(text.utf8)) }

    static func error(_ bytes: [UInt8]) -> JSONError? {
        do throws(JSONError) {
            _ = try JSON(parsing: bytes)
            return nil
        } catch {
            return error
        }
    }

    static let readable: [(String, JSON)] = [
        ("null", .null), (" true\n", .bool(true)), ("false", .bool(false)), ("0", .number("0")),
        ("-0", .number("-0")), ("-12.50e+03", .number("-12.50e+03")), ("1E9", .number("1E9")),
        ("\"\"", .string("")), ("[]", .array([])), ("{}", .object([])), ("[1,[2],{}]", [1, [2], .object([])]),
        (#"{"b":1,"a":null}"#, ["b": 1, "a": .null]), (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")),
        (#""\u00fc\u0000""#, .string("ü\u{0}")), (#""\ud834\udd1e 𝄞""#, .string("𝄞 𝄞")),
        ("\t[ 1 , 2 ]\r\n", [1, 2]),
    ]

    @Test(arguments: readable)
    func readsWhatTheGrammarAllows(text: String, expected: JSON) throws {
        #expect(try Self.parse(text) == expected)
    }

    @Test(arguments: [
        "", " ", "nul", "nulll", "True", "NaN", "Infinity", "'a'", "01", "-", "+1", "1.", ".5", "1e", "1e+", "0x1",
        "1 2", "[1,]", "[,1]", "[1 2]", "[", "]", "{", "{]", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{a:1}"#, "{1:1}",
        #"{"a":1 "b":2}"#, "\"", "\"a", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"a\nb\"", "\"\u{0}\"",
        #""\ud834""#, #""\ud834x""#, #""\ud834\n""#, #""\udd1e""#, #""\ud834\ud834""#, "\u{FEFF}{}", "{} {}", "/**/1",
        "[1]//", "\u{A0}1", "\u{0}", "1\u{0}",
    ])
    func refusesWhatItForbids(text: String) {
        #expect(Self.error(text)?.code == "invalid_json", "\(text.debugDescription)")
    }

    @Test(
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xC3, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0x5C, 0x6E, 0xFF, 0x22], [0xFF], [0xEF, 0xBB, 0xBF, 0x31],
        ] as [[UInt8]])
    func refusesWrongUTF8(bytes: [UInt8]) {
        #expect(Self.error(bytes)?.code == "invalid_json")
    }

    @Test(arguments: [
        (#"{"lines":[{},{"a/b":[1,x]}]}"#, "/lines/1/a~1b/1"), (#"{"a":{"~":tru}}"#, "/a/~0"), ("[[],[[ }]]", "/1/0/0"),
        (#"{"a":1}}"#, ""),
    ])
    func namesThePlace(text: String, pointer: String) {
        #expect(Self.error(text)?.pointer == pointer)
    }

    @Test func refusesAKeyNamedTwiceWithItsPlace() throws {
        let error = try #require(Self.error(#"{"lines":[{"a":1,"b":2,"a":3}]}"#))
        #expect(error.code == "duplicate_key")
        #expect(error.pointer == "/lines/0/a")
        #expect(Self.error(#"{"a":1,"\u0061":2}"#)?.code == "duplicate_key")
    }

    @Test(arguments: [5, 16, 17, 500])
    func findsTheDoubledKeyAmongMany(count: Int) throws {
        let members = (0..<count).map { "\"k\($0)\":\($0)" }
        #expect(Self.error("{\(members.joined(separator: ","))}") == nil)
        for doubled in [0, count / 2, count - 1] {
            let error = Self.error("{\((members + ["\"k\(doubled)\":0"]).joined(separator: ","))}")
            #expect(error?.pointer == "/k\(doubled)")
        }
    }

    @Test func takesThirtyTwoLevelsAndNoMore() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(Self.error(nested(32)) == nil)
        #expect(Self.error(nested(33))?.reason == "The nesting is deeper than 32 levels.")
        #expect(Self.error(nested(10_000))?.code == "invalid_json")
        #expect(Self.error(String(repeating: "{\"a\":", count: 10_000))?.code == "invalid_json")
    }

    @Test func readsLargeBodiesQuickly() throws {
        let text =
            "["
            + (0..<20_000).map { #"{"number":"\#(String(repeating: "N", count: 120))\#($0)"}"# }
            .joined(separator: ",") + "]"
        let started = ContinuousClock.now
        let json = try Self.parse(text)
        #expect(json[19_999] != nil)
        // A debug build on a busy machine; the release build takes a few hundredths of it.
        #expect(ContinuousClock.now - started < .seconds(8))
    }
}
