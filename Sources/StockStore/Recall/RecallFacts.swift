import SQLCore
import StockDomain

extension Store {
    /// Everything a recall of one lot must know, in about fifteen statements whatever the number of customers.
    ///
    /// - Parameters:
    ///   - lot: the lot asked about; one that was joined to another is read as that other (R18).
    ///   - others: asked about in the same question.
    ///   - exceptions: lots that are left out even if they were made of others that are not.
    ///   - now: the moment of the question, or the past one as it was known at.
    ///   - knownAt: only what was recorded until then.
    public func recallFacts(
        of lot: LotID, and others: Set<LotID> = [], without exceptions: Set<LotID> = [], foundBy: FoundBy = .number,
        at now: Instant, zone: CompanyZone, knownAt: Instant? = nil
    ) throws -> RecallFacts {
        var facts = RecallFacts(asked: lot, now: now, zone: zone)
        facts.foundBy = foundBy
        facts.knownAt = knownAt
        facts.places = Dictionary(uniqueKeysWithValues: try locations().map { ($0.id, $0) })
        facts.downstream = try downstream(of: others.union([lot]), knownAt: knownAt).subtracting(exceptions)
        try addLots(facts.downstream, to: &facts)
        facts.asked = facts.rightLot(lot)
        facts.alsoAsked = Set(others.map(facts.rightLot)).subtracting([facts.asked])
        facts.movements = try lotMovements(of: facts.downstream, places: facts.places, knownAt: knownAt)
        facts.upstream = try upstream(of: facts.askedLots, knownAt: knownAt)
        let inputs = facts.upstream.subtracting(facts.downstream)
        try addLots(inputs, to: &facts)
        facts.arrivals = try arrivals(of: inputs, places: facts.places, knownAt: knownAt)
        facts.piles = try lotPiles(of: facts.downstream, knownAt: knownAt)
        if facts.piles.contains(where: { $0.reserved > .zero }) {
            facts.reservations = try reservedGoods(of: facts.downstream)
        }
        try addSteps(to: &facts)
        facts.plainMovements = try plainMovements(
            of: facts.productsNumberedAtDelivery, places: facts.places, knownAt: knownAt)
        try addBeginnings(to: &facts)
        try addNames(to: &facts)
        try addCounts(to: &facts)
        return facts
    }

    func addLots(_ ids: Set<LotID>, to facts: inout RecallFacts) throws {
        let found = try facts.knownAt.map { try LedgerThen(self, until: $0).lots(ids) } ?? lots(ids.sorted())
        facts.lots.merge(found.map { ($0.id, $0) }) { _, new in new }
    }

    private func addSteps(to facts: inout RecallFacts) throws {
        facts.steps = try stepLots(of: facts.downstream, knownAt: facts.knownAt)
        let consuming = Set(facts.steps.filter { $0.consumed > .zero }.map(\.stepID))
        facts.unnumberedOutputs = try unnumberedMovements(
            ofSteps: consuming, places: facts.places, knownAt: facts.knownAt)
    }

    /// Where numbers began in plain stock; of a lot others may have been sold before, a serial is one unit.
    private func addBeginnings(to facts: inout RecallFacts) throws {
        facts.plainBeginnings = try plainBeginnings(of: facts.upstream, knownAt: facts.knownAt)
        var last: [ProductID: Instant] = [:]
        for beginning in facts.plainBeginnings {
            guard let lot = facts.lots[facts.rightLot(beginning.lotID)], lot.kind == .lot else { continue }
            last[lot.productID] = max(last[lot.productID] ?? beginning.happenedAt, beginning.happenedAt)
        }
        for (product, moment) in last {
            facts.soldUnnumbered[product] = max(
                .zero, try soldUnnumbered(of: product, until: moment, knownAt: facts.knownAt))
        }
    }

    /// Products and partners that the facts so far speak of, and stock without number of tracked products.
    private func addNames(to facts: inout RecallFacts) throws {
        let ofLots = Set(facts.lots.values.map(\.productID))
        let outputs = facts.unnumberedOutputs.map(\.movement.productID)
        facts.products = try productNames(ofLots.union(outputs))
        facts.unnumberedStock = try stockWithoutNumber(of: ofLots, capture: .everyMove, knownAt: facts.knownAt)
        facts.unknownNumbersOnHand = try stockWithoutNumber(
            of: ofLots, capture: .deliveryOnly, knownAt: facts.knownAt)
        facts.unknownNumbers = try unknownNumbers(of: ofLots, knownAt: facts.knownAt)
        let partners = Set(
            facts.movements.compactMap(\.partnerID) + facts.arrivals.compactMap(\.partnerID)
                + facts.reservations.compactMap(\.partnerID) + facts.plainMovements.compactMap(\.partnerID)
                + facts.places.values.compactMap(\.partnerID))
        facts.partners = Dictionary(
            uniqueKeysWithValues: try chunked(partners.sorted()) { part in
                try tx.rows(Partner.columns + " WHERE id IN \(list: part)").map(Partner.init(row:))
            }.map { ($0.id, $0) })
    }

    /// When places of partners that hold some of the goods were last counted.
    private func addCounts(to facts: inout RecallFacts) throws {
        let places = Set(facts.piles.map(\.locationID)).compactMap { facts.places[$0] }
            .filter { facts.keeper(of: $0) != nil }
        let counted = Set(places.flatMap(facts.ancestry).map(\.id))
        facts.lastCounted = try lastCounted(counted.sorted(), zone: facts.zone, until: facts.now)
    }
}

// MARK: - Single facts

extension Store {
    /// Names of products, without what a recall does not ask.
    public func productNames(_ ids: some Collection<ProductID>) throws -> [ProductID: ProductName] {
        let names = try chunked(ids.sorted()) { part in
            try tx.rows("SELECT id, sku, name, unit FROM product WHERE id IN \(list: part)").map { row in
                ProductName(id: row[0], sku: row[1], name: row[2], unit: row[3])
            }
        }
        return Dictionary(uniqueKeysWithValues: names.map { ($0.id, $0) })
    }

    /// Names of lots by id; one that was joined to another has its own name.
    public func lotNames(_ ids: [LotID]) throws -> [LotID: LotName] {
        let names = try chunked(ids.sorted()) { part in
            try tx.rows(
                """
                SELECT l.id, l.number, l.kind, p.id, p.sku, p.name, p.unit
                  FROM lot l
                  JOIN product p ON p.id = l.product_id
                 WHERE l.id IN \(list: part)
                """
            ).map { row in
                LotName(
                    id: row[0], number: row[1], kind: row[2],
                    product: ProductName(id: row[3], sku: row[4], name: row[5], unit: row[6]))
            }
        }
        return Dictionary(names.compactMap { name in name.id.map { ($0, name) } }) { first, _ in first }
    }

    private func lotPiles(of lots: Set<LotID>, knownAt: Instant?) throws -> [LotPile] {
        if let knownAt { return try LedgerThen(self, until: knownAt).piles(of: lots) }
        return try chunked(lots.sorted()) { part in
            try tx.rows(
                """
                SELECT b.lot_id, b.location_id, k.number, b.quantity, b.reserved, b.blocked
                  FROM balance b
                  LEFT JOIN package k ON k.id = b.package_id
                 WHERE b.lot_id IN \(list: part)
                   AND b.quantity <> 0
                """
            ).map { row in
                LotPile(
                    lotID: row[0], locationID: row[1], package: row[2], quantity: row[3], reserved: row[4],
                    isHeld: row[5])
            }
        }
    }

    private func reservedGoods(of lots: Set<LotID>) throws -> [ReservedGoods] {
        try chunked(lots.sorted()) { part in
            try tx.rows(
                """
                SELECT b.lot_id, b.package_id, r.quantity, d.partner_id, d.id, d.kind, d.number, d.origin
                  FROM balance b
                  JOIN reservation r ON r.balance_id = b.id
                  JOIN document_line l ON l.id = r.line_id
                  JOIN document d ON d.id = l.document_id
                 WHERE b.lot_id IN \(list: part)
                """
            ).compactMap { row in
                DocumentName(row: row, at: 4).map { document in
                    ReservedGoods(
                        lotID: row[0], isPacked: (row[1] as PackageID?) != nil, quantity: row[2], document: document,
                        partnerID: row[3])
                }
            }
        }
    }

    private func stockWithoutNumber(
        of products: Set<ProductID>, capture: Capture, knownAt: Instant?
    ) throws -> [ProductID: Quantity] {
        if let knownAt {
            return try LedgerThen(self, until: knownAt).stockWithoutNumber(of: products, capture: capture)
        }
        let sums = try chunked(products.sorted()) { part in
            try tx.rows(Store.stockWithoutNumber(of: part, capture: capture))
                .map { ($0[0] as ProductID, $0[1] as Quantity) }
        }
        return Dictionary(uniqueKeysWithValues: sums)
    }

    static func stockWithoutNumber(of products: some Collection<ProductID>, capture: Capture) -> SQL {
        """
        SELECT b.product_id, CAST(SUM(b.quantity) AS BIGINT)
          FROM balance b
          JOIN product t ON t.id = b.product_id
         WHERE b.product_id IN \(list: products)
           AND b.lot_id IS NULL
           AND b.quantity > 0
           AND t.tracking <> 'none'
           AND t.capture = \(bind: capture)
         GROUP BY b.product_id
        """
    }

    public func lastCounted(
        _ places: [LocationID], zone: CompanyZone, until now: Instant
    ) throws -> [LocationID: CalendarDate] {
        var days: [LocationID: CalendarDate] = [:]
        for row in try chunked(
            places,
            { part in
                try tx.rows(
                    """
                    SELECT COALESCE(l.location_id, d.location_id), d.happened_at, d.planned_on
                      FROM document d
                      LEFT JOIN document_line l ON l.document_id = d.id
                     WHERE d.kind = 'count'
                       AND d.state = 'done'
                       AND COALESCE(l.location_id, d.location_id) IN \(list: part)
                    """)
            })
        {
            let happenedAt: Instant? = row[1]
            if let happenedAt, happenedAt > now { continue }
            let day = happenedAt.map(zone.day(of:)) ?? row[2]
            days[row[0], default: day] = max(days[row[0]] ?? day, day)
        }
        return days
    }
}
