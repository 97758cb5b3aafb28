import GS1
import SeededRandom
import Testing

/// Whatever good elements are put together, each written form reads back to them. The seed is the test's argument.
@Suite struct RoundTripTests {
    private static let set82 =
        "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"

    /// A GTIN with some of what may stand beside it, in any order.
    private static func elements(seed: UInt64) -> [Element] {
        var random = SeededRandom(seed: seed)
        let candidates = [
            Element(ai: "10", value: random.text(1...20, of: set82)),
            Element(ai: "21", value: random.text(1...20, of: set82)),
            Element(ai: "17", value: "27" + twoDigits(.random(in: 1...12, using: &random)) + "00"),
            Element(ai: "11", value: "2601" + twoDigits(.random(in: 1...31, using: &random))),
            Element(ai: "3103", value: random.text(6...6, of: "0123456789")),
            Element(ai: "30", value: random.text(1...8, of: "0123456789")),
            Element(ai: "240", value: random.text(1...30, of: set82)),
            Element(ai: "422", value: "056"),
            Element(ai: "7003", value: "2706301830"),
            Element(ai: "91", value: random.text(1...90, of: set82)),
        ]
        let chosen = candidates.filter { _ in Bool.random(using: &random) }
        return ([Element(ai: "01", value: random.key(digits: 14))] + chosen).shuffled(using: &random)
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    @Test(arguments: UInt64(1)...200)
    func everyWrittenFormReadsBackToTheSameElements(seed: UInt64) throws {
        let elements = RoundTripTests.elements(seed: seed)
        let content = try ElementString(elements)
        #expect(Scan("]d2" + content.data, asOfYear: 2026).elements == elements)
        #expect(Scan(content.bracketed, asOfYear: 2026).elements == elements)
        let link = try #require(content.digitalLink)
        let linked = Scan(link, asOfYear: 2026)
        #expect(linked.kind == .digitalLink)
        #expect(Set(linked.elements) == Set(elements))
        #expect(linked.content.digitalLink == link)
    }

    @Test(arguments: UInt64(1)...50)
    func anyWrongDigitOfAKeyIsFound(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for length in [8, 12, 13, 14, 18] {
            let key = random.key(digits: length)
            #expect(CheckDigit.isRight(key))
            for wrong in RoundTripTests.oneCharacterWrong(key, alphabet: "0123456789") {
                #expect(!CheckDigit.isRight(wrong), "\(wrong) for \(key)")
            }
        }
    }

    @Test(arguments: UInt64(1)...20)
    func anyWrongCharacterOfANumberWithCheckCharacterIsFound(seed: UInt64) throws {
        let alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        var random = SeededRandom(seed: seed)
        let body = random.text(1...24, of: alphabet)
        let number = try body + String(#require(Mod37And36.completing(body)))
        #expect(Mod37And36.isRight(number))
        for wrong in RoundTripTests.oneCharacterWrong(number, alphabet: alphabet) {
            #expect(!Mod37And36.isRight(wrong), "\(wrong) for \(number)")
        }
    }

    /// Any text at all gets an answer, and a problem exactly when it is an error.
    @Test(arguments: UInt64(1)...300)
    func noTextIsLeftWithoutAnswer(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let pieces = [
            "]d2", "]E0", "]C1", "01", "10", "(", ")", "(01)", "09520002000019", "17270630", "\u{1D}", "^", "{GS}", "/",
            "https://", "id.gs1.org", "?", "&", "=", "%", "%2F", "21", "\\", "Ж", "\u{0}", "\r\n", " ", "A", "3103",
        ]
        let text = (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in pieces.randomElement(using: &random) }
            .joined()
        let scan = Scan(text, asOfYear: 2026)
        #expect((scan.kind == .error) == (scan.problem != nil), "\(text)")
        #expect(scan.problem?.position.map { (0...text.unicodeScalars.count).contains($0) } ?? true, "\(text)")
    }

    private static func oneCharacterWrong(_ text: String, alphabet: String) -> [String] {
        text.indices.flatMap { index in
            alphabet.filter { $0 != text[index] }.map { other in
                text[..<index] + String(other) + text[text.index(after: index)...]
            }
        }
    }
}
