import SQLCore
import StockDomain

extension Store {
    /// What a trace needs beyond a recall: all components of the steps, and those without number.
    public func traceFacts(beyond recall: RecallFacts) throws -> TraceFacts {
        var recall = recall
        let lots = recall.downstream.union(recall.upstream)
        let steps = Set(try stepLots(of: lots, knownAt: recall.knownAt).map(\.stepID))
        let rows = try stepLots(ofSteps: steps, knownAt: recall.knownAt)
        let components = Set(rows.map(\.lotID)).subtracting(recall.lots.keys)
        try addLots(components, to: &recall)
        let unnumbered = try unnumberedMovements(ofSteps: steps, places: recall.places, knownAt: recall.knownAt)
        let unnamed = Set(unnumbered.map(\.movement.productID)).subtracting(recall.products.keys)
        recall.products.merge(try productNames(unnamed)) { known, _ in known }
        var facts = TraceFacts(recall: recall, steps: rows, unnumberedInputs: unnumbered)
        facts.declaredShares = try declaredShares(ofSteps: steps)
        return facts
    }

    /// What outputs take of the inputs of those steps that made a co-product.
    private func declaredShares(ofSteps steps: Set<StepID>) throws -> [DeclaredShare] {
        let withCoProducts = try chunked(steps.sorted()) { part in
            try tx.rows(
                """
                SELECT DISTINCT p.step_id
                  FROM posting p
                  JOIN movement m ON m.posting_id = p.id
                  JOIN document_line l ON l.id = m.line_id
                 WHERE p.step_id IN \(list: part)
                   AND l.input_share IS NOT NULL
                 ORDER BY p.step_id
                """
            ).map { $0[0] as StepID }
        }
        return try chunked(withCoProducts) { part in
            try tx.rows(
                """
                SELECT DISTINCT p.step_id, m.product_id, m.lot_id, l.input_share
                  FROM posting p
                  JOIN movement m ON m.posting_id = p.id
                  JOIN document_line l ON l.id = m.line_id
                 WHERE p.step_id IN \(list: part)
                   AND (l.role = 'output' OR l.input_share IS NOT NULL)
                 ORDER BY p.step_id, m.product_id, m.lot_id
                """
            ).map { DeclaredShare(step: $0[0], product: $0[1], lot: $0[2], percent: $0[3]) }
        }
    }
}
