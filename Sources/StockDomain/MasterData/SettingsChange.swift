/// What somebody wants changed of the settings; nil leaves one as it is.
public struct SettingsChange: Sendable, Equatable {
    public var lotsAndSerials: Bool?
    public var expirationDates: Bool?
    public var timeZone: String?
    public var lockDate: Change<CalendarDate>
    public var uniqueNumbers: UniqueNumbers?
    public var returnedStockDate: ReturnedStockDate?
    public var allowsNegativeStock: Bool?
    public var kindsWithoutNewNumbers: Set<DocumentKind>?
    public var releaseNeedsSecondPerson: Bool?
    public var partnerPlaceCountDays: Int?
    public var expiryThresholds: [Int]?
    public var numbering: Change<NumberingChange>
    public var wantsYearlyDrill: Bool?
    public var companyPrefix: Change<String>
    public var consumptionTolerancePercent: Change<Int>
    public var currency: Change<String>
    public var publicAddress: Change<String>
    public var mail: MailServerChange

    public init(
        lotsAndSerials: Bool? = nil, expirationDates: Bool? = nil, timeZone: String? = nil,
        lockDate: Change<CalendarDate> = .keep, uniqueNumbers: UniqueNumbers? = nil,
        returnedStockDate: ReturnedStockDate? = nil, allowsNegativeStock: Bool? = nil,
        kindsWithoutNewNumbers: Set<DocumentKind>? = nil, releaseNeedsSecondPerson: Bool? = nil,
        partnerPlaceCountDays: Int? = nil, expiryThresholds: [Int]? = nil, numbering: Change<NumberingChange> = .keep,
        wantsYearlyDrill: Bool? = nil, companyPrefix: Change<String> = .keep,
        consumptionTolerancePercent: Change<Int> = .keep, currency: Change<String> = .keep,
        publicAddress: Change<String> = .keep, mail: MailServerChange = MailServerChange()
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

    /// The settings after the change (R1, R2, R4).
    ///
    /// - Parameters:
    ///   - tracked: SKUs of products that are told apart, archived ones too.
    ///   - expiring: SKUs of products with expiry dates.
    public func applied(to old: Settings, tracked: [String], expiring: [String]) throws(Refusal) -> Settings {
        var new = old
        new.lotsAndSerials = lotsAndSerials ?? old.lotsAndSerials
        new.expirationDates = expirationDates ?? old.expirationDates
        new.lockDate = lockDate.applied(to: old.lockDate)
        new.timeZone = try checkedTimeZone() ?? old.timeZone
        takeHabits(into: &new)
        new.mail = try mail.applied(to: old.mail)
        if !new.lotsAndSerials, !tracked.isEmpty {
            throw SettingsChange.inUse("tracking_in_use", "lots_and_serials", "is tracked", tracked)
        }
        if !new.expirationDates, !expiring.isEmpty {
            throw SettingsChange.inUse("expiration_in_use", "expiration_dates", "has expiry dates", expiring)
        }
        if !new.lotsAndSerials, new.expirationDates {
            // An unused second switch goes off with the first, unless the request wants it on.
            if expirationDates == true {
                throw .rule(
                    "lots_and_serials_off",
                    "Expiration dates belong to lots: turn on lots & serial numbers first.", at: "/expiration_dates")
            }
            new.expirationDates = false
        }
        return new
    }

    /// The values that no rule looks at.
    private func takeHabits(into new: inout Settings) {
        new.consumptionTolerancePercent = consumptionTolerancePercent.applied(to: new.consumptionTolerancePercent)
        new.uniqueNumbers = uniqueNumbers ?? new.uniqueNumbers
        new.returnedStockDate = returnedStockDate ?? new.returnedStockDate
        new.allowsNegativeStock = allowsNegativeStock ?? new.allowsNegativeStock
        new.kindsWithoutNewNumbers = kindsWithoutNewNumbers ?? new.kindsWithoutNewNumbers
        new.releaseNeedsSecondPerson = releaseNeedsSecondPerson ?? new.releaseNeedsSecondPerson
        new.partnerPlaceCountDays = partnerPlaceCountDays ?? new.partnerPlaceCountDays
        new.expiryThresholds = expiryThresholds.map { Array(Set($0)).sorted(by: >) } ?? new.expiryThresholds
        new.numbering = numbering.applied(to: new.numbering, usual: Settings().numbering)
        new.wantsYearlyDrill = wantsYearlyDrill ?? new.wantsYearlyDrill
        new.companyPrefix = companyPrefix.applied(to: new.companyPrefix)
        new.currency = currency.applied(to: new.currency)
        new.publicAddress = publicAddress.applied(to: new.publicAddress)
    }

    private func checkedTimeZone() throws(Refusal) -> String? {
        guard let timeZone else { return nil }
        if CompanyZone(name: timeZone) != nil { return timeZone }
        throw .rule(
            "invalid_value", "There is no time zone “\(timeZone)”; it is written like Europe/London.", at: "/time_zone")
    }

    /// Names the products that keep a switch on, at most 100 of them.
    private static func inUse(_ code: String, _ key: String, _ why: String, _ skus: [String]) -> Refusal {
        let faults = skus.prefix(100).map { Fault("/\(key)", code, "“\($0)” \(why).") }
        let named = skus.prefix(5).joined(separator: ", ")
        let more = skus.count > 5 ? " and \(skus.count - 5) more" : ""
        return Refusal(
            .rule, code, "The switch cannot go off while a product \(why): \(named)\(more). Change them first.",
            faults: Array(faults))
    }
}
