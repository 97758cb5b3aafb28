/// What somebody wants changed of a lot's days, its facts and its being in use.
public struct LotChange: Sendable, Equatable {
    public var productionDate: Change<CalendarDate>
    public var expiresOn: Change<CalendarDate>
    public var bestBeforeOn: Change<CalendarDate>
    public var removalOn: Change<CalendarDate>
    public var alertOn: Change<CalendarDate>
    public var isArchived: Bool?
    /// Replaces all.
    public var attributes: [String: String]?
    public var reason: String?
    /// What proves a later expiry, such as the number of a laboratory's report.
    public var reference: String?

    public init(
        productionDate: Change<CalendarDate> = .keep, expiresOn: Change<CalendarDate> = .keep,
        bestBeforeOn: Change<CalendarDate> = .keep, removalOn: Change<CalendarDate> = .keep,
        alertOn: Change<CalendarDate> = .keep, isArchived: Bool? = nil, attributes: [String: String]? = nil,
        reason: String? = nil, reference: String? = nil
    ) {
        self.productionDate = productionDate
        self.expiresOn = expiresOn
        self.bestBeforeOn = bestBeforeOn
        self.removalOn = removalOn
        self.alertOn = alertOn
        self.isArchived = isArchived
        self.attributes = attributes
        self.reason = reason
        self.reference = reference
    }

    /// Names of the days of which the change speaks, as they stand in a request.
    public var namedDays: [String] {
        [
            ("production_date", productionDate), ("expires_on", expiresOn), ("best_before_on", bestBeforeOn),
            ("removal_on", removalOn), ("alert_on", alertOn),
        ].filter { $0.1.isNamed }.map { $0.0 }
    }

    /// The first day about the end of life that it sets; days may be cleared whatever the product says.
    public var dayOfExpiry: String? {
        [
            ("expires_on", expiresOn), ("best_before_on", bestBeforeOn), ("removal_on", removalOn),
            ("alert_on", alertOn),
        ].first { if case .set = $0.1 { true } else { false } }?.0
    }

    /// What is written down as the reason, the reference with it.
    public var reasonOnRecord: String? {
        let parts = [reason, reference.map { "reference \($0)" }].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}

// MARK: - Days

extension LotChange {
    /// The days after the change (R40): a new expiry moves the days that follow from it by as much, unless somebody
    /// typed them; where there was no expiry they follow from the product.
    public func applied(to old: LotDates, of expiration: Expiration) -> LotDates {
        var new = LotDates(
            productionDate: productionDate.applied(to: old.productionDate),
            expiresOn: expiresOn.applied(to: old.expiresOn), typed: old.typed)
        new.remember(expiresOn, as: .expiry)
        let usual = LotDates(typedExpiry: new.expiresOn, productionDate: nil, of: expiration, on: new.firstDay)
        func follow(
            _ change: Change<CalendarDate>, _ mark: LotDates.Typed, _ day: KeyPath<LotDates, CalendarDate?>
        ) -> CalendarDate? {
            if change.isNamed { return change.applied(to: old[keyPath: day]) }
            if old.typed.contains(mark) { return old[keyPath: day] }
            guard let after = new.expiresOn else { return expiresOn.isNamed ? nil : old[keyPath: day] }
            guard let before = old.expiresOn else { return usual[keyPath: day] }
            return old[keyPath: day]?.adding(days: after.daysSince1970 - before.daysSince1970)
        }
        new.bestBeforeOn = follow(bestBeforeOn, .bestBefore, \.bestBeforeOn)
        new.removalOn = follow(removalOn, .removal, \.removalOn)
        new.alertOn = follow(alertOn, .alert, \.alertOn)
        new.remember(bestBeforeOn, as: .bestBefore)
        new.remember(removalOn, as: .removal)
        new.remember(alertOn, as: .alert)
        if expiration.kind == .bestBefore, !bestBeforeOn.isNamed { new.bestBeforeOn = new.expiresOn }
        return new
    }
}

extension LotDates {
    fileprivate mutating func remember(_ change: Change<CalendarDate>, as mark: Typed) {
        switch change {
        case .keep: break
        case .clear: typed.remove(mark)
        case .set: typed.insert(mark)
        }
    }

    /// The day on which a shelf life begins; only asked where an expiry is given anyway.
    fileprivate var firstDay: CalendarDate { productionDate ?? expiresOn ?? CalendarDate(daysSince1970: 0) }
}
