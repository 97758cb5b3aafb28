import SQLCore
import SeededRandom
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

/// Random stock in several places, with packages, blocks and reservations, changed in a random direction: nothing is lost
/// but what was said to be missing, and recalls reach across (R7).
struct TrackingChangePropertyTests {
    @Test(arguments: SQLEngine.allCases, UInt64(1)...12)
    func aChangeKeepsLineageAndTotals(engine: SQLEngine, seed: UInt64) async throws {
        var story = try await RandomChange(engine, seed)
        try await story.happen()
    }
}

/// One such change.
private struct RandomChange {
    private let company: TestCompany
    private let seed: UInt64
    private var random: SeededRandom
    private let from: TrackingLevel
    private let to: TrackingLevel
    private var count = 0
    /// What was given, by spot.
    private var expected: [String: Quantity] = [:]
    /// Old numbers, and what spots are called.
    private var names: [LotID: String] = [:]
    private var spots: [Spot: String] = [:]

    private static let levels = [
        TrackingLevel(.none), TrackingLevel(.lot), TrackingLevel(.serial), TrackingLevel(.serial, .deliveryOnly),
    ]
    private static let places = ["WH-Stock", "SHELF-1", "SHELF-2"]

    init(_ engine: SQLEngine, _ seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        let from = Self.levels.randomElement(using: &random) ?? TrackingLevel(.none)
        let to = Self.levels.filter { $0 != from }.randomElement(using: &random) ?? TrackingLevel(.lot)
        self.seed = seed
        self.from = from
        self.to = to
        self.random = random
        company = try await TestCompany(engine)
        try await company.add(Product(sku: "PUMP", name: "Pump", tracking: from.tracking, capture: from.capture))
        for place in Self.places.dropFirst() { try await company.location(place) }
        try await company.partner("C1")
    }

    private var comment: Comment { "seed \(seed): \(from.inWords) → \(to.inWords)" }

    mutating func happen() async throws {
        try await fillPlaces()
        let before = try await piles()
        try await readNames(of: before)
        company.clock.advance(seconds: 60)
        try await company.draftChange("PUMP", to: to.tracking, to.capture)
        let given = listsOfNumbers(for: before)
        try await company.fillChange("PUMP", given, reason: "counted")
        let view = try await company.applyChange("PUMP")
        let after = try await piles()
        expectTotals(before, after, view)
        try await expectLineage(before, after)
        try await company.expectSound(comment)
    }

    // MARK: Before

    private mutating func fillPlaces() async throws {
        for place in Self.places {
            for day in 1...Int.random(in: 1...2, using: &random) {
                try await receive(Int.random(in: 2...5, using: &random), at: place, day)
            }
        }
        if Bool.random(using: &random) { try await packSomething() }
        if from.kindInside != nil, to.kindInside != nil, Bool.random(using: &random) { try await holdSomething() }
        for _ in 0..<2 { try await reserveSomething() }
    }

    private mutating func receive(_ units: Int, at place: String, _ day: Int) async throws {
        var line = company.line("PUMP", Quantity(units: Int64(units)))
        switch from.kindInside {
        case .lot: line.numbers = [.one(NumberEntry(number: nextNumber("L")))]
        case .serial: line.numbers = (0..<units).map { _ in .one(NumberEntry(number: nextNumber("S"))) }
        case nil: break
        }
        try await company.post(.receipt, [line], location: place, at: "2026-04-1\(day)T08:00:00Z")
    }

    private mutating func nextNumber(_ prefix: String) -> LotNumber {
        count += 1
        // Far apart, so that no number looks like another.
        return LotNumber(stored: "\(prefix)\(count * 97)")
    }

    private mutating func packSomething() async throws {
        let loose = try await piles().filter { $0.key.spot.package == nil }
        guard let pile = loose.randomElement(using: &random) else { return }
        let place = try await company.store { try $0.location(pile.key.spot.location)?.code } ?? ""
        try await company.pack("PUMP", pile.quantity, pile.key.lot, in: place, into: "BOX-\(seed)")
    }

    private mutating func holdSomething() async throws {
        let lots = try await piles().compactMap(\.key.lot)
        guard let id = lots.randomElement(using: &random), let lot = try await company.store({ try $0.lot(id) }) else {
            return
        }
        try await company.hold(lot.number.text, of: "PUMP")
    }

    private mutating func reserveSomething() async throws {
        let line = company.line("PUMP", Quantity(units: Int64.random(in: 1...4, using: &random)))
        let place = Self.places.randomElement(using: &random)
        let number = try await company.draft(.delivery, [line], partner: "C1", location: place).document.number
        _ = try await company.act { [company] in
            try await company.operations.reserve(.delivery, number, $0, answer: $1)
        }
    }

    private func piles() async throws -> [Balance] {
        try await company.store { store in
            guard let product = try store.product(sku: "PUMP") else { return [] }
            return try store.balances(of: product.id)
        }
    }

    // MARK: The numbers given

    /// A line a spot for `fillChange`: about what is there, sometimes one more or one fewer.
    private mutating func listsOfNumbers(for piles: [Balance]) -> String {
        guard let kind = to.kindInside else { return "" }
        var lines: [String] = []
        for pile in piles {
            let change = [-1, 0, 0, 0, 1].randomElement(using: &random) ?? 0
            let units = max(0, Int(pile.quantity.wholeUnits) + change)
            if units == 0 { continue }
            expected[spots[pile.key.spot] ?? "", default: .zero] += Quantity(units: Int64(units))
            let origin = from.kindInside == .lot ? "<" + (pile.key.lot.flatMap { names[$0] } ?? "") : ""
            let numbers =
                kind == .serial
                ? (0..<units).map { _ in nextNumber("N").text + origin } : ["\(nextNumber("N").text)=\(units)\(origin)"]
            lines.append((spots[pile.key.spot] ?? "") + ": " + numbers.joined(separator: " "))
        }
        return lines.joined(separator: "\n")
    }

    private mutating func readNames(of piles: [Balance]) async throws {
        let lots = try await company.store { try $0.lots(piles.compactMap(\.key.lot)) }
        names = Dictionary(lots.map { ($0.id, $0.number.text) }) { first, _ in first }
        for spot in Set(piles.map(\.key.spot)) {
            spots[spot] = try await company.store { store in
                let named = try store.packageNumbers([spot.package].compactMap { $0 })
                let place = try store.location(spot.location)?.code ?? ""
                return ([place] + named.values).joined(separator: " ")
            }
        }
    }

    // MARK: After

    private func sums(_ piles: [Balance]) -> [String: Quantity] {
        Dictionary(grouping: piles) { spots[$0.key.spot] ?? "?" }.mapValues { $0.map(\.quantity).sum() }
    }

    /// Each spot holds what was given, or what it held; the differences told are what is more or fewer.
    private func expectTotals(_ before: [Balance], _ after: [Balance], _ view: TrackingChangeView) {
        #expect(sums(after) == (to.kindInside == nil ? sums(before) : expected), comment)
        let told = (view.outcome?.differences ?? []).map(\.quantity).sum()
        #expect(told == after.map(\.quantity).sum() - before.map(\.quantity).sum(), comment)
        // Goods keep their age: no pile is younger than what stood at its spot.
        for pile in after {
            let old = before.filter { $0.key.spot == pile.key.spot }.map(\.incomingAt)
            // A lot of which all is more than the serials of its spot was found just now.
            let isFound = from.kindInside == .serial && pile.incomingAt == view.change.appliedAt
            #expect(old.contains(pile.incomingAt) || isFound, comment)
        }
    }

    /// A recall of an old number reaches the new ones of its spots, and the other way round; every sum closes.
    private func expectLineage(_ before: [Balance], _ after: [Balance]) async throws {
        let old = Set(before.compactMap(\.key.lot))
        let new = Set(after.compactMap(\.key.lot))
        let (reached, sources) = try await company.store { store in
            (try store.downstream(of: old).subtracting(old), try store.upstream(of: new).subtracting(new))
        }
        if from.kindInside != nil, to.kindInside != nil {
            // Where more was found than became of the old numbers, the last of the new ones have no past.
            #expect(from.kindInside == .lot ? reached == new : reached.isSubset(of: new), comment)
            #expect(!reached.isEmpty || new.isEmpty, comment)
            #expect(sources.isSubset(of: old), comment)
        }
        for lot in old.union(new).sorted() {
            let scope = try await company.operations.recallScope(of: lot, as: company.admin)
            #expect(scope.totals.closes, comment)
            let begins = old.isEmpty && new.contains(lot)
            #expect(scope.gaps.contains { $0.code == .notTrackedBefore } == begins, comment)
        }
        try await expectHeld(before, after)
    }

    /// What was held is held; nothing else is.
    private func expectHeld(_ before: [Balance], _ after: [Balance]) async throws {
        let held = Set(before.filter(\.isBlocked).compactMap(\.key.lot))
        let heirs = try await company.store { try $0.downstream(of: held) }
        let now = after.filter { $0.isBlocked }.compactMap(\.key.lot)
        #expect(Set(now) == heirs.intersection(after.compactMap(\.key.lot)), comment)
    }
}
