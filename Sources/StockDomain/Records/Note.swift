/// A remark on a thing, never changed once written (R55).
public struct Note: Sendable, Equatable {
    public let id: Int64
    public let text: String
    public let at: Instant
    public let actor: String

    public init(id: Int64, text: String, at: Instant, actor: String) {
        self.id = id
        self.text = text
        self.at = at
        self.actor = actor
    }
}

/// A file kept with a thing; what proves that it is still the same is its digest (R55).
public struct Attachment: Sendable, Equatable {
    /// The most bytes that one file may have.
    public static let mostBytes = 10_000_000

    public let id: Int64
    public let name: String
    public let mediaType: String
    /// In bytes.
    public let size: Int
    public let digest: Digest
    public let at: Instant
    public let actor: String

    public init(
        id: Int64, name: String, mediaType: String, size: Int, digest: Digest, at: Instant, actor: String
    ) {
        self.id = id
        self.name = name
        self.mediaType = mediaType
        self.size = size
        self.digest = digest
        self.at = at
        self.actor = actor
    }
}

/// Which thing is meant.
public struct RecordKey: Sendable, Hashable {
    public let subject: RecordSubject
    public let id: Int64

    public init(_ subject: RecordSubject, _ id: Int64) {
        self.subject = subject
        self.id = id
    }
}
