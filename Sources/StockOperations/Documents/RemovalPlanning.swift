import StockDomain
import StockStore

/// Finds out how the goods of a document's lines are chosen; reads each thing once (R32–R34).
struct RemovalPlanning {
    private let store: Store
    private let kind: DocumentKind
    private let partner: Partner?
    private let places: [LocationID: Location]
    private let zone: CompanyZone
    /// The day for which goods must be good.
    private let day: CalendarDate
    /// The moment of a delivery that is booked late.
    private let arrivedBy: Instant?
    private var categories: [CategoryID: Category]?
    private var youngest: [ProductID: LastDelivery] = [:]

    /// For setting goods aside: they must be good on the planned day, or today when that is past.
    init(_ store: Store, _ document: Document, _ partner: Partner?, _ places: [LocationID: Location], _ moment: Moment)
    {
        self.init(
            store, document, partner, places, moment.settings.zone, day: max(document.plannedOn, moment.today),
            arrivedBy: nil)
    }

    /// For doing: what is booked late must have been good and there when it left.
    init(
        _ store: Store, _ document: Document, _ partner: Partner?, _ places: [LocationID: Location], _ moment: Moment,
        doneAt happenedAt: Instant
    ) {
        let zone = moment.settings.zone
        let done = zone.day(of: happenedAt)
        let isLate = done < moment.today
        self.init(
            store, document, partner, places, zone, day: isLate ? done : max(document.plannedOn, done),
            arrivedBy: isLate ? happenedAt : nil)
    }

    private init(
        _ store: Store, _ document: Document, _ partner: Partner?, _ places: [LocationID: Location],
        _ zone: CompanyZone, day: CalendarDate, arrivedBy: Instant?
    ) {
        self.store = store
        self.kind = document.kind
        self.partner = partner
        self.places = places
        self.zone = zone
        self.day = day
        self.arrivedBy = arrivedBy
    }

    /// How goods of a product are chosen at a place.
    mutating func removal(of product: Product, at place: Location) throws -> Removal {
        let strategy = RemovalLookup.strategy(
            of: product, categories: try categories(above: product),
            places: RemovalLookup.chain(from: place.id, in: places, parent: \.parentID))
        guard kind == .delivery || kind == .productionOrder else { return Removal(strategy, zone: zone) }
        return Removal(
            strategy, limits: try limits(for: product),
            isSingleLot: partner?.demands.singleLot == true && product.numberKindInside == .lot,
            toleranceDays: product.handling.rangeToleranceDays, zone: zone)
    }

    private mutating func categories(above product: Product) throws -> [Category] {
        guard product.handling.removalStrategy == nil, let first = product.categoryID else { return [] }
        let known = try categories ?? Dictionary(uniqueKeysWithValues: store.categories().map { ($0.id, $0) })
        categories = known
        return RemovalLookup.chain(from: first, in: known, parent: \.parentID)
    }

    private mutating func limits(for product: Product) throws -> RemovalLimits {
        var limits = RemovalLimits(releasedOnly: true, arrivedBy: arrivedBy)
        if product.expiration.isEnabled {
            limits.day = day
            limits.leastExpiry = partner?.demands.leastExpiry(of: product.expiration, on: day)
        }
        guard let partner, partner.demands.noOlderThanLast, product.isTrackedInside else { return limits }
        if youngest[product.id] == nil { youngest[product.id] = try store.lastDelivery(of: product.id, to: partner.id) }
        if product.expiration.isEnabled, let expiry = youngest[product.id]?.expiresOn {
            limits.leastExpiryAfterLast = expiry
        } else {
            limits.leastIncomingAfterLast = youngest[product.id]?.incomingAt
        }
        return limits
    }
}
