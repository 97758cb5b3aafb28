import StockDomain
import StockOperations
import TestSupport

/// Packages that are made, filled, put into each other, moved and emptied.
extension Simulation {
    typealias Stand = NaiveWarehouse.Stand

    mutating func handlePackages(_ product: String) async throws {
        switch Int.random(in: 1...28, using: &random) {
        case 1...3: try await makePackage()
        case 4...10: try await pack()
        case 11...13: try await nest()
        case 14...16: try await movePackage()
        case 17...18: try await unpack()
        case 19...21: try await sendPackage()
        case 22: try await shipPackage()
        case 23...24: try await takeFromPackage()
        case 25...26: try await reserveFromPackage()
        default: try await receiveAnnounced(product)
        }
    }

    private mutating func makePackage() async throws {
        if model.stands.count >= 12 { return }
        let (box, place, operations) = (number("BOX-"), pick(Self.places) ?? "WH-Stock", company.operations)
        guard
            try await attempt(
                "makePackage \(box) in \(place)", .must,
                {
                    try await operations.makePackage(box, at: place, $0) { _ in Answer(status: 201, body: []) }
                })
        else { return }
        model.stands[box] = Stand(place: place)
    }

    // MARK: Into it

    private mutating func pack() async throws {
        guard let package = pick(model.packages()), let stand = model.stands[package] else { return }
        let piles = Self.products.flatMap { model.piles(of: $0) }.filter { $0.package == nil }
        let beside = piles.filter { $0.place == stand.place }
        guard let pile = chance(9, in: 10) ? pick(beside) : pick(piles.filter { $0.place != "WH-Transit" }) else {
            return
        }
        let spot = Pile(goods: pile.goods, place: stand.place)
        let there = model.now[spot] ?? 0
        let units =
            model.serials.contains(pile.goods)
            ? 1 : Int.random(in: 1...(max(1, there) + (chance(1, in: 8) ? 1 : 0)), using: &random)
        let at = chance(1, in: 6) ? seconds - Int64.random(in: 1...60_000, using: &random) : seconds
        let target = Pile(goods: pile.goods, place: stand.place, package: package)
        let move = Move(goods: pile.goods, units: units, from: stand.place, to: stand.place, toPackage: package)
        var expected = booked(at: at, [move])
        if there < units { expected = .never(["insufficient_stock", "not_there_then"], "only \(there) are beside it") }
        let document = chance(1, in: 3) ? pick(open.filter { $0.kind == .delivery })?.number : nil
        let request = PackRequest(
            lines: [packed(pile.goods, units)], document: document, happenedAt: instant(at))
        let operations = company.operations
        let what = "pack \(units) of \(there) \(text(pile.goods)) into \(package) at \(at)"
        guard
            try await attempt(
                what, expected,
                {
                    try await operations.pack(package, request, $0) { _ in Answer(status: 200, body: []) }
                })
        else { return }
        happened([move], at: at)
        if model.isHeld(target) { mayLoseReservations = true }
    }

    /// What is booked inside now, or somewhat late.
    private func booked(at: Int64, _ moves: [Move]) -> Expectation {
        if !model.wouldBePossible(with: [Step(at: at, moves: moves)]) {
            return .never(["not_there_then"], "it was not there then")
        }
        // Where a package stood in the past is not told here.
        return seconds - at > 10 ? .perhaps(["not_there_then"]) : .must
    }

    private func packed(_ goods: Goods, _ units: Int) -> PackRequest.Line {
        PackRequest.Line(
            product: goods.product, number: goods.number.map { LotNumber(stored: $0) },
            quantity: Quantity(units: Int64(units)), pointer: "/lines/0")
    }

    private mutating func nest() async throws {
        let all = model.packages()
        guard let outer = pick(all), let stand = model.stands[outer] else { return }
        guard let inner = chance(4, in: 5) ? pick(model.packages(in: stand.place)) : pick(all) else { return }
        var expected = Expectation.must
        if model.stands[inner]?.place != stand.place {
            expected = .never(["package_elsewhere"], "they stand in different places")
        } else if model.tree(inner).contains(outer) {
            expected = .never(["package_loop"], "\(outer) stands in \(inner)")
        }
        expected = expected.asking("reserved_for_other")
        let request = PackRequest(lines: [PackRequest.Line(package: inner, pointer: "/lines/0")])
        let operations = company.operations
        guard
            try await attempt(
                "nest \(inner) in \(outer)", expected,
                { try await operations.pack(outer, request, $0) { _ in Answer(status: 200, body: []) } })
        else { return }
        if answered["reserved_for_other"] != nil { mayLoseReservations = true }
        standNow(inner, Stand(place: stand.place, outer: outer))
    }

    /// A package comes to stand in another one, or beside it; what becomes held there is set aside for nobody.
    private mutating func standNow(_ package: String, _ stand: Stand) {
        let piles = model.contents(of: package).keys
        let free = piles.filter { !model.isHeld($0) }
        model.stand(package, stand)
        if free.contains(where: model.isHeld) { mayLoseReservations = true }
    }

    // MARK: With all in it

    private mutating func movePackage() async throws {
        let isThere = model.stands.filter { NaiveWarehouse.ours.contains($0.value.place) }
        guard let package = pick(isThere.keys.sorted()), let stand = model.stands[package],
            let to = pick(Self.places + ["WH-Quarantine"])
        else { return }
        let isOnItsWay = stand.place == "WH-Transit"
        let expected = isOnItsWay ? Expectation.never(["in_transit"], "it is on its way") : .must
        let (moves, operations) = (model.moves(of: package, to: to), company.operations)
        guard
            try await attempt(
                "movePackage \(package) from \(stand.place) to \(to)", expected.asking("reserved_for_other"),
                {
                    try await operations.movePackage(package, to: to, $0) { _ in Answer(status: 200, body: []) }
                })
        else { return }
        if answered["reserved_for_other"] != nil { mayLoseReservations = true }
        standNow(package, Stand(place: stand.place))
        if to == stand.place { return }
        model.moveStand(package, to: to)
        happened(moves, at: seconds)
        if moves.contains(where: { model.isHeld($0.target) }) { mayLoseReservations = true }
    }

    /// Everything that is directly in it, a package, or some goods.
    private mutating func unpack() async throws {
        guard let package = pick(model.packages()), let stand = model.stands[package] else { return }
        let children = model.stands.filter { $0.value.outer == package }.keys.sorted()
        let piles = model.contents(of: package).keys.filter { $0.package == package }.sorted { text($0) < text($1) }
        var (lines, out, moves): ([PackRequest.Line], [String], [Move]) = ([], children, [])
        for pile in piles { moves.append(pile.loose(model.now[pile] ?? 0)) }
        if chance(1, in: 3), let child = pick(children) {
            (lines, out, moves) = ([PackRequest.Line(package: child, pointer: "/lines/0")], [child], [])
        } else if chance(1, in: 2), let pile = pick(piles) {
            let units = Int.random(in: 1...(model.now[pile] ?? 1), using: &random)
            (lines, out, moves) = ([packed(pile.goods, units)], [], [pile.loose(units)])
        }
        let (request, operations) = (PackRequest(lines: lines), company.operations)
        guard
            try await attempt(
                "unpack \(package): \(out) \(describe(moves))", Expectation.must.asking("reserved_for_other"),
                { try await operations.unpack(package, request, $0) { _ in Answer(status: 200, body: []) } })
        else { return }
        if answered["reserved_for_other"] != nil { mayLoseReservations = true }
        for child in out { standNow(child, Stand(place: stand.place)) }
        if !moves.isEmpty { happened(moves, at: seconds) }
    }
}

extension NaiveWarehouse.Pile {
    /// Out of its package, where that stands.
    fileprivate func loose(_ units: Int) -> NaiveWarehouse.Move {
        NaiveWarehouse.Move(goods: goods, units: units, from: place, to: place, fromPackage: package)
    }
}
