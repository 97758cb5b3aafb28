import StockDomain
import StockStore

extension Operations {
    /// Sets goods aside for an open document, beside what it has already: the numbers its lines name, else what the
    /// strategy chooses (R21, R32).
    ///
    /// What cannot be had stays missing; that is no refusal.
    public func reserve(
        _ kind: DocumentKind, _ number: String, _ command: Command, answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        try await change(kind, number, ifVersion: nil, command, answer: answer) { store, moment, document in
            try document.requireReservable()
            var reserving = try Reserving(store, moment, document, store.placesByID())
            return try store.saving(reserving.filled())
        }
    }

    /// Frees what is set aside for an open document.
    public func unreserve(
        _ kind: DocumentKind, _ number: String, _ command: Command, answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        try await change(kind, number, ifVersion: nil, command, answer: answer) { store, _, document in
            try document.requireReservable()
            try store.unreserve(store.lines(of: document.id).map(\.id))
            var next = document
            next.state = .draft
            return try store.saving(next)
        }
    }
}

extension Document {
    /// - Throws: when nothing can be set aside for it.
    func requireReservable() throws(Refusal) {
        if !kind.takesStock {
            throw .rule("nothing_to_reserve", "A \(kind.inWords) takes nothing out of stock.")
        }
        if state == .inTransit {
            throw Refusal(.conflict, "in_transit", "\(number) is on its way: its goods are no longer in stock.")
        }
    }
}

/// Sets goods aside for the lines of one document.
struct Reserving {
    private let store: Store
    private let document: Document
    private let places: [LocationID: Location]
    private var planning: RemovalPlanning
    private var reaches: [LocationID: [LocationID]] = [:]
    private var products: [ProductID: Product] = [:]
    /// Whether something was set aside.
    private(set) var hasAdded = false
    /// How many lines still miss something, once the document is settled.
    private(set) var missingLines = 0

    init(_ store: Store, _ moment: Moment, _ document: Document, _ places: [LocationID: Location]) throws {
        self.store = store
        self.document = document
        self.places = places
        planning = RemovalPlanning(
            store, document, try document.partnerID.flatMap(store.partner), places, moment)
    }

    /// Adds what is missing of every line; answers the document in its new state.
    mutating func filled() throws -> Document {
        let lines = try store.lines(of: document.id)
        for line in lines where line.takesStock { try fill(line) }
        return try settled(lines)
    }

    /// Lets what is set aside follow a line that was changed: other goods where it names others, and less where it
    /// needs less, what was picked last first. Answers the document in its new state.
    mutating func following(_ line: DocumentLine, insteadOf former: DocumentLine) throws -> Document {
        let there = try store.reservations(of: [line.id])
        if !there.isEmpty, line.numbers != former.numbers || line.locationID != former.locationID {
            try store.unreserve([line.id])
            try fill(line)
        } else {
            try lower(there, to: line.quantity)
        }
        return try settled(store.lines(of: document.id))
    }

    private func lower(_ reservations: [Reservation], to quantity: Quantity) throws {
        var excess = reservations.map(\.quantity).sum() - quantity
        for reservation in reservations.reversed() where excess > .zero {
            let freed = min(excess, reservation.quantity)
            try store.unreserve(freed, of: reservation.balance.id, for: reservation.lineID)
            excess -= freed
        }
    }

    /// The document, ready when everything is set aside.
    private mutating func settled(_ lines: [DocumentLine]) throws -> Document {
        let reserved = try store.reservedQuantities(of: lines.map(\.id))
        missingLines = lines.count { $0.takesStock && (reserved[$0.id] ?? .zero) < $0.quantity }
        var next = document
        next.state = missingLines == 0 && !lines.isEmpty && document.kind.takesStock ? .ready : .draft
        return next
    }

    private mutating func fill(_ line: DocumentLine) throws {
        guard let product = try product(line.productID) else { return }
        try add(to: line, product, beside: store.reservations(of: [line.id]))
    }

    private mutating func product(_ id: ProductID) throws -> Product? {
        if let known = products[id] { return known }
        products[id] = try store.product(id)
        return products[id]
    }

    /// Sets aside what a line is missing.
    private mutating func add(to line: DocumentLine, _ product: Product, beside there: [Reservation]) throws {
        guard let id = line.locationID ?? document.locationID, let place = places[id] else { return }
        let reach = try reaches[id] ?? store.locationAndBelow(id)
        reaches[id] = reach
        let removal = try planning.removal(of: product, at: place)
        let reading = StockReading(store, of: product, at: reach, by: removal)
        if let package = line.details.packageID {
            if try store.reserve(line, inPackage: package, reading, beside: there) { hasAdded = true }
            return
        }
        let named = try named(line, product, reading, beside: there)
        for pick in named {
            try store.reserve(pick.quantity, of: pick.balance, for: line.id, why: Why.named)
        }
        if !named.isEmpty { hasAdded = true }
        let missing = line.quantity - there.map(\.quantity).sum() - named.map(\.quantity).sum()
        if missing <= .zero || line.namesEverything(of: product) { return }
        if try propose(missing, line, reading, beside: there) { hasAdded = true }
    }

    /// What is free of the numbers that a line names.
    private func named(
        _ line: DocumentLine, _ product: Product, _ reading: StockReading, beside there: [Reservation]
    ) throws -> [Pick] {
        guard let kind = product.numberKindInside, !line.numbers.isEmpty,
            case .success(let shares) = LineNumbers.shares(
                of: line.numbers, tracking: product.tracking, done: line.quantity, mayBeFewer: true)
        else { return [] }
        let lots = try store.lots(numbers: shares.map(\.entry.number), kind: kind, of: product.id)
        var picks: [Pick] = []
        for share in shares {
            guard let lot = lots[share.entry.number] else { continue }
            let had = there.filter { $0.balance.key.lot == lot.id }.map(\.quantity).sum()
            let piles = try store.balances(of: product.id, at: reading.search.places, lots: [lot.id])
            let allowed = piles.filter { !reading.search.removal.limits.releasedOnly || !$0.isBlocked }
            picks += pickInOrder(share.quantity - had, from: allowed)
        }
        return picks
    }

    /// Sets aside what the strategy chooses, each pile with its reason; answers whether there was anything.
    private func propose(
        _ missing: Quantity, _ line: DocumentLine, _ reading: StockReading, beside there: [Reservation]
    ) throws -> Bool {
        var piles = try reading.candidates(for: missing)
        let removal = reading.search.removal
        if removal.isSingleLot, let lot = there.first?.balance.key.lot { piles = piles.filter { $0.key.lot == lot } }
        let picks = removal.picks(missing, from: piles)
        if picks.isEmpty { return false }
        let left = reading.search.isTracked ? try reading.passedOver(by: picks, of: missing) : []
        let passed = removal.passedOver(by: picks, among: piles + left)
        let numbers = try reading.numbers(of: passed.prefix(Why.mostNamed).map(\.pile))
        let telling = WhyTelling(removal, passing: passed) { numbers[$0] }
        for (index, pick) in picks.enumerated() {
            let why = telling.why(pick)
            try store.reserve(
                pick.quantity, of: pick.balance, for: line.id, why: index < Why.mostExplained ? why : why.inShort)
        }
        return true
    }
}

extension DocumentLine {
    /// Whether its goods leave our stock; of a production order only components do (R23).
    var takesStock: Bool { details.role == nil || details.role == .component }

    /// Whether its numbers leave nothing to the strategy.
    fileprivate func namesEverything(of product: Product) -> Bool {
        switch product.numberKindInside {
        case nil: false
        case .serial: Quantity(units: Int64(numbers.count)) >= quantity
        case .lot: numbers.contains { $0.quantity == nil } || numbers.compactMap(\.quantity).sum() >= quantity
        }
    }
}
