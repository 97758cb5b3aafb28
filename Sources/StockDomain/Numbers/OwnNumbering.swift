import GS1

/// How numbers of our own for one product look on one day (R14).
public struct OwnNumbering: Sendable, Equatable {
    /// Characters of a random number: digits and capitals that nobody confuses.
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    /// Fewer random characters could be guessed.
    private static let fewestRandomCharacters = 10

    /// Whether the product counts for itself; the others share the company's counter.
    public let hasOwnCounter: Bool
    public let isRandom: Bool
    let prefix: String
    let padding: Int
    let hasCheckCharacter: Bool

    /// - Parameters:
    ///   - company: what holds for products without a prefix of their own.
    ///   - day: what the date parts of the prefix stand for.
    public init(of numbering: Numbering, company: Numbering, on day: CalendarDate) {
        let own = numbering.prefix.flatMap { $0.isEmpty ? nil : $0 }
        hasOwnCounter = own != nil
        isRandom = numbering.isRandom || own == nil && company.isRandom
        hasCheckCharacter = numbering.hasCheckCharacter || own == nil && company.hasCheckCharacter
        padding = min(max(numbering.padding ?? company.padding ?? 1, 1), 30)
        prefix = OwnNumbering.spelled(own ?? company.prefix ?? "", on: day)
    }

    /// A prefix that was never checked stands as it is.
    private static func spelled(_ text: String, on day: CalendarDate) -> String {
        guard let prefix = try? NumberPrefix(text) else { return text }
        return prefix.text(on: day)
    }

    /// The number of a counter's value.
    public func number(counted count: Int64) -> LotNumber {
        let digits = String(count)
        return completed(prefix + String(repeating: "0", count: max(0, padding - digits.count)) + digits)
    }

    /// A number that nobody can guess.
    ///
    /// - Parameter bytes: 32 random bytes.
    public func number(random bytes: Digest) -> LotNumber {
        let characters = bytes.bytes.prefix(max(padding, OwnNumbering.fewestRandomCharacters))
        return completed(prefix + String(characters.map { OwnNumbering.alphabet[Int($0) & 31] }))
    }

    /// With the check character over its digits and letters, where the numbering wants one.
    private func completed(_ text: String) -> LotNumber {
        let checked = text.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard hasCheckCharacter, let check = Mod37And36.completing(checked) else { return LotNumber(stored: text) }
        return LotNumber(stored: text + String(check))
    }
}

extension Numbering {
    /// Whether the product has numbers of its own, not the company's for all (R14).
    public var isOwn: Bool { isRandom || prefix?.isEmpty == false }
}
