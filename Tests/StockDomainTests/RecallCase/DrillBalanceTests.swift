import Testing

@testable import StockDomain

/// When the mass balance of a drill closes (R50, R51).
@Suite struct DrillBalanceTests {
    private func drillBalance(_ balance: MassBalance, counted: Quantity) -> DrillBalance {
        DrillBalance(
            product: nil, unit: "kg", factors: [], balance: balance,
            produced: balance.cameIn - balance.customerReturned - balance.found, countedDifference: counted)
    }

    /// 99.46 % is no 99.5 %, though it is written so.
    @Test(arguments: [
        ("0", true), ("-0.5", true), ("0.5", true), ("-0.54", false), ("0.54", false), ("-5", false),
    ])
    func itClosesFromNinetyNineAndAHalfToAHundredAndAHalf(counted: String, closes: Bool) {
        var balance = MassBalance()
        balance.received = 100
        balance.onHand = 100
        #expect(drillBalance(balance, counted: Quantity(counted)!).closes == closes)
    }

    /// The terms that it shows add up to what it explains, and to what it explains it of.
    @Test func itsTermsAddUp() {
        var balance = MassBalance()
        balance.opening = 3
        balance.received = 5
        balance.produced = 90
        balance.movedIn = 7
        balance.customerReturned = 4
        balance.found = 2
        balance.onHand = 35
        balance.inTransit = 1
        balance.delivered = 44
        balance.consumed = 20
        balance.supplierReturned = 2
        balance.scrapped = 3
        balance.lost = 1
        balance.movedOut = 5
        let drill = drillBalance(balance, counted: .zero)
        #expect(drill.cameIn.map(\.amount).sum() == drill.produced)
        #expect(drill.terms.map(\.amount).sum() == drill.explained)
        #expect(drill.explained == drill.produced && balance.closes)
        #expect(Set(drill.terms.map(\.term)).union(drill.cameIn.map(\.term)).count == MassBalance.Term.allCases.count)
    }
}
