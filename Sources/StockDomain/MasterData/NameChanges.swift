/// What somebody wants changed of a partner; nil leaves a field as it is.
public struct PartnerChange: Sendable, Equatable {
    public var name: String?
    public var kind: Partner.Kind?
    public var isAnonymous: Bool?
    public var email: Change<String>
    public var phone: Change<String>
    public var address: Change<String>
    public var country: Change<String>
    public var gln: Change<String>
    public var demands: DemandsChange
    public var isQuarantinedAtReceipt: Bool?

    public init(
        name: String? = nil, kind: Partner.Kind? = nil, isAnonymous: Bool? = nil, email: Change<String> = .keep,
        phone: Change<String> = .keep, address: Change<String> = .keep, country: Change<String> = .keep,
        gln: Change<String> = .keep, demands: DemandsChange = DemandsChange(), isQuarantinedAtReceipt: Bool? = nil
    ) {
        self.name = name
        self.kind = kind
        self.isAnonymous = isAnonymous
        self.email = email
        self.phone = phone
        self.address = address
        self.country = country
        self.gln = gln
        self.demands = demands
        self.isQuarantinedAtReceipt = isQuarantinedAtReceipt
    }

    public func applied(to old: Partner) -> Partner {
        Partner(
            id: old.id, code: old.code, name: name ?? old.name, kind: kind ?? old.kind,
            isAnonymous: isAnonymous ?? old.isAnonymous, email: email.applied(to: old.email),
            phone: phone.applied(to: old.phone), address: address.applied(to: old.address),
            country: country.applied(to: old.country), gln: gln.applied(to: old.gln),
            demands: demands.applied(to: old.demands),
            isQuarantinedAtReceipt: isQuarantinedAtReceipt ?? old.isQuarantinedAtReceipt)
    }

    /// The keys that speak of numbers and are named, which the switch forbids (R1).
    public var namedKeysOfNumbers: [String] {
        [
            ("min_remaining_days", demands.minRemainingDays.isNamed),
            ("min_remaining_percent", demands.minRemainingPercent.isNamed), ("single_lot", demands.singleLot != nil),
            ("no_older_than_last", demands.noOlderThanLast != nil),
            ("quarantine_at_receipt", isQuarantinedAtReceipt != nil),
        ].filter(\.1).map(\.0)
    }
}

/// What somebody wants changed of a customer's demands (R34).
public struct DemandsChange: Sendable, Equatable {
    public var minRemainingDays: Change<Int>
    public var minRemainingPercent: Change<Int>
    public var singleLot: Bool?
    public var noOlderThanLast: Bool?

    public init(
        minRemainingDays: Change<Int> = .keep, minRemainingPercent: Change<Int> = .keep, singleLot: Bool? = nil,
        noOlderThanLast: Bool? = nil
    ) {
        self.minRemainingDays = minRemainingDays
        self.minRemainingPercent = minRemainingPercent
        self.singleLot = singleLot
        self.noOlderThanLast = noOlderThanLast
    }

    func applied(to old: Partner.Demands) -> Partner.Demands {
        Partner.Demands(
            minRemainingDays: minRemainingDays.applied(to: old.minRemainingDays),
            minRemainingPercent: minRemainingPercent.applied(to: old.minRemainingPercent),
            singleLot: singleLot ?? old.singleLot, noOlderThanLast: noOlderThanLast ?? old.noOlderThanLast)
    }
}

/// What somebody wants changed of a place; parent and partner by code.
public struct LocationChange: Sendable, Equatable {
    public var name: String?
    public var parent: Change<String>
    public var partner: Change<String>
    public var isBlocked: Bool?
    public var removalStrategy: Change<RemovalStrategy>
    public var pickSequence: Change<Int>
    public var isMixing: Bool?
    public var barcode: Change<String>
    public var countIntervalDays: Change<Int>

    public init(
        name: String? = nil, parent: Change<String> = .keep, partner: Change<String> = .keep, isBlocked: Bool? = nil,
        removalStrategy: Change<RemovalStrategy> = .keep, pickSequence: Change<Int> = .keep, isMixing: Bool? = nil,
        barcode: Change<String> = .keep, countIntervalDays: Change<Int> = .keep
    ) {
        self.name = name
        self.parent = parent
        self.partner = partner
        self.isBlocked = isBlocked
        self.removalStrategy = removalStrategy
        self.pickSequence = pickSequence
        self.isMixing = isMixing
        self.barcode = barcode
        self.countIntervalDays = countIntervalDays
    }

    /// The place after the change; its parent and partner aside.
    public func applied(to old: Location) -> Location {
        var place = old
        place.name = name ?? old.name
        place.isBlocked = isBlocked ?? old.isBlocked
        place.removalStrategy = removalStrategy.applied(to: old.removalStrategy)
        place.pickSequence = pickSequence.applied(to: old.pickSequence)
        place.isMixing = isMixing ?? old.isMixing
        place.barcode = barcode.applied(to: old.barcode)
        place.countIntervalDays = countIntervalDays.applied(to: old.countIntervalDays)
        return place
    }

    /// Whether stock that stands there changes with it.
    public var touchesStock: Bool { isBlocked != nil || pickSequence.isNamed || parent.isNamed }
}

/// What somebody wants changed of a category; parent by code.
public struct CategoryChange: Sendable, Equatable {
    public var name: String?
    public var parent: Change<String>
    /// The level that new products of the category start with.
    public var tracking: Change<Tracking>
    public var capture: Change<Capture>
    public var expiration: Change<ExpirationChange>
    public var numbering: Change<NumberingChange>
    public var removalStrategy: Change<RemovalStrategy>
    /// Replaces all.
    public var lotAttributes: [String]?

    public init(
        name: String? = nil, parent: Change<String> = .keep, tracking: Change<Tracking> = .keep,
        capture: Change<Capture> = .keep, expiration: Change<ExpirationChange> = .keep,
        numbering: Change<NumberingChange> = .keep, removalStrategy: Change<RemovalStrategy> = .keep,
        lotAttributes: [String]? = nil
    ) {
        self.name = name
        self.parent = parent
        self.tracking = tracking
        self.capture = capture
        self.expiration = expiration
        self.numbering = numbering
        self.removalStrategy = removalStrategy
        self.lotAttributes = lotAttributes
    }

    /// The category after the change; its parent aside.
    public func applied(to old: Category) -> Category {
        var category = old
        category.name = name ?? old.name
        category.defaultTracking = tracking.applied(to: old.defaultTracking)
        category.defaultCapture = capture.applied(to: old.defaultCapture)
        switch expiration {
        case .keep: break
        case .clear: category.defaultExpiration = nil
        case .set(let change):
            category.defaultExpiration = change.applied(to: old.defaultExpiration ?? Expiration())
        }
        switch numbering {
        case .keep: break
        case .clear: category.defaultNumbering = nil
        case .set(let change): category.defaultNumbering = change.applied(to: old.defaultNumbering ?? Numbering())
        }
        category.removalStrategy = removalStrategy.applied(to: old.removalStrategy)
        category.lotAttributes = lotAttributes ?? old.lotAttributes
        return category
    }

    /// What the switches forbid of it (R1, R4).
    public func faults(under settings: Settings) -> [Fault] {
        let ofNumbers = [
            ("tracking", tracking.isNamed), ("capture", capture.isNamed), ("numbering", numbering.isNamed),
            ("expiration", expiration.isNamed), ("lot_attributes", lotAttributes != nil),
        ]
        let areOff = settings.lotsAndSerials ? [] : ofNumbers.filter(\.1)
        let switchedOff = areOff.map { Fault("/\($0.0)", "tracking_switched_off", TrackingWords.switchedOff) }
        if settings.expirationDates { return switchedOff }
        let ofDates = [
            ("expiration", settings.lotsAndSerials && expiration.isNamed),
            ("removal_strategy", removalStrategy == .set(.fefo)),
        ]
        return switchedOff
            + ofDates.filter(\.1).map { key, _ in
                Fault("/\(key)", "expiration_switched_off", TrackingWords.datesSwitchedOff)
            }
    }
}

extension LocationChange {
    /// - Throws: `expiration_switched_off` for a strategy that goes by dates while there are none (R4).
    public func check(under settings: Settings) throws(Refusal) {
        if removalStrategy == .set(.fefo), !settings.expirationDates {
            throw .rule("expiration_switched_off", TrackingWords.datesSwitchedOff, at: "/removal_strategy")
        }
    }
}
