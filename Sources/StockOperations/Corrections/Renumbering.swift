import StockDomain
import StockStore

/// The right number of goods whose number was misspelt (R18).
public struct RenumberRequest: Sendable, Equatable {
    public var number: LotNumber
    public var reason: String

    public init(number: LotNumber, reason: String) {
        self.number = number
        self.reason = reason
    }
}

extension Operations {
    /// Gives goods the number that they always had: a new one is taken, one that exists is joined after asking.
    ///
    /// All past movements count for the right number; a posting without movements records it.
    /// - Throws: the questions `join` and `number_like_existing`, `same_number`, `serial_in_two_places`.
    public func renumber(
        _ id: LotID, _ request: RenumberRequest, _ command: Command, answer: @escaping @Sendable (LotView) -> Answer
    ) async throws -> Answer {
        let scope = try await scope(ofLots: [id])
        return try await write(command, needs: .correct, scope, answer: answer) { store, moment in
            try RenumberingDoing(store, moment, command).renumber(store.existingLot(id), request)
        }
    }
}

/// One renumbering on its way.
struct RenumberingDoing {
    let store: Store
    let moment: Moment
    let command: Command

    init(_ store: Store, _ moment: Moment, _ command: Command) {
        self.store = store
        self.moment = moment
        self.command = command
    }

    func renumber(_ lot: Lot, _ request: RenumberRequest) throws -> LotView {
        let reason = NameText.normalised(request.reason)
        if reason.isEmpty { throw Refusal.rule("reason_required", "Renumbering needs a reason.", at: "/reason") }
        if request.number == lot.number { throw refusal(.sameNumber(lot.number)) }
        try moment.checkBookable(moment.now)
        if let right = try rightLot(for: lot, request.number) {
            try checkJoin(lot, right)
            try record(Renumbering(lotID: lot.id, former: lot.number, number: right.number, joinedTo: right.id), reason)
            try FilledInBlocks(store, moment, command.actor).narrow(lot, becoming: right)
            try store.join(lot, to: right)
            // What one of them was held for holds both now, and what is set aside of them.
            _ = try HeldReservations(store, moment, command.actor).free(
                ofLots: [right.id], because: "“\(lot.number)” turned out to be “\(right.number)”.")
            return try store.views(of: [store.existingLot(right.id)])[0]
        }
        if let product = try store.product(lot.productID) {
            try store.checkCompanyWide(request.number, of: product, at: "/number", moment.settings)
        }
        let posting = try record(Renumbering(lotID: lot.id, former: lot.number, number: request.number), reason)
        try store.rename(lot, to: request.number, by: posting)
        return try store.views(of: [store.existingLot(lot.id)])[0]
    }

    @discardableResult
    private func record(_ renumbering: Renumbering, _ reason: String) throws -> PostingID {
        let posting = Posting(
            kind: .renumber, actorID: command.actor.id, happenedAt: moment.now, recordedAt: moment.now, reason: reason,
            movements: [], renumbering: renumbering)
        return try store.post(PostingDraft(posting)).posting.id
    }

    // MARK: The right number

    /// The lot that has the number already, after asking; nil for a new number.
    private func rightLot(for lot: Lot, _ number: LotNumber) throws -> Lot? {
        var decision = Decision()
        if let there = try store.lot(number: number, kind: lot.kind, of: lot.productID), there.id != lot.id {
            let answer = decision.ask(
                "number:join", "join",
                "“\(there.number)” is there already. Are the goods called “\(lot.number)” the same, so that everything "
                    + "that was booked counts for “\(there.number)”?", ["join"], given: command.answers)
            _ = try decision.settled()
            return answer == "join" ? there : nil
        }
        return try NumberLikeness(store, command).meant(
            by: number, lot.kind, of: lot.productID, except: lot.id, "number:number_like")
    }

    private func checkJoin(_ wrong: Lot, _ right: Lot) throws {
        guard wrong.kind == .serial else { return }
        let places = try store.placesByID()
        let stories =
            try store.timeline(lot: wrong.id, product: wrong.productID)
            + store.timeline(lot: right.id, product: right.productID)
        do throws(RenumberingFault) {
            try Renumbering.checkJoin(kind: .serial, stories) { places[$0]?.usage.holdsStock ?? false }
        } catch {
            throw refusal(error, wrong, right, places)
        }
    }

    private func refusal(
        _ fault: RenumberingFault, _ wrong: Lot? = nil, _ right: Lot? = nil, _ places: [LocationID: Location] = [:]
    ) -> Refusal {
        switch fault {
        case .sameNumber(let number):
            return .rule("same_number", "The goods are called “\(number)” already.", at: "/number")
        case .twoThings(let spot, let at):
            let place = places[spot.location]?.code ?? ""
            return .rule(
                "serial_in_two_places",
                "“\(wrong?.number.text ?? "")” and “\(right?.number.text ?? "")” are two things: at \(at.rfc3339) one "
                    + "of them was in \(place) while the other was elsewhere. Correct the goods of the document that "
                    + "names the wrong one instead.", at: "/number")
        }
    }
}
