/// The check character of ISO/IEC 7064 MOD 37,36: one digit or capital letter after digits and capital letters.
///
/// Finds every single wrong character and nearly every swap of neighbours; for numbers of our own (R14).
public enum Mod37And36 {
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")

    /// The character that completes `text`; nil when it is empty or holds anything but digits and capital letters.
    public static func completing(_ text: some StringProtocol) -> Character? {
        guard !text.isEmpty else { return nil }
        var remainder = 36
        for character in text {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            let sum = (remainder + value) % 36
            remainder = (sum == 0 ? 36 : sum) * 2 % 37
        }
        return alphabet[(37 - remainder) % 36]
    }

    /// Whether the last character of `text` is the check character of those before it.
    public static func isRight(_ text: some StringProtocol) -> Bool {
        guard let last = text.last else { return false }
        return completing(text.dropLast()) == last
    }
}
