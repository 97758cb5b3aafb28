import StockDomain
import StockOperations
import TestSupport

/// What was booked wrongly.
extension Simulation {
    /// Documents that still count and were booked since their product has the level that it has.
    private func standing(_ kinds: Set<DocumentKind>) -> [DoneDocument] {
        done.filter { document in
            guard kinds.contains(document.kind) else { return false }
            let steps = model.steps.filter { $0.document == document.number }
            guard let first = steps.map(\.at).min() else { return false }
            return first > changedAt[document.product] ?? Int64.min
        }
    }

    private func moves(of document: DoneDocument) -> [Move] {
        model.steps.filter { $0.document == document.number }.flatMap(\.moves)
    }

    // MARK: The goods

    mutating func correctNumber() async throws {
        guard let document = pick(standing([.receipt, .delivery, .transfer])) else { return }
        let level = model.levels[document.product]
        guard level == .lot || level == .serial else { return }
        let own = moves(of: document).filter { $0.goods.number != nil }
        // What went through transit is corrected on both legs; that story is told by a test of its own.
        guard let wrong = pick(own)?.goods, !own.contains(where: { $0.to == "WH-Transit" }) else { return }
        let all = known(document.product, serial: level == .serial).filter { $0 != wrong }
        let isReceipt = document.kind == .receipt
        let isNew = isReceipt && chance(1, in: 2)
        guard
            let right = isNew ? Goods(product: document.product, number: number(level == .lot ? "L" : "S")) : pick(all)
        else { return }
        let total = own.filter { $0.goods == wrong && $0.from != "WH-Transit" }.map(\.units).reduce(0, +)
        let part = level == .lot && chance(1, in: 2) ? Int.random(in: 1...max(1, total), using: &random) : nil
        let correction = Correction.number(
            line: document.line, number: LotNumber(stored: wrong.number ?? ""),
            quantity: part.map { Quantity(units: Int64($0)) }, to: LotNumber(stored: right.number ?? ""))
        let (told, operations, kind, number) = (Told(), company.operations, document.kind, document.number)
        let expected = expectation(document, own, wrong, right, part ?? total)
        let what = "correct \(number): \(part.map(String.init) ?? "all") of \(text(wrong)) was \(text(right))"
        guard
            try await attempt(
                what, expected,
                {
                    try await operations.correct(kind, number, correction, reason: "mixed up", $0, answer: told.keep)
                })
        else { return }
        if level == .serial { model.serials.insert(right) }
        mayLoseReservations = true
        try await rebooked(document, own, wrong, right, part ?? total)
    }

    /// Where the very same way was open for the right goods, the correction must be taken.
    private func expectation(
        _ document: DoneDocument, _ own: [Move], _ wrong: Goods, _ right: Goods, _ units: Int
    ) -> Expectation {
        var other = model
        if model.serials.contains(wrong) { other.serials.insert(right) }
        var rest = units
        other.rewrite { steps in
            for index in steps.indices where steps[index].document == document.number {
                var moves: [Move] = []
                for move in steps[index].moves {
                    let part = move.goods == wrong ? min(rest, move.units) : 0
                    rest -= part
                    if part < move.units {
                        var other = move
                        other.units -= part
                        moves.append(other)
                    }
                    if part > 0 {
                        var other = move
                        (other.goods, other.units) = (right, part)
                        moves.append(other)
                    }
                }
                steps[index].moves = moves
            }
        }
        let isFree = [wrong, right].allSatisfy { goods in
            (model.holds[goods] ?? []).isEmpty
                && NaiveWarehouse.ours.allSatisfy { reserved(goods, in: $0) == 0 }
        }
        let isBlocked = own.contains { move in
            move.to == "Customers" && model.isHeld(Pile(goods: right, place: move.from, package: move.fromPackage))
        }
        let partner = document.partner ?? ""
        let has = document.kind != .delivery || model.held(by: partner, of: wrong) >= units
        let isPossible = other.isPossible(wrong) && other.isPossible(right)
        // The right goods must be there now as they were then, or the program looks for them elsewhere.
        let isThere = own.allSatisfy { move in
            move.goods != wrong || !NaiveWarehouse.ours.contains(move.from)
                || model.units(right, in: move.from) >= move.units
        }
        if isPossible, isFree, !isBlocked, has, isThere, document.kind != .transfer { return .must }
        return .perhaps([
            "not_there_then", "lot_blocked", "depends_on_it", "insufficient_stock", "serial_elsewhere",
            "unknown_number", "more_than_done", "package_elsewhere",
        ])
    }

    /// Reads what the document moves now, and judges it against what it moved before.
    private mutating func rebooked(
        _ document: DoneDocument, _ before: [Move], _ wrong: Goods, _ right: Goods, _ units: Int
    ) async throws {
        let steps = try await eyes.steps(of: document.kind, document.number)
        func sums(_ moves: [Move]) -> [String: Int] {
            Dictionary(moves.map { ("\(text($0.goods)) to \($0.to)", $0.units) }, uniquingKeysWith: +).filter {
                $0.value > 0
            }
        }
        var expected = sums(before + moves(of: document).filter { $0.goods.number == nil })
        for to in Set(before.filter { $0.goods == wrong }.map(\.to)) {
            expected["\(text(wrong)) to \(to)", default: 0] -= units
            expected["\(text(right)) to \(to)", default: 0] += units
        }
        let after = steps.flatMap(\.moves)
        if sums(after) != expected.filter({ $0.value != 0 }) {
            throw fail("\(document.number) moves now \(describe(after))")
        }
        let gone = before.filter { $0.goods == wrong && !after.contains($0) }
        let come = after.filter { $0.goods == right && !before.contains($0) }
        let old = model.steps.filter { $0.document == document.number }
        try await lookAtPackages(touchedBy: before + after)
        model.rewrite { $0.removeAll { $0.document == document.number } }
        for step in steps { model.add(step) }
        if let at = old.first?.at { unpack(before, after, wrong, at) }
        for goods in [wrong, right] where !model.isPossible(goods) { throw fail("\(text(goods)) cannot have been so") }
        let held = model.holds
        model.carryHolds(gone.map(\.back))
        model.carryHolds(come)
        // What was held under the wrong number stays held under the right one where it stands.
        for move in gone where NaiveWarehouse.ours.contains(move.to) {
            for hold in held[wrong] ?? [] where model.covers(hold, move.target) {
                let pile = model.serials.contains(right) ? nil : move.target
                model.holds[right, default: []].insert(model.here(hold, pile, isCarried: false))
            }
        }
    }

    /// What left in its package by mistake was never in it, and stands loose where that stood.
    private mutating func unpack(_ before: [Move], _ after: [Move], _ wrong: Goods, _ at: Int64) {
        var never: [Move] = []
        for move in before where move.goods == wrong && NaiveWarehouse.ours.contains(move.from) {
            guard let package = move.fromPackage, package == move.toPackage else { continue }
            let rest = after.filter { $0.source == move.source && $0.target == move.target }.map(\.units).reduce(0, +)
            if rest >= move.units { continue }
            never.append(
                Move(goods: wrong, units: move.units - rest, from: move.from, to: move.from, fromPackage: package))
        }
        if !never.isEmpty { model.add(Step(at: at, moves: never)) }
    }

    // MARK: The partner

    mutating func correctPartner() async throws {
        guard let document = pick(standing([.receipt, .delivery])), let old = document.partner else { return }
        let others = document.kind == .delivery ? Self.customers : Self.suppliers
        guard let right = pick(others.filter { $0 != old }) else { return }
        var expected = Expectation.must
        if document.kind == .delivery {
            let sums = Dictionary(
                moves(of: document).filter { $0.goods.number != nil && $0.to == "Customers" }.map {
                    ($0.goods, $0.units)
                },
                uniquingKeysWith: +)
            if sums.contains(where: { model.held(by: old, of: $0.key) < $0.value }) {
                expected = .never(["depends_on_it"], "\(old) has returned some")
            }
        }
        // A unit that moved on since cannot come or go once more: such a story is corrected from its end.
        if let unit = moves(of: document).map(\.goods).first(where: { model.hasMoved($0, since: document.number) }) {
            expected = .never(expected.mayRefuse.union(["not_there_then"]), "\(text(unit)) has moved on")
        }
        let (told, operations, kind, number) = (Told(), company.operations, document.kind, document.number)
        guard
            try await attempt(
                "readdress \(number) from \(old) to \(right)", expected,
                {
                    try await operations.correct(
                        kind, number, .partner(code: right), reason: "wrong label", $0, answer: told.keep)
                })
        else { return }
        mayLoseReservations = true
        model.rewrite { steps in
            for index in steps.indices where steps[index].document == number && steps[index].partner == old {
                steps[index].partner = right
            }
        }
        if let index = done.firstIndex(where: { $0.number == number }) { done[index].partner = right }
    }

    // MARK: Taking back

    mutating func reverse() async throws {
        let kinds = Set(DocumentKind.allCases)
        guard let document = pick(standing(kinds)) else { return }
        let steps = model.steps.filter { $0.document == document.number }
        let moves = steps.flatMap(\.moves)
        let (told, operations, kind, number) = (Told(), company.operations, document.kind, document.number)
        let what = "reverse \(number): \(describe(moves))"
        guard
            try await attempt(
                what, whetherReversible(document, steps),
                {
                    try await operations.reverse(kind, number, reason: "never was", $0, answer: told.keep)
                })
        else { return }
        try await lookAtPackages(touchedBy: moves)
        model.rewrite { $0.removeAll { $0.document == number } }
        for step in steps.reversed() {
            model.carryHolds(step.moves.reversed().map(\.back))
        }
        done.removeAll { $0.number == number }
    }

    /// A package into which goods would go back, and that neither stands there nor comes back with them.
    func packageGone(from steps: [Step]) -> String? {
        var places = model.stands.mapValues(\.place)
        for step in steps.reversed() {
            for move in step.moves {
                guard let package = move.fromPackage, NaiveWarehouse.ours.contains(move.from) else { continue }
                let comesBack = move.toPackage == package && places[package] == move.to
                if places[package] != move.from, !comesBack { return package }
            }
            for move in step.moves {
                if let package = move.fromPackage { places[package] = move.from }
            }
        }
        return nil
    }

    private func whetherReversible(_ document: DoneDocument, _ steps: [Step]) -> Expectation {
        let codes: Set<String> = ["depends_on_it", "lot_blocked"]
        let moves = steps.flatMap(\.moves)
        var other = model
        other.rewrite { $0.removeAll { $0.document == document.number } }
        if let goods = moves.map(\.goods).first(where: { !other.isPossible($0) }) {
            return .never(codes, "\(text(goods)) was needed later")
        }
        // Without the document that first gave a number to it, what came back later would have come from nowhere.
        for goods in Set(moves.map(\.goods)) where model.serials.contains(goods) {
            if let origin = other.origin(of: goods), origin != model.origin(of: goods) {
                return .never(codes, "\(text(goods)) came back later")
            }
        }
        if let package = packageGone(from: steps) { return .never(codes, "\(package) has gone since") }
        if other.hasTornPackage { return .never(codes, "a package would be in two places") }
        for move in moves where NaiveWarehouse.ours.contains(move.to) {
            let pile = move.target
            let after = other.now[pile] ?? 0
            if reserved(pile) > after { return .never(codes, "\(text(pile)) is set aside") }
        }
        if document.kind == .customerReturn {
            for move in moves where move.goods.number != nil {
                if model.isHeldForItself(move.target) {
                    return .never(codes, "\(text(move.goods)) is held")
                }
            }
        }
        for step in steps {
            guard let partner = step.partner, document.kind == .delivery else { continue }
            for move in step.moves where move.to == "Customers" && move.goods.number != nil {
                let delivered = step.moves.filter { $0.goods == move.goods && $0.to == "Customers" }.map(\.units)
                if model.held(by: partner, of: move.goods) < delivered.reduce(0, +) {
                    return .never(codes, "\(partner) has returned some")
                }
            }
        }
        return .must
    }
}
