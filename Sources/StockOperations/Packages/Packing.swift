import SQLCore
import StockDomain
import StockStore

extension Operations {
    /// Puts goods and packages that stand beside a package into it (R31a).
    public func pack(
        _ number: String, _ request: PackRequest, _ command: Command, answer: @escaping PackageAnswer
    ) async throws -> Answer {
        let scope = try await scope(
            ofPackages: [number] + request.lines.compactMap(\.package), and: request.lines.compactMap(\.product))
        return try await write(command, needs: .moveGoods, scope, answer: answer) { store, moment in
            if request.lines.isEmpty {
                throw Refusal.rule("no_lines", "Say what is to be packed.", at: "/lines")
            }
            var packing = try Packing(store, moment, command, number, request)
            try packing.pack(request.lines)
            return try packing.finish(.pack)
        }
    }

    /// Takes goods and packages out of a package, all of them when none is named; they stand beside it (R31a).
    public func unpack(
        _ number: String, _ request: PackRequest, _ command: Command, answer: @escaping PackageAnswer
    ) async throws -> Answer {
        let scope = try await scope(
            ofPackages: [number] + request.lines.compactMap(\.package), and: request.lines.compactMap(\.product))
        return try await write(command, needs: .moveGoods, scope, answer: answer) { store, moment in
            var packing = try Packing(store, moment, command, number, request)
            if request.lines.isEmpty { try packing.unpackAll() } else { try packing.unpack(request.lines) }
            return try packing.finish(.pack)
        }
    }
}

/// Packing and unpacking of one package, all of it at the place where it stands.
private struct Packing {
    private let store: Store
    private let moment: Moment
    private let command: Command
    private let package: Package
    private let place: Location
    private let happenedAt: Instant
    private let reason: String?
    private let document: Document?
    private let ownLines: [LineID]
    private let nesting: PackageNesting
    private var movements: [Movement] = []
    private var faults: [Fault] = []

    init(
        _ store: Store, _ moment: Moment, _ command: Command, _ number: String, _ request: PackRequest
    ) throws {
        self.store = store
        self.moment = moment
        self.command = command
        package = try store.existingPackage(number)
        place = try store.placeOfOurs(package)
        happenedAt = try moment.bookable(request.happenedAt)
        reason = request.reason
        document = try request.document.map(store.documentToPackFor)
        ownLines = try document.map { try store.lines(of: $0.id).map(\.id) } ?? []
        nesting = PackageNesting(store: store, moment: moment, actor: command.actor, happenedAt: happenedAt)
        try store.requireNothingSince(happenedAt, package)
    }

    private var inside: Spot { Spot(place.id, package: package.id) }
    private var beside: Spot { Spot(place.id) }

    // MARK: What goes in and out

    mutating func pack(_ lines: [PackRequest.Line]) throws {
        for line in lines {
            if let number = line.package {
                try put(store.named(number, at: line.pointer), line.pointer + "/package")
            } else {
                try add(line, from: beside, to: inside)
            }
        }
    }

    mutating func unpack(_ lines: [PackRequest.Line]) throws {
        for line in lines {
            if let number = line.package {
                let child = try store.named(number, at: line.pointer)
                guard child.parentID == package.id else {
                    faults.append(
                        Fault(
                            line.pointer + "/package", "not_in_package",
                            "Package \(child.number) does not stand in \(package.number)."))
                    continue
                }
                try takeOut(child)
            } else {
                try add(line, from: inside, to: beside)
            }
        }
    }

    mutating func unpackAll() throws {
        for child in try store.packages(in: package.id) { try takeOut(child) }
        for pile in try store.balances(inPackages: [package.id]) where pile.quantity > .zero {
            movements.append(
                Movement(
                    productID: pile.key.product, lotID: pile.key.lot, quantity: pile.quantity, from: inside, to: beside)
            )
        }
    }

    private mutating func put(_ child: Package, _ pointer: String) throws {
        let there = try store.placeOfOurs(child)
        if there.id != place.id {
            faults.append(
                Fault(
                    pointer, "package_elsewhere",
                    "Package \(child.number) stands in \(there.code), not in \(place.code). Move it there first."))
            return
        }
        try nesting.put(child, into: package, pointer: pointer)
        try keepReservations(in: child)
    }

    private func takeOut(_ child: Package) throws {
        try nesting.takeOut(child)
        try keepReservations(in: child)
    }

    /// A document that takes from the package around loses what is no longer in it, if somebody says so (R36).
    private func keepReservations(in child: Package) throws {
        var reservations = CarriedReservations(store, moment, command)
        try reservations.keep(inPackages: store.packageTree(child.id))
    }

    // MARK: Goods

    private mutating func add(_ line: PackRequest.Line, from: Spot, to: Spot) throws {
        guard let product = try store.product(sku: line.product ?? "") else {
            faults.append(
                Fault(line.pointer + "/product", "not_found", "There is no product “\(line.product ?? "")”."))
            return
        }
        guard let lots = try lots(line, product) else { return }
        var planning = DocumentPlanning(store, moment)
        let told = line.quantity ?? (!lots.isEmpty && product.tracking == .serial ? .one : nil)
        guard let told else {
            faults.append(
                Fault(line.pointer + "/quantity", "quantity_required", "\(product.sku) needs a quantity."))
            return
        }
        let checked = planning.checked(told, of: product, allowZero: false, at: line.pointer + "/quantity")
        faults += planning.faults
        guard let quantity = checked else { return }
        let piles = try left(of: product, lots, at: from)
        let picks = pickInOrder(quantity, from: piles.map(\.whole), preferring: try setAside(piles))
        let found = picks.map(\.quantity).sum()
        if found < quantity {
            if try isUnnumbered(product, line, from: from) {
                faults.append(
                    Fault(
                        line.pointer + "/quantity", "unnumbered_stock",
                        "\(product.sku) in \(place.code) has no number, and is packed only once it has one: change its "
                            + "tracking to number it, or count it out and in."))
                return
            }
            let number = line.number.map { " “\($0)”" } ?? ""
            let standing = (from.package == nil ? "beside" : "directly in") + " package \(package.number)"
            faults.append(
                Fault(
                    line.pointer + "/quantity", "insufficient_stock",
                    "Only \(found.grouped) of \(product.sku)\(number) stand \(standing) in \(place.code); "
                        + "\(quantity.grouped) are wanted."))
            return
        }
        for pick in picks {
            movements.append(
                Movement(
                    productID: product.id, lotID: pick.balance.key.lot, quantity: pick.quantity, from: from, to: to,
                    entered: line.entered(on: pick.balance))
            )
        }
    }

    /// Whether the line wants goods that should have a number and have none (R29).
    private func isUnnumbered(_ product: Product, _ line: PackRequest.Line, from: Spot) throws -> Bool {
        guard product.isTrackedInside, line.number == nil else { return false }
        return try store.unnumberedBalances(of: product.id, at: [from.location]).contains { $0.key.spot == from }
    }

    /// The lot that a line names, or none when it names none; nil when there is no such lot.
    private mutating func lots(_ line: PackRequest.Line, _ product: Product) throws -> [LotID]? {
        guard let number = line.number else { return [] }
        if !moment.settings.lotsAndSerials {
            faults.append(
                Fault(
                    line.pointer + "/number", "tracking_switched_off",
                    "Lots & serial numbers are switched off. Turn them on in the settings first."))
            return nil
        }
        guard let kind = product.numberKindInside else {
            faults.append(
                Fault(
                    line.pointer + "/number", "product_not_tracked",
                    "\(product.sku) is not tracked here, so “\(number)” has no place. Leave the number out."))
            return nil
        }
        guard let lot = try store.lot(number: number, kind: kind, of: product.id) else {
            faults.append(
                Fault(
                    line.pointer + "/number", "unknown_number",
                    "\(product.sku) has no number “\(number)”. Packing cannot create one."))
            return nil
        }
        return [lot.id]
    }

    /// What is at a spot of a product and number, without what earlier lines take of it; first in first out.
    private func left(of product: Product, _ lots: [LotID], at spot: Spot) throws -> [Balance] {
        try store.balances(of: product.id, at: [spot.location], lots: lots.isEmpty ? nil : lots).compactMap { pile in
            guard pile.key.spot == spot, (pile.key.lot != nil) == product.isTrackedInside else { return nil }
            var rest = pile
            for movement in movements
            where movement.productID == product.id && movement.lotID == pile.key.lot && movement.from == spot {
                rest.quantity -= movement.quantity
            }
            return rest.quantity > .zero ? rest : nil
        }
    }

    /// What is set aside of piles for the document that is packed for.
    private func setAside(_ piles: [Balance]) throws -> [Int64: Quantity] {
        let ids = Set(piles.map(\.id))
        var amounts: [Int64: Quantity] = [:]
        for reservation in try store.reservations(of: ownLines) where ids.contains(reservation.balance.id) {
            amounts[reservation.balance.id, default: .zero] += reservation.quantity
        }
        return amounts
    }

    // MARK: Writing

    mutating func finish(_ kind: PostingKind) throws -> PackageView {
        if !faults.isEmpty { throw Refusal.faults(faults) }
        if !movements.isEmpty {
            let posting = Posting(
                kind: kind, documentID: nil, actorID: command.actor.id, happenedAt: happenedAt,
                recordedAt: moment.now, reason: reason, movements: movements)
            try PackagePosting(store, moment, command).post(posting, preferring: ownLines)
        }
        return try store.packageView(store.existingPackage(package.number))
    }
}

extension PackRequest.Line {
    /// How the number of a pile came: read off the goods where the line names it, else by rule.
    fileprivate func entered(on pile: Balance) -> Entered? {
        if number != nil { return entered ?? .typed }
        return pile.key.lot == nil ? nil : .inferred
    }
}

extension Balance {
    /// As if nothing of it were set aside: packing leaves everybody his goods.
    fileprivate var whole: Balance {
        var pile = self
        pile.reserved = .zero
        return pile
    }
}

/// Posts what happens to packages; what is set aside follows.
struct PackagePosting {
    let store: Store
    let moment: Moment
    let command: Command

    init(_ store: Store, _ moment: Moment, _ command: Command) {
        self.store = store
        self.moment = moment
        self.command = command
    }

    func post(_ posting: Posting, preferring own: [LineID] = []) throws {
        let writing = PostingWriting(store, moment, command.actor)
        try writing.checkPast(posting)
        var reservations = CarriedReservations(store, moment, command)
        try reservations.lift(posting.movements, preferring: own)
        try writing.post(PostingDraft(posting))
        try reservations.setDown()
    }
}

extension Moment {
    /// The moment of doing, which is neither ahead nor locked (R30).
    func bookable(_ told: Instant?) throws(Refusal) -> Instant {
        let happenedAt = told ?? now
        try checkBookable(happenedAt)
        return happenedAt
    }
}

extension Store {
    func named(_ number: String, at pointer: String) throws -> Package {
        guard let package = try package(number: PackageNumbers.meant(by: number)) else {
            throw Refusal.rule("not_found", "There is no package “\(number)”.", at: pointer + "/package")
        }
        return package
    }

    /// - Throws: `package_elsewhere` when the package is only announced, or has left; `in_transit` while a transfer has
    ///   it, which could not be received without it.
    func placeOfOurs(_ package: Package) throws -> Location {
        guard let place = try package.locationID.flatMap({ try placesByID()[$0] }) else {
            throw Refusal.rule(
                "package_elsewhere", "Package \(package.number) is announced and has not come in yet.")
        }
        if place.usage == .transit {
            throw Refusal(
                .conflict, "in_transit", "Package \(package.number) is on its way: receive its transfer first.")
        }
        if place.usage.holdsStock { return place }
        let holder = try holder(of: packageTree(package.id)).flatMap(partner)
        throw Refusal.rule(
            "package_elsewhere",
            "Package \(package.number) is not here any more: it went to \(holder?.name ?? place.code).")
    }

    /// - Throws: `not_there_then` when the package was put somewhere after that moment.
    func requireNothingSince(_ happenedAt: Instant, _ package: Package) throws {
        guard let last = try lastStood(package.id), happenedAt < last else { return }
        throw Refusal.rule(
            "not_there_then",
            "Package \(package.number) has come to where it is only at \(last.rfc3339).", at: "/happened_at")
    }

    /// A document of any kind that takes goods, still open.
    fileprivate func documentToPackFor(_ number: String) throws -> Document {
        let found = try DocumentKind.allCases.compactMap { try document($0, number: number) }
        guard let document = found.first else {
            throw Refusal.rule("not_found", "There is no document “\(number)”.", at: "/document")
        }
        if !document.state.isOpen {
            throw Refusal(
                .conflict, "document_closed", "\(number) is \(document.state.rawValue): nothing is packed for it.")
        }
        return document
    }
}
