import StockDomain
import StockStore

/// What a posting does to blocks: held goods take them along, checked goods come under quarantine (R34b).
struct BlockFollowing {
    let store: Store
    let moment: Moment
    let actor: Actor

    init(_ store: Store, _ moment: Moment, _ actor: Actor) {
        self.store = store
        self.moment = moment
        self.actor = actor
    }

    /// - Parameters:
    ///   - posting: as written, with its key.
    ///   - newLots: the numbers that it brought into the world.
    func follow(_ written: Posting, newLots: [Lot]) throws {
        let posting = try written.reverses == nil ? written : store.countingJoined(written)
        let moved = Set(posting.movements.compactMap(\.lotID))
        if moved.isEmpty { return }
        // A new number has no blocks, unless it is a serial that obeys its batch's.
        let unblocked = Set(newLots.filter { $0.batchID == nil }.map(\.id))
        let open = try store.openBlocks(of: moved.subtracting(unblocked).sorted())
        let isHeldInPart = open.values.joined().contains { !$0.part.isWhole }
        guard isHeldInPart || mayNeedChecking(posting, newLots) else { return }
        let places = try store.placesByID()
        let carried = isHeldInPart ? try carry(posting, open, places) : []
        let checked = try quarantine(posting, newLots, open, places)
        let opened = try store.open(carried + checked)
        if opened.isEmpty { return }
        _ = try HeldReservations(store, moment, actor).free(
            ofLots: Array(Set(opened.map(\.lotID))).sorted(), because: opened[0].reason)
    }

    // MARK: Held goods that move

    func carry(
        _ posting: Posting, _ open: [LotID: [Block]], _ places: [LocationID: Location]
    ) throws -> [Block] {
        let nesting = try store.nesting()
        let carrying = BlockCarrying(posting, nesting, at: moment.now) { places[$0]?.usage.holdsStock ?? false }
        let serials = Set(try store.lots(open.keys.sorted()).filter { $0.kind == .serial }.map(\.id))
        let opens = carrying.opens(open, serials: serials)
        for block in carrying.follows(open) where try isEmpty(block, nesting) {
            try store.close(
                [block],
                Block.Closing(at: moment.now, by: actor.id, reason: "The goods moved on and took their block along."))
        }
        return opens
    }

    /// Whether nothing of the number, or of its serials, is left under a block.
    private func isEmpty(_ block: Block, _ nesting: Nesting) throws -> Bool {
        let lots = [block.lotID] + (try store.serials(ofBatch: block.lotID))
        return try store.balances(ofLots: lots).allSatisfy { !nesting.covers(block.part, $0.key.spot) }
    }

    // MARK: Goods to be checked

    private func quarantine(
        _ posting: Posting, _ newLots: [Lot], _ open: [LotID: [Block]], _ places: [LocationID: Location]
    ) throws -> [Block] {
        guard mayNeedChecking(posting, newLots) else { return [] }
        let incoming = posting.movements.filter { movement in
            places[movement.to.location]?.usage.holdsStock == true
                && places[movement.from.location]?.usage.holdsStock != true
        }
        let supplier = try posting.partnerID.flatMap { try store.partner($0) }
        let products = try store.products(Array(Set(incoming.map(\.productID))))
        guard supplier?.isQuarantinedAtReceipt == true || products.contains(where: \.handling.isQuarantinedAtReceipt)
        else { return [] }
        let arrivals = try arrivals(incoming, products, newLots)
        return Quarantine(of: posting, from: supplier, at: moment.now).opens(arrivals, open)
    }

    private func mayNeedChecking(_ posting: Posting, _ newLots: [Lot]) -> Bool {
        posting.kind == .receipt || newLots.contains { $0.marks.contains(.numberUnknown) }
    }

    private func arrivals(
        _ incoming: [Movement], _ products: [Product], _ newLots: [Lot]
    ) throws -> [(Quarantine.Arrival, Spot)] {
        let new = Set(newLots.map(\.id))
        let productByID = Dictionary(uniqueKeysWithValues: products.map { ($0.id, $0) })
        let known = try store.lots(Array(Set(incoming.compactMap(\.lotID)).subtracting(new)).sorted())
        let lotByID = Dictionary(uniqueKeysWithValues: (newLots + known).map { ($0.id, $0) })
        var others: [LotID: Quantity] = [:]
        for pile in try store.balances(ofLots: known.map(\.id)) {
            if let lot = pile.key.lot { others[lot, default: .zero] += pile.quantity }
        }
        for movement in incoming {
            if let lot = movement.lotID { others[lot, default: .zero] -= movement.quantity }
        }
        return incoming.compactMap { movement in
            guard let lot = movement.lotID.flatMap({ lotByID[$0] }), let product = productByID[movement.productID]
            else { return nil }
            let arrival = Quarantine.Arrival(
                lot: lot, product: product, isNew: new.contains(lot.id),
                isBatchNew: lot.batchID.map(new.contains) ?? false, hasOthers: others[lot.id] ?? .zero > .zero)
            return (arrival, movement.to)
        }
    }
}
