import StockDomain
import Testing

/// Amounts are divided exactly (R23).
@Suite struct DividingTests {
    @Test(arguments: [
        ("10", ["1", "1", "1"], ["3.333333", "3.333333", "3.333334"]), ("1", ["2", "1"], ["0.666666", "0.333334"]),
        ("5", ["3", "2"], ["3", "2"]), ("0.000001", ["1", "1"], ["0", "0.000001"]), ("7", ["1"], ["7"]),
        ("4", ["1", "0"], ["4", "0"]), ("1000000000", ["1", "1000000000"], ["0.999999", "999999999.000001"]),
    ])
    func theLastPartTakesTheRest(whole: String, weights: [String], parts: [String]) {
        let divided = Quantity(whole)!.divided(by: weights.map { Quantity($0)! })
        #expect(divided.map(\.description) == parts)
        #expect(divided.sum() == Quantity(whole)!)
    }

    @Test func whatIsBeyondTheLargestQuantityIsTheLargest() {
        #expect(Quantity.most.share(.most, of: Quantity(millionths: 1)) == .most)
        #expect(Quantity.most.share(3, of: 2) == .most)
        #expect((7 as Quantity).share(2, of: 3) == Quantity("4.666666"))
        #expect(Quantity("4.2")!.rounded(decimals: 0, up: true) == 5)
        #expect(Quantity("4.26")!.rounded(decimals: 1, up: false) == Quantity("4.2"))
    }

    @Test func piecesOfALineAreItsNumbersAndWhatHasNone() throws {
        let product = Product(id: ProductID(1), sku: "P", name: "P", tracking: .lot)
        let line = LineToDo(
            id: LineID(1), product: product, done: 10,
            entries: [
                NumberEntry(number: LotNumber(stored: "A"), quantity: 4), NumberEntry(number: LotNumber(stored: "")),
            ], pointer: "")
        #expect(try OutputPiece.pieces(of: line).get().map(\.quantity) == [4, 6])
        let serials = LineToDo(
            id: LineID(1), product: Product(id: ProductID(1), sku: "S", name: "S", tracking: .serial), done: 3,
            entries: [NumberEntry(number: LotNumber(stored: "S-1"))], pointer: "")
        #expect(try OutputPiece.pieces(of: serials).get().map(\.entry.number.text) == ["S-1", "", ""])
    }
}
