import StockDomain
import StockStore

extension Operations {
    /// A document as its page shows it.
    ///
    /// - Throws: `not_found`.
    public func document(_ kind: DocumentKind, _ number: String, as actor: Actor) async throws -> DocumentView {
        try await read(as: actor) { store in
            try store.view(of: store.existing(kind, number))
        }
    }

    /// Documents of one kind, newest first.
    ///
    /// - Parameter cursor: the id of the last document of the page before.
    public func documents(
        _ kind: DocumentKind, states: [DocumentState] = [], partner: String? = nil, before cursor: DocumentID? = nil,
        limit: Int = 50, as actor: Actor
    ) async throws -> [DocumentHead] {
        try await read(as: actor) { store in
            var partnerID: PartnerID?
            if let partner {
                guard let found = try store.partner(code: partner) else { throw Refusal.notFound("partner", partner) }
                partnerID = found.id
            }
            let documents = try store.documents(kind, states: states, partner: partnerID, before: cursor, limit: limit)
            let partners = try store.partners(documents.compactMap(\.partnerID))
            return documents.map { DocumentHead(document: $0, partner: $0.partnerID.flatMap { partners[$0] }) }
        }
    }

    /// Documents of any kind with exactly this number.
    public func documents(numbered number: String, as actor: Actor) async throws -> [DocumentName] {
        try await read(as: actor) { store in
            try DocumentKind.allCases.compactMap { try store.document($0, number: number) }
                .map { DocumentName($0) }
        }
    }
}

extension Store {
    func existing(_ kind: DocumentKind, _ number: String) throws -> Document {
        guard let document = try document(kind, number: number) else { throw Refusal.notFound(kind.inWords, number) }
        return document
    }

    /// A document with its lines, what was done, and what is set aside.
    func view(of document: Document) throws -> DocumentView {
        let lines = try lines(of: document.id)
        let moved = try movements(of: document.id)
        let reservations = try reservations(of: lines.map(\.id))
        let names = try ViewNames(
            self, products: lines.map(\.productID) + moved.map(\.movement.productID),
            lots: moved.compactMap(\.movement.lotID) + reservations.compactMap(\.balance.key.lot),
            packages: lines.compactMap(\.details.packageID)
                + moved.flatMap { [$0.movement.from.package, $0.movement.to.package].compactMap(\.self) }
                + reservations.compactMap(\.balance.key.spot.package))
        let assembly = DocumentAssembly(
            document: document, lines: lines, moved: moved, reservations: reservations, names: names)
        var view = try DocumentView(
            document: document, partner: document.partnerID.flatMap(partner),
            location: document.locationID.flatMap { names.places[$0] },
            toLocation: document.toLocationID.flatMap { names.places[$0] },
            lines: withProposals(assembly.lineViews(), of: document, lines),
            postings: postings(of: document.id).map { head in
                PostingView(
                    id: head.id, kind: head.kind, happenedAt: head.happenedAt, hash: head.hash, reverses: head.reverses)
            },
            events: events(of: document.id), backorder: backorder(of: document.id))
        view.packages = try packages(of: document, view.lines)
        if document.kind == .productionOrder {
            view.steps = try assembly.stepViews(of: lines, steps(of: document.id), self.postings(of: document.id))
        }
        return view
    }
}

/// The things that a document's lines name by key.
struct ViewNames {
    let products: [ProductID: Product]
    let lots: [LotID: Lot]
    let places: [LocationID: Location]
    let packages: [PackageID: String]

    init(_ store: Store, products: [ProductID], lots: [LotID], packages: [PackageID]) throws {
        self.products = Dictionary(
            uniqueKeysWithValues: try store.products(Array(Set(products))).map { ($0.id, $0) })
        // A number that turned out to be misspelt shows as the right one.
        let named = try store.lots(lots)
        let right = Dictionary(uniqueKeysWithValues: try store.lots(named.compactMap(\.joinedTo)).map { ($0.id, $0) })
        self.lots = Dictionary(
            uniqueKeysWithValues: named.map { lot in (lot.id, lot.joinedTo.flatMap { right[$0] } ?? lot) })
        places = try store.placesByID()
        self.packages = try store.packageNumbers(packages)
    }
}

/// Puts lines, movements and reservations together.
struct DocumentAssembly {
    let document: Document
    let lines: [DocumentLine]
    let moved: [DoneMovement]
    let names: ViewNames
    /// By line: a document may have 20,000 of them.
    private let movedOfLine: [LineID?: [DoneMovement]]
    private let reservationsOfLine: [LineID: [Reservation]]

    init(
        document: Document, lines: [DocumentLine], moved: [DoneMovement], reservations: [Reservation],
        names: ViewNames
    ) {
        self.document = document
        self.lines = lines
        self.moved = moved
        self.names = names
        movedOfLine = Dictionary(grouping: moved, by: \.movement.lineID)
        reservationsOfLine = Dictionary(grouping: reservations, by: \.lineID)
    }

    func lineViews() -> [LineView] {
        lines.isEmpty ? linesReadFromMovements() : lines.compactMap(lineView)
    }

    private func lineView(_ line: DocumentLine) -> LineView? {
        guard let product = names.products[line.productID] else { return nil }
        let own = arrived(movedOfLine[line.id] ?? [])
        let reserved = reservationsOfLine[line.id] ?? []
        let isCounted = document.kind == .count && document.state == .done
        let soFar = document.state.isOpen && own.isEmpty ? line.details.doneSoFar : nil
        var view = LineView(
            id: line.id, product: product, quantity: line.quantity,
            done: isCounted ? line.quantity : soFar ?? net(own),
            reserved: reserved.map(\.quantity).sum(), location: line.locationID.flatMap { names.places[$0] },
            reason: line.reason, overrideReason: line.details.overrideReason,
            package: line.details.packageID.flatMap { names.packages[$0] },
            isWholePackage: line.details.isWholePackage,
            bookQuantity: hidesBook ? nil : line.details.bookQuantity,
            numbers: own.isEmpty
                ? open(line, product, reserved)
                : document.kind == .productionOrder
                    ? standing(own).compactMap(done).addedUp : standing(own).compactMap(done))
        view.role = line.details.role
        view.forOutput = line.details.forOutput
        view.inputShare = line.details.inputShare
        view.recipe = line.details.recipe
        view.yieldTolerance = line.details.yieldTolerance
        return view
    }

    /// A blind count shows the book only when it is done (R25).
    private var hidesBook: Bool { document.isBlind && document.state.isOpen }

    /// An imported document has a head only: one line per product, in the order of its movements.
    private func linesReadFromMovements() -> [LineView] {
        var order: [ReadLine] = []
        var perLine: [ReadLine: [DoneMovement]] = [:]
        for movement in arrived(moved) {
            let line = ReadLine(product: movement.movement.productID, role: role(of: movement.movement))
            if perLine[line] == nil { order.append(line) }
            perLine[line, default: []].append(movement)
        }
        // What was made is told before what it was made of.
        let sorted = order.filter { $0.role != .component } + order.filter { $0.role == .component }
        return sorted.compactMap { line in
            guard let product = names.products[line.product], let own = perLine[line] else { return nil }
            var view = LineView(
                id: LineID(0), product: product, quantity: net(own), done: net(own), reserved: .zero, location: nil,
                reason: nil, numbers: standing(own).compactMap(done))
            view.role = line.role
            return view
        }
    }

    private struct ReadLine: Hashable {
        let product: ProductID
        let role: ProductionRole?
    }

    /// Of a production step: what came out of it is output, what went in a component.
    private func role(of movement: Movement) -> ProductionRole? {
        guard document.kind == .productionOrder else { return nil }
        return names.places[movement.from.location]?.usage == .production ? .output : .component
    }

    /// Of a transfer only what came to its destination: neither the first leg through transit nor what got lost. Goods
    /// that got or lost their numbers on the way count once, by their numbers (R5).
    private func arrived(_ movements: [DoneMovement]) -> [DoneMovement] {
        switch document.kind {
        case .transfer where document.state == .done:
            movements.filter { done in
                let to = done.movement.to.location
                return names.places[to]?.usage == .internal || to == document.toLocationID
            }
        case .transfer where document.state == .inTransit:
            movements.filter { names.places[$0.movement.from.location]?.usage != .transit }
        case .delivery: movements.filter { !isPlainHalfOfNumbering($0.movement) }
        case .customerReturn: underPresentNumbers(movements.filter { !isPlainHalfOfNumbering($0.movement) })
        case .productionOrder: movements.filter { $0.kind == .production }
        default: movements
        }
    }

    private func isPlainHalfOfNumbering(_ movement: Movement) -> Bool {
        movement.lotID == nil
            && [movement.from, movement.to].contains { names.places[$0.location]?.usage == .production }
    }

    /// Goods that came back under an old number and got a new one count under the new one (R7a).
    private func underPresentNumbers(_ movements: [DoneMovement]) -> [DoneMovement] {
        func touches(_ usage: LocationUsage, _ done: DoneMovement) -> Bool {
            [done.movement.from, done.movement.to].contains { names.places[$0.location]?.usage == usage }
        }
        let renumbered = Set(movements.filter { touches(.production, $0) && !touches(.customer, $0) }.map(\.postingID))
        return movements.filter { !renumbered.contains($0.postingID) || !touches(.customer, $0) }
    }

    /// What still counts; of a document that was wholly taken back, what it was.
    private func standing(_ moved: [DoneMovement]) -> [DoneMovement] {
        document.state == .cancelled ? moved : moved.withoutTakenBack()
    }

    private func net(_ movements: [DoneMovement]) -> Quantity {
        movements.map { $0.reverses == nil ? $0.movement.quantity : -$0.movement.quantity }.sum()
    }

    private func done(_ moved: DoneMovement) -> NumberView? {
        guard moved.reverses == nil, let lotID = moved.movement.lotID, let lot = names.lots[lotID] else { return nil }
        let ours =
            names.places[moved.movement.to.location]?.usage.holdsStock == true
            ? moved.movement.to.location : moved.movement.from.location
        return NumberView(
            number: lot.number, lotID: lot.id,
            quantity: isMissing(moved) ? -moved.movement.quantity : moved.movement.quantity,
            locationCode: names.places[ours]?.code, packageNumber: package(of: moved.movement),
            entered: moved.movement.entered,
            supplierNumber: moved.supplierNumber, expiresOn: lot.dates.expiresOn,
            isUnknown: lot.marks.contains(.numberUnknown), why: moved.why, override: moved.override)
    }

    /// The package that goods came into, else the one that they were taken out of.
    private func package(of movement: Movement) -> String? {
        (movement.to.package ?? movement.from.package).flatMap { names.packages[$0] }
    }

    /// What a count did not find; the numbers of a count are differences, and these are negative.
    private func isMissing(_ moved: DoneMovement) -> Bool {
        document.kind == .count && names.places[moved.movement.to.location]?.usage == .loss
    }

    /// Numbers named ahead that are not set aside, then what is.
    private func open(_ line: DocumentLine, _ product: Product, _ reserved: [Reservation]) -> [NumberView] {
        let found = Set(reserved.compactMap { $0.balance.key.lot.flatMap { names.lots[$0]?.number } })
        let entries = line.numbers.filter { !found.contains($0.number) }
        let entered = Dictionary(line.numbers.map { ($0.number, $0.entered) }) { first, _ in first }
        return ahead(entries, product) + reserved.map { setAside($0, entered) }
    }

    private func ahead(_ entries: [NumberEntry], _ product: Product) -> [NumberView] {
        entries.map { entry in
            NumberView(
                number: entry.isUnknown || entry.number.text.isEmpty ? nil : entry.number,
                quantity: entry.quantity ?? (product.tracking == .serial && !entry.isUnknown ? .one : nil),
                entered: entry.entered, supplierNumber: entry.supplierNumber, expiresOn: entry.expiresOn,
                isUnknown: entry.isUnknown)
        }
    }

    private func setAside(_ reservation: Reservation, _ entered: [LotNumber: Entered]) -> NumberView {
        let lot = reservation.balance.key.lot.flatMap { names.lots[$0] }
        return NumberView(
            number: lot?.number, lotID: lot?.id, quantity: reservation.quantity, isReserved: true,
            locationCode: names.places[reservation.balance.key.spot.location]?.code,
            packageNumber: reservation.balance.key.spot.package.flatMap { names.packages[$0] },
            entered: lot.flatMap { entered[$0.number] }, expiresOn: lot?.dates.expiresOn, why: reservation.why)
    }
}
