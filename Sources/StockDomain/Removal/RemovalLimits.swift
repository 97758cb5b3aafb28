/// Which goods are not proposed to a customer or to production, and until when they had to come in (R34).
///
/// A limit that is nil does not hold; moves inside, scraps and returns to suppliers have none.
public struct RemovalLimits: Sendable, Equatable {
    /// Whether goods that are not released are left.
    public var releasedOnly: Bool
    /// The planned day: what has expired or is past its removal by then is left (R41).
    public var day: CalendarDate?
    /// The earliest expiry that gives the customer the life he asks for.
    public var leastExpiry: CalendarDate?
    /// The latest expiry of what the customer got last, where he takes nothing older.
    public var leastExpiryAfterLast: CalendarDate?
    /// The same for goods without dates: when the youngest of what he got last came in.
    public var leastIncomingAfterLast: Instant?
    /// The moment of a delivery that is booked late; what came in afterwards cannot have left with it.
    public var arrivedBy: Instant?

    public init(
        releasedOnly: Bool = false, day: CalendarDate? = nil, leastExpiry: CalendarDate? = nil,
        leastExpiryAfterLast: CalendarDate? = nil, leastIncomingAfterLast: Instant? = nil, arrivedBy: Instant? = nil
    ) {
        self.releasedOnly = releasedOnly
        self.day = day
        self.leastExpiry = leastExpiry
        self.leastExpiryAfterLast = leastExpiryAfterLast
        self.leastIncomingAfterLast = leastIncomingAfterLast
        self.arrivedBy = arrivedBy
    }

    /// Why a pile is not proposed, the gravest reason first; nil when nothing speaks against it.
    public func objection(to pile: Balance) -> Objection? {
        if releasedOnly, pile.isBlocked { return .blocked }
        if let arrivedBy, pile.incomingAt > arrivedBy { return .notThereThen }
        if let day, let expiry = pile.expiresOn, expiry < day { return .expired }
        if let day, let removal = pile.removalOn, removal < day { return .pastRemoval }
        if let leastExpiry, let expiry = pile.expiresOn, expiry < leastExpiry { return .tooShortLife }
        if let least = leastExpiryAfterLast, let expiry = pile.expiresOn, expiry < least { return .olderThanLast }
        if let least = leastIncomingAfterLast, pile.incomingAt < least { return .olderThanLast }
        return nil
    }
}

/// Why goods that rank before others are passed over (R35), gravest first.
public enum Objection: String, Sendable, CaseIterable {
    case blocked
    case notThereThen = "not_there_then"
    case expired
    case pastRemoval = "past_removal"
    case tooShortLife = "too_short_life"
    case olderThanLast = "older_than_last"
    case reserved
    case otherLot = "other_lot"
}

extension RemovalLimits {
    /// What is said of a pile that is passed over for this reason.
    public func inWords(_ objection: Objection, _ pile: Balance, zone: CompanyZone) -> String {
        let expiry = pile.expiresOn?.inWords ?? "an unknown day"
        switch objection {
        case .blocked: return "It is not released."
        case .notThereThen: return "It came in on \(zone.day(of: pile.incomingAt).inWords), after that moment."
        case .expired: return "It expired on \(expiry)."
        case .pastRemoval:
            return "It was to be removed by \(pile.removalOn?.inWords ?? expiry)."
        case .tooShortLife:
            return "It expires on \(expiry); the customer asks for goods that last until "
                + "\(leastExpiry?.inWords ?? "later")."
        case .olderThanLast: return "It is older than what the customer got last."
        case .reserved: return "It is reserved for other documents."
        case .otherLot: return "The customer takes one lot a line, and it does not hold the whole line."
        }
    }
}

extension Partner.Demands {
    /// The earliest expiry of goods that this customer takes on `day`; nil when he asks for nothing, or when a share
    /// is asked of a product without shelf life.
    public func leastExpiry(of expiration: Expiration, on day: CalendarDate) -> CalendarDate? {
        guard expiration.isEnabled else { return nil }
        var days = [minRemainingDays].compactMap { $0 }
        if let percent = minRemainingPercent, let life = expiration.shelfLifeDays {
            days.append((life * percent + 99) / 100)
        }
        return days.max().map(day.adding(days:))
    }
}
