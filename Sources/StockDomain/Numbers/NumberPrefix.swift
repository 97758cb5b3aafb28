/// What stands before the counter of own numbers: text in which braces hold parts of the day (R14).
///
/// `{yyyy}` and `{yy}` stand for the year, `{mm}` for the month, `{dd}` for the day of the month, `{ddd}` for the day of
/// the year and `{ww}` for the week after ISO 8601; case does not count. `L{yy}{ddd}-` is `L26123-` on 3 May 2026.
///
/// Who brings prefixes along need not write them anew: `%Y`, `%y`, `%m`, `%d`, `%j` and `%V`, as most systems write them,
/// and `%(year)s`, `%(y)s`, `%(month)s`, `%(day)s`, `%(doy)s` and `%(woy)s` mean the same. Any other `%` is itself.
public struct NumberPrefix: Sendable, Equatable {
    public static let mostCharacters = 40

    private enum Piece: Sendable, Equatable {
        case text(String)
        case date(DatePart)
    }

    /// A part of the day that a prefix may hold.
    public enum DatePart: String, Sendable, CaseIterable {
        case year = "yyyy"
        case shortYear = "yy"
        case month = "mm"
        case day = "dd"
        case dayOfYear = "ddd"
        case week = "ww"
    }

    /// Why a text is no prefix, in the order of checking.
    public enum Fault: Error, Equatable {
        case tooLong
        case controlCharacter
        /// Braces hold something else than a part of the day, or are not closed.
        case unknownPart(String)
    }

    private let pieces: [Piece]

    public init(_ text: String) throws(Fault) {
        if text.count > NumberPrefix.mostCharacters { throw .tooLong }
        if NameText.hasControlCharacter(text) { throw .controlCharacter }
        var pieces: [Piece] = []
        var rest = text[...]
        while let opening = rest.firstIndex(where: { $0 == "{" || $0 == "}" || $0 == "%" }) {
            if rest[opening] == "%" {
                let known = DatePart.elsewhere.first { rest[opening...].hasPrefix($0.sign) }
                pieces.append(.text(String(rest[..<opening])))
                pieces.append(known.map { .date($0.part) } ?? .text("%"))
                rest = rest[opening...].dropFirst(known?.sign.count ?? 1)
                continue
            }
            let inside = rest[opening...].dropFirst().prefix { $0 != "}" }
            let closing = inside.endIndex
            guard rest[opening] == "{", closing < rest.endIndex, let part = DatePart(rawValue: inside.lowercased())
            else { throw .unknownPart(String(rest[opening...])) }
            pieces += [.text(String(rest[..<opening])), .date(part)]
            rest = rest[closing...].dropFirst()
        }
        self.pieces = pieces + [.text(String(rest))]
    }

    /// The prefix of numbers made on `day`.
    public func text(on day: CalendarDate) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .date(let part): part.text(on: day)
            }
        }.joined()
    }
}

extension NumberPrefix.DatePart {
    /// How other systems write the parts.
    fileprivate static let elsewhere: [(sign: String, part: Self)] = [
        ("%Y", .year), ("%y", .shortYear), ("%m", .month), ("%d", .day), ("%j", .dayOfYear), ("%V", .week),
        ("%(year)s", .year), ("%(y)s", .shortYear), ("%(month)s", .month), ("%(day)s", .day), ("%(doy)s", .dayOfYear),
        ("%(woy)s", .week),
    ]

    fileprivate func text(on date: CalendarDate) -> String {
        let (year, month, day) = date.parts
        return switch self {
        case .year: padded(year, 4)
        case .shortYear: padded(year % 100, 2)
        case .month: padded(month, 2)
        case .day: padded(day, 2)
        case .dayOfYear: padded(date.dayOfYear, 3)
        case .week: padded(date.week, 2)
        }
    }
}

extension NumberPrefix.Fault {
    public var detail: String {
        switch self {
        case .tooLong: "A prefix has at most \(NumberPrefix.mostCharacters) characters."
        case .controlCharacter: "A prefix cannot hold control characters."
        case .unknownPart(let part):
            "“\(part)” is no part of the day; {yyyy}, {yy}, {mm}, {dd}, {ddd} and {ww} are."
        }
    }
}

extension CalendarDate {
    /// 1 on 1 January.
    public var dayOfYear: Int {
        guard let first = CalendarDate(year: parts.year, month: 1, day: 1) else { return 1 }
        return daysSince1970 - first.daysSince1970 + 1
    }

    /// The week after ISO 8601, which belongs to the year of its Thursday.
    public var week: Int {
        // 1 January 1970 was a Thursday; a remainder may be negative.
        let sinceMonday = ((daysSince1970 + 3) % 7 + 7) % 7
        return (adding(days: 3 - sinceMonday).dayOfYear - 1) / 7 + 1
    }
}
