import SQLCore
import StockDomain
import StockStore

/// Goods of a number to be held.
public struct HoldRequest: Sendable, Equatable {
    public var kind: Block.Kind
    public var reason: String
    /// Code of the place to which it is limited, with those below it (R34b).
    public var location: String?
    /// Number of the package to which it is limited.
    public var package: String?

    public init(kind: Block.Kind = .hold, reason: String, location: String? = nil, package: String? = nil) {
        self.kind = kind
        self.reason = reason
        self.location = location
        self.package = package
    }
}

/// A number after it was held.
public struct HeldLot: Sendable, Equatable {
    public let view: LotView
    public let block: BlockID
    /// Whose reservations were freed.
    public let freed: [FreedDocument]
}

extension Operations {
    /// Holds a number, or a part of it: it reaches no customer and no production step until it is released (R34a), and
    /// what was set aside of it is freed at once (R37).
    ///
    /// - Throws: `not_allowed`, `not_for_delivery_only`, `not_found`.
    public func hold(
        _ lot: LotID, _ request: HoldRequest, _ command: Command, answer: @escaping @Sendable (HeldLot) -> Answer
    ) async throws -> Answer {
        let right: Right = request.kind == .rejected ? .judgeGoods : .moveGoods
        return try await write(command, needs: right, scope(ofLots: [lot]), answer: answer) { store, moment in
            try Holding(store, moment, command.actor).hold(store.existingLot(lot), request)
        }
    }
}

private struct Holding {
    let store: Store
    let moment: Moment
    let actor: Actor

    init(_ store: Store, _ moment: Moment, _ actor: Actor) {
        self.store = store
        self.moment = moment
        self.actor = actor
    }

    func hold(_ lot: Lot, _ request: HoldRequest) throws -> HeldLot {
        try check(lot, request)
        let block = Block(
            lotID: lot.id, kind: request.kind, cause: .person, part: try part(request), reason: request.reason,
            openedAt: moment.now, openedBy: actor.id)
        let before = try store.standing(of: lot.id)
        let opened = try store.open([block])
        try store.record(
            before, became: store.standing(of: lot.id), lot.id.rawValue, by: actor.id, at: moment.now,
            reason: request.reason)
        let why = "“\(lot.number)” is \(LotStatus(request.kind).inWords). \(request.reason)"
        let freed = try HeldReservations(store, moment, actor).free(ofLots: [lot.id], because: why)
        return try HeldLot(view: store.views(of: [lot])[0], block: opened[0].id, freed: freed)
    }

    private func check(_ lot: Lot, _ request: HoldRequest) throws {
        if request.kind == .recalled {
            throw Refusal.rule("invalid_value", "Only a recall makes goods recalled. Put them on hold.", at: "/kind")
        }
        guard let product = try store.product(lot.productID) else { return }
        if product.numberKindInside == nil, product.tracking != .none {
            throw Refusal.rule(
                "not_for_delivery_only",
                "\(product.sku) gets its numbers at delivery only: inside, nobody can tell which goods “\(lot.number)” "
                    + "are, so they cannot be held by number. Move them to a blocked place.")
        }
    }

    private func part(_ request: HoldRequest) throws -> Block.Part {
        if request.location != nil, request.package != nil {
            throw Refusal.rule(
                "invalid_value", "A hold covers a place or a package, not both: a package is in one place anyway.",
                at: "/package")
        }
        var part = Block.Part.whole
        if let code = request.location {
            guard let place = try store.location(code: code) else {
                throw Refusal.rule("not_found", "There is no place “\(code)”.", at: "/location")
            }
            guard place.usage.holdsStock || place.usage == .view else {
                throw Refusal.rule(
                    "not_a_stock_place", "\(code) holds no stock of ours: nothing can be held there.", at: "/location")
            }
            part.location = place.id
        }
        if let number = request.package {
            guard let package = try store.packageIDs(numbers: [number])[number] else {
                throw Refusal.rule("not_found", "There is no package “\(number)”.", at: "/package")
            }
            part.package = package
        }
        return part
    }
}

extension Operations {
    /// How many numbers are held, by how strictly.
    public func heldNumbers(as actor: Actor) async throws -> [HeldNumbers] {
        try await read(as: actor) { try $0.heldNumbers() }
    }
}
