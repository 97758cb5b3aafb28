import SeededRandom
import Testing

@testable import StockDomain

/// How far a balance explains itself, and the same in another unit (R51).
@Suite struct MassBalanceFigureTests {
    private func balance(
        received: Quantity, onHand: Quantity, lost: Quantity = .zero, found: Quantity = .zero
    ) -> MassBalance {
        var balance = MassBalance()
        balance.received = received
        balance.onHand = onHand
        balance.lost = lost
        balance.found = found
        return balance
    }

    @Test(arguments: [
        (Quantity(200), Quantity(200), Quantity.zero, Quantity.zero, Int64(1_000_000), true),
        (200, 199, 1, 0, 995_000, true), (200, 198, 2, 0, 990_000, false), (200, 201, 0, 1, 1_005_000, true),
        (200, 203, 0, 3, 1_015_000, false),
    ])
    func whatIsMissingOrTooMuchIsOffByPercent(
        received: Quantity, onHand: Quantity, lost: Quantity, found: Quantity, share: Int64, within: Bool
    ) {
        let balance = balance(received: received, onHand: onHand, lost: lost, found: found)
        #expect(balance.closes)
        #expect(balance.accountedFor == Share(millionths: share))
        #expect(balance.isWithin(MassBalanceReport.usualTolerance) == within)
        #expect(balance.rest == lost + found)
    }

    @Test func aBalanceOfNothingIsWithinAnyTolerance() {
        #expect(MassBalance().accountedFor == nil)
        #expect(MassBalance().isWithin(.zero))
        #expect(!balance(received: .zero, onHand: 1, found: 1).isWithin(.zero))
    }

    /// R51 holds in every unit, whatever is rounded on the way.
    @Test(arguments: UInt64(1)...200) func theEquationClosesInEveryUnit(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var balance = MassBalance()
        for term in MassBalance.Term.allCases {
            balance[keyPath: term.amount] = Quantity(millionths: Int64.random(in: 0...9_000_000, using: &random))
        }
        balance.onHand += Quantity(units: 60) + balance.cameIn - balance.isOrWent - Quantity(units: 60)
        #expect(balance.closes)
        let factor = UnitFactor(
            unit: "kg", factor: Quantity(millionths: Int64.random(in: 1...3_000_000, using: &random)), version: 1)
        #expect(balance.converted(by: factor).closes, "seed \(seed)")
    }
}
