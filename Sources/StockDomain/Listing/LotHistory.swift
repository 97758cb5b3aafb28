/// Something that happened to a number: goods moved, a block was opened or closed, a field was changed.
public struct LotHistoryEntry: Sendable, Equatable {
    /// When it happened; equal times go by source, key and position.
    public let at: Instant
    public let recordedAt: Instant
    public let actorName: String
    /// One sentence.
    public let what: String
    public let reason: String?
    /// Number of the document that moved the goods.
    public let document: String?
    public let cursor: LotHistoryCursor

    public init(
        recordedAt: Instant, actorName: String, what: String, reason: String?, document: String? = nil,
        cursor: LotHistoryCursor
    ) {
        at = cursor.at
        self.recordedAt = recordedAt
        self.actorName = actorName
        self.what = what
        self.reason = reason
        self.document = document
        self.cursor = cursor
    }
}

/// Where a part of a lot's history ends; the next one lies before it.
public struct LotHistoryCursor: Sendable, Equatable, Comparable {
    public let at: Instant
    public let source: Source
    public let key: Int64
    public let position: Int64

    /// What tells of it; of the same moment the later ones come first.
    public enum Source: Int64, Sendable, CaseIterable {
        case movement, renumbering, correction, blockOpened, blockClosed, fieldChange
    }

    public init(at: Instant, source: Source, key: Int64, position: Int64 = 0) {
        self.at = at
        self.source = source
        self.key = key
        self.position = position
    }

    /// - Parameter text: as `text` wrote it; anything else is nil.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
        guard parts.count == 4, let at = parts[0], let raw = parts[1], let source = Source(rawValue: raw),
            let key = parts[2], let position = parts[3]
        else { return nil }
        self.init(at: Instant(rawValue: at), source: source, key: key, position: position)
    }

    public var text: String { "\(at.rawValue).\(source.rawValue).\(key).\(position)" }

    public static func < (left: LotHistoryCursor, right: LotHistoryCursor) -> Bool {
        (left.at, left.source.rawValue, left.key, left.position)
            < (right.at, right.source.rawValue, right.key, right.position)
    }
}
