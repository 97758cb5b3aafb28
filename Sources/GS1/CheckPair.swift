/// The two check characters that end a Global Model Number (8013) and its relatives.
///
/// Each character's place in set 82 is multiplied by a prime, 2 for the rightmost; the sum modulo 1021 is written in
/// two characters of an alphabet of 32. Source: GS1 General Specifications 7.9.5.
enum CheckPair {
    private static let values = Array(
        "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz".utf8)
    private static let alphabet = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")
    private static let primes = [
        2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83,
    ]

    /// The pair that completes `text`; nil when it is too long or holds a character outside set 82.
    static func completing(_ text: some StringProtocol) -> String? {
        guard text.utf8.count <= primes.count else { return nil }
        var sum = 0
        for (byte, prime) in zip(text.utf8.reversed(), primes) {
            guard let value = values.firstIndex(of: byte) else { return nil }
            sum += value * prime
        }
        let (high, low) = (sum % 1021).quotientAndRemainder(dividingBy: 32)
        return "\(alphabet[high])\(alphabet[low])"
    }

    static func isRight(_ text: some StringProtocol) -> Bool {
        text.utf8.count > 2 && String(text.suffix(2)) == completing(text.dropLast(2))
    }
}
