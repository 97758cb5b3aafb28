import SQLCore
import StockDomain

extension Store {
    /// Adds a posting's part to the sums of its step.
    ///
    /// - Parameter isNew: whether the posting begins the step, which then has no sums yet.
    func change(
        step: StepID?, by changes: [LotID: (consumed: Quantity, produced: Quantity)], isNew: Bool
    ) throws {
        guard let step else { return }
        let ordered = changes.sorted { $0.key < $1.key }
        if isNew {
            try insert(ordered, of: step)
            return
        }
        for (lot, change) in ordered {
            let changed = try tx.execute(
                """
                UPDATE step_lot
                   SET consumed = consumed + \(bind: change.consumed),
                       produced = produced + \(bind: change.produced)
                 WHERE step_id = \(bind: step)
                   AND lot_id = \(bind: lot)
                """)
            if changed == 0 { try insert([(lot, change)], of: step) }
        }
    }

    private func insert(
        _ sums: [(key: LotID, value: (consumed: Quantity, produced: Quantity))], of step: StepID
    ) throws {
        try tx.insert(
            into: "step_lot", ["step_id", "lot_id", "consumed", "produced"],
            rows: sums.lazy.map {
                [step.sqlValue, $0.key.sqlValue, $0.value.consumed.sqlValue, $0.value.produced.sqlValue]
            })
    }
}
