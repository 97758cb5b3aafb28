/// Where a place comes on a walk through the warehouse (R32, *closest*).
public struct PlaceOrder: Sendable, Hashable, Comparable {
    /// Places without a sequence of their own come after all that have one.
    public static let unordered = 999_999_999

    public let sequence: Int
    /// The code, so written that text order is natural order: `Shelf 2` before `Shelf 10`.
    public let key: String

    public init(sequence: Int? = nil, code: String = "") {
        self.sequence = sequence ?? PlaceOrder.unordered
        key = NameText.naturalKey(of: code)
    }

    /// An order read back from the ledger.
    public init(sequence: Int, storedKey key: String) {
        self.sequence = sequence
        self.key = key
    }

    public static func < (left: PlaceOrder, right: PlaceOrder) -> Bool {
        (left.sequence, left.key) < (right.sequence, right.key)
    }
}

extension Location {
    public var walk: PlaceOrder { PlaceOrder(sequence: pickSequence, code: code) }
}
