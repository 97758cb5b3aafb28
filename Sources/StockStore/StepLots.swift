import SQLCore
import StockDomain

extension Store {
    /// Adds a posting's part to the sums of its step.
    func change(step: StepID?, by changes: [LotID: (consumed: Quantity, produced: Quantity)]) throws {
        guard let step else { return }
        for (lot, change) in changes.sorted(by: { $0.key < $1.key }) {
            let changed = try tx.execute(
                """
                UPDATE step_lot
                   SET consumed = consumed + \(bind: change.consumed),
                       produced = produced + \(bind: change.produced)
                 WHERE step_id = \(bind: step)
                   AND lot_id = \(bind: lot)
                """)
            if changed > 0 { continue }
            try tx.execute(
                """
                INSERT INTO step_lot (step_id, lot_id, consumed, produced)
                VALUES (\(bind: step), \(bind: lot), \(bind: change.consumed), \(bind: change.produced))
                """)
        }
    }
}
