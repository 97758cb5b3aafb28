import SQLCore
import StockDomain

extension Store {
    /// What the steps that made a lot have consumed, and what of it was taken out again.
    public func components(of lot: LotID) throws -> [UnitView.Component] {
        let rows = try tx.rows(
            """
            SELECT m.product_id, COALESCE(l.joined_to, l.id), p.step_id,
                   CAST(SUM(CASE WHEN p.reverses IS NULL THEN m.quantity ELSE 0 END) AS BIGINT),
                   CAST(SUM(CASE WHEN p.reverses IS NULL THEN 0 ELSE m.quantity END) AS BIGINT),
                   MIN(CASE WHEN p.reverses IS NULL THEN p.happened_at END),
                   MAX(CASE WHEN p.reverses IS NULL THEN NULL ELSE p.recorded_at END)
              FROM posting p
              JOIN movement m ON m.posting_id = p.id
              JOIN location g ON g.id = CASE WHEN p.reverses IS NULL THEN m.to_location_id ELSE m.from_location_id END
              LEFT JOIN lot l ON l.id = m.lot_id
             WHERE p.step_id IN (\(sql: Store.steps(making: lot)))
               AND g.usage = 'production'
             GROUP BY m.product_id, COALESCE(l.joined_to, l.id), p.step_id
             ORDER BY p.step_id, m.product_id, COALESCE(l.joined_to, l.id)
            """)
        let names = try componentNames(rows)
        let steps = try beginnings(of: Set(rows.map { $0[2] as StepID }))
        return rows.flatMap { row -> [UnitView.Component] in
            let (lot, installed, removed): (LotID?, Quantity, Quantity) = (row[1], row[3], row[4])
            guard let name = names(row[0], lot), let first: Instant = row[5] else { return [] }
            let step = steps[row[2] as StepID]
            func component(_ quantity: Quantity, removedAt: Instant?) -> UnitView.Component {
                UnitView.Component(
                    lot: name, quantity: quantity, installedAt: first, removedAt: removedAt, document: step?.document,
                    isShared: step.map { $0.outputs > 1 } ?? false)
            }
            let now = installed - removed
            return (now > .zero ? [component(now, removedAt: nil)] : [])
                + (removed > .zero ? [component(removed, removedAt: row[6])] : [])
        }
    }

    /// Postings of a lot's making, unbuilt ones too.
    private static func steps(making lot: LotID) -> SQL {
        """
        SELECT q.step_id
          FROM movement o
          JOIN posting q ON q.id = o.posting_id
          JOIN location f ON f.id = o.from_location_id
         WHERE o.lot_id IN (\(sql: Store.family(of: [lot])))
           AND q.kind = 'production'
           AND q.reverses IS NULL
           AND f.usage = 'production'
           AND q.step_id IS NOT NULL
        """
    }

    private func componentNames(_ rows: [SQLRow]) throws -> (ProductID, LotID?) -> LotName? {
        let products = try productNames(Set(rows.map { $0[0] as ProductID }))
        let lots = Dictionary(
            uniqueKeysWithValues: try self.lots(rows.compactMap { $0[1] as LotID? }).map { ($0.id, $0) })
        return { product, id in
            guard let product = products[product] else { return nil }
            let lot = id.flatMap { lots[$0] }
            return LotName(id: id, number: lot?.number.text, kind: lot?.kind, product: product)
        }
    }

    /// The document of each step and how many numbers it has made.
    private func beginnings(of steps: Set<StepID>) throws -> [StepID: (document: DocumentName?, outputs: Int64)] {
        let rows = try chunked(steps.sorted()) { part in
            try tx.rows(
                """
                SELECT p.id, d.id, d.kind, d.number, d.origin,
                       (SELECT COUNT(*) FROM step_lot s WHERE s.step_id = p.id AND s.produced > 0)
                  FROM posting p
                  LEFT JOIN document d ON d.id = p.document_id
                 WHERE p.id IN \(list: part)
                """)
        }
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                (row[0] as StepID, (document: DocumentName(row: row, at: 1), outputs: row[5] as Int64))
            })
    }

    /// The lots that a lot is part of by one step, as it is now.
    public func wholes(of lot: LotID) throws -> [LotID] {
        try tx.rows(
            """
            SELECT DISTINCT o.lot_id
              FROM step_lot i
              JOIN step_lot o ON o.step_id = i.step_id
              JOIN posting p ON p.id = i.step_id
             WHERE i.lot_id = \(bind: lot)
               AND i.consumed > 0
               AND o.produced > 0
               AND p.kind = 'production'
             ORDER BY o.lot_id
            """
        ).map { $0[0] }
    }
}
