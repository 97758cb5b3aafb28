/// A gap that stands in the records of a product whatever is asked, with how large it makes a recall (R47).
public struct StandingGap: Sendable, Equatable {
    public var code: Gap.Code
    public var product: ProductName
    /// What the gap itself is about.
    public var units: Quantity
    /// Numbers concerned; 0 where goods without number are.
    public var lots: Int64
    /// Units that a recall must take in, because the gap leaves open whether they belong to it: here, with customers,
    /// and in other goods.
    public var recallSize: Quantity

    public init(code: Gap.Code, product: ProductName, units: Quantity, lots: Int64, recallSize: Quantity) {
        self.code = code
        self.product = product
        self.units = units
        self.lots = lots
        self.recallSize = recallSize
    }

    public var weight: Gap.Weight { code.weight }

    /// What the gap may hide, in one sentence.
    public var mayHide: String {
        let amount = units.inWords(product.unit)
        let size = recallSize.inWords(product.unit)
        return switch code {
        case .unknownNumbersOnHand: "\(amount) came in with an unknown number: each may belong to any recalled lot."
        case .found: "\(amount) turned up in counts: where they came from, and what else is unbooked, is not known."
        case .lost: "\(amount) are missing: they may be with a customer whom no record names."
        case .originUnknown: "\(amount) came back from customers who had none on record: others may have some too."
        case .unnumberedStock: "\(amount) on hand carry no number: a recall of any lot must hold them all."
        case .untrackedStep:
            "\(amount) were made of numbered goods without a number: a recall must take in all of them."
        case .anonymousPartner: "\(amount) are with customers without a name: nobody can call them."
        case .placeNotCounted: "\(amount) are said to be in partners' places that nobody has counted for long."
        case .noSupplierNumber:
            "\(amount) came without the supplier's number: if the supplier recalls one number, all \(size) here, with "
                + "customers and in other goods must be looked for."
        case .openingStock: "\(amount) were here before the records begin: no receipt says from whom."
        case .capturedAtDelivery: "\(amount) got their number at delivery: which receipt they came from is a guess."
        case .notTrackedBefore: "\(amount) were numbered later: what was sold before carries no number."
        case .soldBeforeTracking: "\(amount) had been sold before they were tracked: others may be out there."
        }
    }

    /// The largest recall first; then what may hide customers before what weakens the source.
    public static func ranked(_ gaps: [StandingGap]) -> [StandingGap] {
        gaps.filter { $0.units > .zero }.sorted { left, right in
            if left.recallSize != right.recallSize { return left.recallSize > right.recallSize }
            if left.weight != right.weight { return left.weight == .hidesCustomers }
            return (left.product.sku, left.code.rawValue) < (right.product.sku, right.code.rawValue)
        }
    }
}
