import StockDomain
import StockOperations
import TestSupport

/// What the program shows, against the model.
extension Simulation {
    /// Every pile with its quantity, and whether it may leave; what is set aside is there, good, and kept.
    mutating func compareStock() async throws {
        rows = try await eyes.stock()
        var shown: [Pile: Int] = [:]
        for row in rows {
            let pile = eyes.pile(row)
            shown[pile, default: 0] += Int(row.quantity.wholeUnits)
            if pile.place != "WH-Transit", row.isBlocked != model.isHeld(pile) {
                throw fail("\(text(pile)) is \(row.isBlocked ? "held" : "free"), the model says otherwise")
            }
            if row.quantity <= .zero || row.reserved > row.quantity { throw fail("\(text(pile)) is \(row)") }
            if row.isBlocked, row.reserved > .zero { throw fail("\(text(pile)) is held and yet set aside") }
        }
        let expected = model.now.filter { $0.value != 0 }
        if shown != expected {
            let differences = Set(shown.keys).union(expected.keys).filter { shown[$0] != expected[$0] }.map {
                "\(text($0)): program \(shown[$0] ?? 0), model \(expected[$0] ?? 0)"
            }.sorted()
            throw fail("stock differs: \(differences.joined(separator: "; "))")
        }
        try await comparePackages()
        try compareReserved(try await eyes.reservations(of: open))
    }

    /// Each package is where the model has it, and what is in it is there too.
    private func comparePackages() async throws {
        let shown = try await eyes.packages()
        for package in Set(shown.keys).union(model.stands.keys).sorted() where shown[package] != model.stands[package] {
            throw fail("\(package) is \(text(shown[package])), the model says \(text(model.stands[package]))")
        }
        for pile in model.now.keys {
            guard let package = pile.package, model.now[pile] != 0 else { continue }
            if model.stands[package]?.place != pile.place {
                throw fail("\(text(pile)) is not where \(package) is: \(text(model.stands[package]))")
            }
        }
    }

    /// After goods have moved in packages: those with them, around them and in them may have gone along.
    mutating func lookAtPackages(touchedBy moves: [Move]) async throws {
        let touched = Set(moves.flatMap { [$0.fromPackage, $0.toPackage] }.compactMap(\.self))
        if touched.isEmpty { return }
        let near = touched.reduce(into: touched) { near, package in
            var top = package
            while let outer = model.stands[top]?.outer { top = outer }
            near.formUnion(model.tree(top))
        }
        let shown = try await eyes.packages()
        for (package, stand) in shown.sorted(by: { $0.key < $1.key }) where model.stands[package] != stand {
            if !near.contains(package) { throw fail("\(package) is \(text(stand)) without a reason") }
            guard let before = model.stands[package] else { continue }
            // Whatever stood around it, its goods stay held as they were.
            if before.outer != stand.outer {
                model.stand(package, NaiveWarehouse.Stand(place: before.place, outer: stand.outer))
            }
        }
        model.stands = shown
        for (package, stand) in shown {
            guard let outer = stand.outer else { continue }
            if shown[outer]?.place != stand.place || model.tree(package).contains(outer) {
                throw fail("\(package) is \(text(stand)), which is \(text(shown[outer]))")
            }
        }
    }

    private func text(_ stand: NaiveWarehouse.Stand?) -> String {
        stand.map { "in \($0.place)\($0.outer.map { ", \($0)" } ?? "")" } ?? "nowhere"
    }

    private mutating func compareReserved(_ now: [String: [Pile: Int]]) throws {
        var sums: [Pile: Int] = [:]
        for piles in now.values { sums.merge(piles, uniquingKeysWith: +) }
        for row in rows {
            let pile = eyes.pile(row)
            if Int(row.reserved.wholeUnits) != sums[pile] ?? 0 {
                throw fail("\(text(pile)): \(row.reserved) set aside, documents have \(sums[pile] ?? 0)")
            }
            sums[pile] = nil
        }
        if let ghost = sums.first { throw fail("\(text(ghost.key)) is set aside and not there") }
        for (document, piles) in now {
            let before = (reservations[document] ?? [:]).values.reduce(0, +)
            let after = piles.values.reduce(0, +)
            if after > before, document != actedOn { throw fail("\(document) got goods without asking") }
        }
        if !mayLoseReservations {
            for (document, piles) in reservations
            where document != actedOn && open.contains(where: { $0.number == document }) {
                let after = (now[document] ?? [:]).values.reduce(0, +)
                if after < piles.values.reduce(0, +) { throw fail("\(document) lost goods that were set aside for it") }
            }
        }
        reservations = now
        mayLoseReservations = false
        actedOn = nil
    }

    /// Stock of a few past moments, as it is known now.
    mutating func comparePast() async throws {
        if remembered.count < 12 { remembered.append(seconds - Int64.random(in: 0...300_000, using: &random)) }
        for moment in Set([pick(remembered), pick(remembered), remembered.last].compactMap { $0 }).sorted() {
            var shown: [Pile: Int] = [:]
            for row in try await eyes.stock(StockQuestion(at: instant(moment))) {
                shown[eyes.pile(row), default: 0] += Int(row.quantity.wholeUnits)
            }
            let expected = model.stock(at: moment)
            if shown != expected {
                let differences = Set(shown.keys).union(expected.keys).filter { shown[$0] != expected[$0] }.map {
                    "\(text($0)): program \(shown[$0] ?? 0), model \(expected[$0] ?? 0)"
                }.sorted()
                throw fail("stock at \(moment) differs: \(differences.joined(separator: "; "))")
            }
        }
    }

    /// What a recall of some numbers says: who has how many, and that every unit is accounted for.
    mutating func compareRecalls(of count: Int) async throws {
        let numbered = Set(model.steps.flatMap(\.moves).map(\.goods)).filter { $0.number != nil }
            .sorted { ($0.product, $0.number ?? "") < ($1.product, $1.number ?? "") }
        for _ in 0..<count {
            guard let goods = pick(numbered) else { return }
            try await compareRecall(of: goods)
        }
    }

    private mutating func compareRecall(of goods: Goods) async throws {
        guard let lot = try await eyes.lot(goods) else { throw fail("the program does not know \(text(goods))") }
        let scope = try await company.operations.recallScope(of: lot.id, as: company.admin)
        let sums = model.sums(of: goods)
        let shown = scope.totals.inWords
        if shown != sums { throw fail("recall of \(text(goods)): program \(sorted(shown)), model \(sorted(sums))") }
        if !scope.totals.closes { throw fail("recall of \(text(goods)) does not close") }
        let reached = model.descendants(of: goods)
        for customer in Self.customers + Self.suppliers {
            let expected = reached.map { model.held(by: customer, of: $0) }.reduce(0, +)
            let told = scope.consignees.first { $0.partner?.code == customer }
            let units = Int(told?.products.map(\.quantity).sum().wholeUnits ?? 0)
            if units != expected {
                throw fail("recall of \(text(goods)): \(customer) has \(units), the model says \(expected)")
            }
            let own = Int(told?.ofLot.wholeUnits ?? 0)
            if own != model.held(by: customer, of: goods) {
                throw fail("recall of \(text(goods)): \(customer) has \(own) of it itself")
            }
        }
        let here = reached.map { model.total($0) - model.units($0, in: "WH-Transit") }.reduce(0, +)
        let told = Int(scope.onHand.map(\.quantity).sum().wholeUnits)
        if told != here { throw fail("recall of \(text(goods)): \(told) on hand, the model says \(here)") }
        try await comparePlace(of: goods, lot)
    }

    private func comparePlace(of goods: Goods, _ lot: Lot) async throws {
        guard model.serials.contains(goods) else { return }
        let shown = try await eyes.serialPlace(lot.id)
        let expected = model.place(of: goods)
        if shown?.place != expected {
            throw fail("\(text(goods)) is in \(shown?.place ?? "-"), the model says \(expected ?? "-")")
        }
        guard shown?.place == "Customers" else { return }
        if let holder = model.holder(of: goods), shown?.partner != holder {
            throw fail("\(text(goods)) is with \(shown?.partner ?? "-"), the model says \(holder)")
        }
    }

    func checkAndVerify() async throws {
        _ = try await company.operations.seal()
        let found = try await company.operations.check().findings.named + company.operations.verify().findings.named
        if !found.isEmpty { throw fail("check: \(found.map(\.detail))") }
    }

    func text(_ goods: Goods) -> String { "\(goods.product) \(goods.number ?? "-")" }
    func text(_ pile: Pile) -> String {
        "\(text(pile.goods)) in \(pile.place)\(pile.package.map { ", \($0)" } ?? "")"
    }

    private func sorted(_ sums: [String: Int]) -> String {
        sums.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
}

extension MassBalance {
    /// Its terms by what they are called; those of zero are left out.
    fileprivate var inWords: [String: Int] {
        let terms = [
            "opening": opening, "received": received, "moved in": movedIn, "produced": produced,
            "customer returned": customerReturned, "found": found, "on hand": onHand, "in transit": inTransit,
            "delivered": delivered, "consumed": consumed, "supplier returned": supplierReturned, "scrapped": scrapped,
            "lost": lost, "moved out": movedOut,
        ]
        return terms.mapValues { Int($0.wholeUnits) }.filter { $0.value != 0 }
    }
}
