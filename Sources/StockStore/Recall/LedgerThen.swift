import SQLCore
import StockDomain

/// The ledger as it was recorded until a moment: read from postings, blocks and history, never from what is derived of
/// them, since that tells of today.
///
/// What no posting says is told as it is now: names, and to which batch a serial belongs.
struct LedgerThen {
    private let store: Store
    private let until: Instant
    /// Numbers that had turned out to be misspellings by then, and the right ones (R18).
    private let joined: [LotID: LotID]

    init(_ store: Store, until: Instant) throws {
        self.store = store
        self.until = until
        let rows = try store.tx.rows(
            """
            SELECT n.lot_id, n.joined_to
              FROM renumbering n
              JOIN posting p ON p.id = n.posting_id
             WHERE n.joined_to IS NOT NULL
               AND p.recorded_at <= \(bind: until)
             ORDER BY n.posting_id
            """)
        joined = Dictionary(rows.map { ($0[0] as LotID, $0[1] as LotID) }, uniquingKeysWith: { $1 })
    }

    private func right(_ lot: LotID) -> LotID {
        var right = lot
        var seen: Set<LotID> = []
        while let next = joined[right], seen.insert(right).inserted { right = next }
        return right
    }

    // MARK: Lots

    /// These lots with the number that each had then, and what it had been joined to.
    func lots(_ ids: some Collection<LotID>) throws -> [Lot] {
        let sorted = ids.sorted()
        let later = try renumberedLater(sorted)
        return try store.lots(sorted).map { lot in
            var then = lot
            then.joinedTo = joined[lot.id]
            if let former = later[lot.id] { then.number = former }
            return then
        }
    }

    /// The numbers that these lots lost after the moment, each as it was before the first such change.
    private func renumberedLater(_ lots: [LotID]) throws -> [LotID: LotNumber] {
        let rows = try store.chunked(lots) { part in
            try store.tx.rows(
                """
                SELECT n.lot_id, n.former_number
                  FROM renumbering n
                  JOIN posting p ON p.id = n.posting_id
                 WHERE n.lot_id IN \(list: part)
                   AND p.recorded_at > \(bind: until)
                 ORDER BY n.posting_id
                """)
        }
        return Dictionary(rows.map { ($0[0] as LotID, $0[1] as LotNumber) }, uniquingKeysWith: { first, _ in first })
    }

    /// Those of these lots of which something had been recorded.
    private func known(_ lots: some Collection<LotID>) throws -> Set<LotID> {
        Set(
            try store.chunked(lots.sorted()) { part in
                try store.tx.rows(
                    """
                    SELECT DISTINCT m.lot_id
                      FROM movement m
                      JOIN posting p ON p.id = m.posting_id
                     WHERE m.lot_id IN \(list: part)
                       AND p.recorded_at <= \(bind: until)
                    """
                ).map { $0[0] as LotID }
            })
    }

    // MARK: Steps

    /// These lots and all that they became part of, or that became part of them, by what was recorded; misspelt numbers
    /// included.
    func closure(of lots: Set<LotID>, _ way: TraceWay) throws -> Set<LotID> {
        var found: Set<LotID> = []
        var fresh = lots
        while !fresh.isEmpty {
            found.formUnion(fresh)
            fresh = try relatives(of: fresh, way).union(neighbours(of: fresh, way)).subtracting(found)
        }
        return found
    }

    /// What one step leads to from these.
    private func neighbours(of lots: Set<LotID>, _ way: TraceWay) throws -> Set<LotID> {
        let rights = Set(lots.map(right))
        var neighbours: Set<LotID> = []
        let rows = try stepLots(ofSteps: steps(of: lots))
        for rows in Dictionary(grouping: rows, by: \.stepID).values {
            let (inputs, outputs) = (rows.filter { $0.consumed > .zero }, rows.filter { $0.produced > .zero })
            let (here, there) = way == .down ? (inputs, outputs) : (outputs, inputs)
            if here.contains(where: { rights.contains($0.lotID) }) { neighbours.formUnion(there.map(\.lotID)) }
        }
        return neighbours
    }

    /// Lots that belong to these otherwise than by a step.
    private func relatives(of lots: Set<LotID>, _ way: TraceWay) throws -> Set<LotID> {
        let rights = Set(lots.map(right))
        let family = joined.keys.filter { rights.contains(right($0)) }
        let batches = try store.chunked(lots.sorted()) { part in
            try store.tx.rows(way.batches(of: part)).map { $0[0] as LotID }
        }
        return try rights.union(family).union(known(batches))
    }

    private func steps(of lots: some Collection<LotID>) throws -> Set<StepID> {
        Set(
            try store.chunked(lots.sorted()) { part in
                try store.tx.rows(
                    """
                    SELECT DISTINCT p.step_id
                      FROM movement m
                      JOIN posting p ON p.id = m.posting_id
                     WHERE m.lot_id IN \(list: part)
                       AND p.step_id IS NOT NULL
                       AND p.recorded_at <= \(bind: until)
                    """
                ).map { $0[0] as StepID }
            })
    }

    /// What steps had done with these lots.
    func stepLots(of lots: some Collection<LotID>) throws -> [StepLot] {
        let rights = Set(lots.map(right))
        return try stepLots(ofSteps: steps(of: lots)).filter { rights.contains($0.lotID) }
    }

    /// Everything that these steps had done, by right numbers: the signed sums that `step_lot` keeps for today.
    func stepLots(ofSteps steps: some Collection<StepID>) throws -> [StepLot] {
        let rows = try store.chunked(steps.sorted()) { part in
            try store.tx.rows(
                """
                SELECT p.step_id, m.lot_id,
                       CAST(SUM(CASE WHEN p.reverses IS NULL AND t.usage = 'production' THEN m.quantity
                                     WHEN p.reverses IS NOT NULL AND f.usage = 'production' THEN -m.quantity
                                     ELSE 0 END) AS BIGINT),
                       CAST(SUM(CASE WHEN p.reverses IS NULL AND f.usage = 'production' THEN m.quantity
                                     WHEN p.reverses IS NOT NULL AND t.usage = 'production' THEN -m.quantity
                                     ELSE 0 END) AS BIGINT)
                  FROM posting p
                  JOIN movement m ON m.posting_id = p.id
                  JOIN location f ON f.id = m.from_location_id
                  JOIN location t ON t.id = m.to_location_id
                 WHERE p.step_id IN \(list: part)
                   AND m.lot_id IS NOT NULL
                   AND f.usage <> t.usage
                   AND (f.usage = 'production' OR t.usage = 'production')
                   AND p.recorded_at <= \(bind: until)
                 GROUP BY p.step_id, m.lot_id
                """)
        }
        return try joinedRows(rows)
    }

    private func joinedRows(_ rows: [SQLRow]) throws -> [StepLot] {
        struct Key: Hashable {
            let step: StepID
            let lot: LotID
        }
        let beginnings = try beginnings(of: Set(rows.map { $0[0] as StepID }))
        var sums: [Key: StepLot] = [:]
        for row in rows {
            let key = Key(step: row[0], lot: right(row[1]))
            let beginning = beginnings[key.step]
            var sum =
                sums[key]
                ?? StepLot(
                    stepID: key.step, lotID: key.lot, consumed: .zero, produced: .zero,
                    document: beginning?.document, happenedAt: beginning?.happenedAt ?? Instant(rawValue: 0))
            sum.consumed += row[2]
            sum.produced += row[3]
            sums[key] = sum
        }
        return sums.values.sorted { ($0.stepID, $0.lotID) < ($1.stepID, $1.lotID) }
    }

    /// Document and time of the posting that began each step.
    private func beginnings(
        of steps: Set<StepID>
    ) throws -> [StepID: (document: DocumentName?, happenedAt: Instant)] {
        let rows = try store.chunked(steps.sorted()) { part in
            try store.tx.rows(
                """
                SELECT p.id, p.happened_at, d.id, d.kind, d.number, d.origin
                  FROM posting p
                  LEFT JOIN document d ON d.id = p.document_id
                 WHERE p.id IN \(list: part)
                """)
        }
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                (row[0] as StepID, (DocumentName(row: row, at: 2), row[1] as Instant))
            })
    }

    // MARK: Stock

    /// What stood in places of ours, of these lots; nothing is reserved then, since that is nowhere on record.
    func piles(of lots: some Collection<LotID>) throws -> [LotPile] {
        let piles = try store.chunked(lots.sorted()) { part in
            try store.tx.rows(
                """
                SELECT s.lot_id, s.location_id, k.number, CAST(SUM(s.quantity) AS BIGINT)
                  FROM (\(sql: bothSides("m.lot_id IN \(list: part)"))) AS s
                  JOIN location l ON l.id = s.location_id
                  LEFT JOIN package k ON k.id = s.package_id
                 WHERE l.usage IN ('internal', 'transit')
                 GROUP BY s.lot_id, s.location_id, k.number
                """
            ).map { LotPile(lotID: right($0[0]), locationID: $0[1], package: $0[2], quantity: $0[3]) }
        }
        // A misspelt number and the right one may both have moved: their goods stood together.
        let together = Dictionary(grouping: piles) {
            PileKey(lot: $0.lotID, place: $0.locationID, package: $0.package)
        }
        return together.map { spot, piles in
            LotPile(
                lotID: spot.lot, locationID: spot.place, package: spot.package,
                quantity: piles.map(\.quantity).sum())
        }.filter { $0.quantity != .zero }
    }

    private struct PileKey: Hashable {
        let lot: LotID
        let place: LocationID
        let package: String?
    }

    /// Stock without number of those of these products that are tracked with this capture point.
    func stockWithoutNumber(
        of products: Set<ProductID>, capture: Capture
    ) throws -> [ProductID: Quantity] {
        let sums = try store.chunked(products.sorted()) { part in
            try store.tx.rows(
                """
                SELECT s.product_id, CAST(SUM(s.quantity) AS BIGINT)
                  FROM (\(sql: bothSides("m.product_id IN \(list: part) AND m.lot_id IS NULL"))) AS s
                  JOIN location l ON l.id = s.location_id
                  JOIN product t ON t.id = s.product_id
                 WHERE l.usage IN ('internal', 'transit')
                   AND t.tracking <> 'none'
                   AND t.capture = \(bind: capture)
                 GROUP BY s.product_id
                HAVING SUM(s.quantity) > 0
                """
            ).map { ($0[0] as ProductID, $0[1] as Quantity) }
        }
        return Dictionary(uniqueKeysWithValues: sums)
    }

    /// Every movement twice: what it put where, and what it took from where.
    private func bothSides(_ condition: SQL) -> SQL {
        """
        SELECT m.product_id, m.lot_id, m.to_location_id AS location_id, m.to_package_id AS package_id, m.quantity
          FROM movement m
          JOIN posting p ON p.id = m.posting_id
         WHERE \(sql: condition)
           AND p.recorded_at <= \(bind: until)
        UNION ALL
        SELECT m.product_id, m.lot_id, m.from_location_id, m.from_package_id, -m.quantity
          FROM movement m
          JOIN posting p ON p.id = m.posting_id
         WHERE \(sql: condition)
           AND p.recorded_at <= \(bind: until)
        """
    }
}
