import StockDomain
import StockStore

/// What was taken: for single outputs, and for all of them.
struct TakenParts {
    var byPiece: [Int: [PlannedMovement]] = [:]
    var shared: [PlannedMovement] = []
}

/// Parts of one product at one place, which are taken together, so that the choice is judged as a whole (R35).
struct PartGroup {
    var parts: [LineToDo]
    let place: LocationID?

    static func groups(of parts: [LineToDo], at place: LocationID?) -> [PartGroup] {
        var groups: [PartGroup] = []
        for part in parts {
            let own = part.locationID ?? place
            if let index = groups.firstIndex(where: {
                $0.place == own && $0.parts[0].product.id == part.product.id
            }) {
                groups[index].parts.append(part)
            } else {
                groups.append(PartGroup(parts: [part], place: own))
            }
        }
        return groups
    }
}

extension ProductionDeciding {
    /// Takes what goes in, all parts of a product together.
    mutating func takeParts(_ pieces: [OutputPiece]) throws -> TakenParts {
        var taken = TakenParts()
        let pieces = Dictionary(pieces.enumerated().map { ($0.element.entry.number, $0.offset) }) { first, _ in first }
        for group in PartGroup.groups(of: plan.components, at: document.locationID) {
            try take(group, pieces, &taken)
        }
        return taken
    }

    private mutating func take(_ group: PartGroup, _ pieces: [LotNumber: Int], _ taken: inout TakenParts) throws {
        guard let id = group.place, let place = doing.places[id] else { return }
        let product = group.parts[0].product
        let faultsBefore = decision.faults.count
        for part in group.parts {
            guard product.isNumberedAtDelivery, let fault = part.numberFault(on: .productionOrder) else { continue }
            decision.faults.append(fault)
        }
        var shares: [[LineNumbers.Share]] = []
        for part in group.parts {
            let own = product.isNumberedAtDelivery ? part.plain : part
            switch LineNumbers.shares(
                of: own.entries, tracking: own.product.tracking, done: own.done, mayBeFewer: true)
            {
            case .success(let named): shares.append(named)
            case .failure(let faults):
                decision.faults += faults.list.map { $0.fault(line: part.pointer, product: product) }
            }
        }
        guard decision.faults.count == faultsBefore else { return }
        let joint = group.joint(shares)
        let removal = try removals.removal(of: product, at: place)
        let taking = Taking(context, kind: .production, from: place, to: production, by: removal)
        let facts = try inputs.numbers(of: joint)
        var own = Decision()
        try doing.take(joint, taking, facts, &inputs, &own)
        try doing.explainUnnumbered(joint, place, since: 0, &own)
        var allotment = ComponentAllotment(of: own.movements)
        own.movements = []
        decision.add(own)
        handOut(&allotment, group, shares, facts, pieces, &taken)
    }

    /// Numbers go to the parts that name them first, then what is left to those that name none.
    private mutating func handOut(
        _ allotment: inout ComponentAllotment, _ group: PartGroup, _ shares: [[LineNumbers.Share]],
        _ facts: NumberFacts, _ pieces: [LotNumber: Int], _ taken: inout TakenParts
    ) {
        var handed = [[PlannedMovement]](repeating: [], count: group.parts.count)
        for (index, named) in shares.enumerated() {
            for share in named {
                guard let lot = facts.known[share.entry.number] else { continue }
                handed[index] += allotment.take(share.quantity, of: lot.id)
            }
        }
        for (index, part) in group.parts.enumerated() {
            let rest = part.done - shares[index].map(\.quantity).sum()
            if rest > .zero { handed[index] += allotment.take(rest) }
            let movements = handed[index].map { $0.onLine(part.id) }
            guard let number = part.details.forOutput else {
                taken.shared += movements
                continue
            }
            // Where the outputs themselves are refused there is nothing to compare with.
            if pieces.isEmpty { continue }
            guard let piece = pieces[number] else {
                decision.faults.append(
                    Fault(
                        part.pointer + "/for", "unknown_output",
                        "\(part.product.sku) is for “\(number)”, which is not among the outputs."))
                continue
            }
            taken.byPiece[piece, default: []] += movements
        }
    }
}

extension PartGroup {
    /// All parts as one line.
    fileprivate func joint(_ shares: [[LineNumbers.Share]]) -> LineToDo {
        let first = parts[0]
        var details = first.details
        details.overrideReason = parts.compactMap(\.details.overrideReason).first
        let entries = shares.joined().map { share in
            var entry = share.entry
            entry.quantity = share.quantity
            return entry
        }
        let product = first.product.isNumberedAtDelivery ? first.plain.product : first.product
        return LineToDo(
            id: first.id, product: product, done: parts.map(\.done).sum(), entries: entries,
            locationID: first.locationID, details: details, pointer: first.pointer)
    }
}

extension PlannedMovement {
    fileprivate func onLine(_ line: LineID) -> PlannedMovement {
        var movement = self
        movement.lineID = line
        return movement
    }
}
