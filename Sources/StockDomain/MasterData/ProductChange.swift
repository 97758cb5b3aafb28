/// What somebody wants changed of a product, or of the usual values of a new one.
public struct ProductChange: Sendable, Equatable {
    public var name: String?
    /// By code.
    public var category: Change<String>
    public var unit: String?
    public var decimals: Int?
    public var tracking: Change<Tracking>
    public var capture: Change<Capture>
    public var expiration: Change<ExpirationChange>
    public var numbering: Change<NumberingChange>
    public var handling: HandlingChange
    /// Replaces all.
    public var attributes: [String: String]?
    /// Replaces all; without those of packagings.
    public var barcodes: [String]?
    /// Replaces all.
    public var packagings: [Packaging]?
    public var warrantyMonths: Change<Int>
    public var cost: Change<Quantity>
    public var isArchived: Bool?

    public init(
        name: String? = nil, category: Change<String> = .keep, unit: String? = nil, decimals: Int? = nil,
        tracking: Change<Tracking> = .keep, capture: Change<Capture> = .keep,
        expiration: Change<ExpirationChange> = .keep, numbering: Change<NumberingChange> = .keep,
        handling: HandlingChange = HandlingChange(), attributes: [String: String]? = nil, barcodes: [String]? = nil,
        packagings: [Packaging]? = nil, warrantyMonths: Change<Int> = .keep, cost: Change<Quantity> = .keep,
        isArchived: Bool? = nil
    ) {
        self.name = name
        self.category = category
        self.unit = unit
        self.decimals = decimals
        self.tracking = tracking
        self.capture = capture
        self.expiration = expiration
        self.numbering = numbering
        self.handling = handling
        self.attributes = attributes
        self.barcodes = barcodes
        self.packagings = packagings
        self.warrantyMonths = warrantyMonths
        self.cost = cost
        self.isArchived = isArchived
    }

    /// The product after the change, its category aside.
    public func applied(to old: Product) -> Product {
        var new = old
        new.name = name ?? old.name
        new.unit = unit ?? old.unit
        new.decimals = decimals ?? old.decimals
        new.tracking = tracking.applied(to: old.tracking, usual: .none)
        new.capture = capture.applied(to: old.capture, usual: .everyMove)
        switch expiration {
        case .keep: break
        case .clear: new.expiration = Expiration()
        case .set(let change): new.expiration = change.applied(to: old.expiration)
        }
        new.numbering = numbering.applied(to: old.numbering)
        new.handling = handling.applied(to: old.handling)
        new.attributes = attributes ?? old.attributes
        new.barcodes = barcodes ?? old.barcodes
        new.packagings = packagings ?? old.packagings
        new.warrantyMonths = warrantyMonths.applied(to: old.warrantyMonths)
        new.cost = cost.applied(to: old.cost)
        new.isArchived = isArchived ?? old.isArchived
        return new
    }
}

/// What somebody wants changed of a product's shelf life (R39).
public struct ExpirationChange: Sendable, Equatable {
    public var isEnabled: Bool?
    public var kind: Expiration.Kind?
    public var shelfLifeDays: Change<Int>
    public var bestBeforeDays: Change<Int>
    public var removalDays: Change<Int>
    public var alertDays: Change<Int>
    public var isRequired: Bool?

    public init(
        isEnabled: Bool? = nil, kind: Expiration.Kind? = nil, shelfLifeDays: Change<Int> = .keep,
        bestBeforeDays: Change<Int> = .keep, removalDays: Change<Int> = .keep, alertDays: Change<Int> = .keep,
        isRequired: Bool? = nil
    ) {
        self.isEnabled = isEnabled
        self.kind = kind
        self.shelfLifeDays = shelfLifeDays
        self.bestBeforeDays = bestBeforeDays
        self.removalDays = removalDays
        self.alertDays = alertDays
        self.isRequired = isRequired
    }

    func applied(to old: Expiration) -> Expiration {
        Expiration(
            isEnabled: isEnabled ?? old.isEnabled, kind: kind ?? old.kind,
            shelfLifeDays: shelfLifeDays.applied(to: old.shelfLifeDays),
            bestBeforeDays: bestBeforeDays.applied(to: old.bestBeforeDays),
            removalDays: removalDays.applied(to: old.removalDays), alertDays: alertDays.applied(to: old.alertDays),
            isRequired: isRequired ?? old.isRequired)
    }
}
