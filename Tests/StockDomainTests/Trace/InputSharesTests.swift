import Testing

@testable import StockDomain

/// How what goes into a step is divided over its outputs, where co-products say what they take (R23).
@Suite struct InputSharesTests {
    private static let step = StepID(1)

    private func shares(
        _ declared: [(lot: Int64, percent: Quantity?)], product: [LotID: ProductID],
        produced: [LotID: Quantity] = [:]
    ) -> InputShares {
        InputShares(
            declared.map { DeclaredShare(step: Self.step, lot: LotID($0.lot), percent: $0.percent) },
            product: { product[$0] }, produced: { lot, _ in produced[lot] ?? 10 })
    }

    @Test func whatTheOrderIsForTakesTheRest() {
        let shares = shares(
            [(1, nil), (2, 30), (3, Quantity("12.5"))],
            product: [LotID(1): ProductID(1), LotID(2): ProductID(2), LotID(3): ProductID(3)])
        #expect(shares.share(of: LotID(1), in: Self.step)?.description == "0.575")
        #expect(shares.share(of: LotID(2), in: Self.step)?.description == "0.3")
        #expect(shares.share(of: LotID(3), in: Self.step)?.description == "0.125")
        #expect(shares.share(of: LotID(4), in: Self.step) == nil, "a by-product takes nothing")
        #expect(shares.share(of: LotID(2), in: StepID(2)) == nil)
    }

    @Test func lotsOfOneProductDivideItsShareByWhatWasMade() {
        let shares = shares(
            [(1, nil), (2, nil), (3, 20)],
            product: [LotID(1): ProductID(1), LotID(2): ProductID(1), LotID(3): ProductID(2)],
            produced: [LotID(1): 30, LotID(2): 10, LotID(3): 5])
        #expect(shares.share(of: LotID(1), in: Self.step)?.description == "0.6")
        #expect(shares.share(of: LotID(2), in: Self.step)?.description == "0.2")
        #expect(shares.share(of: LotID(3), in: Self.step)?.description == "0.2")
    }

    @Test func withoutACoProductNothingIsDeclared() {
        #expect(shares([(1, nil)], product: [LotID(1): ProductID(1)]).share(of: LotID(1), in: Self.step) == nil)
    }
}
