import SQLCore
import StockDomain

extension Store {
    /// What changes of level have made of plain stock among these lots (R7).
    func plainBeginnings(of lots: Set<LotID>, knownAt: Instant? = nil) throws -> [StepLot] {
        if let knownAt {
            let made = try stepLots(of: lots, knownAt: knownAt).filter { $0.produced > .zero }
            let plain = Set(try changesOfPlainStock(among: Set(made.map(\.stepID))))
            return made.filter { plain.contains($0.stepID) }
        }
        return try chunked(lots.sorted()) { part in
            try tx.rows(
                """
                SELECT s.step_id, s.lot_id, s.produced, p.happened_at
                  FROM step_lot s
                  JOIN posting p ON p.id = s.step_id
                 WHERE s.lot_id IN \(list: part)
                   AND s.produced > 0
                   AND p.kind = 'level_change'
                   AND EXISTS (SELECT 1 FROM movement m WHERE m.posting_id = p.id AND m.lot_id IS NULL)
                """
            ).map { row in
                StepLot(stepID: row[0], lotID: row[1], consumed: .zero, produced: row[2], happenedAt: row[3])
            }
        }
    }

    private func changesOfPlainStock(among steps: Set<StepID>) throws -> [StepID] {
        try chunked(steps.sorted()) { part in
            try tx.rows(
                """
                SELECT p.id
                  FROM posting p
                 WHERE p.id IN \(list: part)
                   AND p.kind = 'level_change'
                   AND EXISTS (SELECT 1 FROM movement m WHERE m.posting_id = p.id AND m.lot_id IS NULL)
                """
            ).map { $0[0] }
        }
    }

    /// What customers got of a product without number until a moment, net of what they brought back: without one until
    /// then, or since under one that such goods were given (R7a).
    func soldUnnumbered(
        of product: ProductID, until moment: Instant, knownAt: Instant? = nil
    ) throws -> Quantity {
        let recorded = Store.recorded(until: knownAt)
        let plain = try withCustomers(
            product, " AND m.lot_id IS NULL AND m.happened_at <= \(bind: moment)\(sql: recorded)")
        return try plain - cameBackUnderNewNumbers(product, recorded)
    }

    /// What a partner got of a product without number, net of what he brought back: without one, or under one that such
    /// goods were given (R7a).
    public func soldUnnumbered(of product: ProductID, to partner: PartnerID) throws -> Quantity {
        let his: SQL = " AND p.partner_id = \(bind: partner)"
        let plain = try withCustomers(product, " AND m.lot_id IS NULL\(sql: his)")
        return try plain - cameBackUnderNewNumbers(product, his)
    }

    /// What came to customers of a product less what came back. Plain goods that got their numbers on the way went to
    /// the place of numbering, and do not count.
    private func withCustomers(_ product: ProductID, _ condition: SQL) throws -> Quantity {
        try tx.value(
            "SELECT CAST(COALESCE(SUM(\(sql: gotByCustomer)), 0) AS BIGINT)" + toAndFromCustomers(product) + condition)
            ?? .zero
    }

    /// Goods that were sold without number and got one when they came back: so many as customers ever returned of it
    /// beyond what they had got of it until then (R7a). What was taken back counts at the posting that it undoes.
    private func cameBackUnderNewNumbers(_ product: ProductID, _ condition: SQL) throws -> Quantity {
        let lowest: Quantity? = try tx.value(
            """
            SELECT CAST(COALESCE(SUM(g.lowest), 0) AS BIGINT)
              FROM (SELECT MIN(r.running) AS lowest
                      FROM (SELECT d.partner_id, d.lot_id,
                                   SUM(d.net) OVER (PARTITION BY d.partner_id, d.lot_id ORDER BY d.original) AS running
                              FROM (SELECT p.partner_id, m.lot_id, COALESCE(p.reverses, p.id) AS original,
                                           SUM(\(sql: gotByCustomer)) AS net
                            \(sql: toAndFromCustomers(product))
                                       AND EXISTS (SELECT 1
                                                     FROM lot l
                                                    WHERE l.id = m.lot_id
                                                      AND l.marks / \(bind: Lot.Marks.soldBeforeTracking.rawValue) % 2 = 1)
                                       \(sql: condition)
                                     GROUP BY p.partner_id, m.lot_id, COALESCE(p.reverses, p.id)) d) r
                     GROUP BY r.partner_id, r.lot_id) g
             WHERE g.lowest < 0
            """)
        return .zero - (lowest ?? .zero)
    }

    private var gotByCustomer: SQL { "CASE WHEN t.usage = 'customer' THEN m.quantity ELSE -m.quantity END" }

    private func toAndFromCustomers(_ product: ProductID) -> SQL {
        """

          FROM movement m
          JOIN posting p ON p.id = m.posting_id
          JOIN location f ON f.id = m.from_location_id
          JOIN location t ON t.id = m.to_location_id
         WHERE m.product_id = \(bind: product)
           AND p.kind IN ('delivery', 'customer_return')
           AND (f.usage = 'customer') <> (t.usage = 'customer')
        """
    }

    /// Those of these lots that have moved under their own number.
    public func movedLots(among lots: [LotID]) throws -> Set<LotID> {
        Set(
            try chunked(lots) { part in
                try tx.rows("SELECT DISTINCT lot_id FROM movement WHERE lot_id IN \(list: part)").map { $0[0] as LotID }
            })
    }
}
