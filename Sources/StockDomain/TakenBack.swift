/// What is left of postings when what later ones took back of them is taken off (R18a–R18c, R51).
extension [Movement] {
    /// These movements less what was taken back of them; what is wholly taken back is left out.
    ///
    /// - Parameter takenBack: movements of the postings that reverse, which go the other way.
    public func without(takenBack: [Movement]) -> [Movement] {
        var owed: [Movement.Way: Quantity] = [:]
        for movement in takenBack { owed[movement.reversed.way, default: .zero] += movement.quantity }
        return compactMap { movement in
            let back = Swift.min(owed[movement.way] ?? .zero, movement.quantity)
            owed[movement.way, default: .zero] -= back
            var rest = movement
            rest.quantity -= back
            return rest.quantity > .zero ? rest : nil
        }
    }

    /// The first `quantity` of these movements, in their order.
    public func first(_ quantity: Quantity) -> [Movement] {
        var wanted = quantity
        return compactMap { movement in
            var part = movement
            part.quantity = Swift.min(wanted, movement.quantity)
            wanted -= part.quantity
            return part.quantity > .zero ? part : nil
        }
    }
}

extension Movement {
    /// Which goods go from where to where; the line tells apart what stands twice on a document.
    struct Way: Hashable {
        let product: ProductID
        let lot: LotID?
        let from: Spot
        let to: Spot
        let line: LineID?
    }

    /// Whether `other` brings the same goods the same way back.
    public func isTakenBack(by other: Movement) -> Bool { way == other.reversed.way }

    var way: Way { Way(product: productID, lot: lotID, from: from, to: to, line: lineID) }
}

extension Posting {
    /// The posting that takes these movements of it back, at its own moment: as known then, they never were.
    public func reversal(of taken: [Movement], by actor: ActorID, at now: Instant, reason: String) -> Posting {
        Posting(
            kind: kind, documentID: documentID, partnerID: partnerID, actorID: actor, happenedAt: happenedAt,
            recordedAt: now, reason: reason, stepID: stepID, reverses: id,
            movements: taken.reversed().map(\.reversed))
    }

    /// A posting of the same happening with other movements, and with another partner if need be.
    public func again(
        _ movements: [Movement], partner: PartnerID?, by actor: ActorID, at now: Instant, reason: String
    ) -> Posting {
        Posting(
            kind: kind, documentID: documentID, partnerID: partner, actorID: actor, happenedAt: happenedAt,
            recordedAt: now, reason: reason, stepID: stepID, movements: movements)
    }
}
