extension Location {
    /// The day on which the place is to be counted again; nil without a rhythm (R25).
    ///
    /// A place that was never counted is due at once.
    public func countDueOn(today: CalendarDate, zone: CompanyZone) -> CalendarDate? {
        guard let interval = countIntervalDays else { return nil }
        guard let last = lastCountedAt else { return today }
        return zone.day(of: last).adding(days: interval)
    }
}

/// A place that waits to be counted.
public struct DueCount: Sendable, Equatable {
    public let location: Location
    public let partner: Partner?
    /// Today or before.
    public let dueOn: CalendarDate

    public init(location: Location, partner: Partner?, dueOn: CalendarDate) {
        self.location = location
        self.partner = partner
        self.dueOn = dueOn
    }
}
