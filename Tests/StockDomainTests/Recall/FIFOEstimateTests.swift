import Testing

@testable import StockDomain

/// Which receipts goods without number came from, if the oldest left first (R48).
struct FIFOEstimateTests {
    /// Movements as `hour kind quantity`, each a posting of its own, numbered from 1; `~n` takes posting n back, `Sn` is
    /// the supplier's.
    private func estimate(_ text: String) -> FIFOEstimate {
        let ways: [String: (PostingKind, LocationUsage, LocationUsage)] = [
            "receipt": (.receipt, .supplier, .internal), "delivery": (.delivery, .internal, .production),
            "move": (.transfer, .internal, .transit), "scrap": (.scrap, .internal, .scrap),
            "return": (.customerReturn, .production, .internal), "found": (.count, .loss, .internal),
            "back": (.supplierReturn, .internal, .supplier),
        ]
        let movements = text.split(separator: " / ").enumerated().map { index, row in
            let words = row.split(separator: " ").map(String.init)
            let (kind, from, to) = ways[words[1]]!
            let more = words.count > 3 ? Int64(words[3].dropFirst()) : nil
            let reverses = words.last!.hasPrefix("~") ? more.map { PostingID($0) } : nil
            let supplier = words.last!.hasPrefix("S") ? more.map { PartnerID($0) } : nil
            return LotMovement(
                postingID: PostingID(Int64(index + 1)), kind: kind, reverses: reverses,
                happenedAt: Instant(rawValue: Int64(words[0])!), partnerID: supplier, productID: ProductID(1),
                lotID: nil,
                quantity: Quantity(words[2])!, from: reverses == nil ? from : to, to: reverses == nil ? to : from)
        }
        return FIFOEstimate(of: movements)
    }

    @Test(arguments: [
        ("1 receipt 5 / 2 delivery 3", 2, ["1 3"]),
        ("1 receipt 5 / 2 receipt 5 / 3 delivery 4 / 4 delivery 4", 4, ["1 1", "2 3"]),
        ("1 receipt 5 / 2 receipt 5 / 3 scrap 5 / 4 delivery 4", 4, ["2 4"]),
        // A transfer takes nothing out, found goods and returns have no receipt.
        ("1 receipt 5 / 2 move 5 / 3 delivery 1", 3, ["1 1"]),
        ("1 found 2 / 2 receipt 5 / 3 delivery 3", 3, ["2 1"]),
        ("1 return 2 / 2 receipt 5 / 3 delivery 2", 3, []),
        // What was taken back has never been.
        ("1 receipt 5 / 1 receipt 5 ~1 / 2 receipt 4 / 3 delivery 1", 4, ["3 1"]),
        ("1 receipt 1 / 2 receipt 4 / 3 delivery 1 / 3 delivery 1 ~3 / 4 delivery 1", 5, ["1 1"]),
        // What goes back to a supplier is his, though older goods of another are there; what he has not brought is not.
        ("1 receipt 5 S1 / 2 receipt 5 S2 / 3 back 4 S2 / 4 delivery 6", 4, ["1 5", "2 1"]),
        ("1 receipt 5 S1 / 2 receipt 5 S2 / 3 back 4 S2 / 4 delivery 6", 3, ["2 4"]),
        ("1 receipt 5 S1 / 2 receipt 1 S2 / 3 back 3 S2 / 4 delivery 3", 4, ["1 3"]),
        ("1 return 5 S2 / 2 receipt 5 S1 / 3 receipt 5 S2 / 4 back 2 S2", 4, ["3 2"]),
        // More has left than ever came.
        ("1 receipt 1 / 2 delivery 3 / 3 delivery 1", 3, []),
    ])
    func theOldestReceiptStandsBehindTheNextDelivery(story: String, posting: Int64, expected: [String]) {
        let parts = estimate(story).receipts(behind: [PostingID(posting)])
        #expect(parts.map { "\($0.receipt.postingID.rawValue) \($0.quantity)" } == expected)
    }
}
