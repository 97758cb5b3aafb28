/// What new numbers take from what they were: dates, and the lot that a serial belongs to (R12, R19).
struct NumberOrigins {
    private var index: [LotIdentity: Int] = [:]
    private(set) var all: [Origin] = []

    struct Origin {
        let identity: LotIdentity
        let pointer: String
        var typedExpiry: CalendarDate?
        /// The lot that a serial belongs to.
        var batch: LotID?
        /// Of the old numbers.
        var earlier: [LotDates] = []
        var incomingAt: Instant
    }

    /// Notes a number that was given; one that exists keeps what it has.
    ///
    /// - Parameter source: the old number of its goods.
    mutating func add(_ number: GivenNumber, from source: Lot?, incomingAt: Instant) {
        guard case .new(let identity) = number.lot else { return }
        let place = index[identity] ?? all.count
        if place == all.count {
            index[identity] = place
            all.append(Origin(identity: identity, pointer: number.given.pointer, incomingAt: incomingAt))
        }
        all[place].typedExpiry = all[place].typedExpiry ?? number.given.expiresOn
        all[place].incomingAt = min(all[place].incomingAt, incomingAt)
        if let source {
            all[place].earlier.append(source.dates)
            if identity.kind == .serial, source.kind == .lot { all[place].batch = source.id }
        }
    }

    /// Notes the dates of one more old number that a new one is made of.
    mutating func add(datesOf source: Lot?, to lot: PlannedLot) {
        guard case .new(let identity) = lot, let place = index[identity], let source else { return }
        all[place].earlier.append(source.dates)
    }
}

extension NumberOrigins.Origin {
    /// A typed expiry wins, else the old numbers' dates, else the product's shelf life from the day the goods came in.
    func dates(of expiration: Expiration, in zone: CompanyZone) -> LotDates {
        if typedExpiry == nil, let old = LotDates.earliest(earlier) { return old }
        return LotDates(
            typedExpiry: typedExpiry, productionDate: earlier.compactMap(\.productionDate).min(), of: expiration,
            on: zone.day(of: incomingAt))
    }
}

extension LotDates {
    /// The earliest of each date, as goods that are one from now on have it (R19); nil of none.
    public static func earliest(_ dates: [LotDates]) -> LotDates? {
        guard var earliest = dates.first else { return nil }
        for next in dates.dropFirst() {
            earliest = LotDates(
                productionDate: min(earliest.productionDate, next.productionDate),
                expiresOn: min(earliest.expiresOn, next.expiresOn),
                bestBeforeOn: min(earliest.bestBeforeOn, next.bestBeforeOn),
                removalOn: min(earliest.removalOn, next.removalOn), alertOn: min(earliest.alertOn, next.alertOn),
                typed: earliest.typed.union(next.typed))
        }
        return earliest
    }

    private static func min(_ left: CalendarDate?, _ right: CalendarDate?) -> CalendarDate? {
        [left, right].compactMap { $0 }.min()
    }
}
