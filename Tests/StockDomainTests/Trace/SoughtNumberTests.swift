import Testing

@testable import StockDomain

/// R45a: what a typed or scanned text may mean.
@Suite struct SoughtNumberTests {
    @Test(
        arguments: [
            ("  LOT-7 ", "LOT-7", [], [], nil),
            (
                "(01)09520002000019(10)ABC123", "(01)09520002000019(10)ABC123", ["ABC123"],
                ["09520002000019", "9520002000019"],
                nil
            ),
            (
                "(01)09520002000019(10)ABC(21)S1", "(01)09520002000019(10)ABC(21)S1", ["S1", "ABC"],
                ["09520002000019", "9520002000019"], nil
            ),
            ("9520002000019 ABC/1", "9520002000019 ABC/1", ["ABC/1"], ["09520002000019", "9520002000019"], nil),
            ("9520002000019/ABC", "9520002000019/ABC", ["ABC"], ["09520002000019", "9520002000019"], nil),
            // Not a trade item's number: the check digit is wrong.
            ("9520002000018 ABC", "9520002000018 ABC", [], [], nil),
            ("8952/007", "8952/007", [], [], nil),
            ("(00)095200020000000019", "(00)095200020000000019", [], [], "095200020000000019"),
        ] as [(String, String, [String], [String], String?)])
    func theTextIsReadAsNumberItemOrPackage(
        typed: String, text: String, numbers: [String], barcodes: [String], sscc: String?
    ) {
        let sought = SoughtNumber(typed)
        #expect(sought.text == text)
        #expect(sought.numbersOfItem == numbers)
        #expect(sought.barcodes == barcodes)
        #expect(sought.sscc == sscc)
    }
}
