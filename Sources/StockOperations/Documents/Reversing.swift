import StockDomain
import StockStore

extension Operations {
    /// Takes a done document back with postings of its own; refused when something later depends on it (R18c).
    ///
    /// The reversal happens at the moment of what it takes back: as known now, it never was.
    public func reverse(
        _ kind: DocumentKind, _ number: String, reason: String, _ command: Command, answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        try await change(
            kind, number, ifVersion: nil, command, needs: .correct, mustBeOpen: false, answer: answer
        ) { store, moment, document in
            let standing = try store.standingPostings(of: document.id)
            if standing.isEmpty {
                throw Refusal(
                    .conflict, "nothing_to_reverse", "\(document.number) has nothing that could be taken back.")
            }
            let reversing = Reversing(store, moment, command.actor, reason: reason)
            for posting in standing.reversed() { try reversing.takeBack(posting, of: document) }
            var next = document
            next.state = .cancelled
            let view = try store.saving(next)
            if kind == .count {
                try store.refreshLastCounted(
                    store.lines(of: document.id).compactMap { $0.locationID ?? document.locationID })
            }
            return view
        }
    }
}

/// Takes single postings back.
struct Reversing {
    let store: Store
    let moment: Moment
    let actor: Actor
    let reason: String

    init(_ store: Store, _ moment: Moment, _ actor: Actor, reason: String) {
        self.store = store
        self.moment = moment
        self.actor = actor
        self.reason = reason
    }

    /// - Parameter original: a posting with what is left of its movements.
    func takeBack(_ original: Posting, of document: Document) throws {
        try moment.checkBookable(original.happenedAt)
        let moved = try store.underRightNumbers(original)
        let later = try store.documentsDependingOn(moved)
        try checkReturned(moved, document, later)
        try HeldReturns(store).check(moved)
        let reversal = original.reversal(of: original.movements, by: actor.id, at: moment.now, reason: reason)
        let writing = PostingWriting(store, moment, actor)
        do {
            try writing.checkPast(reversal)
            try writing.post(PostingDraft(reversal))
        } catch let refusal as Refusal {
            throw dependence(refusal, on: document, later)
        }
    }

    /// Refuses to take back a delivery of which the customer has returned something: the return would have no origin.
    private func checkReturned(_ original: Posting, _ document: Document, _ later: [String]) throws {
        guard original.kind == .delivery, let partner = original.partnerID else { return }
        var delivered: [LotID: Quantity] = [:]
        for movement in original.movements {
            if let lot = movement.lotID { delivered[lot, default: .zero] += movement.quantity }
        }
        let held = try store.held(by: partner, lots: delivered.keys.sorted())
        if delivered.contains(where: { held[$0.key] ?? .zero < $0.value }) {
            throw dependence(.rule("", "the customer has returned some of it"), on: document, later)
        }
    }

    /// The same refusal, naming what came later and depends on it.
    private func dependence(_ refusal: Refusal, on document: Document, _ later: [String]) -> Refusal {
        let named = later.isEmpty ? "its goods have moved on since" : "it came before \(later.joined(separator: ", "))"
        return .rule(
            "depends_on_it",
            "\(document.number) cannot be taken back: \(named). Take the later ones back first, or correct the number "
                + "or the goods instead. (\(refusal.detail))")
    }
}
