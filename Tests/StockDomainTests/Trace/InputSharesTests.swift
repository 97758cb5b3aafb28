import Testing

@testable import StockDomain

/// How what goes into a step is divided over its outputs, where co-products say what they take (R23).
@Suite struct InputSharesTests {
    private static let step = StepID(1)

    private func shares(
        _ declared: [(product: Int64, lot: Int64?, percent: Quantity?)], produced: [LotID: Quantity] = [:]
    ) -> InputShares {
        InputShares(
            declared.map {
                DeclaredShare(
                    step: Self.step, product: ProductID($0.product), lot: $0.lot.map { LotID($0) },
                    percent: $0.percent)
            }
        ) { lot, _ in produced[lot] ?? 10 }
    }

    @Test func whatTheOrderIsForTakesTheRest() {
        let shares = shares([(1, 1, nil), (2, 2, 30), (3, 3, Quantity("12.5"))])
        #expect(shares.share(of: LotID(1), in: Self.step)?.description == "0.575")
        #expect(shares.share(of: LotID(2), in: Self.step)?.description == "0.3")
        #expect(shares.share(of: LotID(3), in: Self.step)?.description == "0.125")
        #expect(shares.share(of: LotID(4), in: Self.step) == nil, "a by-product takes nothing")
        #expect(shares.share(of: LotID(2), in: StepID(2)) == nil)
    }

    @Test func lotsOfOneProductDivideItsShareByWhatWasMade() {
        let shares = shares(
            [(1, 1, nil), (1, 2, nil), (2, 3, 20)],
            produced: [LotID(1): 30, LotID(2): 10, LotID(3): 5])
        #expect(shares.share(of: LotID(1), in: Self.step)?.description == "0.6")
        #expect(shares.share(of: LotID(2), in: Self.step)?.description == "0.2")
        #expect(shares.share(of: LotID(3), in: Self.step)?.description == "0.2")
    }

    @Test func withoutACoProductNothingIsDeclared() {
        #expect(shares([(1, 1, nil)]).share(of: LotID(1), in: Self.step) == nil)
    }

    @Test func aCoProductWithoutNumberTakesItsShareToo() {
        let shares = shares([(1, 1, nil), (2, nil, 25)])
        #expect(shares.share(of: LotID(1), in: Self.step)?.description == "0.75")
    }
}
