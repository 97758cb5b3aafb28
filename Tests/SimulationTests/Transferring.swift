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
            if !model.isBelow(model.place(of: goods) ?? "", place) { expected.mayBeDone = true }
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
        try follow(steps, view)
        open.append(
            OpenDocument(
                kind: .transfer, number: number, product: product, units: units, place: place, to: to, isOnItsWay: true)
        )
    }

    /// All of what was sent comes, or a part, and the rest later or never.
    mutating func arrive(_ index: Int) async throws {
        let document = open[index]
        let (number, to) = (document.number, document.to ?? "WH-Stock")
        let sent = try await eyes.steps(of: .transfer, number)
        var onItsWay: [Goods: Int] = [:]
        for move in sent.flatMap(\.moves) {
            if move.to == "WH-Transit" { onItsWay[move.goods, default: 0] += move.units }
            if move.from == "WH-Transit" { onItsWay[move.goods, default: 0] -= move.units }
        }
        onItsWay = onItsWay.filter { $0.value > 0 }
        guard let (goods, units) = onItsWay.first else { return }
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
        try follow(steps, after)
        if after.document.state == .done {
            open.remove(at: index)
            if rest == .close || come == units { remember(after, document.place) }
        } else if come == units || rest == .close {
            throw fail("\(number) is not done")
        }
    }
}
