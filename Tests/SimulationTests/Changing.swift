import StockDomain
import StockOperations
import StockStore
import TestSupport

/// Goods that come back, are counted, held, parted, and called otherwise.
extension Simulation {
    // MARK: Returns

    mutating func returnFromCustomer(_ product: String) async throws {
        let level = model.levels[product] ?? .none
        guard let customer = pick(Self.customers) else { return }
        let at = someMoment() ?? seconds
        if level == .none { return try await returnPlain(product, by: customer) }
        let all = known(product, serial: level != .lot)
        let holding = all.filter { model.held(by: customer, of: $0) > 0 }
        guard let goods = chance(5, in: 6) ? pick(holding) : pick(all) else { return }
        let has = model.held(by: customer, of: goods)
        let isSerial = model.serials.contains(goods)
        let units = isSerial ? 1 : max(1, chance(5, in: 6) ? Int.random(in: 1...max(1, has), using: &random) : has + 1)
        let whereItIs = isSerial ? model.place(of: goods) ?? "Customers" : "Customers"
        let holder = model.holder(of: goods)
        let package = arrivingPackage(in: "WH-Returns")
        let request = DocumentRequest(
            kind: .customerReturn, partner: customer, happenedAt: instant(at),
            lines: [line(product, units, [(goods.number ?? "", isSerial ? nil : units)], in: package)])
        let to = level == .deliveryOnly ? "Numbering" : "WH-Returns"
        var moves = [
            Move(
                goods: goods, units: units, from: whereItIs, to: to,
                fromPackage: isSerial ? model.spot(of: goods)?.package : nil,
                toPackage: to == "WH-Returns" ? package : nil)
        ]
        if level == .deliveryOnly {
            moves.append(
                Move(
                    goods: Goods(product: product), units: 1, from: "Numbering", to: "WH-Returns", toPackage: package))
        }
        var expected = Expectation.must
        if NaiveWarehouse.ours.contains(whereItIs) || whereItIs == "Numbering" {
            expected = .never(["serial_elsewhere"], "it is in \(whereItIs)")
        } else if !model.wouldBePossible(with: [Step(at: at, moves: moves)]) {
            expected = .never(["not_there_then"], "it was not there then")
        }
        if isElsewhere(package, than: "WH-Returns") {
            expected = .never(expected.mayRefuse.union(["package_elsewhere"]), "the package is elsewhere")
        }
        if has < units { expected = expected.asking("not_held_by_partner") }
        let what =
            "return \(units) \(text(goods)) by \(customer), who has \(has), at \(at)\(package.map { " in \($0)" } ?? "")"
        guard let view = try await post(what, expected, request) else { return }
        if has < units, answered["not_held_by_partner"] == nil { throw fail("took back what \(customer) never had") }
        let by = answered["not_held_by_partner"] == "returned" ? holder : customer
        try await lookAtPackages(touchedBy: moves)
        happened(moves, at: at, document: view.document.number, partner: by)
        remember(view, "WH-Returns")
    }

    private mutating func returnPlain(_ product: String, by customer: String) async throws {
        let units = Int.random(in: 1...3, using: &random)
        let request = DocumentRequest(
            kind: .customerReturn, partner: customer, happenedAt: instant(seconds), lines: [line(product, units)])
        guard let view = try await post("returnPlain \(units) \(product)", .must, request) else { return }
        happened(
            [Move(goods: Goods(product: product), units: units, from: "Customers", to: "WH-Returns")], at: seconds,
            document: view.document.number, partner: customer)
        remember(view, "WH-Returns")
    }

    // MARK: Counts

    mutating func count(_ product: String) async throws {
        let level = model.levels[product] ?? .none
        var place = pick(Self.places) ?? "WH-Stock"
        var package: String?
        if chance(1, in: 3), let some = pick(model.packages()), let stand = model.stands[some] {
            (place, package) = (stand.place, some)
        }
        var counted: [Goods: Int] = [:]
        for pile in model.piles(of: product) where pile.place == place && pile.package == package {
            let there = model.now[pile] ?? 0
            if chance(1, in: 8) { continue }
            let isSerial = model.serials.contains(pile.goods)
            counted[pile.goods] =
                isSerial || chance(2, in: 3) ? there : max(1, there + Int.random(in: -2...2, using: &random))
        }
        let isNumbered = level == .lot || level == .serial
        if isNumbered, chance(1, in: 6) {
            counted[Goods(product: product, number: number(level == .lot ? "L" : "S"))] = level == .lot ? 3 : 1
        }
        let known = known(product, serial: level == .serial)
        if isNumbered, chance(1, in: 4), let other = pick(known), counted[other] == nil,
            model.now[Pile(goods: other, place: place, package: package)] ?? 0 == 0,
            model.units(other, in: "WH-Transit") == 0
        {
            counted[other] = 1
        }
        if !isNumbered, counted.isEmpty { counted[Goods(product: product)] = 0 }
        try await book(counted, product, level, place, package)
    }

    private mutating func book(
        _ counted: [Goods: Int], _ product: String, _ level: NaiveWarehouse.Level, _ place: String, _ package: String?
    ) async throws {
        let named = counted.filter { $0.key.number != nil }.sorted { ($0.key.number ?? "") < ($1.key.number ?? "") }
        let request = DocumentRequest(
            kind: .count, location: place, reason: "counted",
            lines: [
                line(
                    product, counted.values.reduce(0, +),
                    named.map { ($0.key.number ?? "", level == .serial ? nil : $0.value) }, in: package)
            ])
        let spot = place + (package.map { ", \($0)" } ?? "")
        let what = "count \(named.map { "\($0.key.number ?? "") \($0.value)" }) of \(product) in \(spot)"
        let expected = Expectation.must.asking("number_found_elsewhere")
        let before = model.now
        let isNew = named.map(\.key).filter { goods in !model.steps.contains { $0.moves.contains { $0.goods == goods } }
        }
        guard let view = try await post(what, expected, request) else { return }
        if level == .serial { model.serials.formUnion(isNew) }
        mayLoseReservations = true
        let steps = try await eyes.steps(of: .count, view.document.number)
        if !model.wouldBePossible(with: steps) { throw fail("counted what could not be") }
        try await lookAtPackages(touchedBy: steps.flatMap(\.moves))
        for step in steps {
            model.add(step)
            model.carryHolds(step.moves)
        }
        // A serial check without numbers moves nothing.
        func isCounted(_ pile: Pile) -> Bool { pile.place == place && pile.package == package }
        for pile in model.piles(of: product) where isCounted(pile) && model.now[pile] != counted[pile.goods] {
            throw fail("\(model.now[pile] ?? 0) of \(text(pile)) instead of \(counted[pile.goods] ?? 0)")
        }
        for (goods, units) in counted
        where units != model.now[Pile(goods: goods, place: place, package: package)] ?? 0 {
            throw fail("\(text(goods)) is not there")
        }
        for (pile, units) in before where !isCounted(pile) && model.now[pile] != units {
            if answered["number_found_elsewhere"] != "move" { throw fail("\(text(pile)) changed") }
        }
        for move in steps.flatMap(\.moves) where move.from == "Customers" {
            let step = steps.first { $0.moves.contains(move) }
            if step?.partner.map({ Self.customers.contains($0) }) != true { throw fail("found goods of nobody") }
        }
        if !steps.isEmpty { remember(view, place) }
    }

    // MARK: Holds

    mutating func hold(_ product: String) async throws {
        let piles = model.piles(of: product).filter { $0.goods.number != nil && $0.place != "WH-Transit" }
        guard let pile = pick(piles), let lot = try await eyes.lot(pile.goods) else { return }
        var place = chance(1, in: 2) ? nil : pick([pile.place, "WH-Stock", "SHELF-1", "YARD"])
        var package: String?
        if chance(1, in: 3), let inner = pile.package ?? pick(model.packages()) {
            (place, package) = (nil, chance(1, in: 3) ? model.stands[inner]?.outer ?? inner : inner)
        }
        let (request, operations) = (
            HoldRequest(reason: "hold \(turn)", location: place, package: package), company.operations
        )
        let what = "hold \(text(pile.goods)) in \(package ?? place ?? "every place")"
        guard
            try await attempt(
                what, .must,
                {
                    try await operations.hold(lot.id, request, $0) { _ in Answer(status: 200, body: []) }
                })
        else { return }
        model.holds[pile.goods, default: []].insert(
            NaiveWarehouse.Hold(place: place, package: package, origin: turn))
        mayLoseReservations = true
    }

    mutating func release() async throws {
        let held = model.holds.filter { !$0.value.isEmpty }.keys.sorted { text($0) < text($1) }
        guard let goods = pick(held), let lot = try await eyes.lot(goods) else { return }
        let recalled = (model.holds[goods] ?? []).filter { $0.recall != nil }
        let isRecalledOnly = recalled.count == model.holds[goods]?.count
        let expected = isRecalledOnly ? Expectation.never(["recall_open"], "a recall holds it") : .must
        let (request, operations) = (ReleaseRequest(reason: "good again"), company.operations)
        guard
            try await attempt(
                "release \(text(goods))", expected,
                {
                    try await operations.release(lot.id, request, $0) { _ in Answer(status: 200, body: []) }
                })
        else { return }
        model.holds[goods] = recalled
    }

    mutating func blockPlace() async throws {
        let place = pick(["YARD", "SHELF-2"]) ?? "YARD"
        let isBlocked = !model.blockedPlaces.contains(place)
        let operations = company.operations
        guard
            try await attempt(
                "block \(place) \(isBlocked)", .must,
                {
                    try await operations.changeLocation(place, LocationChange(isBlocked: isBlocked), $0) { _ in
                        Answer(status: 200, body: [])
                    }
                })
        else { return }
        if isBlocked { model.blockedPlaces.insert(place) } else { model.blockedPlaces.remove(place) }
        mayLoseReservations = true
    }

    // MARK: Parting and joining

    mutating func split(_ product: String) async throws {
        let piles = model.piles(of: product).filter { $0.goods.number != nil && $0.place != "WH-Transit" }
        guard let pile = pick(piles), let lot = try await eyes.lot(pile.goods) else { return }
        let there = model.now[pile] ?? 0
        let units = Int.random(in: 1...(there + (chance(1, in: 6) ? 1 : 0)), using: &random)
        let child = chance(1, in: 2) ? number("L") : nil
        let request = SplitRequest(
            quantity: Quantity(units: Int64(units)), number: child.map { LotNumber(stored: $0) }, location: pile.place,
            package: pile.package, reason: "two boxes")
        var expected = Expectation.must
        if units > there { expected = .never(["insufficient_stock"], "only \(there) are there") }
        if units > there - reserved(pile) { expected = expected.asking("reserved_for_other") }
        if model.serials.contains(pile.goods) { expected = .never(["not_for_serials"], "a serial is one unit") }
        let (kept, operations) = (Kept<LotView>(), company.operations)
        guard
            try await attempt(
                "split \(units) of \(there) \(text(pile))", expected,
                {
                    try await operations.splitLot(lot.id, request, $0) { view in
                        kept.keep(view)
                        return Answer(status: 200, body: [])
                    }
                }), let view = kept.value
        else { return }
        if answered["reserved_for_other"] != nil { mayLoseReservations = true }
        let part = Goods(product: product, number: view.lot.number.text)
        if let child, child != part.number { throw fail("the part is called \(text(part))") }
        model.expiry[part] = model.expiry[pile.goods]
        model.inherit([pile.goods], by: part, in: pile.place)
        model.add(
            Step(
                at: seconds,
                moves: [
                    Move(
                        goods: pile.goods, units: units, from: pile.place, to: "Production", fromPackage: pile.package),
                    Move(goods: part, units: units, from: "Production", to: pile.place, toPackage: pile.package),
                ]))
    }

    mutating func merge(_ product: String) async throws {
        guard model.levels[product] == .lot else { return }
        let there = Set(model.piles(of: product).map(\.goods)).filter { $0.number != nil }.sorted {
            text($0) < text($1)
        }
        guard let first = pick(there), let second = pick(there.filter { $0 != first }),
            let one = try await eyes.lot(first), let other = try await eyes.lot(second)
        else { return }
        let name = chance(1, in: 2) ? number("L") : nil
        let request = MergeRequest(lots: [other.id], number: name.map { LotNumber(stored: $0) }, reason: "one tank")
        let parts = [first, second]
        let piles = model.piles(of: product).filter { parts.contains($0.goods) }
        let isOnItsWay = piles.contains { $0.place == "WH-Transit" }
        let expected = isOnItsWay ? Expectation.never(["in_transit"], "some is on its way") : .must
        let (kept, operations) = (Kept<LotView>(), company.operations)
        guard
            try await attempt(
                "merge \(text(first)) and \(text(second))", expected,
                {
                    try await operations.mergeLots(one.id, request, $0) { view in
                        kept.keep(view)
                        return Answer(status: 200, body: [])
                    }
                }), let view = kept.value
        else { return }
        let whole = Goods(product: product, number: view.lot.number.text)
        model.inherit(parts, by: whole, in: nil)
        mayLoseReservations = model.holds[whole] != nil
        model.expiry[whole] = parts.compactMap { model.expiry[$0] }.min()
        var moves = piles.map {
            Move(goods: $0.goods, units: model.now[$0] ?? 0, from: $0.place, to: "Production", fromPackage: $0.package)
        }
        var sums: [Pile: Int] = [:]
        for pile in piles {
            sums[Pile(goods: whole, place: pile.place, package: pile.package), default: 0] += model.now[pile] ?? 0
        }
        moves += sums.map { pile, units in
            Move(goods: whole, units: units, from: "Production", to: pile.place, toPackage: pile.package)
        }.sorted { ($0.to, $0.toPackage ?? "") < ($1.to, $1.toPackage ?? "") }
        model.add(Step(at: seconds, moves: moves))
    }

    mutating func renumber(_ product: String) async throws {
        let level = model.levels[product] ?? .none
        if level == .none { return }
        let all = known(product, serial: level != .lot)
        guard let goods = pick(all), let lot = try await eyes.lot(goods) else { return }
        let other = chance(1, in: 2) ? pick(all.filter { $0 != goods }) : nil
        let right = other ?? Goods(product: product, number: number(level == .lot ? "L" : "S"))
        // Two serials of different lots that are one thing: whose dates hold is not told here.
        if let other, model.batches[goods] != model.batches[other] { return }
        var expected = Expectation.must
        if other != nil {
            expected = expected.asking("join")
            var joined = model
            joined.rename(goods, to: right)
            if model.serials.contains(goods), !joined.isPossible(right) {
                expected = .never(["serial_in_two_places"], "they are two things").asking("join")
            }
        }
        let request = RenumberRequest(number: LotNumber(stored: right.number ?? ""), reason: "misread")
        let operations = company.operations
        guard
            try await attempt(
                "renumber \(text(goods)) to \(text(right))\(other == nil ? "" : ", which is there")", expected,
                {
                    try await operations.renumber(lot.id, request, $0) { _ in Answer(status: 200, body: []) }
                })
        else { return }
        if other != nil, model.holds[goods] != nil || model.holds[right] != nil { mayLoseReservations = true }
        model.rename(goods, to: right)
    }
}
