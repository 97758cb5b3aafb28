/// Whether `5/6/2027` is in May, as in the United States, or in June, as elsewhere; a notice is of one of them.
struct DayOrder {
    /// Nil where nothing in the notice tells.
    let isMonthFirst: Bool?

    private static let american: Set<String> = ["fda", "usda", "inc", "llc", "thru", "zip", "fsis", "bestby"]
    private static let others: Set<String> = [
        "ltd", "plc", "fsa", "bbe", "bestbefore", "mhd", "gmbh", "postcode", "defra",
    ]

    init(_ lines: [NoticeWords]) {
        var first = false
        var second = false
        var keys: Set<String> = []
        for words in lines {
            for (index, word) in words.words.enumerated() {
                keys.insert(word.key)
                if index + 1 < words.words.count { keys.insert(word.key + words.words[index + 1].key) }
                if word.text.hasPrefix("+1") { keys.insert("usda") }
                if word.text.hasPrefix("+44") || word.text.hasPrefix("£") { keys.insert("fsa") }
                guard let parts = NoticeDays.parts(of: word.text, "/") else { continue }
                if parts[0] > 12 { first = true }
                if parts[1] > 12 { second = true }
            }
        }
        if first != second {
            isMonthFirst = second
            return
        }
        let isAmerican = !keys.isDisjoint(with: DayOrder.american)
        let isOther = !keys.isDisjoint(with: DayOrder.others)
        isMonthFirst = isAmerican == isOther ? nil : isAmerican
    }
}

/// The days in the words of a line, however they are written.
struct NoticeDays {
    private let words: [String]
    private let order: DayOrder

    /// A day, or a month; two where the writing may mean either.
    struct Found {
        var spans: [DaySpan]
        /// How many words it takes.
        var words: Int
    }

    /// Words between two ends.
    static let between: Set<String> = [
        "thru", "through", "to", "until", "till", "bis", "-", "–", "—", "…", "and", "und",
    ]

    init(_ words: [String], _ order: DayOrder) {
        self.words = words
        self.order = order
    }

    /// - Parameter isLabelled: whether something says that a day follows: only then are `05/2027` and `270531` days.
    func day(at index: Int, isLabelled: Bool) -> Found? {
        guard index < words.count else { return nil }
        if let found = oneWord(words[index]) ?? named(at: index) ?? withoutYear(at: index) { return found }
        return isLabelled ? withoutMarks(words[index]) ?? month(at: index) ?? plainDigits(at: index) : nil
    }

    // MARK: One word

    /// Three figures around a mark; nil for anything else.
    static func parts(of word: String, _ mark: Character) -> [Int]? {
        let parts = word.split(separator: mark, omittingEmptySubsequences: false)
        let figures = parts.compactMap { $0.allSatisfy(\.isNumber) ? Int($0) : nil }
        return parts.count == 3 && figures.count == 3 ? figures : nil
    }

    private func oneWord(_ word: String) -> Found? {
        if let day = CalendarDate(word) { return found([day]) }
        for mark in ["/", "."] as [Character] {
            guard let parts = NoticeDays.parts(of: word, mark) else { continue }
            if parts[0] > 1_000 { return found([CalendarDate(year: parts[0], month: parts[1], day: parts[2])]) }
            // Two figures of a year may be a version or an article too, unless they stand around strokes or points.
            guard parts[2] < 100 || parts[2] > 1_900 else { continue }
            let year = parts[2] < 100 ? 2_000 + parts[2] : parts[2]
            let dayFirst = CalendarDate(year: year, month: parts[1], day: parts[0])
            if mark == "." { return found([dayFirst]) }
            let monthFirst = CalendarDate(year: year, month: parts[0], day: parts[1])
            switch order.isMonthFirst {
            case true?: return found([monthFirst ?? dayFirst])
            case false?: return found([dayFirst ?? monthFirst])
            case nil: return found([monthFirst, dayFirst])
            }
        }
        return marked(word)
    }

    /// `31-May-2027`, `31-05-2027`.
    private func marked(_ word: String) -> Found? {
        let parts = word.split { "-./".contains($0) }.map(String.init)
        guard parts.count == 3, let year = year(parts[2]), let day = Int(parts[0]) else { return nil }
        if let month = NoticeDays.month(parts[1]) {
            return found([CalendarDate(year: year, month: month, day: day)])
        }
        guard parts[2].count == 4, let month = Int(parts[1]) else { return nil }
        return found([CalendarDate(year: year, month: month, day: day)])
    }

    /// `31MAY2027`, `31MAY27`: lots are called so too.
    private func withoutMarks(_ word: String) -> Found? {
        let day = word.prefix(while: \.isNumber)
        let name = word.dropFirst(day.count).prefix(while: \.isLetter)
        guard let day = Int(day), let month = NoticeDays.month(String(name)),
            let year = year(String(word.drop(while: \.isNumber).dropFirst(name.count)))
        else { return nil }
        return found([CalendarDate(year: year, month: month, day: day)])
    }

    private func year(_ text: String) -> Int? {
        guard let year = Int(text), text.count == 2 || text.count == 4 else { return nil }
        return text.count == 2 ? 2_000 + year : (1_900...2_200).contains(year) ? year : nil
    }

    private func found(_ days: [CalendarDate?], words: Int = 1) -> Found? {
        var spans: [DaySpan] = []
        for case let day? in days where !spans.contains(DaySpan(from: day, to: day)) {
            spans.append(DaySpan(from: day, to: day))
        }
        return spans.isEmpty ? nil : Found(spans: spans, words: words)
    }

    // MARK: Names of months

    /// `31 May 2027`, `31st May 2027`, `May 31 2027`, `3-9 May 2027`, `May 3-9 2027`.
    private func named(at index: Int) -> Found? {
        guard index + 2 < words.count, let year = year(words[index + 2]), words[index + 2].count == 4 else {
            return nil
        }
        for (month, day) in [(index, index + 1), (index + 1, index)] {
            guard let month = NoticeDays.month(words[month]), let days = NoticeDays.dayNumbers(words[day]) else {
                continue
            }
            let dates = days.compactMap { CalendarDate(year: year, month: month, day: $0) }
            if let first = dates.first, let last = dates.last, first <= last, dates.count == days.count {
                return Found(spans: [DaySpan(from: first, to: last)], words: 3)
            }
        }
        return nil
    }

    /// `3 May to 9 May 2027`, `03.05. bis 09.05.2027`, `3 to 9 May 2027`: the year, and the month too, stand at the end.
    private func withoutYear(at index: Int) -> Found? {
        guard let (month, day, count) = partial(at: index) else { return nil }
        let end = index + count + 1
        guard end < words.count, NoticeDays.between.contains(words[end - 1].lowercased()),
            let last = oneWord(words[end]) ?? named(at: end), last.spans.count == 1, let until = last.spans[0].from,
            let from = CalendarDate(year: until.parts.year, month: month ?? until.parts.month, day: day)
        else { return nil }
        return Found(spans: [DaySpan(from: from, to: from)], words: count)
    }

    /// A day without its year, perhaps without its month.
    private func partial(at index: Int) -> (month: Int?, day: Int, words: Int)? {
        let parts = words[index].split(separator: ".").compactMap { Int($0) }
        if parts.count == 2, words[index].filter({ $0 == "." }).count == 1 { return (parts[1], parts[0], 1) }
        if index + 1 < words.count {
            for (month, day) in [(index, index + 1), (index + 1, index)] {
                if let month = NoticeDays.month(words[month]), let day = NoticeDays.dayNumbers(words[day])?.first {
                    return (month, day, 2)
                }
            }
        }
        return NoticeDays.dayNumbers(words[index])?.first.map { (nil, $0, 1) }
    }

    /// `31`, `31st`, `3-9`.
    private static func dayNumbers(_ word: String) -> [Int]? {
        let bare = ["st", "nd", "rd", "th"].reduce(word.lowercased()) { text, end in
            text.hasSuffix(end) ? String(text.dropLast(2)) : text
        }
        let parts = bare.split { "-–".contains($0) }.map { Int($0.filter { $0 != "." }) }
        let days = parts.compactMap(\.self)
        return (1...2).contains(parts.count) && days.count == parts.count && days.allSatisfy { (1...31).contains($0) }
            ? days : nil
    }

    // MARK: Only where something says that a day follows

    /// `May 2027`, `05/2027`, `05.2027`, `2027-05`: all of the month.
    private func month(at index: Int) -> Found? {
        if let month = NoticeDays.month(words[index]), index + 1 < words.count, words[index + 1].count == 4,
            let year = year(words[index + 1])
        {
            return wholeMonth(year, month, words: 2)
        }
        let parts = words[index].split { "/.-".contains($0) }.map(String.init)
        guard parts.count == 2, words[index].count >= 6 else { return nil }
        if parts[1].count == 4, let year = year(parts[1]), let month = Int(parts[0]) ?? NoticeDays.month(parts[0]) {
            return wholeMonth(year, month, words: 1)
        }
        if parts[0].count == 4, let year = year(parts[0]), let month = Int(parts[1]) {
            return wholeMonth(year, month, words: 1)
        }
        return nil
    }

    private func wholeMonth(_ year: Int, _ month: Int, words: Int) -> Found? {
        guard let first = CalendarDate(year: year, month: month, day: 1) else { return nil }
        return Found(spans: [DaySpan(from: first, to: first.adding(months: 1).adding(days: -1))], words: words)
    }

    /// `270531` and `310527` straight after the word for it.
    private func plainDigits(at index: Int) -> Found? {
        let word = words[index]
        guard index > 0, word.allSatisfy(\.isNumber) else { return nil }
        let before = words[index - 1].lowercased().filter(\.isLetter)
        let pair = index > 1 ? words[index - 2].lowercased().filter(\.isLetter) + before : before
        if DayKind(before) == nil, DayKind(pair) == nil { return nil }
        let digits = Array(word)
        func figure(_ range: Range<Int>) -> Int { Int(String(digits[range])) ?? 0 }
        switch digits.count {
        case 6:
            return found([
                CalendarDate(year: 2_000 + figure(0..<2), month: figure(2..<4), day: figure(4..<6)),
                CalendarDate(year: 2_000 + figure(4..<6), month: figure(2..<4), day: figure(0..<2)),
            ])
        case 8:
            let yearFirst = CalendarDate(year: figure(0..<4), month: figure(4..<6), day: figure(6..<8))
            let isPlausible = (1_900...2_200).contains(figure(0..<4))
            let dayFirst = CalendarDate(year: figure(4..<8), month: figure(2..<4), day: figure(0..<2))
            return found([isPlausible ? yearFirst : dayFirst])
        default: return nil
        }
    }

    private static let months = [
        ["jan", "jän"], ["feb"], ["mar", "mär", "mrz"], ["apr"], ["may", "mai"], ["jun"], ["jul"], ["aug"], ["sep"],
        ["oct", "okt"], ["nov"], ["dec", "dez"],
    ]

    private static func month(_ word: String) -> Int? {
        guard word.count >= 3, word.count <= 9, word.allSatisfy(\.isLetter) else { return nil }
        let start = String(word.lowercased().prefix(3))
        return months.firstIndex { $0.contains(start) }.map { $0 + 1 }
    }
}
