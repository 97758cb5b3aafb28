/// One unit with a serial, as its owner asks about it (R53).
public struct UnitView: Sendable, Equatable {
    /// Number, product, holder, dates, status.
    public var lot: LotView
    /// Who has it; nil while it is with nobody but us.
    public var holder: Partner?
    /// Nil where the product has none, or nobody got the unit yet.
    public var warranty: Warranty?
    /// The one in force; nil when nobody has registered it.
    public var registration: Registration?
    /// The newest first.
    public var services: [ServiceEntry]
    public var components: [Component]
    /// What it is built into now.
    public var installedIn: [LotName]
    /// The day for which the warranty is judged.
    public var today: CalendarDate

    public init(
        lot: LotView, holder: Partner?, warranty: Warranty?, registration: Registration?, services: [ServiceEntry],
        components: [Component], installedIn: [LotName], today: CalendarDate
    ) {
        self.lot = lot
        self.holder = holder
        self.warranty = warranty
        self.registration = registration
        self.services = services
        self.components = components
        self.installedIn = installedIn
        self.today = today
    }

    /// Components that are in it now, then those that were.
    public var installed: [Component] { components.filter { $0.removedAt == nil } }
    public var removed: [Component] { components.filter { $0.removedAt != nil } }

    /// A part that a step has built into the unit.
    public struct Component: Sendable, Equatable {
        /// Without number where the part has none.
        public var lot: LotName
        public var quantity: Quantity
        public var installedAt: Instant
        /// When it was taken out; nil while it is in.
        public var removedAt: Instant?
        public var document: DocumentName?
        /// Whether the step made other units too, so that their parts are not told apart.
        public var isShared: Bool

        public init(
            lot: LotName, quantity: Quantity, installedAt: Instant, removedAt: Instant?, document: DocumentName?,
            isShared: Bool
        ) {
            self.lot = lot
            self.quantity = quantity
            self.installedAt = installedAt
            self.removedAt = removedAt
            self.document = document
            self.isShared = isShared
        }
    }
}

/// How long a unit is under warranty: months from the delivery to whoever has it now.
public struct Warranty: Sendable, Equatable {
    public var from: CalendarDate
    /// The last day.
    public var until: CalendarDate

    /// - Parameter months: above zero.
    public init(from day: CalendarDate, months: Int) {
        from = day
        until = day.adding(months: months)
    }

    public func isInForce(on day: CalendarDate) -> Bool { from <= day && day <= until }
}

extension CalendarDate {
    /// The same day so many months later, or that month's last day where it has no such day.
    public func adding(months: Int) -> CalendarDate {
        let (thisYear, thisMonth, day) = parts
        let month = thisMonth - 1 + months
        let (year, index) = (thisYear + month / 12, month % 12 + 1)
        let last = CalendarDate.daysIn(month: index, year: year)
        return CalendarDate(year: year, month: index, day: min(day, last)) ?? self
    }
}

/// Who has registered a unit as his.
public struct Registration: Sendable, Equatable {
    /// On the card or certificate.
    public var number: String
    public var registeredOn: CalendarDate
    /// Code and name of the registered holder; names live in the partner's record only (R56).
    public var holder: Partner?
    public var at: Instant
    public var actor: String

    public init(number: String, registeredOn: CalendarDate, holder: Partner?, at: Instant, actor: String) {
        self.number = number
        self.registeredOn = registeredOn
        self.holder = holder
        self.at = at
        self.actor = actor
    }
}

/// What was done to a unit.
public struct ServiceEntry: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case inspection, repair, maintenance, calibration, upgrade, complaint, other
    }

    public var lot: LotName
    /// Counts from 1 per unit.
    public var position: Int64
    public var kind: Kind
    public var servicedOn: CalendarDate
    public var text: String
    /// The job's or workshop's number.
    public var reference: String?
    public var at: Instant
    public var actor: String

    public init(
        lot: LotName, position: Int64, kind: Kind, servicedOn: CalendarDate, text: String, reference: String?,
        at: Instant, actor: String
    ) {
        self.lot = lot
        self.position = position
        self.kind = kind
        self.servicedOn = servicedOn
        self.text = text
        self.reference = reference
        self.at = at
        self.actor = actor
    }
}
