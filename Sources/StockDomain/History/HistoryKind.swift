/// What a row of a history file tells: one word for the meaning and the direction of its goods.
public enum HistoryKind: String, Sendable, CaseIterable {
    case receipt, delivery
    case customerReturn = "customer_return"
    case supplierReturn = "supplier_return"
    case transfer
    /// What storekeepers call any scrapping.
    case writeOff = "write_off"
    case consume, produce
    case opening, found, lost, scrap, destroyed, sample
    case internalUse = "internal_use"
    case split, merge
    case levelChange = "level_change"
    case numbering, pack
    /// Moves nothing: it tells what goods were called by mistake (R18).
    case renumber

    public var postingKind: PostingKind {
        switch self {
        case .receipt: .receipt
        case .delivery: .delivery
        case .customerReturn: .customerReturn
        case .supplierReturn: .supplierReturn
        case .transfer: .transfer
        case .writeOff, .scrap: .scrap
        case .consume, .produce: .production
        case .opening: .opening
        case .found, .lost: .count
        case .destroyed: .destroyed
        case .sample: .sample
        case .internalUse: .internalUse
        case .split: .split
        case .merge: .merge
        case .levelChange: .levelChange
        case .numbering: .numbering
        case .pack: .pack
        case .renumber: .renumber
        }
    }

    /// The kind of document that such goods move on, nil when they move without one.
    public var documentKind: DocumentKind? {
        switch self {
        case .receipt: .receipt
        case .delivery, .numbering: .delivery
        case .customerReturn: .customerReturn
        case .supplierReturn: .supplierReturn
        case .transfer: .transfer
        case .writeOff, .scrap, .destroyed, .sample, .internalUse: .scrap
        case .consume, .produce: .productionOrder
        case .opening: .opening
        case .found, .lost: .count
        case .split, .merge, .levelChange, .pack, .renumber: nil
        }
    }

    /// Where the goods come from when the row does not say, nil when it must.
    public var usualOrigin: StandardLocation? {
        switch self {
        case .receipt: .suppliers
        case .customerReturn: .customers
        case .delivery, .supplierReturn, .writeOff, .scrap, .destroyed, .sample, .internalUse, .lost, .consume: .stock
        case .produce: .production
        case .opening: .opening
        case .found: .loss
        case .transfer, .split, .merge, .levelChange, .numbering, .pack, .renumber: nil
        }
    }

    /// Where the goods go when the row does not say, nil when it must.
    ///
    /// A history's returned goods are on the shelf again: what is told has happened, and mostly it was sold since.
    public var usualDestination: StandardLocation? {
        switch self {
        case .receipt, .customerReturn, .produce, .opening, .found: .stock
        case .delivery: .customers
        case .supplierReturn: .suppliers
        case .writeOff, .scrap, .destroyed, .sample, .internalUse: .scrap
        case .consume: .production
        case .lost: .loss
        case .transfer, .split, .merge, .levelChange, .numbering, .pack, .renumber: nil
        }
    }

    /// Whether its rows name the numbers of goods that carry them only outside (R5).
    public var namesDeliveredNumbers: Bool { self == .delivery || self == .customerReturn }

    /// Whether such goods can come from a place of one usage and go to one of another.
    public func fits(from: LocationUsage, to: LocationUsage) -> Bool {
        switch self {
        case .transfer, .pack: from.holdsStock && to.holdsStock
        case .split, .merge, .levelChange, .numbering, .renumber: true
        default:
            HistoryKind.isAlike(from, usualOrigin?.location.usage)
                && HistoryKind.isAlike(to, usualDestination?.location.usage)
        }
    }

    private static func isAlike(_ usage: LocationUsage, _ usual: LocationUsage?) -> Bool {
        usage == usual || (usage.holdsStock && usual?.holdsStock == true)
    }

    /// The word for a movement of a posting, so that reading it back gives the same posting.
    ///
    /// - Parameter reversing: whether the posting takes another back; the word then names what is taken back.
    public init?(_ kind: PostingKind, from: LocationUsage, to: LocationUsage, reversing: Bool) {
        switch kind {
        case .production: self = StepRole(from: from, to: to, reversing: reversing) == .produced ? .produce : .consume
        case .count: self = to == .loss ? .lost : .found
        case .renumber: return nil
        default: self.init(rawValue: kind.rawValue)
        }
    }
}

/// What a movement is to the step of its posting (architecture, the trace).
public enum StepRole: Sendable {
    case consumed, produced

    /// Nil for a movement that only changes the place.
    ///
    /// - Parameter reversing: a movement back out of production is still about what was consumed.
    public init?(from: LocationUsage, to: LocationUsage, reversing: Bool) {
        let comesOut = from == .production
        if comesOut == (to == .production) { return nil }
        self = comesOut == reversing ? .consumed : .produced
    }
}
