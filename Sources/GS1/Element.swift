/// A value together with the application identifier that says what it is.
public struct Element: Hashable, Sendable {
    /// The application identifier, two to four digits such as `10`.
    public let ai: String
    /// The value as the symbol holds it; any escape of the form it came in is undone.
    public let value: String

    /// An element as it stands; `ElementString` checks it.
    public init(ai: String, value: String) {
        self.ai = ai
        self.value = value
    }

    /// What the value is called, such as `BATCH/LOT`; nil for an unknown identifier.
    public var title: String? { ApplicationIdentifier(code: ai)?.title }
}
