import StockDomain
import StockOperations
import TestSupport

/// Production orders, and their goods taken apart again.
extension Simulation {
    /// Makes a new lot of one product out of a lot of another.
    mutating func make() async throws {
        let tracked = Self.products.filter { model.levels[$0] == .lot }
        guard let product = pick(tracked), let output = pick(tracked.filter { $0 != product }),
            let (goods, place, units) = someGoods(product), goods.number != nil, !model.isHeldSomewhere(goods)
        else { return }
        let new = Goods(product: output, number: number("L"))
        let pieces = Int.random(in: 1...5, using: &random)
        let outputs = line(output, pieces, [(new.number ?? "", pieces)]).numbers ?? []
        var component = line(product, units, [(goods.number ?? "", units)])
        component.pointer = "/components/0"
        let request = ProductionRequest(
            product: output, quantity: Quantity(units: Int64(pieces)), outputs: outputs,
            components: [PartRequest(component)], location: place, happenedAt: instant(seconds), doNow: true)
        let expected = taking(goods, units, below: place, to: "Production", at: seconds, mayBeHeld: false)
        let (told, operations) = (Told(), company.operations)
        guard
            try await attempt(
                "make \(pieces) \(text(new)) of \(units) \(text(goods)) in \(place)", expected,
                {
                    try await operations.createProduction(request, $0, answer: told.keep)
                }), let view = told.view
        else { return }
        let number = view.document.number
        let moves = try await eyes.steps(of: .productionOrder, number).flatMap(\.moves).map { move in
            Move(
                goods: move.goods, units: move.units, from: move.from == "Production" ? "Making" : move.from,
                to: move.to == "Production" ? "Making" : move.to, fromPackage: move.fromPackage,
                toPackage: move.toPackage)
        }
        let used = moves.filter { $0.to == "Making" && $0.goods == goods && model.isBelow($0.from, place) }
        let come = moves.filter { $0.from == "Making" && $0.goods == new && $0.to == place }
        if used.count + come.count != moves.count || used.map(\.units).reduce(0, +) != units
            || come.map(\.units).reduce(0, +) != pieces
        {
            throw fail("\(number) moved \(describe(moves))")
        }
        if let move = used.first(where: { model.isHeld($0.source) }) {
            throw fail("\(describe([move])) was held and used")
        }
        if answered["reserved_for_other"] == "take" { mayLoseReservations = true }
        happened(moves, at: seconds, document: number)
        made.append(number)
    }

    /// Takes all of an order apart, where what it made still stands where it was put.
    mutating func takeApart() async throws {
        guard let number = pick(made) else { return }
        let steps = model.steps.filter { $0.document == number }
        let moves = steps.flatMap(\.moves)
        let isOfToday = moves.allSatisfy { move in
            (changedAt[move.goods.product] ?? Int64.min) < steps[0].at && model.levels[move.goods.product] == .lot
        }
        let isThere = moves.filter { $0.from == "Making" }.allSatisfy { move in
            model.now[move.target] ?? 0 >= move.units
        }
        guard isOfToday, isThere else { return }
        let (told, operations) = (Told(), company.operations)
        let gone = packageGone(from: steps)
        let expected = gone.map { Expectation.never(["package_elsewhere"], "\($0) has gone since") } ?? .must
        guard
            try await attempt(
                "takeApart \(number): \(describe(moves))", expected,
                {
                    try await operations.unbuild(number, reason: "not as ordered", $0, answer: told.keep)
                })
        else { return }
        mayLoseReservations = true
        let back = moves.reversed().map { move in
            Move(
                goods: move.goods, units: move.units, from: move.to == "Making" ? "Apart" : move.to,
                to: move.from == "Making" ? "Apart" : move.from, fromPackage: move.toPackage,
                toPackage: move.fromPackage)
        }
        try await lookAtPackages(touchedBy: back)
        happened(back, at: seconds)
        model.takenApart.insert(number)
        made.removeAll { $0 == number }
    }
}
