/// A number that tells goods of one product apart: a lot of many units or the serial of one (R10, R11).
public struct Lot: Sendable, Equatable {
    public var id: LotID
    public var productID: ProductID
    public var kind: LotKind
    public var number: LotNumber
    /// The lot of the same product that this serial belongs to (R12).
    public var batchID: LotID?
    public var dates: LotDates
    /// The right number, when this one turned out to be a misspelling of it (R18).
    public var joinedTo: LotID?
    public var isArchived: Bool
    public var marks: Marks

    /// What is known to be missing about a number.
    public struct Marks: OptionSet, Sendable, Hashable {
        public let rawValue: Int

        public init(rawValue: Int) { self.rawValue = rawValue }

        /// The goods' own number was not known; this one stands for it until it is filled in (R20a).
        public static let numberUnknown = Marks(rawValue: 1)
        /// Returned by somebody who never got it from us as far as we know (R27).
        public static let originUnknown = Marks(rawValue: 2)
        /// Came back after it had left without a number (R7a).
        public static let soldBeforeTracking = Marks(rawValue: 4)
        /// Came up in a count that did not expect it (R25).
        public static let found = Marks(rawValue: 8)

        private static let all: [(mark: Marks, name: String, words: String)] = [
            (.numberUnknown, "number_unknown", "its own number is not known"),
            (.originUnknown, "origin_unknown", "where it came from is not known"),
            (.soldBeforeTracking, "sold_before_tracking", "sold before tracking"),
            (.found, "found", "found in a count"),
        ]

        /// As the API says them.
        public var names: [String] { Marks.all.filter { contains($0.mark) }.map(\.name) }

        /// Those of these names, as the API says them; nil when one is not known.
        public init?(names: [String]) {
            self = []
            for name in names {
                guard let known = Marks.all.first(where: { $0.name == name }) else { return nil }
                insert(known.mark)
            }
        }

        /// As people say them, such as `its own number is not known`.
        public var inWords: [String] { Marks.all.filter { contains($0.mark) }.map(\.words) }
    }

    public init(
        id: LotID = ID(0), productID: ProductID, kind: LotKind, number: LotNumber, batchID: LotID? = nil,
        dates: LotDates = LotDates(), joinedTo: LotID? = nil, isArchived: Bool = false, marks: Marks = []
    ) {
        self.id = id
        self.productID = productID
        self.kind = kind
        self.number = number
        self.batchID = batchID
        self.dates = dates
        self.joinedTo = joinedTo
        self.isArchived = isArchived
        self.marks = marks
    }
}

public enum LotKind: String, Sendable, CaseIterable {
    case lot, serial
}

/// The days of a lot; see `Expiration` for how they follow from each other.
public struct LotDates: Sendable, Equatable {
    public var productionDate: CalendarDate?
    public var expiresOn: CalendarDate?
    public var bestBeforeOn: CalendarDate?
    public var removalOn: CalendarDate?
    public var alertOn: CalendarDate?
    /// Which of them somebody typed; the others were worked out (R40).
    public var typed: Typed

    /// A set of dates of a lot.
    public struct Typed: OptionSet, Sendable, Hashable {
        public let rawValue: Int

        public init(rawValue: Int) { self.rawValue = rawValue }

        public static let expiry = Typed(rawValue: 1)
        public static let bestBefore = Typed(rawValue: 2)
        public static let removal = Typed(rawValue: 4)
        public static let alert = Typed(rawValue: 8)
    }

    public init(
        productionDate: CalendarDate? = nil, expiresOn: CalendarDate? = nil, bestBeforeOn: CalendarDate? = nil,
        removalOn: CalendarDate? = nil, alertOn: CalendarDate? = nil,
        typed: Typed = []
    ) {
        self.productionDate = productionDate
        self.expiresOn = expiresOn
        self.bestBeforeOn = bestBeforeOn
        self.removalOn = removalOn
        self.alertOn = alertOn
        self.typed = typed
    }

    /// The dates of a new lot: a typed expiry wins over the product's shelf life, the others follow from it (R39).
    ///
    /// - Parameters:
    ///   - firstDay: the day of receipt, used when there is no production date.
    public init(
        typedExpiry: CalendarDate?, productionDate: CalendarDate?, of expiration: Expiration, on firstDay: CalendarDate
    ) {
        guard expiration.isEnabled else {
            self.init(productionDate: productionDate)
            return
        }
        func days(_ count: Int?) -> Int? { count == 0 ? nil : count }
        let start = productionDate ?? firstDay
        let expiry = typedExpiry ?? days(expiration.shelfLifeDays).map(start.adding(days:))
        func before(_ count: Int?) -> CalendarDate? { days(count).flatMap { expiry?.adding(days: -$0) } }
        self.init(
            productionDate: productionDate, expiresOn: expiry,
            bestBeforeOn: expiration.kind == .bestBefore ? expiry : before(expiration.bestBeforeDays),
            removalOn: before(expiration.removalDays) ?? expiry, alertOn: before(expiration.alertDays),
            typed: typedExpiry == nil ? [] : .expiry)
    }
}

/// The text of a lot or serial number: trimmed, NFC, 1 to 80 characters, no control characters, case-sensitive (R10).
public struct LotNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let text: String

    public static let mostCharacters = 80

    /// Why a text is no number.
    public enum Fault: Error, Equatable {
        case empty
        case tooLong(characters: Int)
        case controlCharacter
    }

    public init(_ raw: some StringProtocol) throws(Fault) {
        let number = NameText.normalised(raw)
        if number.isEmpty { throw .empty }
        if number.count > LotNumber.mostCharacters { throw .tooLong(characters: number.count) }
        if NameText.hasControlCharacter(number) { throw .controlCharacter }
        text = number
    }

    /// A number read back from the ledger, already checked when it was written.
    public init(stored text: String) {
        self.text = text
    }

    public static func < (left: LotNumber, right: LotNumber) -> Bool { left.text < right.text }
    public var description: String { text }
}

extension LotNumber.Fault {
    public var detail: String {
        switch self {
        case .empty: "A number is missing here."
        case .tooLong(let characters):
            "A number has at most \(LotNumber.mostCharacters) characters; this one has \(characters)."
        case .controlCharacter: "A number cannot hold control characters such as tabs or line breaks."
        }
    }
}
