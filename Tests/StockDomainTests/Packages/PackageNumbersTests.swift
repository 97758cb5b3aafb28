import StockDomain
import Testing

/// Numbers of packages (R31a).
@Suite struct PackageNumbersTests {
    @Test(arguments: [
        ("4012345", 1, "040123450000000018"), ("4012345", 1_000_000_000, "140123450000000007"),
        ("123456789012", 9_999, "012345678901299992"), ("123456789012", 99_999, "912345678901299995"),
        ("040", 7, "004000000000000073"),
    ])
    func anSSCCIsExtensionPrefixSerialReferenceAndCheckDigit(prefix: String, reference: Int64, expected: String) {
        let made = PackageNumbers.sscc(prefix: prefix, reference: reference)?.digits
        #expect(made?.dropLast() == expected.dropLast())
        #expect(made?.count == 18)
    }

    @Test func aPrefixRunsOutOfSerialReferences() {
        #expect(PackageNumbers.sscc(prefix: "123456789012", reference: 100_000) == nil)
        #expect(PackageNumbers.sscc(prefix: "123", reference: 1) == nil)
    }

    @Test(arguments: [
        (" BOX-1 ", "BOX-1"), ("(00)340123450000000000", "340123450000000000"),
        ("00340123450000000000", "340123450000000000"), ("]C100340123450000000000", "340123450000000000"),
        ("340123450000000000", "340123450000000000"), ("00340123450000000004", "00340123450000000004"),
    ])
    func anSSCCIsReadWithItsIdentifierOrWithout(text: String, meant: String) {
        #expect(PackageNumbers.meant(by: text) == meant)
    }
}
