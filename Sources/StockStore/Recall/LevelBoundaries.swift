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

    /// What customers got of a product without number until a moment, net of what they brought back without one.
    func soldUnnumbered(
        of product: ProductID, until moment: Instant, knownAt: Instant? = nil
    ) throws -> Quantity {
        try tx.value(
            """
            SELECT CAST(COALESCE(SUM(CASE WHEN (p.kind = 'delivery') = (p.reverses IS NULL)
                                          THEN m.quantity ELSE -m.quantity END), 0) AS BIGINT)
              FROM movement m
              JOIN posting p ON p.id = m.posting_id
             WHERE m.product_id = \(bind: product)
               AND m.happened_at <= \(bind: moment)
               AND m.lot_id IS NULL
               AND p.kind IN ('delivery', 'customer_return')\(sql: Store.recorded(until: knownAt))
            """) ?? .zero
    }
}
