/// What numbers of one shape have in common: which characters never changed, and which only keep their class.
///
/// A shape is the class of every character: digit, capital, small letter, foreign letter, or the very sign.
public struct NumberPattern: Sendable, Equatable {
    /// A byte that all numbers had there, or the mark of a class.
    private(set) var template: [UInt8]
    /// How many numbers it was learned from.
    public private(set) var seen: Int
    /// On how many days; numbers of one day say little, since they may share a date or a delivery.
    public private(set) var days: Int
    private var lastDay: CalendarDate
    /// Check digits that all of them had.
    private(set) var checks: CheckDigits

    /// Classes stand as control characters, which no number holds (R10).
    enum Mark {
        static let digit: UInt8 = 1
        static let upper: UInt8 = 2
        static let lower: UInt8 = 3
        static let foreign: UInt8 = 4
    }

    init(_ number: [UInt8], on day: CalendarDate) {
        template = number.map { NumberText.isForeign($0) ? Mark.foreign : $0 }
        seen = 1
        days = 1
        lastDay = day
        checks = CheckDigits(heldBy: number)
    }

    static func mark(of byte: UInt8) -> UInt8 {
        if NumberText.isDigit(byte) { return Mark.digit }
        if NumberText.isUpper(byte) { return Mark.upper }
        if NumberText.isLower(byte) { return Mark.lower }
        return NumberText.isForeign(byte) ? Mark.foreign : byte
    }

    func hasShape(of number: [UInt8]) -> Bool {
        guard number.count == template.count else { return false }
        return zip(template, number).allSatisfy { NumberPattern.mark(of: $0) == NumberPattern.mark(of: $1) }
    }

    /// Takes in one more number of this shape.
    mutating func learn(_ number: [UInt8], on day: CalendarDate) {
        for index in template.indices where template[index] != number[index] {
            template[index] = NumberPattern.mark(of: template[index])
        }
        seen += 1
        checks.formIntersection(CheckDigits(heldBy: number))
        if day != lastDay {
            days += 1
            lastDay = day
        }
    }

    /// The kinds of stretches, whatever their lengths: `L110424B7` and `L110424B12` have the same.
    var outline: [UInt8] {
        var outline: [UInt8] = []
        for byte in template.map(NumberPattern.mark(of:)) where byte != outline.last || byte > Mark.foreign {
            outline.append(byte)
        }
        return outline
    }

    /// Whether a number differs from the shape only by its last stretch of digits being one longer or shorter, as when
    /// a counter grows from 99 to 100.
    func hasGrown(to number: [UInt8]) -> Bool {
        guard abs(number.count - template.count) == 1 else { return false }
        let (ours, theirs) = (template.map(NumberPattern.mark(of:)), number.map(NumberPattern.mark(of:)))
        guard let longer = [ours, theirs].max(by: { $0.count < $1.count }),
            let last = longer.lastIndex(of: Mark.digit), last > 0, longer[last - 1] == Mark.digit
        else { return false }
        var shorter = longer
        shorter.remove(at: last)
        return shorter == ours || shorter == theirs
    }

    var length: Int { template.count }

    // MARK: What does not fit

    /// Places at which a number of this shape leaves what has always stood there, and not by counting on.
    func breaks(in number: [UInt8]) -> [Int] {
        var breaks: [Int] = []
        var index = 0
        while index < template.count {
            defer { index += 1 }
            let usual = template[index]
            if usual == number[index] || usual <= Mark.foreign { continue }
            if NumberText.isDigit(usual) {
                let run = NumberText.digitRun(around: index, in: number)
                if !isCountedOn(run, in: number, from: index) {
                    breaks += (index..<run.upperBound).filter {
                        template[$0] != number[$0] && template[$0] > Mark.foreign
                    }
                }
                index = run.upperBound - 1
            } else if abs(Int(usual) - Int(number[index])) != 1 {
                // The next letter counts on too: year A, year B.
                breaks.append(index)
            }
        }
        return breaks
    }

    /// Whether a stretch of digits has only gone on since: as a whole by a little, or its first changed digit by one
    /// with others behind it.
    private func isCountedOn(_ run: Range<Int>, in number: [UInt8], from first: Int) -> Bool {
        let usual = template[run]
        if usual.allSatisfy(NumberText.isDigit) {
            guard let before = NumberText.value(usual), let now = NumberText.value(number[run]) else { return false }
            if abs(now - before) <= NumberPattern.smallStep { return true }
        }
        return first + 1 < run.upperBound && abs(Int(template[first]) - Int(number[first])) == 1
    }

    /// By how much a counter, a week or a day of the year goes on between two deliveries.
    private static let smallStep: Int64 = 31

    /// The stretches of digits that have always been the same begin here; a prefix rather than the top of a counter.
    func isFixed(_ index: Int) -> Bool {
        guard NumberText.isDigit(template[index]) else { return true }
        var (first, end) = (index, index + 1)
        func counts(_ byte: UInt8) -> Bool { NumberPattern.mark(of: byte) == Mark.digit }
        while first > 0, counts(template[first - 1]) { first -= 1 }
        while end < template.count, counts(template[end]) { end += 1 }
        return template[first..<end].allSatisfy(NumberText.isDigit)
    }

    /// The number as it would be with the usual characters at `places`.
    func mended(_ number: [UInt8], at places: [Int]) -> LotNumber {
        var mended = number
        for place in places { mended[place] = template[place] }
        return LotNumber(stored: String(decoding: mended, as: UTF8.self))
    }
}

// MARK: - Kept as text

extension NumberPattern {
    /// `seen days last-day checks template`, separated by tabs; the form in which a habit is stored.
    var stored: String {
        "\(seen)\t\(days)\t\(lastDay.daysSince1970)\t\(checks.rawValue)\t" + String(decoding: template, as: UTF8.self)
    }

    init?(stored: some StringProtocol) {
        let fields = stored.split(separator: "\t", maxSplits: 4, omittingEmptySubsequences: false)
        guard fields.count == 5, let seen = Int(fields[0]), let days = Int(fields[1]), let last = Int(fields[2]),
            let checks = UInt8(fields[3])
        else { return nil }
        self.seen = seen
        self.days = days
        lastDay = CalendarDate(daysSince1970: last)
        self.checks = CheckDigits(rawValue: checks)
        template = Array(fields[4].utf8)
    }
}
