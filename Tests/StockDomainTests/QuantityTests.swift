import SeededRandom
import StockDomain
import Testing

struct QuantityTests {
    @Test(arguments: [
        ("12", 12_000_000), ("0", 0), ("-0.5", -500_000), ("1.25", 1_250_000), ("1.250000000", 1_250_000),
        ("0.000001", 1), ("1e3", 1_000_000_000), ("1.25e2", 125_000_000), ("25e-1", 2_500_000),
        ("1000000000", 1_000_000_000_000_000), ("007", 7_000_000),
    ])
    func aDecimalIsReadExactly(text: String, millionths: Int64) {
        #expect(Quantity(text)?.millionths == millionths)
    }

    @Test(arguments: [
        "", "-", "1.", ".5", "1.2.3", "1,5", "abc", "1e", "1e999", "0.0000001", "1000000001", "9e99", "１２", "+1", " 1",
        "1e-7", String(repeating: "9", count: 400),
    ])
    func whatIsNoQuantityIsNotRead(text: String) {
        #expect(Quantity(text) == nil)
    }

    @Test(arguments: [
        (12_000_000, "12", "12"), (-500_000, "-0.5", "-0.5"), (1_740_000_000, "1740", "1,740"),
        (1, "0.000001", "0.000001"),
        (1_234_567_890_000, "1234567.89", "1,234,567.89"), (0, "0", "0"),
    ])
    func aQuantityIsWrittenShortly(millionths: Int64, plain: String, grouped: String) {
        #expect(Quantity(millionths: millionths).description == plain)
        #expect(Quantity(millionths: millionths).grouped == grouped)
    }

    @Test func packagingsConvertExactlyOrNotAtAll() {
        #expect(Quantity(units: 3).times(12) == 36)
        #expect(Quantity("0.5")?.times(Quantity("0.000002")!) == Quantity(millionths: 1))
        #expect(Quantity("0.5")?.times(Quantity("0.000001")!) == nil)
        #expect(Quantity.most.times(2) == nil)
        #expect(Quantity.most.times(.most) == nil)
    }

    @Test func decimalsOfAProductLimitItsQuantities() {
        #expect(Quantity("1.5")!.fits(decimals: 1))
        #expect(!Quantity("1.5")!.fits(decimals: 0))
        #expect(Quantity("0.000001")!.fits(decimals: 6))
        #expect(!Quantity("0.000001")!.fits(decimals: 5))
    }

    @Test(arguments: UInt64(1)...20)
    func whatIsWrittenIsReadBack(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<200 {
            let quantity = Quantity(millionths: Int64(random.next() % 1_000_000_000_000_000))
            #expect(Quantity(quantity.description) == quantity, "seed \(seed)")
        }
    }
}
