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
        return TraceFacts(recall: recall, steps: rows, unnumberedInputs: unnumbered)
    }
}
