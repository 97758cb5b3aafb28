import SQLCore
import StockDomain

extension Store {
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
