/// A supplier's notice of a recall as it was pasted: the words in it that may mean numbers, days or products of ours.
public struct SupplierNotice: Sendable, Equatable {
    public var mentions: [Mention]
    /// Two words that may be one number with a space in it, such as `MHD 11-26`, one that may be a SKU of letters only,
    /// such as `ING-SALT`, or a short one after “lot”: they count only where they are found as they stand.
    public var guesses: [LotNumber]

    /// Some words of the notice and what they may mean.
    public struct Mention: Sendable, Equatable {
        /// As they stand in the notice.
        public var words: String
        public var meaning: Meaning

        public init(words: String, meaning: Meaning) {
            self.words = words
            self.meaning = meaning
        }
    }

    public enum Meaning: Sendable, Equatable {
        /// A lot or serial number, ours or the supplier's; or an article number.
        case number(LotNumber)
        case numbers(NumberSpan)
        case expires(DaySpan)
        case produced(DaySpan)
    }

    /// Reads a text. Quantities, phone numbers and the like are read as numbers too: only what is found in our books
    /// counts in the end.
    public init(_ text: String) {
        mentions = []
        guesses = []
        var seen: Set<String> = []
        var guessed: Set<String> = []
        for line in text.split(whereSeparator: \.isNewline) {
            var reading = NoticeLine(line)
            for mention in reading.mentions() where seen.insert(mention.words).inserted { mentions.append(mention) }
            for guess in reading.guesses() where guessed.insert(guess.text).inserted { guesses.append(guess) }
        }
    }
}

/// Reads one line word by word.
private struct NoticeLine {
    private let words: [String]
    private var next = 0
    /// What days on this line are about, from the words before them.
    private var dayKind: DayKind?

    private enum DayKind { case expires, produced }

    private static let between: Set<String> = ["thru", "through", "to", "until", "till", "bis", "-", "–", "—", "and"]
    private static let expiring: Set<String> = [
        "exp", "expiry", "expires", "expiration", "expiring", "bb", "bbe", "best", "use", "sell",
    ]
    private static let producing: Set<String> = [
        "produced", "production", "manufactured", "mfg", "mfd", "packed", "made", "baked", "bottled",
    ]

    init(_ line: some StringProtocol) {
        let edges: Set<Character> = [",", ";", ":", "(", ")", "[", "]", "\"", "“", "”", "'", "’", ".", "#", "*", "•"]
        words = line.split(whereSeparator: \.isWhitespace).compactMap { word in
            let start = word.drop { edges.contains($0) }
            let end = start.reversed().drop { edges.contains($0) }
            let bare = String(end.reversed())
            return bare.isEmpty ? nil : bare
        }
    }

    mutating func mentions() -> [SupplierNotice.Mention] {
        var found: [SupplierNotice.Mention] = []
        while next < words.count {
            let word = words[next].lowercased()
            if NoticeLine.expiring.contains(word) { dayKind = .expires }
            if NoticeLine.producing.contains(word) { dayKind = .produced }
            if let days = days() {
                found.append(days)
            } else if let numbers = numbers() {
                found.append(numbers)
            } else {
                next += 1
            }
        }
        return found
    }

    // MARK: Days

    private mutating func days() -> SupplierNotice.Mention? {
        guard let first = day(at: next) else { return nil }
        let start = next
        next += first.words
        var span = DaySpan(from: first.day, to: first.day)
        if next < words.count, NoticeLine.between.contains(words[next].lowercased()), let last = day(at: next + 1),
            last.day >= first.day
        {
            next += 1 + last.words
            span.to = last.day
        }
        let said = words[start..<next].joined(separator: " ")
        switch dayKind {
        case .expires?: return SupplierNotice.Mention(words: said, meaning: .expires(span))
        case .produced?: return SupplierNotice.Mention(words: said, meaning: .produced(span))
        case nil: return days()
        }
    }

    /// `2027-05-31`, `5/31/2027` (months first, as in the notices of the FDA, unless that is no month),
    /// `31 May 2027` or `May 31, 2027`.
    private func day(at index: Int) -> (day: CalendarDate, words: Int)? {
        guard index < words.count else { return nil }
        if let day = CalendarDate(words[index]) { return (day, 1) }
        let parts = words[index].split(separator: "/").compactMap { Int($0) }
        if parts.count == 3, words[index].filter({ $0 == "/" }).count == 2 {
            let year = parts[2] < 100 ? 2000 + parts[2] : parts[2]
            let day =
                CalendarDate(year: year, month: parts[0], day: parts[1])
                ?? CalendarDate(year: year, month: parts[1], day: parts[0])
            return day.map { ($0, 1) }
        }
        guard index + 2 < words.count, let year = Int(words[index + 2]) else { return nil }
        for (month, day) in [(index, index + 1), (index + 1, index)] {
            if let month = NoticeLine.month(words[month]), let day = Int(words[day]),
                let date = CalendarDate(year: year, month: month, day: day)
            {
                return (date, 3)
            }
        }
        return nil
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    private static func month(_ word: String) -> Int? {
        word.count < 3 || !word.allSatisfy(\.isLetter)
            ? nil : months.firstIndex(of: String(word.lowercased().prefix(3))).map { $0 + 1 }
    }

    // MARK: Numbers

    private mutating func numbers() -> SupplierNotice.Mention? {
        // Days that are about nothing in particular have been passed over, to the end of the line perhaps.
        guard next < words.count, let first = number(words[next]) else { return nil }
        if next + 2 < words.count, NoticeLine.between.contains(words[next + 1].lowercased()),
            words[next + 1].lowercased() != "and", let last = number(words[next + 2]), isRun(first, last)
        {
            let said = words[next...next + 2].joined(separator: " ")
            next += 3
            return SupplierNotice.Mention(words: said, meaning: .numbers(NumberSpan(first, last)))
        }
        let said = words[next]
        next += 1
        return SupplierNotice.Mention(words: said, meaning: joined(said) ?? .number(first))
    }

    /// `07110002-07110009` in one word.
    private func joined(_ word: String) -> SupplierNotice.Meaning? {
        let halves = word.split(whereSeparator: { $0 == "-" || $0 == "–" || $0 == "—" })
        guard halves.count == 2, halves[0].count == halves[1].count, let first = number(String(halves[0])),
            let last = number(String(halves[1])), isRun(first, last)
        else { return nil }
        return .numbers(NumberSpan(first, last))
    }

    private func isRun(_ first: LotNumber, _ last: LotNumber) -> Bool {
        let span = NumberSpan(first, last)
        return span.isRun && span.contains(first) && span.contains(last)
    }

    func guesses() -> [LotNumber] {
        let pairs = zip(words, words.dropFirst()).map { "\($0) \($1)" }.filter { pair in
            pair.count <= 40 && pair.contains(where: \.isNumber)
        }
        let names = words.filter { word in
            word.count >= 4 && !word.contains(where: \.isNumber) && word.contains(where: \.isLetter)
                && word.contains { "-_./".contains($0) }
        }
        let labelled = zip(words, words.dropFirst()).filter { label, word in
            NoticeLine.labels.contains(label.lowercased()) && number(word) == nil
        }.map(\.1)
        return (pairs + names + labelled).compactMap { try? LotNumber($0) }
    }

    private static let labels: Set<String> = ["lot", "lots", "batch", "batches", "serial", "serials", "code", "codes"]

    /// Words of four characters or more with a digit in them.
    private func number(_ word: String) -> LotNumber? {
        guard word.count >= 4, word.contains(where: \.isNumber) else { return nil }
        return try? LotNumber(word)
    }
}

/// What words of a supplier's notice mean in our books.
public struct NoticeFinding: Sendable, Equatable {
    public var words: String
    /// The part of a scope that means the lots found exactly; nil when there are none.
    public var terms: [ScopeTerm]
    public var matches: [Match]

    public struct Match: Sendable, Equatable {
        public var lot: LotName
        /// Else only alike: other leading zeros, case, hyphens, O and 0.
        public var isExact: Bool
        public var foundBy: FoundBy

        public init(lot: LotName, isExact: Bool, foundBy: FoundBy) {
            self.lot = lot
            self.isExact = isExact
            self.foundBy = foundBy
        }
    }

    public init(words: String, terms: [ScopeTerm], matches: [Match]) {
        self.words = words
        self.terms = terms
        self.matches = matches
    }
}
