import StockDomain
import StockOperations
import StockStore
import TestSupport

/// Goods that leave a place.
extension Simulation {
    // MARK: Named

    /// Some goods that stand somewhere, or seldom any number of the product.
    mutating func someGoods(_ product: String) -> (goods: Goods, place: String, units: Int)? {
        let piles = model.piles(of: product).filter { $0.place != "WH-Transit" }
        guard let pile = pick(piles) else { return nil }
        let there = model.now[pile] ?? 0
        let units =
            model.serials.contains(pile.goods)
            ? 1 : Int.random(in: 1...(there + (chance(1, in: 6) ? 2 : 0)), using: &random)
        var place = pile.place
        if chance(1, in: 4) { place = pick(Self.places) ?? place }
        return (pile.goods, place, units)
    }

    func reserved(_ pile: Pile) -> Int {
        Int(rows.first { eyes.pile($0) == pile }?.reserved.wholeUnits ?? 0)
    }

    func reserved(_ goods: Goods, in place: String) -> Int {
        model.piles(of: goods.product).filter { $0.goods == goods && $0.place == place }.map(reserved).reduce(0, +)
    }

    /// What a document that takes named goods may do.
    func taking(
        _ goods: Goods, _ units: Int, below place: String, in package: String? = nil, to: String, at: Int64,
        mayBeHeld: Bool
    ) -> Expectation {
        // What stands at the destination need not go there.
        let tree = package.map(model.tree)
        let piles = model.piles(of: goods.product, below: place).filter { pile in
            pile.goods == goods && !(pile.place == to && pile.package == nil)
                && (tree.map { pile.package.map($0.contains) ?? false } ?? true)
        }
        let allowed = piles.filter { mayBeHeld || !model.isHeld($0) }
        let there = allowed.map { model.now[$0] ?? 0 }.reduce(0, +)
        let free = allowed.map { (model.now[$0] ?? 0) - reserved($0) }.reduce(0, +)
        if there < units {
            return .never(["insufficient_stock", "lot_blocked", "serial_elsewhere"], "only \(there) may leave")
        }
        let isSure = allowed.allSatisfy { pile in
            model.wouldBePossible(with: [
                Step(
                    at: at,
                    moves: [
                        Move(
                            goods: goods, units: min(units, model.now[pile] ?? 0), from: pile.place, to: to,
                            fromPackage: pile.package)
                    ])
            ])
        }
        var expected = isSure ? Expectation.must : .perhaps(["not_there_then"])
        if !isSure, allowed.count == 1 { expected = .never(["not_there_then"], "it was not there then") }
        if free < units { expected = expected.asking("reserved_for_other") }
        return expected
    }

    mutating func deliverNamed(_ product: String) async throws {
        if model.levels[product] == .deliveryOnly { return try await deliverWithNumbers(product) }
        guard let (goods, place, units) = someGoods(product) else { return }
        let at = someMoment() ?? seconds
        let numbers = goods.number.map { [($0, model.serials.contains(goods) ? nil : units)] } ?? []
        let partner = pick(Self.customers)
        let request = DocumentRequest(
            kind: .delivery, partner: partner, location: place, happenedAt: instant(at),
            lines: [line(product, units, numbers)])
        var expected = taking(goods, units, below: place, to: "Customers", at: at, mayBeHeld: false)
        if goods.number == nil { expected.mayRefuse.insert("not_there_then") }
        if seconds - at > 10 { expected = loosened(expected) }
        let what = "deliver \(units) \(text(goods)) from \(place) to \(partner ?? "-") at \(at)"
        guard let view = try await post(what, expected, request) else { return }
        try await taken(view, place, [goods: units], to: "Customers", mayBeHeld: false)
    }

    /// What is booked late may also be refused because the goods came in only afterwards.
    func loosened(_ expected: Expectation) -> Expectation {
        var expected = expected
        expected.mayRefuse.formUnion(["not_there_then", "insufficient_stock", "lot_blocked"])
        return expected
    }

    /// Reads what was picked, and judges it: the right goods from places below, never held, as much as was wanted.
    mutating func taken(
        _ view: DocumentView, _ place: String, _ wanted: [Goods: Int], from package: String? = nil, to: String,
        mayBeHeld: Bool
    ) async throws {
        let steps = try await eyes.steps(of: view.document.kind, view.document.number)
        var left = wanted
        for move in steps.flatMap(\.moves) {
            let pile = move.source
            if let package, !(pile.package.map(model.tree(package).contains) ?? false) {
                throw fail("\(describe([move])) was not in \(package)")
            }
            if move.toPackage != nil { throw fail("\(describe([move])) was not taken out") }
            if pile == move.target { throw fail("\(describe([move])) stood there already") }
            if move.to != to { throw fail("\(describe([move])) goes elsewhere than to \(to)") }
            if !model.isBelow(move.from, place), answered["serial_other_place"] == nil {
                throw fail("\(describe([move])) does not stand below \(place)")
            }
            if !mayBeHeld, model.isHeld(pile) { throw fail("\(text(pile)) is held and left") }
            left[move.goods, default: 0] -= move.units
        }
        if left.values.contains(where: { $0 != 0 }) { throw fail("picked \(describe(steps.flatMap(\.moves)))") }
        try await follow(steps, view)
        remember(view, place)
    }

    /// Books what the program has written, after looking whether it could have happened.
    mutating func follow(_ steps: [Step], _ view: DocumentView) async throws {
        let partner = view.partner?.code
        if let other = steps.first(where: { $0.partner != partner }) {
            throw fail("booked for \(other.partner ?? "-") instead of \(partner ?? "-")")
        }
        if !model.wouldBePossible(with: steps) { throw fail("done, though the goods were not there then") }
        try await lookAtPackages(touchedBy: steps.flatMap(\.moves))
        for step in steps {
            model.add(step)
            model.carryHolds(step.moves)
        }
        if answered["reserved_for_other"] == "take" { mayLoseReservations = true }
    }

    // MARK: Numbers at delivery

    private mutating func deliverWithNumbers(_ product: String) async throws {
        let place = pick(Self.places) ?? "WH-Stock"
        let plain = Goods(product: product)
        let units = Int.random(in: 1...4, using: &random)
        var serials = (0..<units).map { _ in Goods(product: product, number: number("S")) }
        if chance(1, in: 3), let old = pick(known(product, serial: true)) { serials[0] = old }
        let partner = pick(Self.customers)
        let request = DocumentRequest(
            kind: .delivery, partner: partner, location: place, happenedAt: instant(seconds),
            lines: [line(product, units, serials.map { ($0.number ?? "", nil) })])
        var expected = taking(plain, units, below: place, to: "Numbering", at: seconds, mayBeHeld: false)
        if let out = serials.first(where: { (model.place(of: $0) ?? "Numbering") != "Numbering" }) {
            expected = .never(["serial_elsewhere", "insufficient_stock", "lot_blocked"], "\(text(out)) is out")
                .asking("reserved_for_other")
        }
        let what =
            "deliverNumbering \(units) \(product) from \(place) as \(serials.map { $0.number ?? "" }) to \(partner ?? "-")"
        guard let view = try await post(what, expected, request) else { return }
        model.serials.formUnion(serials)
        let steps = try await eyes.steps(of: .delivery, view.document.number)
        let moves = steps.flatMap(\.moves)
        let out = Set(moves.filter { $0.to == "Customers" && $0.from == "Numbering" }.map(\.goods))
        if out != Set(serials) { throw fail("gave the numbers \(out.map(text))") }
        let taken = moves.filter { $0.goods == plain }
        if taken.map(\.units).reduce(0, +) != units || taken.contains(where: { $0.to != "Numbering" }) {
            throw fail("took \(describe(taken))")
        }
        for move in taken where model.isHeld(move.source) || !model.isBelow(move.from, place) {
            throw fail("took \(describe([move]))")
        }
        try await follow(steps, view)
        remember(view, place)
    }

    // MARK: Out of the world

    mutating func returnToSupplier(_ product: String) async throws {
        guard let (goods, place, units) = someGoods(product) else { return }
        if goods.number == nil, model.levels[product] == .lot || model.levels[product] == .serial { return }
        let numbers = goods.number.map { [($0, model.serials.contains(goods) ? nil : units)] } ?? []
        let request = DocumentRequest(
            kind: .supplierReturn, partner: pick(Self.suppliers), location: place, happenedAt: instant(seconds),
            lines: [line(product, units, numbers)])
        let expected = elsewhere(
            taking(goods, units, below: place, to: "Suppliers", at: seconds, mayBeHeld: true), goods, place)
        guard let view = try await post("sendBack \(units) \(text(goods)) from \(place)", expected, request) else {
            return
        }
        try await taken(view, place, [goods: units], to: "Suppliers", mayBeHeld: true)
    }

    mutating func scrap(_ product: String) async throws {
        guard let (goods, place, units) = someGoods(product) else { return }
        let numbers = goods.number.map { [($0, model.serials.contains(goods) ? nil : units)] } ?? []
        let request = DocumentRequest(
            kind: .scrap, location: place, happenedAt: instant(seconds), reason: "broken",
            lines: [line(product, units, numbers)])
        let expected = elsewhere(
            taking(goods, units, below: place, to: "Scrap", at: seconds, mayBeHeld: true), goods, place)
        guard let view = try await post("scrap \(units) \(text(goods)) from \(place)", expected, request) else {
            return
        }
        try await taken(view, place, [goods: units], to: "Scrap", mayBeHeld: true)
    }

    /// A serial that stands in another place of ours asks.
    func elsewhere(
        _ expected: Expectation, _ goods: Goods, _ place: String, _ to: String = ""
    ) -> Expectation {
        let whereItIs = model.place(of: goods) ?? ""
        guard model.serials.contains(goods), !model.isBelow(whereItIs, place) else { return expected }
        if model.spot(of: goods) == Pile(goods: goods, place: to) || whereItIs == "WH-Transit"
            || !NaiveWarehouse.ours.contains(whereItIs)
        {
            return .never(["serial_elsewhere", "insufficient_stock"], "it is in \(whereItIs)")
        }
        var asking = Expectation.must.asking("serial_other_place", "reserved_for_other")
        asking.mayRefuse = ["not_there_then"]
        return asking
    }
}
