/// Goods that are moved, counted and traced under one SKU.
public struct Product: Sendable, Equatable {
    public var id: ProductID
    public var sku: String
    public var name: String
    public var categoryID: CategoryID?
    /// Free text such as `pcs` or `kg`; fixed once the product has moved.
    public var unit: String
    /// Decimals of a quantity, 0 to 6; fixed once the product has moved.
    public var decimals: Int
    public var tracking: Tracking
    /// At which moves it asks for its number; says nothing of an untracked product (R5).
    public var capture: Capture
    public var expiration: Expiration
    public var numbering: Numbering
    public var handling: Handling
    /// Free facts by name, such as a customs code (R55).
    public var attributes: [String: String]
    public var barcodes: [String]
    public var packagings: [Packaging]
    /// Months of warranty from delivery; nil for none.
    public var warrantyMonths: Int?
    /// What one stock unit costs in the company's currency, at most 6 decimals; nil while nobody has said.
    public var cost: Quantity?
    public var isArchived: Bool

    public init(
        id: ProductID = ID(0), sku: String, name: String, categoryID: CategoryID? = nil, unit: String = "pcs",
        decimals: Int = 0, tracking: Tracking = .none, capture: Capture = .everyMove,
        expiration: Expiration = Expiration(), numbering: Numbering = Numbering(), handling: Handling = Handling(),
        attributes: [String: String] = [:], barcodes: [String] = [], packagings: [Packaging] = [],
        warrantyMonths: Int? = nil, cost: Quantity? = nil, isArchived: Bool = false
    ) {
        self.id = id
        self.sku = sku
        self.name = name
        self.categoryID = categoryID
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
}

extension Product {
    /// The kind of number that receipts, transfers, counts and scraps of it name; nil when they move plain quantity,
    /// as an untracked product does and one that is numbered at delivery only (R5).
    public var numberKindInside: LotKind? {
        capture == .everyMove ? tracking.numberKind : nil
    }

    /// Whether it is told apart from receipt to delivery.
    public var isTrackedInside: Bool { numberKindInside != nil }
}

/// The level at which a product is told apart (R3).
public enum Tracking: String, Sendable, CaseIterable {
    case none, lot, serial

    /// The kind of number that a movement of the product names, nil when it names none.
    public var numberKind: LotKind? {
        switch self {
        case .none: nil
        case .lot: .lot
        case .serial: .serial
        }
    }

    /// As people choose it on the product page.
    public var inWords: String {
        switch self {
        case .none: "No tracking"
        case .lot: "By lots"
        case .serial: "By unique serial number"
        }
    }
}

/// The shelf life of a product (R39); all days count before the expiry date, nil for no default.
public struct Expiration: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case useBy = "use_by"
        case bestBefore = "best_before"
    }

    public var isEnabled: Bool
    public var kind: Kind
    /// Days from receipt or production to expiry.
    public var shelfLifeDays: Int?
    public var bestBeforeDays: Int?
    public var removalDays: Int?
    public var alertDays: Int?
    /// Whether a receipt must give the date.
    public var isRequired: Bool

    public init(
        isEnabled: Bool = false, kind: Kind = .useBy, shelfLifeDays: Int? = nil, bestBeforeDays: Int? = nil,
        removalDays: Int? = nil, alertDays: Int? = nil, isRequired: Bool = false
    ) {
        self.isEnabled = isEnabled
        self.kind = kind
        self.shelfLifeDays = shelfLifeDays
        self.bestBeforeDays = bestBeforeDays
        self.removalDays = removalDays
        self.alertDays = alertDays
        self.isRequired = isRequired
    }
}

/// A unit in which a product may be entered, such as a box of 12 (R31).
public struct Packaging: Sendable, Equatable {
    public var name: String
    /// Stock units in one; positive.
    public var quantity: Quantity
    public var barcode: String?

    public init(name: String, quantity: Quantity, barcode: String? = nil) {
        self.name = name
        self.quantity = quantity
        self.barcode = barcode
    }
}
