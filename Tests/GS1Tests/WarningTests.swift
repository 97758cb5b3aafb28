import GS1
import Testing

@Suite struct WarningTests {
    @Test(arguments: [
        ("]d20109520002000019" + "10LOT7{GS}21S1", [Warning.separatorShownAs("{GS}")]),
        ("010952000200001910LOT717271231", [.separatorPerhapsMissing(ai: "10", tail: "17271231")]),
        ("010952000200001910LOT717271331", []),
        ("010952000200001910A21B", []),
        ("0109520002000019\r\n0109520002000019\r\n", [.scannedRepeatedly(times: 2)]),
        ("0109520002000019\r\n0119520002000016\r\n", [.furtherScansLeftOut(1)]),
        ("9520002000010", [.almostGTIN(checkDigit: "9")]),
        ("0109520002000019", []),
    ])
    func whatLooksDoubtfulIsSaid(input: String, warnings: [Warning]) {
        #expect(Scan(input, asOfYear: 2026).warnings == warnings)
    }

    @Test func aPartNumberKeepsItsHash() {
        let scan = Scan("]d280109520#A", asOfYear: 2026)
        #expect(scan.content.value("8010") == "9520#A")
        #expect(scan.warnings.isEmpty)
    }

    @Test func aWrongCharacterIsNotTakenForASeparator() {
        #expect(Scan("010952000200001910AB#CD", asOfYear: 2026).problem?.code == .charset)
    }

    @Test func whatLacksOnlyAnotherSymbolIsUsable() {
        let scan = Scan("(10)LOT7(17)270630", asOfYear: 2026)
        #expect(scan.problem?.code == .requisite)
        #expect(scan.isUsable)
        #expect(scan.lot == "LOT7")
        #expect(!Scan("(10)LOT7(17)271330", asOfYear: 2026).isUsable)
    }

    @Test func detailsAreSentences() {
        let wrong = Scan("(01)09520002000014", asOfYear: 2026)
        #expect(wrong.problem?.detail == "(01) GTIN: the check digit of 09520002000014 should be 9.")
        let shown = Warning.separatorShownAs("\u{2194}")
        #expect(shown.detail == "The reader sends U+2194 in place of the separator (GS).")
    }
}
