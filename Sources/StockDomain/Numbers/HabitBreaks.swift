/// What of a new number departs from the habit of its product and supplier (R16).
extension NumberHabit {
    /// Days on which numbers must have come before their looks say anything.
    static let enoughDays = 5

    /// How a number departs from what is usual, in words that follow “usually”; nil when it fits or too little is known.
    func unlikeness(of number: LotNumber) -> String? {
        guard days >= NumberHabit.enoughDays else { return nil }
        let bytes = Array(number.text.utf8)
        if let pattern = pattern(of: bytes) { return pattern.unlikeness(of: bytes) }
        let outlines = Set(patterns.map(\.outline))
        if outlines.count * 3 > patterns.reduce(0, { $0 + $1.days }) || patterns.count == NumberHabit.mostPatterns {
            return strangeness(of: bytes)
        }
        return patterns.contains { $0.hasGrown(to: bytes) } ? nil : "look like “\(patterns[0].example)”"
    }

    /// Of numbers without a fixed shape, such as random ones, only length and kinds of characters say something.
    private func strangeness(of bytes: [UInt8]) -> String? {
        guard days >= NumberHabit.enoughDays * 2 else { return nil }
        let lengths = patterns.map(\.length)
        if let least = lengths.min(), let most = lengths.max(), bytes.count < least - 1 || bytes.count > most + 1 {
            return least == most ? "have \(least) characters" : "have \(least) to \(most) characters"
        }
        let usual = Set(patterns.flatMap(\.outline))
        return bytes.contains { !usual.contains(NumberPattern.mark(of: $0)) } ? "are of other characters" : nil
    }

    /// Existing numbers for which this one may be a slip of the finger: to be looked up before `nearDuplicate` judges.
    func possibleOriginals(of number: LotNumber) -> [LotNumber] {
        let bytes = Array(number.text.utf8)
        guard let pattern = pattern(of: bytes) else { return [] }
        let breaks = pattern.breaks(in: bytes)
        switch breaks.count {
        case 1 where pattern.wouldBeChance(after: breaks[0], in: bytes): return []
        case 1: return [pattern.mended(bytes, at: breaks)]
        case 2 where breaks[1] == breaks[0] + 1:
            let original = pattern.mended(bytes, at: breaks)
            let swapped = Array(original.text.utf8)
            let isSwap = swapped[breaks[0]] == bytes[breaks[1]] && swapped[breaks[1]] == bytes[breaks[0]]
            return isSwap && !pattern.wouldBeChance(after: breaks[1], in: bytes) ? [original] : []
        default: return []
        }
    }
}

extension NumberPattern {
    fileprivate func unlikeness(of bytes: [UInt8]) -> String? {
        guard days >= NumberHabit.enoughDays else { return nil }
        if let place = breaks(in: bytes).first(where: isFixed) {
            let start = template[...place]
            if start.allSatisfy({ $0 > Mark.foreign }) {
                return "begin with “\(String(decoding: start, as: UTF8.self))”"
            }
            return "have “\(String(decoding: [template[place]], as: UTF8.self))” as character \(place + 1)"
        }
        return checks.isEmpty || !checks.isDisjoint(with: CheckDigits(heldBy: bytes))
            ? nil : "end in a check digit, which is wrong here"
    }

    /// Whether an ordinary number would match an existing one in everything behind `place` once in a while: each of
    /// `seen` numbers is matched by one in ten to the power of the digits there.
    fileprivate func wouldBeChance(after place: Int, in bytes: [UInt8]) -> Bool {
        let digits = bytes[(place + 1)...].filter { NumberText.isDigit($0) || NumberText.isLetter($0) }.count
        var chances = 1
        for _ in 0..<min(digits, 8) { chances *= 10 }
        return seen * 100 > chances
    }

    /// A made-up number of this pattern.
    fileprivate var example: String {
        var digit: UInt8 = 0
        let bytes = template.map { byte -> UInt8 in
            switch byte {
            case Mark.digit:
                digit = digit % 9 + 1
                return UInt8(ascii: "0") + digit
            case Mark.upper: return UInt8(ascii: "A")
            case Mark.lower, Mark.foreign: return UInt8(ascii: "a")
            default: return byte
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
