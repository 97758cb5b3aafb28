/// A secret that a program sends to be known by (R54): `lw_` and 64 hexadecimal digits.
public struct AccessToken: Sendable, Equatable {
    public let text: String

    /// How many random bytes a token holds.
    public static let secretLength = 32

    /// - Parameter secret: `secretLength` random bytes that nobody can guess.
    public init(secret: [UInt8]) {
        precondition(secret.count == AccessToken.secretLength, "a token is made of \(AccessToken.secretLength) bytes")
        text = "lw_" + Digest(bytes: secret).hex
    }

    /// A token as it was sent, be it one of ours or not.
    public init(sent text: String) {
        self.text = text
    }

    /// What is kept of it.
    public var hash: Digest { Digest(of: Array(text.utf8)) }
}
