import StockDomain
import StockStore

/// Applies a guided change to the stock of this moment (R7, R29).
struct TrackingChangeApplying {
    private let store: Store
    private let moment: Moment
    private let command: Command
    private let product: Product
    private let writing: PostingWriting

    init(_ store: Store, _ moment: Moment, _ command: Command, _ product: Product) {
        self.store = store
        self.moment = moment
        self.command = command
        self.product = product
        writing = PostingWriting(store, moment, command.actor)
    }

    /// - Throws: `stock_moved`, `in_transit`, and all that stands against the numbers; then nothing has changed.
    func apply(_ change: inout TrackingChange) throws -> TrackingChangeView {
        try moment.checkBookable(moment.now)
        let touched = try store.documentsTouched(by: product.id)
        let reading = try ChangeStockReading(store, product, change)
        let facts = try LevelChangeReading(store, moment, command).facts(of: change, product, reading)
        let onItsWay = try goodsOnTheirWay(touched, facts.concernedPiles)
        try checkSeen(change, reading, facts.places)
        let plan = try LevelChanging.decide(facts)
        let judging = ChangeNumberJudging(
            store: store, moment: moment, actor: command.actor, plan: plan, facts: facts)
        try judging.checkCompanyWide()
        let doubts = try judging.doubts()
        let plainOnly = change.from.kindInside == change.to.kindInside
        let reserved = try store.reservationsInOrder(of: product.id, unnumberedOnly: plainOnly)
        try store.unreserveAll(of: product.id, unnumberedOnly: plainOnly)
        // After this point only the ledger itself can refuse.
        var posting = LevelChangePosting(plan, product, facts, reason: change.differenceReason)
        posting.doubts = doubts
        posting.onItsWay = onItsWay
        var outcome = try posting.post(with: writing)
        try keepBlocks(plan, posting.lots, reading)
        let changed = product.changed(to: change.to)
        try store.update(changed)
        try store.record(
            product, became: changed, product.id.rawValue, by: command.actor.id, at: moment.now,
            reason: change.differenceReason)
        if !plainOnly { try forgetNumbersAhead() }
        outcome.lost = try move(reserved, plan, posting.lots, change)
        outcome.warnings = judging.warnings(doubts)
        change.state = .applied
        change.appliedAt = moment.now
        try store.update(change, by: command.actor.id)
        var view = try store.view(of: change, store.product(product.id) ?? product)
        view.outcome = outcome
        return view
    }

    /// Which lines will receive the goods in transit, under their new numbers; nil when none are.
    ///
    /// - Throws: `in_transit` when nobody could tell which of the numbers belong to which transfer or line.
    private func goodsOnTheirWay(_ documents: [TouchedDocument], _ piles: [Balance]) throws -> GoodsOnTheirWay? {
        let sent = documents.filter { $0.state == .inTransit }
        if sent.isEmpty { return nil }
        let pieces = try sent.flatMap { touched -> [Arriving.Piece] in
            guard let document = try store.document(touched.id) else { return [] }
            let lines = Set(try store.lines(of: document.id).filter { $0.productID == product.id }.map(\.id))
            return try store.piecesOnTheirWay(document).filter { lines.contains($0.line) }
        }
        let goods = GoodsOnTheirWay(product, pieces, in: try store.location(.transit).id)
        if goods.isAmbiguous(piles) {
            let names = sent.map(\.number).joined(separator: ", ")
            throw Refusal(
                .conflict, "in_transit",
                "\(product.sku) is on its way on several lines of \(names): nobody could tell which new number is on "
                    + "which. Receive all but one first, or send each in a package.")
        }
        return goods
    }

    /// Asks for what is no longer as the preview showed it.
    private func checkSeen(_ change: TrackingChange, _ reading: ChangeStockReading, _ names: SpotNames) throws {
        let moved = try store.movedStock(since: store.seenPiles(of: change.id), reading.piles, change)
        if moved.isEmpty { return }
        let faults = moved.map { stock in
            let by = stock.documents.isEmpty ? "" : " by \(stock.documents.joined(separator: ", "))"
            return Fault(
                "", "stock_moved",
                "\(names.inWords(stock.spot)) held \(stock.was.grouped) \(product.unit) of \(product.sku) when the stock "
                    + "was shown and holds \(stock.now.grouped) now; it was moved\(by). Look at the stock again, and give "
                    + "the numbers that are there.")
        }
        throw Refusal.faults(faults, .conflict)
    }

    // MARK: What the goods keep

    /// What is not released stays so under its new number.
    private func keepBlocks(
        _ plan: LevelChange, _ lots: [LotIdentity: Lot], _ reading: ChangeStockReading
    ) throws {
        var heirs: Set<Heir> = []
        for step in plan.steps {
            let old = Set(
                step.consumed.compactMap(\.lot).flatMap { [$0, reading.lots[$0]?.batchID].compactMap { $0 } })
            for planned in Set(step.produced.compactMap(\.lot)) {
                guard let new = planned.id(in: lots) else { continue }
                let batch = planned.new(in: lots)?.batchID
                for lot in old where lot != new && lot != batch { heirs.insert(Heir(old: lot, new: new)) }
            }
        }
        let ordered = heirs.sorted { ($0.old, $0.new) < ($1.old, $1.new) }
        try store.openBlocks(becoming: ordered.map { ($0.old, $0.new) })
        try store.refreshPiles(ofLots: ordered.map(\.new).unique)
    }

    private struct Heir: Hashable {
        let old: LotID
        let new: LotID
    }

    private func forgetNumbersAhead() throws {
        for document in try store.forgetNumbersAhead(of: product.id) {
            try record(
                "numbers_forgotten",
                "The numbers named of \(product.sku) are no more: its level has changed. Name the new ones.", document)
        }
    }

    /// Moves what was set aside to the new numbers; what cannot be kept is written down at its document.
    private func move(
        _ reserved: [OldReservation], _ plan: LevelChange, _ lots: [LotIdentity: Lot], _ change: TrackingChange
    ) throws -> [(document: String, quantity: Quantity)] {
        if reserved.isEmpty { return [] }
        var became: [BalanceKey: Set<LotID?>] = [:]
        for step in plan.steps {
            let produced = Dictionary(grouping: step.produced, by: \.spot)
            for old in step.consumed {
                let key = BalanceKey(product: product.id, lot: old.lot, spot: old.spot)
                became[key, default: []].formUnion((produced[old.spot] ?? []).map { $0.lot?.id(in: lots) })
            }
        }
        let piles = try store.balances(of: product.id).sorted {
            ($0.incomingAt, $0.key.lot?.rawValue ?? 0, $0.id) < ($1.incomingAt, $1.key.lot?.rawValue ?? 0, $1.id)
        }
        let moves = ReservationMoves(
            of: reserved, to: piles, became: became, isSerial: change.to.kindInside == .serial)
        let pileByID = Dictionary(uniqueKeysWithValues: piles.map { ($0.id, $0) })
        for move in moves.moved {
            guard let pile = pileByID[move.pile] else { continue }
            try store.reserve(move.quantity, of: pile, for: move.lineID, why: renumbered(pile))
        }
        return try tellLost(moves.lost)
    }

    /// Why goods are set aside for a line that chose them under another number (R35).
    private func renumbered(_ pile: Balance) -> Why {
        let now = pile.key.lot == nil ? "" : "; it has this number now"
        return Why(
            rule: Why.renumbered, text: "Set aside before the tracking of \(product.sku) was changed\(now).")
    }

    private func tellLost(_ lost: [OldReservation]) throws -> [(document: String, quantity: Quantity)] {
        let documents = try store.documents(ofLines: Set(lost.map(\.lineID)).sorted())
        let byDocument = Dictionary(grouping: lost) { documents[$0.lineID]?.id }
        return try byDocument.compactMap { id, lost -> (document: String, quantity: Quantity)? in
            guard let id, let number = documents[lost[0].lineID]?.number else { return nil }
            let quantity = lost.map(\.quantity).sum()
            try record(
                "reservation_lost",
                "\(quantity.grouped) \(product.unit) of \(product.sku) are no longer set aside: they were not there when its "
                    + "level changed.", id)
            try reopen(id)
            return (number, quantity)
        }.sorted { $0.document < $1.document }
    }

    /// A document that was ready has something missing now.
    private func reopen(_ id: DocumentID) throws {
        guard let document = try store.document(id), document.state == .ready else { return }
        var open = document
        open.state = .draft
        open.version += 1
        _ = try store.update(open, readVersion: document.version)
    }

    private func record(_ code: String, _ detail: String, _ document: DocumentID) throws {
        try store.record(
            DocumentEvent(code: code, detail: detail, at: moment.now, actorName: command.actor.name), of: document,
            by: command.actor.id)
    }
}
