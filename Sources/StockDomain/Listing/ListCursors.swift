/// Where a stock list goes on: the last pile of the part before.
public struct StockCursor: Sendable, Equatable {
    /// Keys of product, place, lot and package; 0 for none.
    public let keys: [Int64]

    public init(after key: BalanceKey) {
        keys = [
            key.product.rawValue, key.spot.location.rawValue, key.lot?.rawValue ?? 0, key.spot.package?.rawValue ?? 0,
        ]
    }

    /// Reads what `text` wrote; nil for anything else.
    public init?(_ text: String) {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
        guard numbers.count == 4, numbers.allSatisfy({ ($0 ?? -1) >= 0 }) else { return nil }
        keys = numbers.compactMap { $0 }
    }

    public var text: String { keys.map(String.init).joined(separator: ".") }
}

/// Where a list of movements goes on: the last one of the part before.
public struct MovementCursor: Sendable, Equatable {
    public let posting: PostingID
    public let position: Int

    public init(posting: PostingID, position: Int) {
        self.posting = posting
        self.position = position
    }

    /// Reads what `text` wrote; nil for anything else.
    public init?(_ text: String) {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
        guard numbers.count == 2, let posting = numbers[0], let position = numbers[1], posting > 0, position >= 0
        else { return nil }
        self.init(posting: PostingID(posting), position: Int(clamping: position))
    }

    public var text: String { "\(posting.rawValue).\(position)" }
}
