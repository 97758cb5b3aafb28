/// Reads one line of a notice from left to right.
struct NoticeLine {
    private let words: [NoticeWords.Word]
    private let days: NoticeDays
    private let header: NoticeHeader
    private var next = 0
    /// What days are about, from the words before them.
    private var kind: DayKind?
    /// Days without a word of their own before them so far.
    private var column = 0
    private(set) var hasDays = false

    typealias Read = (words: String, meaning: SupplierNotice.Meaning, isDoubtful: Bool)

    init(_ line: NoticeWords, _ order: DayOrder, _ header: NoticeHeader) {
        words = line.words
        days = NoticeDays(line.words.map(\.text), order)
        self.header = header
    }

    mutating func mentions() -> [Read] {
        var found: [Read] = []
        while next < words.count {
            if words[next].use == .taken {
                found += taken()
                continue
            }
            noteKind()
            if let said = saidDays() {
                found += said
            } else if let numbers = numbers() {
                found += numbers
            } else {
                next += 1
            }
        }
        return found
    }

    /// What is not looked up is told, where it has digits.
    private mutating func taken() -> [Read] {
        let word = words[next]
        next += 1
        return word.text.count >= 4 && word.text.contains(where: \.isNumber) ? [(word.text, .none, false)] : []
    }

    // MARK: Days

    private mutating func noteKind() {
        let pair = next + 1 < words.count ? words[next].key + words[next + 1].key : ""
        if let found = DayKind(pair) ?? DayKind(words[next].key) { kind = found }
    }

    /// Nil where there is no day; nothing where the day is about nothing in particular.
    private mutating func saidDays() -> [Read]? {
        guard words[next].use == .free, !isAfterLotLabel(next),
            let first = days.day(at: next, isLabelled: kind != nil || !header.days.isEmpty)
        else { return nil }
        let start = next
        next += first.words
        var spans = first.spans
        if next < words.count, isBetween(next), let last = days.day(at: next + 1, isLabelled: true) {
            let joined = spans.flatMap { from in last.spans.compactMap { from.reaching($0) } }
            if !joined.isEmpty {
                next += 1 + last.words
                spans = joined
            }
        }
        let said = words[start..<next].map(\.text).joined(separator: " ")
        hasDays = true
        let kinds = kinds()
        let isDoubtful = spans.count > 1 || kinds.count > 1
        return kinds.flatMap { kind in
            spans.map { span -> Read in (said, kind.meaning(span), isDoubtful || kind == .sent) }
        }
    }

    /// What the days just read are about: by a word before them, else by the heading of their column.
    private mutating func kinds() -> [DayKind] {
        if let kind { return [kind] }
        column += 1
        let above = Set(header.days)
        if header.isStacked, above.count > 1 { return [.produced, .expires, .sent].filter(above.contains) }
        return header.days.isEmpty ? [] : [header.days[min(column, header.days.count) - 1]]
    }

    /// Lots are called after days too.
    private func isAfterLotLabel(_ index: Int) -> Bool {
        index > 0 && NoticeWords.isLotLabel(words[index - 1].key)
    }

    private func isBetween(_ index: Int) -> Bool { NoticeDays.between.contains(words[index].text.lowercased()) }

    // MARK: Numbers

    private mutating func numbers() -> [Read]? {
        guard let first = number(words[next]) else { return nil }
        let isDoubtful = isDoubtful(words[next])
        if let range = range(from: first) {
            next += range.words
            return [(range.said, .numbers(range.span), isDoubtful)]
        }
        let said = words[next].text
        next += 1
        if said.hasPrefix("(") { return [(said, .barcode(said), false)] }
        if let span = joined(said) { return [(said, .numbers(span), isDoubtful)] }
        let short = abbreviated(said).map { [(said, .numbers($0), true)] as [Read] } ?? []
        let bare = withoutLotMark(said).map { [(said, .number($0), true)] as [Read] } ?? []
        return [(said, .number(first), isDoubtful)] + short + bare
    }

    private func isDoubtful(_ word: NoticeWords.Word) -> Bool {
        // Below a heading for lots, in a table, a number beside a name is no postcode.
        word.use == .doubtful || word.use == .place && (!header.hasLots || header.isStacked)
    }

    /// `4711` of `L4711` or `LOT4711`: the mark that the law wants before a lot may not be part of it.
    private func withoutLotMark(_ word: String) -> LotNumber? {
        let mark = word.prefix(while: \.isLetter)
        let rest = word.dropFirst(mark.count)
        guard ["l", "lot"].contains(mark.lowercased()), rest.count >= 4, rest.first?.isNumber == true else {
            return nil
        }
        return try? LotNumber(rest)
    }

    /// `07110002 thru 07110009`.
    private func range(from first: LotNumber) -> (said: String, span: NumberSpan, words: Int)? {
        guard next + 2 < words.count, isBetween(next + 1), !["and", "und"].contains(words[next + 1].key),
            let last = number(words[next + 2]), isRun(first, last)
        else { return nil }
        return (words[next...next + 2].map(\.text).joined(separator: " "), NumberSpan(first, last), 3)
    }

    /// `07110002-07110009` in one word.
    private func joined(_ word: String) -> NumberSpan? {
        let halves = word.split(whereSeparator: { "-–—….".contains($0) })
        if halves.count == 2, halves[0].count == halves[1].count { return run(halves[0], halves[1]) }
        // `AB-100-AB-120`
        guard halves.count == 4 else { return nil }
        return run("\(halves[0])-\(halves[1])", "\(halves[2])-\(halves[3])")
    }

    /// `07110002-09`, which may as well be one number.
    private func abbreviated(_ word: String) -> NumberSpan? {
        let halves = word.split(whereSeparator: { "-–—".contains($0) })
        guard halves.count == 2, halves[1].count < halves[0].count, halves[1].count > 1,
            halves[1].allSatisfy(\.isNumber), halves[0].suffix(halves[1].count).allSatisfy(\.isNumber)
        else { return nil }
        return run(halves[0], halves[0].dropLast(halves[1].count) + halves[1])
    }

    private func run(_ first: some StringProtocol, _ last: some StringProtocol) -> NumberSpan? {
        guard let first = try? LotNumber(first), let last = try? LotNumber(last), first.text.count >= 4,
            first != last, isRun(first, last)
        else { return nil }
        return NumberSpan(first, last)
    }

    private func isRun(_ first: LotNumber, _ last: LotNumber) -> Bool {
        let span = NumberSpan(first, last)
        return span.isRun && span.contains(first) && span.contains(last)
    }

    /// Words of four characters or more with a digit in them.
    private func number(_ word: NoticeWords.Word) -> LotNumber? {
        guard word.use != .taken, word.text.count >= 4, word.text.contains(where: \.isNumber) else { return nil }
        return try? LotNumber(word.text)
    }

    // MARK: Guesses

    func guesses() -> [LotNumber] {
        let free = words.indices.filter { words[$0].use == .free }
        let pairs = free.compactMap { index -> String? in
            guard index + 1 < words.count, words[index + 1].use == .free,
                !NoticeWords.isBritishPostcode(words[index].text, words[index + 1].text)
            else { return nil }
            let pair = "\(words[index].text) \(words[index + 1].text)"
            return pair.count <= 40 && pair.contains(where: \.isNumber) ? pair : nil
        }
        let names = free.map { words[$0].text }.filter(isLikeSKU)
        return (pairs + names + shortOnes(free)).compactMap { try? LotNumber($0) }
    }

    /// `ING-SALT` and `NUT`; what has digits is read as a number anyway.
    private func isLikeSKU(_ word: String) -> Bool {
        let letters = word.filter(\.isLetter)
        if word.contains(where: \.isNumber) || letters.count < 3 { return false }
        return word.contains { "-_./".contains($0) } || letters.allSatisfy(\.isUppercase)
    }

    /// Short words after “lot”, and those with a digit below such a heading.
    private func shortOnes(_ free: [Int]) -> [String] {
        free.filter { number(words[$0]) == nil }.compactMap { index in
            let word = words[index]
            if header.hasLots, word.text.count < 4, word.text.contains(where: \.isNumber) { return word.text }
            let before = words[..<index].last { !NoticeWords.filling.contains($0.key) || $0.key.isEmpty }
            guard let before, NoticeWords.isLotLabel(before.key), !NoticeWords.filling.contains(word.key) else {
                return nil
            }
            return word.text
        }
    }
}

extension DayKind {
    fileprivate func meaning(_ span: DaySpan) -> SupplierNotice.Meaning {
        switch self {
        case .expires: .expires(span)
        case .produced: .produced(span)
        case .sent: .sent(span)
        }
    }
}

extension DaySpan {
    /// From the first day of this to the last day of `other`; nil where that runs backwards.
    fileprivate func reaching(_ other: DaySpan) -> DaySpan? {
        guard let from, let to = other.to, from <= to else { return nil }
        return DaySpan(from: from, to: to)
    }
}
