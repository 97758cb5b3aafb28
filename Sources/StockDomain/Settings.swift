/// The company's switches and habits.
public struct Settings: Sendable, Equatable {
    /// Whether anything speaks of lots, serials and tracking at all (R1).
    public var lotsAndSerials: Bool
    /// Whether lots have dates; only with the first switch (R4).
    public var expirationDates: Bool
    /// An IANA name such as `Europe/London`; the zone of the company's calendar days.
    public var timeZone: String
    /// Nothing may be booked at or before the end of this day (R30).
    public var lockDate: CalendarDate?
    /// Within what a number must be unique (R11a).
    public var uniqueNumbers: UniqueNumbers
    /// Whether returned goods keep the age of their lot or begin anew (R27).
    public var returnedStockDate: ReturnedStockDate
    /// Whether stock of untracked products may fall below zero (R28).
    public var allowsNegativeStock: Bool
    /// Kinds of documents that may not create numbers, though their kind can (R6).
    public var kindsWithoutNewNumbers: Set<DocumentKind>
    /// Whether whoever holds a lot cannot release it (R34a).
    public var releaseNeedsSecondPerson: Bool
    /// Days after which a partner's place must be counted again, else it is a gap (R47).
    public var partnerPlaceCountDays: Int
    /// Days before expiry at which goods are listed, most first (R42).
    public var expiryThresholds: [Int]
    /// How numbers are made for products without numbering of their own (R14).
    public var numbering: Numbering
    /// Whether the setup checklist asks for a drill every twelve months (R9).
    public var wantsYearlyDrill: Bool
    /// The company's GS1 prefix, under which SSCCs are made (R31a); nil until it is set.
    public var companyPrefix: String?
    /// How much more or less of a component than planned a production order uses without asking, in percent; nil never
    /// asks and only marks it (R23).
    public var consumptionTolerancePercent: Int?
    /// In which costs are said, such as `EUR`; nil until it is set.
    public var currency: String?
    /// Where notices are answered, such as `https://stock.example`; nil for the address under which we were reached.
    public var publicAddress: String?
    /// The server that takes our mails.
    public var mail: MailServer

    public init(
        lotsAndSerials: Bool = false, expirationDates: Bool = false, timeZone: String = "UTC",
        lockDate: CalendarDate? = nil, uniqueNumbers: UniqueNumbers = .product,
        returnedStockDate: ReturnedStockDate = .keep, allowsNegativeStock: Bool = false,
        kindsWithoutNewNumbers: Set<DocumentKind> = [], releaseNeedsSecondPerson: Bool = false,
        partnerPlaceCountDays: Int = 90, expiryThresholds: [Int] = [30, 14, 7, 0],
        numbering: Numbering = Numbering(prefix: "L", padding: 7), wantsYearlyDrill: Bool = false,
        companyPrefix: String? = nil, consumptionTolerancePercent: Int? = nil, currency: String? = nil,
        publicAddress: String? = nil, mail: MailServer = MailServer()
    ) {
        self.lotsAndSerials = lotsAndSerials
        self.expirationDates = expirationDates
        self.timeZone = timeZone
        self.lockDate = lockDate
        self.uniqueNumbers = uniqueNumbers
        self.returnedStockDate = returnedStockDate
        self.allowsNegativeStock = allowsNegativeStock
        self.kindsWithoutNewNumbers = kindsWithoutNewNumbers
        self.releaseNeedsSecondPerson = releaseNeedsSecondPerson
        self.partnerPlaceCountDays = partnerPlaceCountDays
        self.expiryThresholds = expiryThresholds
        self.numbering = numbering
        self.wantsYearlyDrill = wantsYearlyDrill
        self.companyPrefix = companyPrefix
        self.consumptionTolerancePercent = consumptionTolerancePercent
        self.currency = currency
        self.publicAddress = publicAddress
        self.mail = mail
    }

    /// Whether anything speaks of lots, serials and tracking (R1).
    public var showsNumbers: Bool { lotsAndSerials }
    /// Whether anything speaks of expiry (R4).
    public var showsDates: Bool { lotsAndSerials && expirationDates }

    public var zone: CompanyZone { CompanyZone(name: timeZone) ?? .utc }
}

/// Within what two goods may not share a number (R11a).
public enum UniqueNumbers: String, Sendable, CaseIterable {
    case product, company
}

/// From when returned goods count as being in stock (R27).
public enum ReturnedStockDate: String, Sendable, CaseIterable {
    case keep, new
}
