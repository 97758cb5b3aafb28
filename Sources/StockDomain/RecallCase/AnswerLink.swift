/// The part of an address that lets one consignee answer once without an account: who it is, and a signature over it
/// that only this company can make (HMAC-SHA-256).
public struct AnswerLink: Sendable, Equatable {
    public var recall: RecallID
    public var partner: PartnerID
    /// How many answers came by link before; a link of an earlier count is used up.
    public var turn: Int

    /// Bytes of the signature that are sent: 128 bits cannot be guessed.
    private static let signatureLength = 16

    public init(recall: RecallID, partner: PartnerID, turn: Int) {
        self.recall = recall
        self.partner = partner
        self.turn = turn
    }

    /// The text with its signature.
    public func token(secret: [UInt8]) -> String { "\(payload)-\(signature(secret))" }

    /// What a token says.
    ///
    /// - Returns: nil when it was not made here, or somebody has changed it.
    public init?(token: String, secret: [UInt8]) {
        let parts = token.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let recall = Int64(parts[0]), let partner = Int64(parts[1]), let turn = Int(parts[2])
        else { return nil }
        self.init(recall: RecallID(recall), partner: PartnerID(partner), turn: turn)
        if !AnswerLink.areEqual(parts[3], signature(secret)) { return nil }
    }

    private var payload: String { "\(recall.rawValue)-\(partner.rawValue)-\(turn)" }

    private func signature(_ secret: [UInt8]) -> String {
        let code = Digest(authenticating: Array("recall answer \(payload)".utf8), secret: secret)
        return Digest(bytes: Array(code.bytes.prefix(AnswerLink.signatureLength))).hex
    }

    /// Takes equally long wherever two texts differ, so that nobody feels the way to the right one.
    private static func areEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        if left.count != right.count { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension Digest {
    private static let blockSize = 64

    /// HMAC-SHA-256 of a message (RFC 2104).
    public init(authenticating message: [UInt8], secret: [UInt8]) {
        var key = secret.count > Digest.blockSize ? Digest(of: secret).bytes : secret
        key += Array(repeating: 0, count: Digest.blockSize - key.count)
        let inner = Digest(of: key.map { $0 ^ 0x36 } + message)
        self.init(of: key.map { $0 ^ 0x5C } + inner.bytes)
    }
}
