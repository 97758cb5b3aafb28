import StockDomain
import StockStore

extension Store {
    /// What was sent and has neither come nor been lost, in the order of sending.
    func piecesOnTheirWay(_ document: Document) throws -> [Arriving.Piece] {
        let transit = try location(.transit).id
        var pieces: [Arriving.Piece] = []
        let renumbered = try levelChanges(
            ofLines: Dictionary(uniqueKeysWithValues: lines(of: document.id).map { ($0.id, $0.productID) }))
        let all = try (movements(of: document.id) + renumbered).enumerated()
            .sorted { ($0.element.postingID, $0.offset) < ($1.element.postingID, $1.offset) }.map(\.element.movement)
        let right = try rightLots(of: all)
        for moved in all {
            var movement = moved
            movement.lotID = movement.lotID.map { right[$0] ?? $0 }
            guard let line = movement.lineID else { continue }
            func index(at spot: Spot) -> Int? {
                pieces.firstIndex { $0.line == line && $0.lot == movement.lotID && $0.spot == spot }
            }
            if movement.to.location == transit {
                if let known = index(at: movement.to) {
                    pieces[known].quantity += movement.quantity
                } else {
                    pieces.append(
                        Arriving.Piece(
                            line: line, lot: movement.lotID, spot: movement.to, quantity: movement.quantity,
                            entered: movement.entered))
                }
            } else if movement.from.location == transit, let known = index(at: movement.from) {
                pieces[known].quantity -= movement.quantity
            }
        }
        return pieces.filter { $0.quantity > .zero }
    }
}
