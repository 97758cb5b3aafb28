/// The characters of a number as rules about its looks see them: bytes of UTF-8.
enum NumberText {
    static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
    static func isUpper(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") }
    static func isLower(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }
    /// Part of a letter beyond ASCII.
    static func isForeign(_ byte: UInt8) -> Bool { byte >= 0x80 }
    static func isLetter(_ byte: UInt8) -> Bool { isUpper(byte) || isLower(byte) || isForeign(byte) }

    /// Letters and digits alone, letters small.
    static func bare(_ number: LotNumber) -> [UInt8] {
        number.text.lowercased().utf8.filter { isDigit($0) || isLetter($0) }
    }

    /// The stretch of digits around `index`, which is one.
    static func digitRun(around index: Int, in bytes: [UInt8]) -> Range<Int> {
        var (first, end) = (index, index + 1)
        while first > 0, isDigit(bytes[first - 1]) { first -= 1 }
        while end < bytes.count, isDigit(bytes[end]) { end += 1 }
        return first..<end
    }

    /// The value of digits; nil beyond 18 of them.
    static func value(_ digits: ArraySlice<UInt8>) -> Int64? {
        digits.count > 18 ? nil : Int64(String(decoding: digits, as: UTF8.self))
    }
}

extension LotNumber {
    /// The number before and after this one when its last group of digits counts.
    var neighbours: [LotNumber] {
        let bytes = Array(text.utf8)
        guard let last = bytes.lastIndex(where: NumberText.isDigit) else { return [] }
        let run = NumberText.digitRun(around: last, in: bytes)
        guard let value = NumberText.value(bytes[run]) else { return [] }
        return [value - 1, value + 1].filter { $0 >= 0 }.map { next in
            let digits = String(next)
            let padding = String(repeating: "0", count: max(0, run.count - digits.count))
            var neighbour = bytes
            neighbour.replaceSubrange(run, with: (padding + digits).utf8)
            return LotNumber(stored: String(decoding: neighbour, as: UTF8.self))
        }
    }
}
