import StockDomain
import Testing

@Suite struct NaturalOrderTests {
    // S042, X017
    @Test func placesComeInTheOrderInWhichPeopleCount() {
        let codes = ["Shelf 10", "Shelf 2", "shelf 1", "Shelf 002", "A-9-1", "A-10-1", "Dock"]
        let ordered = codes.sorted { PlaceOrder(code: $0) < PlaceOrder(code: $1) }
        #expect(ordered == ["A-9-1", "A-10-1", "Dock", "shelf 1", "Shelf 2", "Shelf 002", "Shelf 10"])
    }

    @Test func aSequenceComesBeforeEveryCode() {
        #expect(PlaceOrder(sequence: 7, code: "Z") < PlaceOrder(code: "A"))
        #expect(PlaceOrder(sequence: 2, code: "Z") < PlaceOrder(sequence: 10, code: "A"))
    }
}
