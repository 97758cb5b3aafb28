import StockDomain
import StockOperations
import TestSupport

/// What may happen in a warehouse, each action with what the model expects of it.
extension Simulation {
    /// Draws one action.
    mutating func act() async throws {
        let product = pick(Self.products) ?? "NUT"
        switch Int.random(in: 1...136, using: &random) {
        case 1...15: try await receive(product)
        case 16...18: try await receiveExpected(product)
        case 19...30: try await deliverNamed(product)
        case 31...38: try await deliverByStrategy(product)
        case 39...43: try await draftAndReserve(product)
        case 44...48: try await finishOpen()
        case 49...55: try await transfer(product)
        case 56...58: try await sendThroughTransit(product)
        case 59...65: try await returnFromCustomer(product)
        case 66...68: try await returnToSupplier(product)
        case 69...71: try await scrap(product)
        case 72...77: try await count(product)
        case 78...80: try await hold(product)
        case 81...83: try await release()
        case 84: try await blockPlace()
        case 85...87: try await split(product)
        case 88...89: try await merge(product)
        case 90...91: try await renumber(product)
        case 92...94: try await correctNumber()
        case 95: try await correctPartner()
        case 96...98: try await reverse()
        case 101...103: try await make()
        case 104...105: try await takeApart()
        case 106: try await startRecall(product)
        case 107...108: try await endRecall()
        case 109...136: try await handlePackages(product)
        default: try await changeLevel(product)
        }
    }

    // MARK: Requests

    func line(
        _ product: String, _ units: Int, _ numbers: [(String, Int?)] = [], expiry: String? = nil,
        in package: String? = nil
    )
        -> LineRequest
    {
        var line = LineRequest(
            product: product, quantity: Quantity(units: Int64(units)),
            numbers: numbers.enumerated().map { index, named in
                .one(
                    NumberEntry(
                        number: LotNumber(stored: named.0), quantity: named.1.map { Quantity(units: Int64($0)) },
                        expiresOn: expiry.flatMap { CalendarDate($0) }, pointer: "/lines/0/numbers/\(index)"))
            })
        line.package = package
        line.pointer = "/lines/0"
        line.overrideReason = "the customer wants it"
        return line
    }

    /// Does a document at once; answers it when it was done, as expected.
    mutating func post(
        _ what: String, _ expected: Expectation, _ request: DocumentRequest
    ) async throws -> DocumentView? {
        var request = request
        request.doNow = true
        let (told, asked, operations) = (Told(), request, company.operations)
        actedOn = nil
        guard try await attempt(what, expected, { try await operations.create(asked, $0, answer: told.keep) }) else {
            return nil
        }
        return told.view
    }

    mutating func remember(_ view: DocumentView, _ place: String) {
        guard let line = view.lines.first else { return }
        done.append(
            DoneDocument(
                kind: view.document.kind, number: view.document.number, line: line.id, product: line.product.sku,
                place: place, partner: view.partner?.code))
    }

    /// Adds steps that the model has worked out itself.
    mutating func happened(_ moves: [Move], at: Int64, document: String? = nil, partner: String? = nil) {
        model.add(Step(at: at, document: document, partner: partner, moves: moves))
        model.carryHolds(moves)
    }

    // MARK: Coming in

    mutating func receive(_ product: String) async throws {
        let place = pick(Self.places) ?? "WH-Stock"
        let at = someMoment() ?? seconds
        let partner = pick(Self.suppliers)
        let package = arrivingPackage(in: place)
        var request = DocumentRequest(kind: .receipt, partner: partner, location: place, happenedAt: instant(at))
        var moves: [Move] = []
        var expected = Expectation.must
        let units = Int.random(in: 1...12, using: &random)
        switch model.levels[product] ?? .none {
        case .none, .deliveryOnly:
            request.lines = [line(product, units)]
            moves = [Move(goods: Goods(product: product), units: units, from: "Suppliers", to: place)]
        case .lot:
            let known = known(product, serial: false).filter { model.total($0) > 0 }
            let old = chance(1, in: 3) ? pick(known) : nil
            let goods = old ?? Goods(product: product, number: number("L"))
            var expiry: String?
            if old == nil, product == "OIL", chance(3, in: 4) {
                expiry = "2027-0\(Int.random(in: 1...9, using: &random))-1\(Int.random(in: 0...9, using: &random))"
                model.expiry[goods] = expiry
            }
            request.lines = [line(product, units, [(goods.number ?? "", units)], expiry: expiry)]
            moves = [Move(goods: goods, units: units, from: "Suppliers", to: place)]
            if old != nil {
                expected = expected.asking("lot_exists_other_supplier", "lot_exists_other_supplier_number")
            }
        case .serial:
            if chance(1, in: 4), let serial = pick(known(product, serial: true)) {
                return try await receiveAgain(serial, at: at, in: place, from: partner)
            }
            let serials = (0..<min(units, 6)).map { _ in Goods(product: product, number: number("S")) }
            request.lines = [line(product, serials.count, serials.map { ($0.number ?? "", nil) })]
            moves = serials.map { Move(goods: $0, units: 1, from: "Suppliers", to: place) }
            model.serials.formUnion(serials)
        }
        for index in moves.indices { moves[index].toPackage = package }
        request.lines[0].package = package
        if isElsewhere(package, than: place) {
            expected = .never(expected.mayRefuse.union(["package_elsewhere"]), "the package is elsewhere")
            expected = expected.asking("lot_exists_other_supplier", "lot_exists_other_supplier_number")
        }
        let what = "receive \(describe(moves))"
        guard let view = try await post(what, expected, request) else { return }
        if answered["lot_exists_other_supplier"] == "new", let old = moves.first?.goods {
            // The program made a number of its own; it is taken as it is.
            let made = view.lines.first?.numbers.first?.number?.text
            for index in moves.indices { moves[index].goods.number = made }
            if let made, made == old.number { throw fail("a new lot has the old number") }
        }
        try await lookAtPackages(touchedBy: moves)
        happened(moves, at: at, document: view.document.number, partner: partner)
        remember(view, place)
    }

    /// Seldom a package in which goods come: a new one, or one that has been here or with somebody.
    mutating func arrivingPackage(in place: String) -> String? {
        guard chance(1, in: 4) else { return nil }
        if model.stands.count < 12, chance(1, in: 3) { return number("BOX-") }
        let here = model.packages(in: place)
        return chance(2, in: 3) ? pick(here) : pick(model.stands.keys.sorted())
    }

    /// Whether a package with goods in it stands in another place of ours.
    func isElsewhere(_ package: String?, than place: String) -> Bool {
        guard let package, let stand = model.stands[package] else { return false }
        return stand.place != place && !model.contents(of: package).isEmpty
    }

    /// A serial that the program knows: where it is decides.
    private mutating func receiveAgain(_ serial: Goods, at: Int64, in place: String, from partner: String?) async throws
    {
        let request = DocumentRequest(
            kind: .receipt, partner: partner, location: place, happenedAt: instant(at),
            lines: [line(serial.product, 1, [(serial.number ?? "", nil)])])
        let whereItIs = model.place(of: serial) ?? "Suppliers"
        let holder = model.holder(of: serial)
        let move = Move(
            goods: serial, units: 1, from: whereItIs, to: place, fromPackage: model.spot(of: serial)?.package)
        var expected = Expectation.must.asking("serial_elsewhere")
        if NaiveWarehouse.ours.contains(whereItIs) || whereItIs == "Numbering" || whereItIs == "Production" {
            expected = .never(["serial_elsewhere"], "it is in \(whereItIs)").asking("serial_elsewhere")
        } else if !model.wouldBePossible(with: [Step(at: at, moves: [move])]) {
            expected = .never(["not_there_then"], "it was not in \(whereItIs) then").asking("serial_elsewhere")
        }
        let what = "receiveAgain \(text(serial)) from \(whereItIs) at \(at)"
        guard let view = try await post(what, expected, request) else { return }
        let isReturn = answered["serial_elsewhere"] == "returned"
        let from = whereItIs == "Customers" ? holder : partner
        var landed = move
        if isReturn { landed.to = "WH-Returns" }
        happened([landed], at: at, document: view.document.number, partner: from)
        if !isReturn { remember(view, place) }
    }

    /// Numbers that have moved since the product has the level that it has.
    func known(_ product: String, serial: Bool) -> [Goods] {
        let since = changedAt[product] ?? Int64.min
        var found: Set<Goods> = []
        for step in model.steps where step.at >= since {
            for move in step.moves where move.goods.product == product && move.goods.number != nil {
                if model.serials.contains(move.goods) == serial { found.insert(move.goods) }
            }
        }
        return found.sorted { ($0.number ?? "") < ($1.number ?? "") }
    }

    func describe(_ moves: [Move]) -> String {
        moves.map { move in
            let (from, to) = (move.fromPackage.map { "/\($0)" } ?? "", move.toPackage.map { "/\($0)" } ?? "")
            return "\(move.units) \(text(move.goods)) \(move.from)\(from)>\(move.to)\(to)"
        }.joined(separator: ", ")
    }
}
