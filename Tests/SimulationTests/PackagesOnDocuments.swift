import StockDomain
import StockOperations
import StockStore
import TestSupport

/// Packages on documents: whole, in part, set aside for later, announced.
extension Simulation {
    private func whole(_ package: String) -> LineRequest {
        var line = LineRequest(product: "", package: package)
        line.pointer = "/lines/0"
        line.overrideReason = "the customer wants it"
        return line
    }

    // MARK: As a whole

    /// Delivers, moves, scraps or sends back a package with all that is in it.
    mutating func sendPackage() async throws {
        guard let package = pick(model.packages()), let stand = model.stands[package] else { return }
        let kind = pick([DocumentKind.delivery, .delivery, .transfer, .transfer, .scrap, .supplierReturn]) ?? .delivery
        let place = chance(1, in: 8) ? pick(Self.places) ?? stand.place : stand.place
        let to = destination(kind)
        if to == place { return }
        let moves = model.moves(of: package, to: to)
        let request = DocumentRequest(
            kind: kind, partner: partner(kind), location: place, toLocation: kind == .transfer ? to : nil,
            happenedAt: instant(seconds), reason: "as a whole", lines: [whole(package)])
        let expected = sending(moves, of: package, by: kind, from: place)
        let what = "send \(package) by \(kind) from \(place) to \(to): \(describe(moves))"
        guard let view = try await post(what, expected, request) else { return }
        try await followWhole(package, eyes.steps(of: kind, view.document.number), view, to: to)
        if Set(moves.map(\.goods.product)).count == 1 { remember(view, place) }
    }

    private mutating func destination(_ kind: DocumentKind) -> String {
        switch kind {
        case .delivery: "Customers"
        case .supplierReturn: "Suppliers"
        case .scrap: "Scrap"
        default: pick(Self.places + ["WH-Quarantine"]) ?? "YARD"
        }
    }

    private mutating func partner(_ kind: DocumentKind) -> String? {
        switch kind {
        case .delivery: pick(Self.customers)
        case .supplierReturn: pick(Self.suppliers)
        default: nil
        }
    }

    private func sending(_ moves: [Move], of package: String, by kind: DocumentKind, from place: String) -> Expectation
    {
        if moves.isEmpty { return .never(["package_empty"], "nothing is in it") }
        if !model.isBelow(model.stands[package]?.place ?? "", place) {
            return .never(["package_elsewhere"], "\(package) is not below \(place)")
        }
        if kind == .delivery {
            if moves.contains(where: { model.levels[$0.goods.product] == .deliveryOnly }) {
                return .never(["number_required", "lot_blocked"], "its goods need numbers").asking("reserved_for_other")
            }
            if moves.contains(where: { model.isHeld($0.source) }) {
                return .never(["lot_blocked", "insufficient_stock"], "some of it is held").asking("reserved_for_other")
            }
        }
        var expected = Expectation.must
        if moves.contains(where: { reserved($0.source) > 0 }) { expected = expected.asking("reserved_for_other") }
        return expected
    }

    private func amounts(_ moves: [Move]) -> [Move: Int] {
        Dictionary(
            moves.map { move in
                var one = move
                one.units = 0
                return (one, move.units)
            }, uniquingKeysWith: +)
    }

    // MARK: On its way

    /// A package that goes through transit as it is.
    mutating func shipPackage() async throws {
        guard let package = pick(model.packages()), let stand = model.stands[package], let to = pick(Self.places),
            to != stand.place, !model.contents(of: package).isEmpty
        else { return }
        let request = DocumentRequest(
            kind: .transfer, location: stand.place, toLocation: to, lines: [whole(package)])
        let (told, operations) = (Told(), company.operations)
        guard
            try await attempt(
                "draftTransfer \(package) from \(stand.place) to \(to)", .must,
                { try await operations.create(request, $0, answer: told.keep) }),
            let number = told.view?.document.number
        else { return }
        let moves = model.moves(of: package, to: "WH-Transit")
        let isReserved = moves.contains { reserved($0.source) > 0 }
        guard
            try await attempt(
                "ship \(number) with \(package): \(describe(moves))",
                isReserved ? Expectation.must.asking("reserved_for_other") : .must,
                { try await operations.ship(number, DoRequest(), $0, answer: told.keep) }),
            let view = told.view
        else { return }
        let steps = try await eyes.steps(of: .transfer, number)
        try await followWhole(package, steps, view, to: "WH-Transit")
        open.append(
            OpenDocument(
                kind: .transfer, number: number, product: "", units: 0, place: stand.place, to: to, isOnItsWay: true,
                package: package))
    }

    mutating func arrivePacked(_ index: Int) async throws {
        let document = open[index]
        guard let package = document.package, let to = document.to else { return }
        let (told, operations, number) = (Told(), company.operations, document.number)
        let before = try await eyes.steps(of: .transfer, number).count
        guard
            try await attempt(
                "arrive \(number) with \(package) in \(to)", .must,
                { try await operations.receive(number, DoRequest(), $0, answer: told.keep) }),
            let view = told.view
        else { return }
        open.remove(at: index)
        let steps = Array(try await eyes.steps(of: .transfer, number).dropFirst(before))
        try await followWhole(package, steps, view, to: to)
    }

    /// A whole package has gone: all that was in it, with those that stand in it, and nothing else.
    private mutating func followWhole(
        _ package: String, _ steps: [Step], _ view: DocumentView, to: String
    ) async throws {
        let moves = model.moves(of: package, to: to)
        if amounts(steps.flatMap(\.moves)) != amounts(moves) { throw fail("moved \(describe(steps.flatMap(\.moves)))") }
        if let place = model.stands[package]?.place { model.stand(package, Stand(place: place)) }
        let before = model.tree(package)
        try await follow(steps, view)
        for inner in before where model.stands[inner]?.place != to { throw fail("\(inner) has not gone along") }
        if model.stands[package]?.outer != nil || model.tree(package) != before { throw fail("\(package) has changed") }
    }

    // MARK: In part

    /// Some goods out of a package, which is opened.
    mutating func takeFromPackage() async throws {
        guard let (pile, package, place) = pickPacked() else { return }
        let (goods, there) = (pile.goods, model.now[pile] ?? 0)
        let isDelivery = chance(1, in: 2) && model.levels[goods.product] != .deliveryOnly
        let kind = isDelivery ? DocumentKind.delivery : .transfer
        let to = destination(kind)
        if to == place { return }
        let units =
            model.serials.contains(goods) ? 1 : Int.random(in: 1...(there + (chance(1, in: 6) ? 1 : 0)), using: &random)
        let numbers = goods.number.map { [($0, model.serials.contains(goods) ? nil : units)] } ?? []
        let request = DocumentRequest(
            kind: kind, partner: partner(kind), location: place, toLocation: isDelivery ? nil : to,
            happenedAt: instant(seconds), lines: [line(goods.product, units, numbers, in: package)])
        var expected = taking(
            goods, units, below: place, in: package, to: to, at: seconds, mayBeHeld: !isDelivery)
        if !model.isBelow(pile.place, place) {
            expected = .never(["package_elsewhere"], "\(package) is not below \(place)")
        }
        let what = "takeOut \(units) of \(there) \(text(pile)) out of \(package) to \(to)"
        guard let view = try await post(what, expected, request) else { return }
        try await taken(view, place, [goods: units], from: package, to: to, mayBeHeld: !isDelivery)
    }

    /// Packed goods, their package or the one around it, and its place or seldom another.
    private mutating func pickPacked() -> (Pile, String, String)? {
        let piles = Self.products.flatMap { model.piles(of: $0) }.filter {
            $0.package != nil && $0.place != "WH-Transit"
        }
        guard let pile = pick(piles), let inner = pile.package else { return nil }
        let package = chance(1, in: 2) ? model.stands[inner]?.outer ?? inner : inner
        return (pile, package, chance(1, in: 8) ? pick(Self.places) ?? pile.place : pile.place)
    }

    // MARK: For later

    /// Sets a package, or a part of what is in it, aside for a delivery.
    mutating func reserveFromPackage() async throws {
        guard let (pile, package, place) = pickPacked() else { return }
        let (product, inside) = (pile.goods.product, model.contents(of: package))
        let own = inside.filter { $0.key.goods.product == product }.values.reduce(0, +)
        let isWhole = chance(1, in: 2) && Set(inside.keys.map(\.goods.product)).count == 1
        let units = isWhole ? own : Int.random(in: 1...(own + 1), using: &random)
        if model.levels[product] == .deliveryOnly { return }
        let partner = pick(Self.easygoing)
        let request = DocumentRequest(
            kind: .delivery, partner: partner, location: place,
            lines: [isWhole ? whole(package) : line(product, units, in: package)])
        let (told, operations) = (Told(), company.operations)
        guard
            try await attempt(
                "draftPacked \(units) \(product) \(isWhole ? "as" : "from") \(package) in \(place)", .must,
                { try await operations.create(request, $0, answer: told.keep) }),
            let number = told.view?.document.number
        else { return }
        open.append(
            OpenDocument(
                kind: .delivery, number: number, product: product, units: units, place: place, partner: partner,
                package: package, isWhole: isWhole))
        guard
            try await attempt(
                "reserve \(number)", .must,
                { try await operations.reserve(.delivery, number, $0, answer: told.keep) })
        else { return }
        actedOn = number
        let legal = inside.keys.filter { pile in
            pile.goods.product == product && model.isBelow(pile.place, place) && !model.isHeld(pile)
        }
        let free = legal.map { (model.now[$0] ?? 0) - reserved($0) }.reduce(0, +)
        let got = try await eyes.reservations(of: open)[number] ?? [:]
        if got.values.reduce(0, +) != min(free, units) {
            throw fail("\(number) has \(got.values.reduce(0, +)) set aside of \(units), \(free) were free")
        }
    }

    /// Does a delivery that names a package.
    mutating func finishPacked(_ index: Int) async throws {
        let (document, own) = (open[index], reservations[open[index].number] ?? [:])
        guard let package = document.package else { return }
        let number = document.number
        let expected = finishing(document, package, own)
        let (told, operations) = (Told(), company.operations)
        let what =
            "doPacked \(number): \(document.units) \(document.product) \(document.isWhole ? "as" : "from") \(package)"
        guard
            try await attempt(
                what, expected,
                { try await operations.carryOut(.delivery, number, DoRequest(), $0, answer: told.keep) }),
            let view = told.view
        else { return }
        open.remove(at: index)
        let steps = try await eyes.steps(of: .delivery, number)
        let moves = steps.flatMap(\.moves)
        if document.isWhole {
            try await followWhole(package, steps, view, to: "Customers")
            return remember(view, document.place)
        }
        let sums = Dictionary(moves.map { ($0.goods, $0.units) }, uniquingKeysWith: +)
        if sums.values.reduce(0, +) != document.units { throw fail("picks sum to \(sums.values.reduce(0, +))") }
        try await taken(view, document.place, sums, from: package, to: "Customers", mayBeHeld: false)
    }

    private func finishing(_ document: OpenDocument, _ package: String, _ own: [Pile: Int]) -> Expectation {
        let product = document.product
        guard let stand = model.stands[package], model.isBelow(stand.place, document.place) else {
            return .never(
                ["package_elsewhere", "package_changed", "in_transit"], "\(package) is not below \(document.place)")
        }
        let inside = model.contents(of: package)
        let all = inside.filter { $0.key.goods.product == product }
        if document.isWhole, all.values.reduce(0, +) != document.units || all.count != inside.count {
            return .never(["package_changed"], "\(package) holds something else")
        }
        if model.levels[product] == .deliveryOnly {
            return .never(["number_required", "insufficient_stock", "lot_blocked"], "it names no numbers")
                .asking("reserved_for_other")
        }
        let legal = all.filter { !model.isHeld($0.key) }
        if legal.values.reduce(0, +) < document.units {
            return .never(["insufficient_stock", "lot_blocked"], "not so many may leave").asking("reserved_for_other")
        }
        let free = legal.map { $0.value - reserved($0.key) + (own[$0.key] ?? 0) }.reduce(0, +)
        return free < document.units ? Expectation.must.asking("reserved_for_other") : .must
    }

    // MARK: Announced

    /// A receipt that is announced package by package; some come, some later or never.
    mutating func receiveAnnounced(_ product: String) async throws {
        let place = pick(Self.places) ?? "WH-Stock"
        let boxes = (0..<Int.random(in: 1...3, using: &random)).map { _ in number("BOX-") }
        let goods = boxes.map { _ in announcedGoods(product) }
        var lines: [LineRequest] = []
        for (index, (box, goods)) in zip(boxes, goods).enumerated() {
            let numbers = goods.compactMap { goods, units in
                goods.number.map { ($0, model.levels[product] == .serial ? nil : units) }
            }
            var line = line(product, goods.map(\.1).reduce(0, +), numbers, in: box)
            line.pointer = "/lines/\(index)"
            lines.append(line)
        }
        let request = DocumentRequest(
            kind: .receipt, partner: pick(Self.suppliers), location: place, lines: lines)
        let (told, operations) = (Told(), company.operations)
        guard
            try await attempt(
                "announce \(boxes) with \(goods.map { $0.map { "\($0.1) \(text($0.0))" } }) to \(place)", .must,
                { try await operations.create(request, $0, answer: told.keep) }),
            let draft = told.view
        else { return }
        let come = boxes.indices.filter { _ in chance(2, in: 3) }
        let rest = try await arrive(draft, come, boxes, goods, place)
        guard let rest, chance(2, in: 3) else { return }
        let later = boxes.indices.filter { !come.contains($0) }
        let view = try await company.operations.document(.receipt, rest, as: company.admin)
        _ = try await arrive(view, later, boxes, goods, place)
    }

    private mutating func announcedGoods(_ product: String) -> [(Goods, Int)] {
        let units = Int.random(in: 1...5, using: &random)
        switch model.levels[product] ?? .none {
        case .none, .deliveryOnly: return [(Goods(product: product), units)]
        case .lot: return [(Goods(product: product, number: number("L")), units)]
        case .serial: return (0..<units).map { _ in (Goods(product: product, number: number("S")), 1) }
        }
    }

    /// Scans some packages and does the receipt; answers the number of the document that waits for the rest.
    private mutating func arrive(
        _ draft: DocumentView, _ come: [Int], _ boxes: [String], _ goods: [[(Goods, Int)]], _ place: String
    ) async throws -> String? {
        let (number, operations, told) = (draft.document.number, company.operations, Told())
        for index in come {
            let box = boxes[index]
            guard
                try await attempt(
                    "scan \(box) on \(number)", .must,
                    {
                        try await operations.addScan(ScanRequest(text: box), to: .receipt, number, $0) { _ in
                            Answer(status: 200, body: [])
                        }
                    })
            else { return nil }
        }
        // Without any scan all counts as come.
        let here =
            come.isEmpty ? boxes.indices.filter { index in draft.lines.contains { $0.package == boxes[index] } } : come
        let isAll = here.count == draft.lines.count
        let (rest, partner) = (chance(2, in: 3) ? DoRequest.Rest.backorder : .close, draft.partner?.code)
        let request = DoRequest(rest: isAll ? nil : rest)
        guard
            try await attempt(
                "receiveAnnounced \(number): \(here.map { boxes[$0] })", .must,
                { try await operations.carryOut(.receipt, number, request, $0, answer: told.keep) }),
            let view = told.view
        else { return nil }
        var moves: [Move] = []
        for index in here {
            for (goods, units) in goods[index] {
                if model.levels[goods.product] == .serial { model.serials.insert(goods) }
                moves.append(
                    Move(goods: goods, units: units, from: "Suppliers", to: place, toPackage: boxes[index]))
            }
            model.stands[boxes[index]] = Stand(place: place)
        }
        happened(moves, at: seconds, document: number, partner: partner)
        if view.lines.count == 1 { remember(view, place) }
        if !isAll, rest == .backorder, view.backorder == nil { throw fail("\(number) waits for nothing") }
        return view.backorder
    }
}
