import GS1
import Testing

/// What people type into the same box: numbers of their own that may look a little like GS1.
@Suite struct PlainTextTests {
    @Test(arguments: [
        "8952/007", "85123A", "22423", "21034", "LOT 7", "A#1", "SN-0001", "PO/2026/0001", "10", "2107", "00123456",
        "Ж-7", "(", "(old) 12", "]", "1234567890123", "17270230",
    ])
    func ownNumbersArePlainOrAtLeastMayBe(text: String) {
        let scan = Scan(text, asOfYear: 2026)
        #expect(scan.kind == .plain || text.first == "(")
        #expect(scan.text == text)
        #expect(scan.mayBePlain)
    }

    @Test(arguments: [("]A0LOT-7", "LOT-7"), ("]C010LOT7", "10LOT7"), ("]Q1hello world", "hello world")])
    func symbolsThatAreNotGS1HoldPlainText(input: String, text: String) {
        let scan = Scan(input, asOfYear: 2026)
        #expect(scan.kind == .plain)
        #expect(scan.text == text)
    }

    @Test func aNumberThatReadsByChanceMayBePlainToo() {
        let scan = Scan("90214S", asOfYear: 2026)
        #expect(scan.kind == .elementString)
        #expect(scan.mayBePlain)
        #expect(!Scan("]d290214S", asOfYear: 2026).mayBePlain)
    }

    @Test(arguments: [
        ("9520002000019", Scan.Kind.gtin), ("95201047", .gtin), ("]I119520002000016", .gtin),
        ("095200021234567897", .sscc), ("]C095200020000", .plain),
    ])
    func bareNumbersAreToldByLengthAndCheckDigit(input: String, kind: Scan.Kind) {
        #expect(Scan(input, asOfYear: 2026).kind == kind)
    }

    @Test func bareNumbersHaveTheFieldsOfTheirKey() {
        let item = Scan("9520002000019", asOfYear: 2026)
        #expect(item.gtin == GTIN("09520002000019"))
        #expect(item.content.bracketed == "(01)09520002000019")
        #expect(Scan("095200021234567897", asOfYear: 2026).sscc == SSCC("095200021234567897"))
    }

    @Test func aCompositeSymbolIsOneScan() {
        let scan = Scan("]E09520002000019|]e010LOT7", asOfYear: 2026)
        #expect(scan.kind == .elementString)
        #expect(scan.content.bracketed == "(01)09520002000019(10)LOT7")
    }

    @Test func aLinkInAPlainQRCodeIsRead() {
        let scan = Scan("]Q1https://example.com/p/01/09520002000019/21/S1?linkType=all&17=270630#x", asOfYear: 2026)
        #expect(scan.kind == .digitalLink)
        #expect(scan.serial == "S1")
        #expect(scan.expiresOn?.description == "2027-06-30")
    }
}
