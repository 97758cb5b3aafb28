import StockDomain
import StockStore

/// What a mass balance is asked of, names not yet looked up; nil for any (R51).
public struct MassBalanceQuestion: Sendable, Equatable {
    /// SKU; nil for every product that moved in the period.
    public var product: String?
    public var lot: LotID?
    /// One row for each number of the product.
    public var perLot: Bool
    public var days: ComparedDays
    /// Another unit than the stock unit, for which every product needs a stored factor.
    public var unit: String?
    /// Percent.
    public var tolerance: Quantity

    public init(
        product: String? = nil, lot: LotID? = nil, perLot: Bool = false, days: ComparedDays = ComparedDays(),
        unit: String? = nil, tolerance: Quantity = MassBalanceReport.usualTolerance
    ) {
        self.product = product
        self.lot = lot
        self.perLot = perLot
        self.days = days
        self.unit = unit
        self.tolerance = tolerance
    }

    /// More rows than this are not worked out in one answer.
    public static let mostRows = 10_000
    /// The yields of so many orders are told with it.
    public static let mostOrders = 1_000
}

extension Operations {
    /// What came in and where it is, per product and period or per lot; both sides are equal (R51). Of one product or
    /// lot also the yields of the orders that made it.
    ///
    /// - Throws: `not_found`, `no_unit_factor`, `too_many_lots`, `invalid_value` for days.
    public func massBalance(_ question: MassBalanceQuestion, as actor: Actor) async throws -> MassBalanceReport {
        try await read(as: actor) { store in
            let balancing = try MassBalancing(store, question)
            var rows = try balancing.rows()
            if let unit = question.unit { rows = try balancing.convert(rows, to: unit) }
            return MassBalanceReport(
                rows: rows, time: balancing.time, tolerance: question.tolerance,
                factors: try store.unitFactors(of: Set(rows.map(\.product.id))),
                yields: try store.processYields(of: balancing.orders()))
        }
    }

    /// The movements behind one term of a balance, with the sign they count with.
    public func movements(
        behind term: MassBalance.Term, of question: MassBalanceQuestion, as actor: Actor
    ) async throws -> [TermMovement] {
        try await read(as: actor) { store in try MassBalancing(store, question).movements(behind: term) }
    }

    /// Keeps how much of another unit one stock unit of a product is.
    public func setUnitFactor(
        _ factor: Quantity, per unit: String, of sku: String, _ command: Command,
        answer: @escaping @Sendable (UnitFactor) -> Answer
    ) async throws -> Answer {
        try await write(command, needs: .keepMasterData, answer: answer) { store, moment in
            let product = try store.existingProduct(sku)
            if unit == product.unit {
                throw Refusal.rule("invalid_value", "\(sku) is counted in \(unit) already.", at: "/unit")
            }
            if factor > UnitFactor.most {
                throw Refusal.rule(
                    "invalid_value", "A factor is at most \(UnitFactor.most); take a larger unit.", at: "/factor")
            }
            return try store.insert(factor, per: unit, of: product.id, by: command.actor.id, at: moment.now)
        }
    }

    /// The factors of a product in force.
    public func unitFactors(of sku: String, as actor: Actor) async throws -> [UnitFactor] {
        try await read(as: actor) { store in
            let product = try store.existingProduct(sku)
            return try store.unitFactors(of: [product.id])[product.id] ?? []
        }
    }
}

/// A movement as it counts in a term: with minus when it takes a booking back.
public struct TermMovement: Sendable, Equatable {
    public var movement: LotMovement
    public var lot: LotName
    public var quantity: Quantity
}

/// Works the rows of a report out from sums of movements and from piles.
private struct MassBalancing {
    let store: Store
    let question: MassBalanceQuestion
    let time: Range<Instant>
    private let places: [LocationID: Location]

    init(_ store: Store, _ question: MassBalanceQuestion) throws {
        self.store = store
        self.question = question
        time = try question.days.time(in: store.settings().zone)
        places = Dictionary(uniqueKeysWithValues: try store.locations().map { ($0.id, $0) })
    }

    func rows() throws -> [MassBalanceRow] {
        if let lot = try lot() {
            return try rows(of: BalanceFilter(product: lot.productID, lot: lot.id), perLot: true)
        }
        if let sku = question.product {
            return try rows(of: BalanceFilter(product: store.existingProduct(sku).id), perLot: question.perLot)
        }
        let products = try store.productsMoved(in: time, most: MassBalanceQuestion.mostRows)
        return try products.flatMap { try rows(of: BalanceFilter(product: $0), perLot: false) }
    }

    /// Those that made some of the one product or lot asked about.
    func orders() throws -> [DocumentName] {
        let lot = try lot()
        guard let product = try lot?.productID ?? question.product.map({ try store.existingProduct($0).id }) else {
            return []
        }
        return try store.orders(
            making: BalanceFilter(product: product, lot: lot?.id), in: time, most: MassBalanceQuestion.mostOrders)
    }

    private func lot() throws -> Lot? { try question.lot.map(store.existingLot) }

    private func rows(of filter: BalanceFilter, perLot: Bool) throws -> [MassBalanceRow] {
        let sums = try store.movementSums(of: filter, in: time, perLot: perLot, places: places)
        let before = try store.stock(of: filter, before: time.lowerBound, perLot: perLot)
        let isOpen = time.upperBound.rawValue == Int64.max
        let after =
            try isOpen
            ? store.stockNow(of: filter, perLot: perLot)
            : store.stock(of: filter, before: time.upperBound, perLot: perLot)
        let perKey = Dictionary(grouping: sums, by: \.lotID)
        var keys = Set(perKey.keys)
        for (lot, stock) in before where stock.onHand != .zero || stock.inTransit != .zero { keys.insert(lot) }
        if keys.isEmpty, !perLot || filter.lot != nil { keys.insert(filter.lot) }
        if keys.count > MassBalanceQuestion.mostRows {
            throw Refusal.rule(
                "too_many_lots", "These are more than \(MassBalanceQuestion.mostRows) numbers. Name fewer days.")
        }
        guard let product = try store.productNames([filter.product])[filter.product] else { return [] }
        let names = try store.lotNames(keys.compactMap(\.self))
        return keys.map { key in
            let stock = after[key] ?? (.zero, .zero)
            var balance = MassBalance(of: perKey[key] ?? [], onHand: stock.onHand, inTransit: stock.inTransit)
            if let stock = before[key] { balance.opening += stock.onHand + stock.inTransit }
            let lot = key.flatMap { names[$0] }
            let plain = LotName(id: nil, number: nil, kind: nil, product: product)
            return MassBalanceRow(product: product, lot: perLot ? lot ?? plain : nil, balance: balance)
        }.sorted { ($0.product.sku, $0.lot?.number ?? "") < ($1.product.sku, $1.lot?.number ?? "") }
    }

    func convert(_ rows: [MassBalanceRow], to unit: String) throws -> [MassBalanceRow] {
        let factors = try store.unitFactors(of: Set(rows.map(\.product.id)))
        return try rows.map { row in
            if row.product.unit == unit { return row }
            guard let factor = factors[row.product.id]?.first(where: { $0.unit == unit }) else {
                throw Refusal.rule(
                    "no_unit_factor",
                    "How much \(unit) one \(row.product.unit) of \(row.product.sku) is has not been stored yet.")
            }
            return row.converted(by: factor)
        }
    }

    func movements(behind term: MassBalance.Term) throws -> [TermMovement] {
        let lot = try lot()
        guard let product = try lot?.productID ?? question.product.map({ try store.existingProduct($0).id }) else {
            throw Refusal.rule("invalid_value", "Name a product or a lot.", at: "?product")
        }
        let movements = try store.movements(of: BalanceFilter(product: product, lot: lot?.id), in: time, places: places)
            .filter { MassBalance.Term.of($0).contains(term) }
        guard let name = try store.productNames([product])[product] else { return [] }
        let names = try store.lotNames(movements.compactMap(\.lotID))
        return movements.map { movement in
            TermMovement(
                movement: movement,
                lot: movement.lotID.flatMap { names[$0] } ?? LotName(id: nil, number: nil, kind: nil, product: name),
                quantity: movement.booked.quantity)
        }
    }
}
