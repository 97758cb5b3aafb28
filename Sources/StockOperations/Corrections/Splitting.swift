import StockDomain
import StockStore

/// A part of a lot that gets a number of its own (R19).
public struct SplitRequest: Sendable, Equatable {
    public var quantity: Quantity
    /// Nil: made of the lot's own number.
    public var number: LotNumber?
    /// Code of the place where the goods stand.
    public var location: String
    /// Number of the package in it; nil for loose goods.
    public var package: String?
    public var reason: String

    public init(
        quantity: Quantity, number: LotNumber? = nil, location: String, package: String? = nil, reason: String
    ) {
        self.quantity = quantity
        self.number = number
        self.location = location
        self.package = package
        self.reason = reason
    }
}

extension Operations {
    /// Gives a part of a lot a number of its own, which keeps dates, age and blocks.
    ///
    /// - Throws: `not_for_serials`, `insufficient_stock`, `lot_exists`, the question `reserved_for_other`.
    public func splitLot(
        _ id: LotID, _ request: SplitRequest, _ command: Command, answer: @escaping @Sendable (LotView) -> Answer
    ) async throws -> Answer {
        let scope = try await scope(ofLots: [id])
        return try await write(command, needs: .moveGoods, scope, answer: answer) { store, moment in
            try Splitting(store, moment, command).split(store.existingLot(id), request)
        }
    }
}

private struct Splitting {
    let store: Store
    let moment: Moment
    let command: Command
    let parting: LotParting

    init(_ store: Store, _ moment: Moment, _ command: Command) {
        self.store = store
        self.moment = moment
        self.command = command
        parting = LotParting(store, moment, command)
    }

    func split(_ lot: Lot, _ request: SplitRequest) throws -> LotView {
        let reason = try parting.checked(request.reason)
        if lot.kind == .serial {
            throw Refusal.rule("not_for_serials", "“\(lot.number)” is one unit and cannot be split.")
        }
        let pile = try pile(of: lot, request)
        try makeWay(for: request.quantity, pile, lot)
        let number = try parting.newNumber(request.number, from: lot)
        let child = Lot(
            id: try store.drawLotKeys(1)[0], productID: lot.productID, kind: .lot, number: number, dates: lot.dates,
            marks: lot.marks)
        try parting.post(
            .split,
            Merging.movements(
                splitting: request.quantity, of: pile, into: child.id, through: parting.production), child,
            at: moment.now, reason: reason)
        try store.inheritBlocks(of: [lot.id], to: child.id, at: pile.key.spot.location)
        return try store.views(of: [child])[0]
    }

    private func pile(of lot: Lot, _ request: SplitRequest) throws -> Balance {
        guard let place = try store.location(code: request.location) else {
            throw Refusal.rule("not_found", "There is no place “\(request.location)”.", at: "/location")
        }
        let package = try request.package.map { number in
            guard let id = try store.packageIDs(numbers: [number])[number] else {
                throw Refusal.rule("not_found", "There is no package “\(number)”.", at: "/package")
            }
            return id
        }
        if let product = try store.product(lot.productID), !request.quantity.fits(decimals: product.decimals) {
            throw Refusal.rule(
                "invalid_value", "\(product.sku) is counted with \(product.decimals) decimals.", at: "/quantity")
        }
        let spot = Spot(place.id, package: package)
        let pile = try store.balance(of: BalanceKey(product: lot.productID, lot: lot.id, spot: spot))
        guard let pile, pile.quantity >= request.quantity else {
            throw Refusal.rule(
                "insufficient_stock",
                "Only \((pile?.quantity ?? .zero).grouped) of “\(lot.number)” are in \(place.code).", at: "/quantity")
        }
        return pile
    }

    /// Asks before a document loses goods that are set aside for it (R36).
    private func makeWay(for quantity: Quantity, _ pile: Balance, _ lot: Lot) throws {
        if quantity <= pile.free { return }
        let holder = try store.holders(of: [pile.id])[pile.id]?.first?.document ?? "another document"
        var decision = Decision()
        _ = decision.ask(
            "quantity:reserved", "reserved_for_other",
            "\(pile.reserved.grouped) of “\(lot.number)” are set aside for \(holder). Take them all the same?",
            ["take"], given: command.answers)
        _ = try decision.settled()
        try ReservationLosing(store, moment, command.actor)
            .free(downTo: pile.quantity - quantity, of: pile, because: "the lot was split")
    }
}
