/// A line of a document at the moment of doing it.
public struct LineToDo: Sendable {
    public let id: LineID
    public var product: Product
    /// What was expected of the line.
    public let planned: Quantity
    /// What moves now.
    public var done: Quantity
    public var entries: [NumberEntry]
    public let reason: String?
    /// Overrides the document's place.
    public let locationID: LocationID?
    public let details: LineDetails
    /// The package from which it takes, when it names one.
    public var package: LinePackage?
    /// The line in the request, such as `/lines/0`.
    public let pointer: String

    public init(
        id: LineID, product: Product, planned: Quantity? = nil, done: Quantity, entries: [NumberEntry],
        reason: String? = nil, locationID: LocationID? = nil, details: LineDetails = LineDetails(), pointer: String
    ) {
        self.id = id
        self.product = product
        self.planned = planned ?? done
        self.done = done
        self.entries = entries
        self.reason = reason
        self.locationID = locationID
        self.details = details
        self.pointer = pointer
    }

    /// The id of a question about the whole line: `lines/0:more_than_expected`.
    func questionID(_ subject: String) -> String {
        pointer.drop { $0 == "/" } + ":" + subject
    }

    /// The id of a question about entry `index`: `lines/0/numbers/3:lot_exists`.
    func questionID(_ entry: NumberEntry, _ subject: String) -> String {
        entry.pointer.drop { $0 == "/" } + ":" + subject
    }
}

/// The document around the lines, as the rules need it.
public struct DoingContext: Sendable {
    public let partner: Partner?
    /// The day on which it happens.
    public let day: CalendarDate
    public let zone: CompanyZone
    public let answers: [String: String]
    /// Numbers of our own, drawn before (R14).
    public let ownNumbers: OwnNumbers
    /// The role of whoever does it (R54).
    public let role: Role

    public init(
        partner: Partner?, day: CalendarDate, zone: CompanyZone, answers: [String: String],
        ownNumbers: OwnNumbers = OwnNumbers(), role: Role = .operator
    ) {
        self.partner = partner
        self.day = day
        self.zone = zone
        self.answers = answers
        self.ownNumbers = ownNumbers
        self.role = role
    }
}
