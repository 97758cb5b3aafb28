/// Which receipts goods without number came from, on the assumption that the oldest leave first (R48).
///
/// An estimate, never a fact: nobody saw which unit was taken.
struct FIFOEstimate {
    /// A part of what left, with the receipt it would have come in with.
    struct Part: Equatable {
        let receipt: LotMovement
        var quantity: Quantity
    }

    /// What one posting brought in or took out, reversals taken off.
    private struct Flow {
        let movement: LotMovement
        /// Above zero in, below zero out.
        var quantity: Quantity
    }

    private let flows: [Flow]

    /// - Parameter movements: of one product without number; those between own places count for nothing.
    init(of movements: [LotMovement]) {
        var sums: [PostingID: Flow] = [:]
        for movement in movements {
            let booked = movement.booked
            if booked.from.holdsStock == booked.to.holdsStock { continue }
            let signed = booked.to.holdsStock ? booked.quantity : -booked.quantity
            let original = movement.reverses ?? movement.postingID
            if movement.reverses == nil || sums[original] == nil {
                sums[original] = Flow(movement: movement, quantity: sums[original]?.quantity ?? .zero)
            }
            sums[original]?.quantity += signed
        }
        flows = sums.values.filter { $0.quantity != .zero }.sorted {
            ($0.movement.happenedAt, $0.movement.postingID) < ($1.movement.happenedAt, $1.movement.postingID)
        }
    }

    /// The receipts from which the goods of these postings came, the oldest first, each once.
    func receipts(behind postings: Set<PostingID>) -> [Part] {
        var stock: [Part] = []
        var found: [Part] = []
        for flow in flows {
            if flow.quantity > .zero {
                stock.append(Part(receipt: flow.movement, quantity: flow.quantity))
                continue
            }
            let taken = FIFOEstimate.take(-flow.quantity, from: &stock)
            if postings.contains(flow.movement.postingID) { found += taken }
        }
        return FIFOEstimate.joined(found.filter { $0.receipt.booked.from == .supplier })
    }

    private static func take(_ quantity: Quantity, from stock: inout [Part]) -> [Part] {
        var missing = quantity
        var taken: [Part] = []
        while missing > .zero, let oldest = stock.first {
            let part = min(missing, oldest.quantity)
            taken.append(Part(receipt: oldest.receipt, quantity: part))
            missing -= part
            stock[0].quantity -= part
            if stock[0].quantity == .zero { stock.removeFirst() }
        }
        return taken
    }

    private static func joined(_ parts: [Part]) -> [Part] {
        var joined: [Part] = []
        for part in parts {
            if let index = joined.firstIndex(where: { $0.receipt.postingID == part.receipt.postingID }) {
                joined[index].quantity += part.quantity
            } else {
                joined.append(part)
            }
        }
        return joined
    }
}
