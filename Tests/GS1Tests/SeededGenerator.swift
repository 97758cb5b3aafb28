import GS1

/// A random source that a seed repeats (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A text of so many characters, drawn from `alphabet`.
    mutating func text(_ length: ClosedRange<Int>, of alphabet: String) -> String {
        let characters = Array(alphabet)
        let count = Int.random(in: length, using: &self)
        return String((0..<count).map { _ in characters[Int.random(in: characters.indices, using: &self)] })
    }

    /// Random digits completed by their check digit.
    mutating func key(digits: Int) -> String {
        let body = text(digits - 1...digits - 1, of: "0123456789")
        return body + (CheckDigit.completing(body).map(String.init) ?? "")
    }
}
