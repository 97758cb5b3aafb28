import SQLCore
import StockDomain
import StockStore

/// What is set aside of goods that move inside follows them, where its document can still take them there; where it
/// cannot, somebody must say that the document loses them (R36).
struct CarriedReservations {
    private let store: Store
    private let moment: Moment
    private let command: Command
    private var carried: [Carried] = []
    private var decision = Decision()

    private struct Carried {
        let line: LineID
        let quantity: Quantity
        let why: Why?
        let to: BalanceKey
    }

    init(_ store: Store, _ moment: Moment, _ command: Command) {
        self.store = store
        self.moment = moment
        self.command = command
    }

    /// Frees what is set aside of goods that are about to move; to be called before they are posted.
    ///
    /// - Parameter own: lines whose goods are meant first.
    /// - Throws: the question `reserved_for_other`.
    mutating func lift(_ movements: [Movement], preferring own: [LineID] = []) throws {
        for movement in movements {
            let key = BalanceKey(product: movement.productID, lot: movement.lotID, spot: movement.from)
            guard let pile = try store.balance(of: key), pile.reserved > .zero else { continue }
            try lift(movement, of: pile, preferring: own)
        }
        _ = try decision.settled()
    }

    private mutating func lift(_ movement: Movement, of pile: Balance, preferring own: [LineID]) throws {
        let holders = try store.holders(of: [pile.id])[pile.id] ?? []
        let meant = holders.filter { own.contains($0.line) }
        var rest = movement.quantity
        for holder in meant where rest > .zero {
            rest -= try lift(min(rest, holder.quantity), holder, movement, of: pile)
        }
        var excess = rest - pile.free
        for holder in holders where excess > .zero && !own.contains(holder.line) {
            excess -= try lift(min(excess, holder.quantity), holder, movement, of: pile)
        }
    }

    private mutating func lift(
        _ quantity: Quantity, _ holder: Taking.Holder, _ movement: Movement, of pile: Balance
    ) throws -> Quantity {
        let to = BalanceKey(product: movement.productID, lot: movement.lotID, spot: movement.to)
        guard try canFollow(holder.line, to: to, evenHeld: pile.isBlocked) else {
            try lose(quantity, holder, of: pile, to.spot)
            return quantity
        }
        let why = try store.reservations(of: [holder.line]).first { $0.balance.id == pile.id }?.why
        try store.unreserve(quantity, of: pile.id, for: holder.line)
        carried.append(Carried(line: holder.line, quantity: quantity, why: why, to: to))
        return quantity
    }

    /// What is set aside of goods that stay at their place while their package is put into another one or taken out.
    ///
    /// - Throws: the question `reserved_for_other`.
    mutating func keep(inPackages packages: [PackageID]) throws {
        for pile in try store.balances(inPackages: packages) where pile.reserved > .zero {
            for holder in try store.holders(of: [pile.id])[pile.id] ?? []
            where try !canFollow(holder.line, to: pile.key, evenHeld: pile.isBlocked) {
                try lose(holder.quantity, holder, of: pile, pile.key.spot)
            }
        }
        _ = try decision.settled()
    }

    /// The document loses the goods, if somebody says so.
    private mutating func lose(
        _ quantity: Quantity, _ holder: Taking.Holder, of pile: Balance, _ spot: Spot
    ) throws {
        let place = try store.location(spot.location)?.code ?? ""
        let product = try store.product(pile.key.product)?.sku ?? ""
        let answer = decision.ask(
            "reserved:\(holder.document)", "reserved_for_other",
            "\(quantity.grouped) of \(product) are reserved for \(holder.document), which cannot take them from \(place). "
                + "Move them all the same?", ["take"], given: command.answers)
        if answer == nil { return }
        try store.unreserve(quantity, of: pile.id, for: holder.line)
        try ReservationLosing(store, moment, command.actor)
            .lose(quantity, of: pile.id, holder, "they were moved to \(place)")
    }

    /// Whether a line takes goods from a pile: it is at or below its place, in the package that it names, and not held.
    ///
    /// - Parameter evenHeld: whether they are set aside though they are held, as for a transfer.
    private func canFollow(_ line: LineID, to pile: BalanceKey, evenHeld: Bool) throws -> Bool {
        guard let source = try store.source(of: line), let place = source.location,
            try store.locationAndBelow(place).contains(pile.spot.location)
        else { return false }
        if try !evenHeld && isHeld(pile) { return false }
        guard let package = source.package else { return true }
        return try pile.spot.package.map { try store.packageTree(package).contains($0) } ?? false
    }

    private func isHeld(_ pile: BalanceKey) throws -> Bool {
        if try store.placesByID().isBlocked(pile.spot.location) { return true }
        guard let lot = pile.lot, let open = try store.openBlocks(of: [lot])[lot] else { return false }
        let nesting = try store.nesting()
        return open.contains { nesting.covers($0.part, pile.spot) }
    }

    /// Sets aside again where the goods are now; to be called after they were posted.
    func setDown() throws {
        for goods in carried {
            guard let pile = try store.balance(of: goods.to) else { continue }
            try store.reserve(goods.quantity, of: pile, for: goods.line, why: goods.why)
        }
    }
}
