extension RemovalStrategy {
    /// Whether `first` leaves before `second`: a total order over the piles of one product (R32).
    ///
    /// Equal ones go by number, then by pile, in the order in which they came into being; *least packages* falls back
    /// on the order of *first in, first out*.
    public func precedes(_ first: Balance, _ second: Balance) -> Bool {
        switch self {
        case .fifo, .leastPackages: first.arrival < second.arrival
        case .lifo: second.arrival < first.arrival
        case .fefo:
            first.lastDay == second.lastDay ? first.arrival < second.arrival : first.lastDay < second.lastDay
        case .closest: first.walk == second.walk ? first.arrival < second.arrival : first.walk < second.walk
        }
    }

    /// Whether `proposed`, which is left, was to leave before `named` (R35).
    ///
    /// What touches the fewest packages was chosen as a whole, so that whatever it left out comes after it.
    func prefers(_ proposed: Balance, to named: Balance) -> Bool {
        self == .leastPackages || precedes(proposed, named)
    }

    /// Whether either of two piles may be taken: both came in on one day and have the same dates, or they lie no more
    /// than `tolerance` days apart in what the strategy looks at (R35).
    public func ranksEqually(
        _ first: Balance, _ second: Balance, tolerance: Int?, in zone: CompanyZone
    ) -> Bool {
        let days = (zone.day(of: first.incomingAt), zone.day(of: second.incomingAt))
        if days.0 == days.1, first.removalOn == second.removalOn, first.expiresOn == second.expiresOn { return true }
        guard let tolerance else { return false }
        let apart = self == .fefo ? abs(first.lastDay - second.lastDay) : days.0.days(to: days.1)
        return apart <= tolerance
    }
}

extension Balance {
    /// Order of coming in: moment, number, pile.
    fileprivate var arrival: (Instant, Int64, Int64) { (incomingAt, key.lot?.rawValue ?? 0, id) }

    /// Days since 1970 until which it is to be picked; undated goods come after all others.
    fileprivate var lastDay: Int { removalOn?.daysSince1970 ?? Int(Int32.max) }
}

extension CalendarDate {
    /// How many days lie between two days, whichever comes first.
    fileprivate func days(to other: CalendarDate) -> Int { abs(daysSince1970 - other.daysSince1970) }
}
