/// Which receipts goods without number came from, on the assumption that the oldest leave first (R48), and that what goes
/// back to a supplier is his own as far as there is any.
///
/// An estimate, never a fact: nobody saw which unit was taken.
struct FIFOEstimate {
    /// A part of what left, with the receipt it would have come in with.
    struct Part: Equatable {
        let receipt: LotMovement
        var quantity: Quantity
    }

    /// A posting that took goods out, and how much of it may be of those asked about.
    struct Leaving: Equatable {
        let movement: LotMovement
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
            let taken = FIFOEstimate.take(flow, from: &stock)
            if postings.contains(flow.movement.postingID) { found += taken }
        }
        return FIFOEstimate.joined(found.filter { $0.receipt.booked.from == .supplier })
    }

    /// What left of the goods that these postings brought in, in the order of leaving, and what is still here of them.
    func leaving(of postings: Set<PostingID>) -> (parts: [Leaving], here: Quantity) {
        var stock: [Part] = []
        var parts: [Leaving] = []
        for flow in flows {
            if flow.quantity > .zero {
                stock.append(Part(receipt: flow.movement, quantity: flow.quantity))
                continue
            }
            let taken = FIFOEstimate.take(flow, from: &stock)
            let ours = taken.filter { postings.contains($0.receipt.postingID) }.map(\.quantity).sum()
            if ours > .zero { parts.append(Leaving(movement: flow.movement, quantity: ours)) }
        }
        return (parts, stock.filter { postings.contains($0.receipt.postingID) }.map(\.quantity).sum())
    }

    /// What could have left of them if nobody can say which goods left first: everything that left until the stock had
    /// run out once, each time at most what had come in.
    func leavingAtWorst(of postings: Set<PostingID>) -> (parts: [Leaving], here: Quantity) {
        var stock = Quantity.zero
        var present = Quantity.zero
        var parts: [Leaving] = []
        for flow in flows {
            stock += flow.quantity
            if flow.quantity > .zero {
                if postings.contains(flow.movement.postingID) { present += flow.quantity }
                continue
            }
            if present > .zero {
                parts.append(Leaving(movement: flow.movement, quantity: min(-flow.quantity, present)))
            }
            if stock <= .zero { present = .zero }
        }
        return (parts, min(max(.zero, stock), present))
    }

    private static func take(_ flow: Flow, from stock: inout [Part]) -> [Part] {
        var missing = -flow.quantity
        var taken: [Part] = []
        func take(where isWanted: (Part) -> Bool) {
            var index = 0
            while missing > .zero, index < stock.count {
                guard isWanted(stock[index]) else {
                    index += 1
                    continue
                }
                let part = min(missing, stock[index].quantity)
                taken.append(Part(receipt: stock[index].receipt, quantity: part))
                missing -= part
                stock[index].quantity -= part
                if stock[index].quantity == .zero { stock.remove(at: index) }
            }
        }
        if flow.movement.booked.to == .supplier, let supplier = flow.movement.partnerID {
            take { $0.receipt.booked.from == .supplier && $0.receipt.partnerID == supplier }
        }
        take { _ in true }
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
