/// A partner who holds, or held, units of a lot or of what was made of it.
public struct Consignee: Sendable, Equatable {
    /// Nil for goods that left without a partner on record.
    public var partner: Partner?
    /// Net units of the lot asked about: deliveries less this partner's own returns of it, never below zero (R45).
    public var ofLot: Quantity
    /// Net quantity per product, those above zero.
    public var products: [ProductQuantity]
    public var deliveries: [Booking]
    public var returns: [Booking]

    /// Without a name to call: counter sales, or no partner at all (R47).
    public var isAnonymous: Bool { partner?.isAnonymous ?? true }

    public var canBeReached: Bool { partner?.canBeReached ?? false }

    /// The whole quantity, only when all is of one product (R45b).
    public var quantity: Quantity? { products.count == 1 ? products[0].quantity : nil }
}

/// What one partner has of one lot.
public struct PartnerHolding: Sendable, Equatable {
    public var partner: PartnerID
    public var lot: LotID
    public var product: ProductID
    public var quantity: Quantity

    public init(partner: PartnerID, lot: LotID, product: ProductID, quantity: Quantity) {
        self.partner = partner
        self.lot = lot
        self.product = product
        self.quantity = quantity
    }
}

public struct ProductQuantity: Sendable, Equatable {
    public var product: ProductName
    public var quantity: Quantity

    public init(product: ProductName, quantity: Quantity) {
        self.product = product
        self.quantity = quantity
    }
}

/// What one posting did with one lot, less what was taken back of it since.
public struct Booking: Sendable, Equatable {
    public var postingID: PostingID
    public var document: DocumentName?
    public var partnerID: PartnerID?
    public var happenedAt: Instant
    public var lot: LotName
    public var quantity: Quantity
    public var supplierNumber: String?
}

/// Goods in a place of ours, or in one of a partner for us (R22).
public struct GoodsOnHand: Sendable, Equatable {
    public var location: Location
    /// Whose place it is, with the contact to call.
    public var keeper: Partner?
    public var package: String?
    public var lot: LotName
    public var quantity: Quantity
    public var reserved: Quantity
}

/// Goods that can be kept from reaching a customer if somebody acts now.
public struct StoppableGoods: Sendable, Equatable {
    public enum State: String, Sendable, CaseIterable {
        case reserved, packed
        case inTransit = "in_transit"
        case left24h = "left_24h"
    }

    public var document: DocumentName?
    public var partner: Partner?
    public var state: State
    public var lot: LotName
    public var quantity: Quantity
}

/// What a step made of the lot, at whatever level; `lot` has no number where the trace ends.
public struct MadeGoods: Sendable, Equatable {
    public var lot: LotName
    public var quantity: Quantity
    public var document: DocumentName?
}

/// Sums over lots of one product, in its unit.
public struct ProductTotals: Sendable, Equatable {
    public var product: ProductName
    /// Net of what steps of the same scope consumed again of the product (rework).
    public var made: Quantity
    public var onHand: Quantity
    public var deliveredNet: Quantity
    /// Named partners who hold some.
    public var customers: Int
}

/// A receipt that the lot, or something in it, came from.
public struct LotOrigin: Sendable, Equatable {
    public var supplier: Partner?
    public var receipt: Booking
}

/// Customers who got goods of the same product in the same time, but none of these (R46).
public struct NotAffected: Sendable, Equatable {
    public var days: ClosedRange<CalendarDate>
    public var units: Quantity
    public var customers: Int

    public init(days: ClosedRange<CalendarDate>, units: Quantity, customers: Int) {
        self.days = days
        self.units = units
        self.customers = customers
    }
}

/// What the answer cannot know (R47).
public struct Gap: Sendable, Equatable {
    public enum Code: String, Sendable, CaseIterable {
        case unknownNumbersOnHand = "unknown_numbers_on_hand"
        case found, lost
        case originUnknown = "origin_unknown"
        case unnumberedStock = "unnumbered_stock"
        case untrackedStep = "untracked_step"
        case anonymousPartner = "anonymous_partner"
        case placeNotCounted = "place_not_counted"
        case noSupplierNumber = "no_supplier_number"
        case openingStock = "opening_stock"
        case capturedAtDelivery = "captured_at_delivery"
        case notTrackedBefore = "not_tracked_before"
        case soldBeforeTracking = "sold_before_tracking"

        /// What it usually hides.
        public var weight: Weight {
            switch self {
            case .noSupplierNumber, .openingStock, .capturedAtDelivery, .notTrackedBefore: .weakensSource
            default: .hidesCustomers
            }
        }
    }

    public enum Weight: String, Sendable, CaseIterable {
        case hidesCustomers = "hides_customers"
        case weakensSource = "weakens_source"
    }

    public var code: Code
    /// In the unit of `product`.
    public var units: Quantity
    public var product: ProductName
    public var detail: String
    public var weight: Weight
}
