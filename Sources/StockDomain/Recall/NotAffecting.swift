extension NotAffected {
    /// Days before the lot's first and after its last delivery that are compared, where nobody says otherwise.
    public static let daysAround = 30
}

extension RecallFacts {
    /// From the first to the last day on which the lot was delivered; of all its movements when it never was, today
    /// when nothing happened at all.
    public var deliveryDays: ClosedRange<CalendarDate> {
        let asked = askedLots
        let ofLot = movements.filter { $0.lotID.map { asked.contains(rightLot($0)) } ?? false }
        let deliveries = ofLot.filter { $0.booked.to == .customer }
        let moments = (deliveries.isEmpty ? ofLot : deliveries).map(\.happenedAt)
        let first = moments.min() ?? now
        let last = moments.max() ?? now
        return zone.day(of: first)...zone.day(of: last)
    }
}

extension RecallScope {
    /// Says who need not be called: those who got the product in these days and are not in this answer (R46).
    ///
    /// - Parameter others: what named customers got of the product in that time, each customer once.
    public mutating func compare(
        with others: [(partner: PartnerID, units: Quantity)], in days: ClosedRange<CalendarDate>
    ) {
        let affected = Set((consignees + returnedAll).compactMap { $0.partner?.id })
        let spared = others.filter { !affected.contains($0.partner) }
        notAffected = NotAffected(days: days, units: spared.map(\.units).sum(), customers: spared.count)
    }
}
