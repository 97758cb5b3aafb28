import GS1
import SeededRandom

extension SeededRandom {
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
