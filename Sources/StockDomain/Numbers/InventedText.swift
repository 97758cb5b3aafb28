/// Numbers that fingers make when eyes have not looked: runs over the keyboard, and repeats (R16).
enum InventedText {
    /// What is invented about a text, and how sure it looks.
    struct Finding: Equatable {
        let code: Doubt.Code
        /// Whether ordinary numbers look so now and then: a counter passes 1234 and 7777.
        let happensByChance: Bool
    }

    static func finding(in number: LotNumber) -> Finding? {
        let bare = NumberText.bare(number)
        let digits = bare.filter(NumberText.isDigit)
        let letters = bare.filter(NumberText.isLetter)
        if let whole = finding(in: bare) { return whole }
        // `abc123`, `qwe-456`: two runs side by side.
        if letters.count >= 3, digits.count >= 3, bare == letters + digits || bare == digits + letters,
            isRun(letters), isRun(digits)
        {
            return Finding(code: .keyboardRun, happensByChance: false)
        }
        // `SN0000`, `LOT12345`: the letters before a counter say nothing.
        guard digits.count >= 4, !letters.isEmpty else { return nil }
        if Set(digits).count == 1 {
            return Finding(code: .repeatedCharacters, happensByChance: digits[0] != zero)
        }
        if digits.count >= 5, digits[0] == zero + 1, isRun(digits) {
            return Finding(code: .keyboardRun, happensByChance: false)
        }
        return nil
    }

    private static let zero = UInt8(ascii: "0")

    private static func finding(in bare: [UInt8]) -> Finding? {
        guard let first = bare.first else { return nil }
        let isNumeric = bare.allSatisfy(NumberText.isDigit)
        if bare.allSatisfy({ $0 == first }) {
            if first == zero || (!isNumeric && bare.count >= 3) || bare.count >= 5 {
                return Finding(code: .repeatedCharacters, happensByChance: false)
            }
            return bare.count == 4 ? Finding(code: .repeatedCharacters, happensByChance: true) : nil
        }
        if repeats(bare) { return Finding(code: .repeatedCharacters, happensByChance: false) }
        let least = isNumeric ? 4 : 3
        if bare.count >= least, isRun(bare) {
            return Finding(code: .keyboardRun, happensByChance: bare.count == least)
        }
        if let undoubled = undoubled(bare), undoubled.count >= 3, isRun(undoubled) {
            return Finding(code: .keyboardRun, happensByChance: false)
        }
        if isWalk(bare, isNumeric: isNumeric) {
            return Finding(code: .keyboardRun, happensByChance: bare.count == 4)
        }
        return nil
    }

    /// `121212`, `abcabcabc`, `asdasd`: a group of two or three at least three times, or a run twice.
    private static func repeats(_ bare: [UInt8]) -> Bool {
        for length in 2...4 where bare.count % length == 0 {
            let times = bare.count / length
            let group = bare[..<length]
            guard times >= 2, (1..<times).allSatisfy({ bare[$0 * length..<($0 + 1) * length].elementsEqual(group) })
            else { continue }
            if times >= 3 || (length >= 3 && isRun(Array(group))) { return true }
        }
        return false
    }

    /// `112233` as `123`; nil when a character stands alone.
    private static func undoubled(_ bare: [UInt8]) -> [UInt8]? {
        guard bare.count % 2 == 0 else { return nil }
        let pairs = stride(from: 0, to: bare.count, by: 2)
        return pairs.allSatisfy { bare[$0] == bare[$0 + 1] } ? pairs.map { bare[$0] } : nil
    }

    // MARK: Keyboards

    private static let rows = [
        "0123456789", "1234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop",
        "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "147258369", "789456123", "741852963",
    ].map { Array($0.utf8) }

    /// Whether the whole text stands in one row, forwards or backwards.
    private static func isRun(_ text: [UInt8]) -> Bool {
        rows.contains { row in contains(row, text) || contains(row, text.reversed()) }
    }

    private static func contains(_ row: [UInt8], _ text: [UInt8]) -> Bool {
        guard let start = row.firstIndex(of: text[0]), row.count - start >= text.count else { return false }
        return row[start..<start + text.count].elementsEqual(text)
    }

    private static let keys: [UInt8: (column: Int, row: Int)] = {
        var keys: [UInt8: (column: Int, row: Int)] = [:]
        for (row, text) in ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"].enumerated() {
            for (column, key) in text.utf8.enumerated() { keys[key] = (column, row) }
        }
        return keys
    }()

    /// Whether the text goes from each key to one beside it, as `1qaz2wsx` and `asdfre` do; digits alone never count,
    /// since many counters would.
    private static func isWalk(_ text: [UInt8], isNumeric: Bool) -> Bool {
        let least = text.allSatisfy(NumberText.isLetter) ? 4 : 6
        if isNumeric || text.count < least { return false }
        var jumps = 0
        for (from, to) in zip(text, text.dropFirst()) {
            guard let a = keys[from], let b = keys[to] else { return false }
            if abs(a.column - b.column) > 1 || abs(a.row - b.row) > 1 { jumps += 1 }
        }
        // In `1qaz2wsx` one jump begins the next column.
        return jumps <= text.count / 8
    }
}
