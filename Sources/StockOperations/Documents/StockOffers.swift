import StockDomain
import StockStore

/// Finds the ways out when goods are missing (R28).
struct StockOffers {
    let store: Store

    /// A number that has not come in yet lacks goods like one of which too little is there.
    private static let codesOfLack: Set = ["insufficient_stock", "unknown_number"]

    /// The refusal with what fits for each line that lacks goods; other refusals stay as they are.
    func added(to refusal: Refusal, for lines: [LineToDo]) throws -> Refusal {
        let lacking = lines.filter { line in
            refusal.faults.contains {
                StockOffers.codesOfLack.contains($0.code) && $0.pointer.hasPrefix(line.pointer + "/")
            }
        }
        if lacking.isEmpty { return refusal }
        var seen: Set<ProductID> = []
        let products = lacking.map(\.product).filter { seen.insert($0.id).inserted }.prefix(10)
        let offers = try products.flatMap(offers)
        let detail = refusal.detail + offers.map { " " + $0.detail }.joined()
        var told = Refusal(refusal.kind, refusal.code, detail, faults: refusal.faults, questions: refusal.questions)
        told.offers = offers
        return told
    }

    private func offers(for product: Product) throws -> [Offer] {
        let open = try store.openReceipts(bringing: product.id, limit: 3).map { receipt in
            Offer(
                "open_receipt", product.sku, document: receipt.number,
                "\(receipt.number) is open and brings \(receipt.quantity.grouped) \(product.unit) of \(product.sku): receive "
                    + "it first.")
        }
        return open + [
            Offer(
                "late_receipt", product.sku,
                "If \(product.sku) came in and nobody entered it, enter the receipt with the time at which it came."),
            Offer("count_in", product.sku, "If it is simply there, count it: it comes in as found."),
        ]
    }
}
