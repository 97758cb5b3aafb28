import StockDomain
import StockOperations
import StockStore
import TestSupport

/// Goods that the strategy chooses, now or for later.
extension Simulation {
    // MARK: By strategy

    mutating func deliverByStrategy(_ product: String) async throws {
        guard let level = model.levels[product], level == .lot || level == .serial else { return }
        let place = pick(["WH-Stock", "WH-Stock", "YARD", "SHELF-1"]) ?? "WH-Stock"
        let units = Int.random(in: 1...14, using: &random)
        let partner = pick(Self.customers)
        // Two lines share the goods between them.
        let first = Int.random(in: 0..<units, using: &random)
        let mayBeTwo = first > 0 && partner != Self.singleLot
        let parts = mayBeTwo && chance(1, in: 3) ? [first, units - first] : [units]
        let request = DocumentRequest(
            kind: .delivery, partner: partner, location: place, happenedAt: instant(seconds),
            lines: parts.enumerated().map { index, part in
                var own = line(product, part)
                own.pointer = "/lines/\(index)"
                return own
            })
        let legal = model.piles(of: product, below: place).filter { !model.isHeld($0) && suits($0, partner) }
        let free = legal.map { (model.now[$0] ?? 0) - reserved($0) }.reduce(0, +)
        let expected = proposing(
            units, to: partner,
            Dictionary(uniqueKeysWithValues: legal.map { ($0, model.now[$0, default: 0] - reserved($0)) })
        )
        let before = rows
        let what = "deliverBest \(parts) \(product) from \(place) to \(partner ?? "-")"
        guard let view = try await post(what, expected, request) else { return }
        let steps = try await eyes.steps(of: .delivery, view.document.number)
        if free >= units, partner != Self.singleLot, partner != Self.particular {
            try judgeOrder(steps.flatMap(\.moves), product, place, partner, before)
        }
        let sums = Dictionary(steps.flatMap(\.moves).map { ($0.goods, $0.units) }, uniquingKeysWith: +)
        if sums.values.reduce(0, +) != units {
            throw fail("picks sum to \(sums.values.reduce(0, +)) instead of \(units)")
        }
        try judgeDemands(steps.flatMap(\.moves), partner)
        try await taken(view, place, sums, to: "Customers", mayBeHeld: false)
    }

    /// A customer gets only what he takes.
    private func judgeDemands(_ picks: [Move], _ partner: String?) throws {
        let goods = picks.filter { $0.to == "Customers" }
        if let wrong = goods.first(where: { !suits($0.source, partner) }) {
            throw fail("\(describe([wrong])), which \(partner ?? "-") does not take")
        }
        let isOneLot = Set(goods.map(\.goods)).count < 2 || model.levels[goods[0].goods.product] != .lot
        if partner == Self.singleLot, !isOneLot { throw fail("\(partner ?? "-") got several lots") }
    }

    /// Nothing that was to leave before what was picked is left over.
    private func judgeOrder(
        _ picks: [Move], _ product: String, _ place: String, _ partner: String?, _ before: [StockRow]
    ) throws {
        var taken: [Pile: Int] = [:]
        for pick in picks { taken[pick.source, default: 0] += pick.units }
        let candidates = before.filter { row in
            let pile = eyes.pile(row)
            return row.sku == product && model.isBelow(pile.place, place) && !model.isHeld(pile) && suits(pile, partner)
        }
        for picked in candidates {
            guard let units = taken[eyes.pile(picked)] else { continue }
            if units > Int((picked.quantity - picked.reserved).wholeUnits) {
                throw fail("\(units) of \(text(eyes.pile(picked))) were picked, more than were free")
            }
            for other in candidates {
                let rest = Int((other.quantity - other.reserved).wholeUnits) - (taken[eyes.pile(other)] ?? 0)
                if rest > 0, leavesBefore(other, picked) {
                    throw fail(
                        "\(text(eyes.pile(picked))) was picked, though \(text(eyes.pile(other))) was to leave first")
                }
            }
        }
    }

    private func leavesBefore(_ one: StockRow, _ other: StockRow) -> Bool {
        guard let first = one.incomingAt, let second = other.incomingAt else { return false }
        switch one.sku {
        case "TUBE": return first > second
        case "OIL":
            let days = [one, other].map { model.expiry[eyes.pile($0).goods] ?? "9999" }
            return days[0] == days[1] ? first < second : days[0] < days[1]
        default: return first < second
        }
    }

    // MARK: Setting aside

    mutating func draftAndReserve(_ product: String) async throws {
        if model.levels[product] == .deliveryOnly { return }
        let place = pick(["WH-Stock", "YARD", "SHELF-1"]) ?? "WH-Stock"
        let units = Int.random(in: 1...10, using: &random)
        let partner = pick(Self.customers)
        let request = DocumentRequest(kind: .delivery, partner: partner, location: place, lines: [line(product, units)])
        let (told, operations) = (Told(), company.operations)
        guard
            try await attempt(
                "draft \(units) \(product) from \(place)", .must,
                {
                    try await operations.create(request, $0, answer: told.keep)
                }), let number = told.view?.document.number
        else { return }
        open.append(
            OpenDocument(
                kind: .delivery, number: number, product: product, units: units, place: place, partner: partner))
        let legal = model.piles(of: product, below: place).filter { !model.isHeld($0) && suits($0, partner) }
        var free = legal.map { (model.now[$0] ?? 0) - reserved($0) }.reduce(0, +)
        if partner == Self.singleLot, model.levels[product] == .lot {
            let lots = legal.map { ($0.goods, (model.now[$0] ?? 0) - reserved($0)) }
            free = Dictionary(lots, uniquingKeysWith: +).values.max() ?? 0
        }
        guard
            try await attempt(
                "reserve \(number)", .must,
                {
                    try await operations.reserve(.delivery, number, $0, answer: told.keep)
                })
        else { return }
        actedOn = number
        let got = try await eyes.reservations(of: open)[number] ?? [:]
        let isKnown = partner != Self.particular || model.levels[product] == Level.none
        if isKnown, got.values.reduce(0, +) != min(free, units) {
            throw fail("\(number) has \(got.values.reduce(0, +)) set aside of \(units), \(free) were free")
        }
        for pile in got.keys where !legal.contains(pile) {
            throw fail("\(text(pile)) was set aside")
        }
        if legal.count > 0, chance(1, in: 5) { try await unreserve(number) }
    }

    private mutating func unreserve(_ number: String) async throws {
        let (told, operations) = (Told(), company.operations)
        _ = try await attempt("unreserve \(number)", .must) {
            try await operations.unreserve(.delivery, number, $0, answer: told.keep)
        }
    }

    /// Does, or gives up, a document that is open.
    mutating func finishOpen() async throws {
        guard let index = open.indices.randomElement(using: &random) else { return }
        let document = open[index]
        if document.isOnItsWay { return try await arrive(index) }
        if document.package != nil, chance(3, in: 4) { return try await finishPacked(index) }
        let (told, operations, number) = (Told(), company.operations, document.number)
        actedOn = number
        if document.package != nil || chance(1, in: 4) {
            if try await attempt(
                "cancel \(number)", .must,
                {
                    try await operations.cancel(.delivery, number, $0, answer: told.keep)
                })
            {
                open.remove(at: index)
            }
            return
        }
        let own = reservations[number] ?? [:]
        let legal = model.piles(of: document.product, below: document.place).filter {
            !model.isHeld($0) && suits($0, document.partner)
        }
        let part = chance(1, in: 3) ? Int.random(in: 1...document.units, using: &random) : document.units
        let request = try await doing(part, of: document)
        var expected = proposing(
            part, to: document.partner,
            Dictionary(
                uniqueKeysWithValues: legal.map { ($0, model.now[$0, default: 0] - reserved($0) + (own[$0] ?? 0)) }))
        // What is set aside already decides which lot it is.
        if document.partner == Self.singleLot, !own.isEmpty {
            expected.mayRefuse.formUnion(["insufficient_stock", "lot_blocked"])
            expected = expected.asking("reserved_for_other")
        }
        if model.levels[document.product] == .deliveryOnly {
            expected = .never(["number_required", "insufficient_stock", "lot_blocked"], "it names no numbers").asking(
                "reserved_for_other")
        }
        guard
            try await attempt(
                "do \(number): \(part) of \(document.units) \(document.product) from \(document.place)", expected,
                {
                    try await operations.carryOut(.delivery, number, request, $0, answer: told.keep)
                }), let view = told.view
        else { return }
        open.remove(at: index)
        if part < document.units {
            guard let rest = view.backorder else { throw fail("\(number) has left no backorder") }
            var next = document
            next.number = rest
            next.units -= part
            open.append(next)
            // What was set aside leaves first, and what is left of it stays so for the rest.
            let left = own.values.reduce(0, +) - part
            if left > 0, let pile = own.keys.first { reservations[rest] = [pile: left] }
        }
        let moves = try await eyes.steps(of: .delivery, number).flatMap(\.moves)
        let sums = Dictionary(moves.map { ($0.goods, $0.units) }, uniquingKeysWith: +)
        if sums.values.reduce(0, +) != part { throw fail("picks sum to \(sums.values.reduce(0, +))") }
        try judgeDemands(moves, document.partner)
        try await taken(view, document.place, sums, to: "Customers", mayBeHeld: false)
    }

    /// All of it, or a part with a backorder for the rest.
    private func doing(_ part: Int, of document: OpenDocument) async throws -> DoRequest {
        let view = try await company.operations.document(document.kind, document.number, as: company.admin)
        guard part < document.units, let line = view.lines.first?.id else { return DoRequest() }
        return DoRequest(lines: [DoRequest.Line(id: line, done: Quantity(units: Int64(part)))], rest: .backorder)
    }
}
