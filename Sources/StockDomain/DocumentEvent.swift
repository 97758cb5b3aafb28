/// What befell a document without its own doing: a reservation lost, a hold, a count (R36, R37).
public struct DocumentEvent: Sendable, Equatable {
    /// Stable, for programs; listed in the reference of codes.
    public let code: String
    /// One sentence, for people.
    public let detail: String
    public let at: Instant
    /// Whose doing it was.
    public let actorName: String

    public init(code: String, detail: String, at: Instant, actorName: String) {
        self.code = code
        self.detail = detail
        self.at = at
        self.actorName = actorName
    }
}
