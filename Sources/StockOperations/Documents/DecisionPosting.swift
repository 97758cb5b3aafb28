import StockDomain
import StockStore

/// Writes what the rules have decided about a document, with everything that goes with it: own numbers are drawn (R14),
/// doubtful ones noted (R16), documents that lose goods told (R36), what comes together in a tank merged (R19).
struct DecisionPosting {
    let store: Store
    let moment: Moment
    let command: Command
    let document: Document
    let lines: [DocumentLine]

    init(_ store: Store, _ moment: Moment, _ command: Command, _ document: Document, _ lines: [DocumentLine]) {
        self.store = store
        self.moment = moment
        self.command = command
        self.document = document
        self.lines = lines
    }

    /// - Parameters:
    ///   - taking: lines that take goods; a refusal offers what would bring what they lack (R28).
    ///   - naming: lines whose numbers are doubted.
    ///   - beforehand: what is written before anything moves; what it answers is told too.
    /// - Returns: what there is to say.
    /// - Throws: everything in the way in one refusal.
    func post(
        _ decided: Decision, taking: [LineToDo], naming: [LineToDo],
        beforehand: (Decision) throws -> [Warning] = { _ in [] }
    ) throws -> [Warning] {
        let happenedAt = document.happenedAt ?? moment.now
        var decision = try settled(decided, taking)
        try moment.requireOwnNumbers(for: decision)
        try Doubting(store, moment, command.actor).doubt(&decision, of: document, naming, at: happenedAt)
        try ReservationLosing(store, moment, command.actor).apply(decision.losses, for: document)
        let told = try beforehand(decision)
        try PostingWriting(store, moment, command.actor).post(decision, of: document, at: happenedAt)
        try store.deleteNumbers(of: lines.map(\.id))
        let merged = try MixingPlaces(store, moment, command)
            .merge(decision.movements, of: document, at: happenedAt)
        return decision.warnings + told + merged
    }

    private func settled(_ decision: Decision, _ taking: [LineToDo]) throws -> Decision {
        do {
            return try decision.settled()
        } catch {
            throw try StockOffers(store: store).added(to: error, for: taking)
        }
    }
}
