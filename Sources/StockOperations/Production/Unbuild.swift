import StockDomain
import StockStore

extension Operations {
    /// Takes recorded steps of an order back: the output goes in again, the same components come out (R24).
    ///
    /// It happens now, not at the moment of the step: the goods were there until now.
    ///
    /// - Parameter outputs: a part of what the order made; nil for all of it.
    /// - Throws: `depends_on_it` when some of the output is no longer there, `more_than_done`, `whole_step_only`.
    public func unbuild(
        _ number: String, outputs: [NumberInput]? = nil, reason: String, _ command: Command,
        answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        try await change(
            .productionOrder, number, ifVersion: nil, command, needs: .correct, mustBeOpen: false, answer: answer
        ) { store, moment, document in
            try Unbuild(store, moment, command, document, reason: reason).takeBack(outputs)
        }
    }
}

/// Takes steps of one order back (R24).
struct Unbuild {
    let store: Store
    let moment: Moment
    let command: Command
    let document: Document
    let reason: String
    private let places: [LocationID: Location]
    private let standing: [Posting]

    init(_ store: Store, _ moment: Moment, _ command: Command, _ document: Document, reason: String) throws {
        self.store = store
        self.moment = moment
        self.command = command
        self.document = document
        self.reason = reason
        places = try store.placesByID()
        standing = try store.standingPostings(of: document.id).filter { $0.kind == .production }
    }

    func takeBack(_ outputs: [NumberInput]?) throws -> DocumentView {
        if standing.isEmpty {
            throw Refusal(.conflict, "nothing_to_reverse", "\(document.number) has nothing that could be taken back.")
        }
        try moment.checkBookable(moment.now)
        let parts = try parts(outputs)
        // A step may be dated a few minutes ahead; it is not taken back before it was done.
        let at = parts.map(\.posting.happenedAt).reduce(moment.now) { max($0, $1) }
        let fetched = try fetching(parts)
        var warnings: [Warning] = []
        let writing = PostingWriting(store, moment, command.actor)
        let losing = ReservationLosing(store, moment, command.actor)
        if !fetched.isEmpty {
            let moves = fetched.map { $0.planned(.transfer) }
            warnings += try losing.makeWay(for: moves, of: document)
            try writing.post(
                PostingDraft(
                    Posting(
                        kind: .transfer, documentID: document.id, actorID: command.actor.id, happenedAt: at,
                        recordedAt: moment.now, reason: reason, movements: fetched)))
        }
        for part in parts {
            var reversal = part.posting.reversal(
                of: part.movements, by: command.actor.id, at: moment.now, reason: reason)
            reversal.happenedAt = at
            let counting = try store.countingJoined(reversal.movements)
            warnings += try losing.makeWay(for: counting.map { $0.planned(.production) }, of: document)
            try writing.checkPast(reversal)
            try writing.post(PostingDraft(reversal))
        }
        var next = document
        if try store.standingPostings(of: document.id).allSatisfy({ $0.kind != .production }) {
            next.state = .cancelled
        }
        var view = try store.saving(next)
        view.warnings = warnings
        return view
    }

    // MARK: What goes back

    private func parts(_ outputs: [NumberInput]?) throws -> [Unbuilding.Part] {
        let product = try product()
        let serials = Set(
            try store.lots(Set(standing.flatMap(\.movements).compactMap(\.lotID)).sorted())
                .filter { $0.kind == .serial }.map(\.id))
        let unbuilding = Unbuilding(
            standing, of: product.id, isProduction: { [places] in places[$0]?.usage == .production },
            isSerial: { serials.contains($0) })
        guard let outputs else { return unbuilding.whole }
        let wanted = try wanted(outputs, product)
        switch unbuilding.parts(for: wanted) {
        case .success(let parts): return parts
        case .failure(let faults): throw Refusal.faults(faults.list.map { fault($0, product) })
        }
    }

    /// What the order makes; of an imported one, what came out first.
    private func product() throws -> Product {
        let line = try store.lines(of: document.id).first { $0.details.role == .output }
        let first = standing.flatMap(\.movements).first { places[$0.from.location]?.usage == .production }
        guard let id = line?.productID ?? first?.productID, let product = try store.product(id) else {
            throw Refusal(.conflict, "nothing_to_reverse", "\(document.number) has made nothing.")
        }
        return product
    }

    private func wanted(_ outputs: [NumberInput], _ product: Product) throws -> [Unbuilding.Wanted] {
        var planning = ProductionPlanning(store, moment)
        let entries = planning.entries(outputs, of: product)
        try planning.planning.settle()
        var faults: [Fault] = []
        let moved = standing.flatMap(\.movements)
        let wanted = try entries.compactMap { entry -> Unbuilding.Wanted? in
            let at = entry.pointer.hasPrefix("/outputs") ? entry.pointer : "/outputs" + entry.pointer
            guard product.isTrackedInside else {
                return Unbuilding.Wanted(lot: nil, quantity: entry.quantity ?? .one, pointer: at)
            }
            guard let lot = try store.lot(entry.number, among: moved.filter({ $0.productID == product.id })) else {
                faults.append(
                    Fault(at, "unknown_number", "\(document.number) has made no “\(entry.number)” of \(product.sku)."))
                return nil
            }
            let made = moved.filter { lot.ids.contains($0.lotID) && isProduction($0.from) }.map(\.quantity).sum()
            let quantity = entry.quantity ?? made
            return Unbuilding.Wanted(
                lot: lot.ids.compactMap { $0 }.first { id in
                    moved.contains { $0.lotID == id && isProduction($0.from) }
                }, quantity: quantity, pointer: at)
        }
        if !faults.isEmpty { throw Refusal.faults(faults) }
        return wanted
    }

    private func fault(_ fault: Unbuilding.Fault, _ product: Product) -> Fault {
        switch fault {
        case .moreThanMade(let pointer, let made):
            Fault(
                pointer, "more_than_done",
                "\(document.number) has made only \(made.grouped) \(product.unit) of it that still count.")
        case .wholeStepOnly(let pointer):
            Fault(
                pointer, "whole_step_only",
                "This step has serials in it whose pieces are not told apart: take the whole step back.")
        }
    }

    private func isProduction(_ spot: Spot) -> Bool { places[spot.location]?.usage == .production }

    // MARK: Where the output is

    /// Movements that bring outputs back to where they were put, when they stand elsewhere in places of ours.
    ///
    /// - Throws: `depends_on_it` naming every number that is gone, and where it is.
    private func fetching(_ parts: [Unbuilding.Part]) throws -> [Movement] {
        var order: [BalanceKey] = []
        var needed: [BalanceKey: Quantity] = [:]
        // A number that was joined to another since stands under that other (R18).
        // What comes out of one step may be what an earlier one has made; of its own it needs everything first.
        var back: [BalanceKey: Quantity] = [:]
        for part in parts {
            let moved = try store.countingJoined(part.movements)
            for movement in moved where isProduction(movement.from) {
                let key = BalanceKey(product: movement.productID, lot: movement.lotID, spot: movement.to)
                if needed[key] == nil { order.append(key) }
                let fromBack = min(back[key] ?? .zero, movement.quantity)
                back[key, default: .zero] -= fromBack
                needed[key, default: .zero] += movement.quantity - fromBack
            }
            for movement in moved where isProduction(movement.to) {
                let key = BalanceKey(product: movement.productID, lot: movement.lotID, spot: movement.from)
                back[key, default: .zero] += movement.quantity
            }
        }
        var fetched: [Movement] = []
        var faults: [Fault] = []
        for key in order {
            let there = try store.balance(of: key)?.quantity ?? .zero
            let missing = (needed[key] ?? .zero) - there
            if missing <= .zero { continue }
            let elsewhere = try piles(of: key)
            guard elsewhere.map(\.quantity).sum() >= missing else {
                faults.append(try gone(key, missing - elsewhere.map(\.quantity).sum()))
                continue
            }
            fetched += pickInOrder(missing, from: elsewhere.map { $0.unreserved }).map { pick in
                Movement(
                    productID: key.product, lotID: key.lot, quantity: pick.quantity, from: pick.balance.key.spot,
                    to: key.spot)
            }
        }
        if !faults.isEmpty {
            throw Refusal(.rule, "depends_on_it", faults.map(\.detail).joined(separator: " "), faults: faults)
        }
        return fetched
    }

    /// Other piles of the same goods in places of ours.
    private func piles(of key: BalanceKey) throws -> [Balance] {
        let piles =
            if let lot = key.lot {
                try store.balances(ofLots: [lot])
            } else {
                try store.balances(of: key.product, at: places.keys.sorted()).filter { $0.key.lot == nil }
            }
        return piles.filter { $0.key.spot != key.spot && places[$0.key.spot.location]?.usage == .internal }
    }

    private func gone(_ key: BalanceKey, _ missing: Quantity) throws -> Fault {
        let product = try store.product(key.product)
        let lot = try key.lot.flatMap { try store.lot($0) }
        let name = (product?.sku ?? "") + (lot.map { " “\($0.number)”" } ?? "")
        let later = try standing.first.map { try store.documentsDependingOn($0) } ?? []
        let since = later.isEmpty ? "" : " It came before \(later.joined(separator: ", "))."
        if let lot, lot.kind == .serial, let place = try store.whereabouts(of: [lot.id])[lot.id] {
            return Fault(
                "/outputs", "depends_on_it",
                "\(document.number) cannot be taken back: \(name) is "
                    + "\(place.inWords(zone: moment.settings.zone)).\(since)")
        }
        return Fault(
            "/outputs", "depends_on_it",
            "\(document.number) cannot be taken back: \(missing.grouped) \(product?.unit ?? "") of \(name) are no longer "
                + "on hand.\(since)")
    }
}

extension Balance {
    /// As a fact sees it, which takes what is set aside too.
    fileprivate var unreserved: Balance {
        var pile = self
        pile.reserved = .zero
        return pile
    }
}
