import StockDomain
import StockOperations
import TestSupport

/// Products whose level changes with goods on hand.
extension Simulation {
    /// A guided change, with a number for everything that is there.
    mutating func changeLevel(_ product: String) async throws {
        guard product != "OIL", let from = model.levels[product] else { return }
        guard let to = pick(NaiveWarehouse.Level.allCases.filter { $0 != from }) else { return }
        let change = plan(product, from, to)
        // Whose goods are whose on several transfers is looked at by the tests of the change itself.
        if open.filter({ $0.product == product && $0.isOnItsWay }).count > 1 { return }
        if model.piles(of: product).contains(where: { $0.place == "WH-Transit" && $0.package != nil }) { return }
        let (operations, told) = (company.operations, Kept<TrackingChangeView>())
        let keep: Operations.TrackingChangeAnswer = { view in
            told.keep(view)
            return Answer(status: 200, body: [])
        }
        let request = TrackingChangeRequest(
            tracking: to.tracking, capture: to == .deliveryOnly ? .deliveryOnly : .everyMove)
        guard
            try await attempt(
                "draftChange \(product) from \(from) to \(to)", .must,
                {
                    try await operations.startTrackingChange(of: product, request, $0, answer: keep)
                })
        else { return }
        if !change.found.isEmpty {
            let filling = ChangeFillingRequest(change.found)
            guard
                try await attempt(
                    "fillChange \(product)", .must,
                    {
                        try await operations.fillTrackingChange(of: product, filling, ifVersion: nil, $0, answer: keep)
                    })
            else { return }
        }
        var expected = Expectation.must
        let isHeld = change.steps.joined().contains { move in
            NaiveWarehouse.ours.contains(move.from) && model.isHeldSomewhere(move.goods)
        }
        if isHeld, to == .none || to == .deliveryOnly { expected = .never(["lot_blocked"], "some is held") }
        let isApplied = try await attempt("applyChange \(product) from \(from) to \(to)", expected) {
            try await operations.applyTrackingChange(of: product, $0, answer: keep)
        }
        if !isApplied {
            _ = try await attempt("cancelChange \(product)", .must) {
                try await operations.cancelTrackingChange(of: product, $0, answer: keep)
            }
            return
        }
        mayLoseReservations = true
        model.levels[product] = to
        model.serials.formUnion(change.serials)
        model.batches.merge(change.batches) { $1 }
        for moves in change.steps where !moves.isEmpty {
            let old = moves.filter { $0.to == "Numbering" }.map(\.goods)
            for new in Set(moves.filter { $0.from == "Numbering" }.map(\.goods)) where new.number != nil {
                // A serial obeys the lot that it was; other numbers are held for themselves.
                if model.batches[new] != nil { continue }
                model.inherit(Array(Set(old + old.compactMap { model.batches[$0] })), by: new, in: nil)
            }
            model.add(Step(at: seconds, moves: moves))
        }
        for index in open.indices where open[index].product == product && open[index].isOnItsWay {
            open[index].isRenumbered = true
        }
        changedAt[product] = seconds
    }

    /// What becomes of everything that is there.
    private struct LevelPlan {
        var found: [FoundNumbersRequest] = []
        var steps: [[Move]] = []
        var serials: Set<Goods> = []
        var batches: [Goods: Goods] = [:]
    }

    /// A place, and a package in it or none.
    private struct Spot: Hashable {
        let place: String
        let package: String?

        init(_ pile: Pile) { (place, package) = (pile.place, pile.package) }

        /// Goods that get their number there.
        func given(_ units: Int, _ goods: Goods) -> Move {
            Move(goods: goods, units: units, from: "Numbering", to: place, toPackage: package)
        }
    }

    private func spots(_ piles: [Pile]) -> [Spot] {
        Set(piles.map(Spot.init)).sorted { ($0.place, $0.package ?? "") < ($1.place, $1.package ?? "") }
    }

    private mutating func plan(_ product: String, _ from: NaiveWarehouse.Level, _ to: NaiveWarehouse.Level) -> LevelPlan
    {
        var plan = LevelPlan()
        let piles = model.piles(of: product)
        func entry(_ number: String, _ units: Int?, _ spot: Spot, _ origin: String?) -> FoundNumbersRequest {
            FoundNumbersRequest(
                location: spot.place, package: spot.package, fromLot: origin.map { LotNumber(stored: $0) },
                numbers: [
                    .one(
                        NumberEntry(
                            number: LotNumber(stored: number), quantity: units.map { Quantity(units: Int64($0)) }))
                ])
        }
        // Nothing is renamed where goods had no number inside and get none.
        let hasNumbers = from == .lot || from == .serial
        let getsNumbers = to == .lot || to == .serial
        if !hasNumbers, !getsNumbers { return plan }
        var groups: [[Pile]] = []
        if from == .serial, to == .lot || to == .serial {
            groups = spots(piles).map { spot in piles.filter { Spot($0) == spot } }
        } else {
            groups = Set(piles.map { $0.goods.number ?? "" }).sorted().map { number in
                piles.filter { ($0.goods.number ?? "") == number }
            }
        }
        for group in groups {
            var moves = group.map {
                Move(
                    goods: $0.goods, units: model.now[$0] ?? 0, from: $0.place, to: "Numbering", fromPackage: $0.package
                )
            }
            for spot in spots(group) {
                let units = moves.filter { Spot($0.source) == spot }.map(\.units).reduce(0, +)
                let origin = from == .lot ? group[0].goods.number : nil
                switch to {
                case .none, .deliveryOnly:
                    moves.append(spot.given(units, Goods(product: product)))
                case .lot:
                    let lot = Goods(product: product, number: number("L"))
                    plan.found.append(entry(lot.number ?? "", units, spot, origin))
                    moves.append(spot.given(units, lot))
                case .serial:
                    for _ in 0..<units {
                        let serial = Goods(product: product, number: number("S"))
                        plan.found.append(entry(serial.number ?? "", nil, spot, origin))
                        plan.serials.insert(serial)
                        if from == .lot { plan.batches[serial] = group[0].goods }
                        moves.append(spot.given(1, serial))
                    }
                }
            }
            plan.steps.append(moves)
        }
        return plan
    }
}

extension NaiveWarehouse.Level {
    fileprivate var tracking: Tracking {
        switch self {
        case .none: .none
        case .lot: .lot
        case .serial, .deliveryOnly: .serial
        }
    }
}
