import StockDomain
import Testing

struct ReturnProposalTests {
    private func returnable(_ id: Int64, _ quantity: Quantity, _ source: String = "OUT-1") -> ReturnableNumber {
        ReturnableNumber(lotID: LotID(id), number: LotNumber(stored: "N\(id)"), quantity: quantity, source: source)
    }

    @Test(
        arguments: [
            // what is held of numbers 1 and 2, how much comes back, what is proposed
            ([5, 5], 3, ["N1 3"]), ([5, 5], 8, ["N1 5", "N2 3"]), ([2, 5], 8, ["N1 2", "N2 5"]), ([0, 5], 1, ["N2 1"]),
            ([-1, 0], 1, []),
        ] as [([Quantity], Quantity, [String])])
    func theFirstThatArePartOfTheQuantityAreProposed(held: [Quantity], quantity: Quantity, proposed: [String]) {
        // R27, S118
        let most = [LotID(1): held[0], LotID(2): held[1]]
        let found = ReturnProposal.numbers(for: quantity, from: [returnable(1, 5), returnable(2, 5)], most: most)
        #expect(found.map { "\($0.number) \($0.quantity)" } == proposed)
    }

    @Test func aNumberOfTwoDeliveriesIsProposedUpToWhatIsHeld() {
        let found = ReturnProposal.numbers(
            for: 9, from: [returnable(1, 5, "OUT-2"), returnable(1, 5, "OUT-1")], most: [LotID(1): 7])
        #expect(found.map { "\($0.source) \($0.quantity)" } == ["OUT-2 5", "OUT-1 2"])
    }
}
