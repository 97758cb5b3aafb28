import StockDomain
import Testing

/// Where reserved goods go when their number changes (R7, R38).
struct ReservationMovesTests {
    private let here = Spot(LocationID(1))
    private let there = Spot(LocationID(2))

    private func key(_ lot: Int64?, _ spot: Spot) -> BalanceKey {
        BalanceKey(product: ProductID(1), lot: lot.map { LotID($0) }, spot: spot)
    }

    private func pile(_ id: Int64, _ lot: Int64, _ spot: Spot, _ quantity: Quantity, held: Bool = false) -> Balance {
        Balance(
            id: id, key: key(lot, spot), quantity: quantity, reserved: 0, incomingAt: Instant(rawValue: 0),
            isBlocked: held)
    }

    private func old(_ line: Int64, _ lot: Int64?, _ spot: Spot, _ quantity: Quantity) -> OldReservation {
        OldReservation(lineID: LineID(line), key: key(lot, spot), quantity: quantity)
    }

    private func told(_ moves: ReservationMoves) -> [String] {
        moves.moved.map { "line \($0.lineID.rawValue) pile \($0.pile) × \($0.quantity)" }
            + moves.lost.map { "line \($0.lineID.rawValue) lost \($0.quantity)" }
    }

    @Test func whatBecameOfThePileComesFirstThenTheRestOfTheSpot() {
        let moves = ReservationMoves(
            of: [old(1, 7, here, 3)], to: [pile(1, 20, here, 2), pile(2, 21, here, 2), pile(3, 22, there, 9)],
            became: [key(7, here): [LotID(21)]], isSerial: false)
        #expect(told(moves) == ["line 1 pile 2 × 2", "line 1 pile 1 × 1"])
    }

    @Test func theFirstInOrderIsServedAndTheLastLoses() {
        let moves = ReservationMoves(
            of: [old(2, nil, here, 2), old(1, nil, here, 2)], to: [pile(1, 20, here, 3)],
            became: [key(nil, here): [LotID(20)]], isSerial: false)
        #expect(told(moves) == ["line 2 pile 1 × 2", "line 1 pile 1 × 1", "line 1 lost 1"])
    }

    @Test func heldGoodsAreNotSetAsideAndSerialsAreWhole() {
        let moves = ReservationMoves(
            of: [old(1, nil, here, Quantity("2.5")!)],
            to: [pile(1, 20, here, 1), pile(2, 21, here, 1, held: true), pile(3, 22, here, 1), pile(4, 23, here, 1)],
            became: [:], isSerial: true)
        #expect(told(moves) == ["line 1 pile 1 × 1", "line 1 pile 3 × 1", "line 1 lost 0.5"])
    }
}
