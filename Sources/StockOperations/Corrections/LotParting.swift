import StockDomain
import StockStore

/// What two operations on whole lots share: new numbers, steps without a document, and what was set aside (R19).
struct LotParting {
    let store: Store
    let moment: Moment
    let command: Command

    init(_ store: Store, _ moment: Moment, _ command: Command) {
        self.store = store
        self.moment = moment
        self.command = command
    }

    func checked(_ reason: String) throws -> String {
        let reason = NameText.normalised(reason)
        if reason.isEmpty { throw Refusal.rule("reason_required", "This needs a reason.", at: "/reason") }
        return reason
    }

    /// The number as told, which must be new, or the first free one made of another.
    func newNumber(_ told: LotNumber?, from lot: Lot) throws -> LotNumber {
        guard let told else { return try derivedNumber(of: lot) }
        if try store.lot(number: told, kind: .lot, of: lot.productID) != nil {
            throw Refusal(
                .conflict, "lot_exists", "“\(told)” is there already: the goods need a new number.",
                faults: [Fault("/number", "lot_exists", "“\(told)” is there already.")])
        }
        if let product = try store.product(lot.productID) {
            try store.checkCompanyWide(told, of: product, at: "/number", moment.settings)
        }
        _ = try NumberLikeness(store, command).meant(
            by: told, lot.kind, of: lot.productID, except: nil, "number:number_like", mayBeExisting: false)
        return told
    }

    private func derivedNumber(of lot: Lot) throws -> LotNumber {
        var count = 1
        while try store.lot(number: lot.number.derived(count), kind: .lot, of: lot.productID) != nil { count += 1 }
        return lot.number.derived(count)
    }

    /// Posts a step that has no document; the new lot comes into the world with it.
    func post(
        _ kind: PostingKind, _ movements: [Movement], _ new: Lot, at happenedAt: Instant, reason: String
    ) throws {
        let posting = Posting(
            kind: kind, actorID: command.actor.id, happenedAt: happenedAt, recordedAt: moment.now, reason: reason,
            movements: movements)
        let writing = PostingWriting(store, moment, command.actor)
        try writing.checkPast(posting, newLots: [new.id])
        try writing.post(PostingDraft(posting, newLots: [new]))
    }

    var production: Spot {
        get throws { Spot(try store.location(.production).id) }
    }
}

/// Whether a number is another one of the product as a reader would confuse it (R10).
struct NumberLikeness {
    let store: Store
    let command: Command

    init(_ store: Store, _ command: Command) {
        self.store = store
        self.command = command
    }

    /// Asks when a new number looks like one that is there.
    ///
    /// - Parameter mayBeExisting: whether the existing one may be meant.
    /// - Returns: the existing lot when it is meant.
    func meant(
        by number: LotNumber, _ kind: LotKind, of product: ProductID, except own: LotID?, _ question: String,
        mayBeExisting: Bool = true
    ) throws -> Lot? {
        let likeness = NameText.likeness(of: number.text)
        let near = try store.lots(searchKeys: [NameText.searchKey(of: number.text)], of: product)
        let alike = near.first {
            $0.id != own && $0.kind == kind && $0.joinedTo == nil
                && NameText.likeness(of: $0.number.text) == likeness
        }
        guard let alike else { return nil }
        var decision = Decision()
        let answer = decision.ask(
            question, "number_like_existing",
            "“\(number)” looks like “\(alike.number)”, which is there already. Is it a new number"
                + (mayBeExisting ? " or the existing one?" : "?"),
            mayBeExisting ? ["new", "existing"] : ["new"], given: command.answers)
        _ = try decision.settled()
        return answer == "existing" ? alike : nil
    }
}
