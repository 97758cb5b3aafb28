import StockDomain
import StockOperations
import StockStore
import TestSupport

/// Goods that move between places of ours.
extension Simulation {
    mutating func transfer(_ product: String) async throws {
        guard let (goods, place, units) = someGoods(product), let to = pick(Self.places + ["WH-Quarantine"]),
            to != place
        else { return }
        let at = someMoment() ?? seconds
        let numbers = goods.number.map { [($0, model.serials.contains(goods) ? nil : units)] } ?? []
        let request = DocumentRequest(
            kind: .transfer, location: place, toLocation: to, happenedAt: instant(at),
            lines: [line(product, units, numbers)])
        var expected = taking(goods, units, below: place, to: to, at: at, mayBeHeld: true)
        if goods.number != nil, model.serials.contains(goods), !model.isBelow(model.place(of: goods) ?? "", place) {
            expected = elsewhere(expected, goods, place, to)
        }
        if seconds - at > 10 { expected = loosened(expected) }
        let what = "transfer \(units) \(text(goods)) from \(place) to \(to) at \(at)"
        guard let view = try await post(what, expected, request) else { return }
        try await taken(view, place, [goods: units], to: to, mayBeHeld: true)
    }

    mutating func sendThroughTransit(_ product: String) async throws {
        guard let (goods, place, units) = someGoods(product), let to = pick(Self.places), to != place else { return }
        let numbers = goods.number.map { [($0, model.serials.contains(goods) ? nil : units)] } ?? []
        let request = DocumentRequest(
            kind: .transfer, location: place, toLocation: to, lines: [line(product, units, numbers)])
        let (told, operations) = (Told(), company.operations)
        guard
            try await attempt(
                "draftTransfer \(units) \(text(goods)) from \(place) to \(to)", .must,
                {
                    try await operations.create(request, $0, answer: told.keep)
                }), let number = told.view?.document.number
        else { return }
        var expected = taking(goods, units, below: place, to: "WH-Transit", at: seconds, mayBeHeld: true)
        if goods.number != nil, model.serials.contains(goods) {
            expected = expected.asking("serial_other_place")
            if !model.isBelow(model.place(of: goods) ?? "", place) {
                expected.mayBeDone = true
                expected = expected.asking("reserved_for_other")
            }
        }
        actedOn = number
        guard
            try await attempt(
                "ship \(number)", expected,
                {
                    try await operations.ship(number, DoRequest(), $0, answer: told.keep)
                }), let view = told.view
        else { return }
        let steps = try await eyes.steps(of: .transfer, number)
        let moves = steps.flatMap(\.moves)
        if moves.map(\.units).reduce(0, +) != units
            || moves.contains(where: { $0.to != "WH-Transit" || $0.goods != goods })
        {
            throw fail("shipped \(describe(moves))")
        }
        try await follow(steps, view)
        open.append(
            OpenDocument(
                kind: .transfer, number: number, product: product, units: units, place: place, to: to, isOnItsWay: true)
        )
    }

    /// What of a transfer's goods is still on its way.
    private func onItsWay(_ document: OpenDocument) async throws -> [Goods: Int] {
        var units: [Goods: Int] = [:]
        for move in try await eyes.steps(of: .transfer, document.number).flatMap(\.moves) {
            if move.to == "WH-Transit" { units[move.goods, default: 0] += move.units }
            if move.from == "WH-Transit" { units[move.goods, default: 0] -= move.units }
        }
        if !document.isRenumbered { return units.filter { $0.value > 0 } }
        // It has other numbers than those it was sent with: what is there and on no other transfer.
        units = [:]
        for pile in model.piles(of: document.product) where pile.place == "WH-Transit" && pile.package == nil {
            units[pile.goods] = model.now[pile]
        }
        for other in open where other.isOnItsWay && other.product == document.product && !other.isRenumbered {
            for (goods, gone) in try await onItsWay(other) { units[goods, default: 0] -= gone }
        }
        return units.filter { $0.value > 0 }
    }

    /// All goods that a change of level has given several numbers on their way.
    private mutating func arriveTogether(_ index: Int, _ goods: [Goods: Int]) async throws {
        let document = open[index]
        let (number, to) = (document.number, document.to ?? "WH-Stock")
        let (told, operations) = (Told(), company.operations)
        actedOn = number
        let before = try await eyes.steps(of: .transfer, number).count
        guard
            try await attempt(
                "arriveTogether \(number): \(goods.count) numbers in \(to)", .must,
                {
                    try await operations.receive(number, DoRequest(), $0, answer: told.keep)
                }), let after = told.view
        else { return }
        let steps = Array(try await eyes.steps(of: .transfer, number).dropFirst(before))
        let expected = goods.map { Move(goods: $0.key, units: $0.value, from: "WH-Transit", to: to) }
        if Set(steps.flatMap(\.moves)) != Set(expected) { throw fail("booked \(describe(steps.flatMap(\.moves)))") }
        if after.document.state != .done { throw fail("\(number) is not done") }
        try await follow(steps, after)
        open.remove(at: index)
    }

    /// All of what was sent comes, or a part, and the rest later or never.
    mutating func arrive(_ index: Int) async throws {
        let document = open[index]
        if document.package != nil { return try await arrivePacked(index) }
        let (number, to) = (document.number, document.to ?? "WH-Stock")
        let sent = try await eyes.steps(of: .transfer, number)
        let onItsWay = try await onItsWay(document)
        guard let (goods, units) = onItsWay.first else { return }
        if onItsWay.count > 1 { return try await arriveTogether(index, onItsWay) }
        let come = chance(2, in: 3) ? units : Int.random(in: 0...units, using: &random)
        let rest: DoRequest.Rest = chance(1, in: 2) ? .backorder : .close
        let (told, operations) = (Told(), company.operations)
        let view = try await operations.document(.transfer, number, as: company.admin)
        guard let line = view.lines.first?.id else { return }
        var own = DoRequest.Line(id: line, done: Quantity(units: Int64(come)))
        if let name = goods.number, come > 0 {
            own.numbers = [
                .one(
                    NumberEntry(
                        number: LotNumber(stored: name),
                        quantity: model.serials.contains(goods) ? nil : Quantity(units: Int64(come))))
            ]
        }
        let request = DoRequest(lines: [own], rest: rest, reason: "something was missing")
        actedOn = number
        let before = sent.count
        guard
            try await attempt(
                "arrive \(number): \(come) of \(units) \(text(goods)) in \(to), rest \(rest)", .must,
                {
                    try await operations.receive(number, request, $0, answer: told.keep)
                }), let after = told.view
        else { return }
        let steps = Array(try await eyes.steps(of: .transfer, number).dropFirst(before))
        var expected: [Move] = []
        if come > 0 { expected.append(Move(goods: goods, units: come, from: "WH-Transit", to: to)) }
        if come < units, rest == .close {
            expected.append(Move(goods: goods, units: units - come, from: "WH-Transit", to: "Loss"))
        }
        if Set(steps.flatMap(\.moves)) != Set(expected) { throw fail("booked \(describe(steps.flatMap(\.moves)))") }
        try await follow(steps, after)
        if after.document.state == .done {
            open.remove(at: index)
            if !document.isRenumbered { remember(after, document.place) }
        } else if come == units || rest == .close {
            throw fail("\(number) is not done")
        }
    }
}
