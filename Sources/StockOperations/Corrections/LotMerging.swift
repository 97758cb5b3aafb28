import StockDomain
import StockStore

/// Lots that become one under a new number (R19).
public struct MergeRequest: Sendable, Equatable {
    /// Those that join the lot of the path.
    public var lots: [LotID]
    /// Nil: made of the first lot's number.
    public var number: LotNumber?
    public var reason: String

    public init(lots: [LotID], number: LotNumber? = nil, reason: String) {
        self.lots = lots
        self.number = number
        self.reason = reason
    }
}

extension Operations {
    /// Merges all that is on hand of lots into a new number, with the earliest of each date and every open block.
    ///
    /// - Throws: `invalid_value`, `not_for_serials`, `other_product`, `nothing_to_merge`, `in_transit`, `lot_exists`.
    public func mergeLots(
        _ id: LotID, _ request: MergeRequest, _ command: Command, answer: @escaping @Sendable (LotView) -> Answer
    ) async throws -> Answer {
        let scope = try await scope(ofLots: [id] + request.lots)
        return try await write(command, needs: .moveGoods, scope, answer: answer) { store, moment in
            let merging = LotMerging(store, moment, command)
            let reason = try LotParting(store, moment, command).checked(request.reason)
            let parts = try ([id] + request.lots).map(store.existingLot)
            let merged = try merging.merge(parts, number: request.number, at: moment.now, reason: reason)
            return try store.views(of: [store.existingLot(merged.id)])[0]
        }
    }
}

/// One merge on its way.
struct LotMerging {
    let store: Store
    let moment: Moment
    let command: Command

    init(_ store: Store, _ moment: Moment, _ command: Command) {
        self.store = store
        self.moment = moment
        self.command = command
    }

    /// - Parameters:
    ///   - number: nil for one made of the first part's.
    ///   - place: only what stands there; nil for everything.
    /// - Returns: the lot that they have become.
    func merge(
        _ parts: [Lot], number: LotNumber?, in place: LocationID? = nil, at happenedAt: Instant, reason: String
    ) throws -> Lot {
        let places = try store.placesByID()
        let piles = try store.balances(ofLots: parts.map(\.id)).filter {
            place == nil || $0.key.spot.location == place
        }
        try check(parts, piles, places)
        let parting = LotParting(store, moment, command)
        let merged = Lot(
            id: try store.drawLotKeys(1)[0], productID: parts[0].productID, kind: .lot,
            number: try parting.newNumber(number, from: parts[0]), dates: .earliest(of: parts.map(\.dates)),
            marks: parts.reduce([]) { $0.union($1.marks) })
        let reserved = try setAside(of: piles)
        try parting.post(
            .merge, Merging.movements(piles, into: merged.id, through: parting.production), merged, at: happenedAt,
            reason: reason)
        try store.inheritBlocks(of: parts.map(\.id), to: merged.id, at: place)
        try setAsideAgain(reserved, merged)
        _ = try HeldReservations(store, moment, command.actor).free(
            ofLots: [merged.id], because: "they were merged with goods that are held.")
        return merged
    }

    private func check(_ parts: [Lot], _ piles: [Balance], _ places: [LocationID: Location]) throws {
        do throws(Merging.Fault) {
            try Merging.check(parts, piles: piles) { places[$0]?.usage == .transit }
        } catch {
            switch error {
            case .oneLotOnly:
                throw Refusal.rule("invalid_value", "Name at least one other lot.", at: "/lots")
            case .serial(let number):
                throw Refusal.rule("not_for_serials", "“\(number)” is one unit and is never merged.", at: "/lots")
            case .otherProduct(let number):
                throw Refusal.rule("other_product", "“\(number)” is of another product.", at: "/lots")
            case .nothingThere:
                throw Refusal.rule("nothing_to_merge", "Nothing of these lots is on hand.")
            case .inTransit(let number):
                throw Refusal.rule(
                    "in_transit", "Some of “\(number)” is on its way: receive it first.", at: "/lots")
            }
        }
    }

    // MARK: What was set aside stays set aside

    private struct SetAside {
        let line: LineID
        let spot: Spot
        let quantity: Quantity
    }

    private func setAside(of piles: [Balance]) throws -> [SetAside] {
        try piles.filter { $0.reserved > .zero }.flatMap { pile in
            try store.releaseReservations(ofPile: pile.id).map { line, quantity in
                SetAside(line: line, spot: pile.key.spot, quantity: quantity)
            }
        }
    }

    private func setAsideAgain(_ reserved: [SetAside], _ lot: Lot) throws {
        for one in reserved {
            let key = BalanceKey(product: lot.productID, lot: lot.id, spot: one.spot)
            guard let pile = try store.balance(of: key) else { continue }
            try store.reserve(one.quantity, of: pile, for: one.line)
        }
    }
}
