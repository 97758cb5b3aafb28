import StockDomain
import Testing

/// What numbers took and what they were good for (R8a), and what operations ask for (R9).
struct TrackingReviewTests {
    @Test(arguments: [
        (Tracking.serial, Int64(0), Tracking?.some(.lot)), (.lot, 0, .some(.none)), (.serial, 3, nil), (.none, 0, nil),
    ])
    func whatWasNeverAskedForNamesTheCheaperLevel(tracking: Tracking, asked: Int64, cheaper: Tracking?) {
        let review = TrackingReview(
            product: Product(sku: "P", name: "P", tracking: tracking), captured: [:], timesAsked: asked)
        #expect(review.cheaperLevel == cheaper)
    }

    @Test func minutesComeFromTheWayNumbersCame() {
        let review = TrackingReview(
            product: Product(sku: "P", name: "P", tracking: .lot),
            captured: [.typed: 10, .scanned: 20, .pasted: 100, .inferred: 1_000, .imported: 5], timesAsked: 0)
        #expect(review.numbers == 135)
        // 120 + 60 + 20 seconds.
        #expect(review.minutes == 4)
    }

    @Test(arguments: [
        (Tracking.none, Capture.everyMove, 0), (.serial, .deliveryOnly, 2), (.lot, .everyMove, 7),
    ])
    func theSheetSaysWhichOperationsAskForNumbers(tracking: Tracking, capture: Capture, count: Int) {
        let product = Product(sku: "P", name: "P", tracking: tracking, capture: capture)
        #expect(OperationAsks.all(of: product).filter { $0.asks != "the quantity" }.count == count)
    }
}
