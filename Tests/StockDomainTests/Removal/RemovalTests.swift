import SeededRandom
import StockDomain
import Testing

struct RemovalTests {
    @Test func eachStrategyHasItsOrder() throws {
        // S030, S035, S036, S040
        let stock = """
            lot  came        removal     place    free
            A    2026-05-01  2026-08-01  Shelf-2  1
            B    2026-05-02  2026-07-01  Shelf-10 1
            C    2026-05-03  -           Shelf-1  1
            D    2026-04-30  2026-07-01  Shelf-3  1
            """
        let orders: [RemovalStrategy: String] = [
            .fifo: "D A B C", .lifo: "C B A D", .fefo: "D B A C", .closest: "C A D B", .leastPackages: "D A B C",
        ]
        for (strategy, order) in orders {
            let table = try StockTable(stock)
            let picks = Removal(strategy).picks(4, from: table.piles)
            #expect(table.lots(of: picks) == order, "\(strategy)")
        }
    }

    @Test func theFirstToExpireLeavesFirstAndTheLastLotInPart() throws {
        // S034
        let stock = try StockTable(
            """
            lot   came        removal     free
            LOT3  2026-01-01  2026-03-09  1
            LOT1  2026-01-01  2026-02-26  5
            LOT2  2026-01-01  2026-03-04  2
            """)
        #expect(stock.table(of: Removal(.fefo).picks(6, from: stock.piles)) == ["LOT1 5", "LOT2 1"])
    }

    @Test func equalOnesGoByNumberThenByPile() throws {
        // S036; the FIFO date of equal receipts goes by line.
        let stock = try StockTable(
            """
            lot  came        free
            A    2026-05-01  1
            B    2026-05-01  1
            """)
        #expect(stock.lots(of: Removal(.fifo).picks(1, from: stock.piles.reversed())) == "A")
        #expect(stock.lots(of: Removal(.lifo).picks(1, from: stock.piles)) == "B")
    }

    @Test func theClosestPlaceComesFirstInNaturalOrder() throws {
        // S041, S042 (better), X017
        let stock = try StockTable(
            """
            lot  came        place     free
            -    2026-05-01  Shelf-10  30
            -    2026-05-01  Shelf-2   5
            -    2026-05-01  Shelf-1   15
            """)
        #expect(stock.places(of: Removal(.closest).picks(18, from: stock.piles)) == ["Shelf-1 15", "Shelf-2 3"])
        let sequenced = try StockTable(
            """
            lot  came        place    sequence free
            -    2026-05-01  Shelf-1  -        3
            -    2026-05-01  Shelf-9  7        3
            """)
        #expect(sequenced.places(of: Removal(.closest).picks(4, from: sequenced.piles)) == ["Shelf-9 3", "Shelf-1 1"])
    }

    @Test func whatIsNotGoodOnThePlannedDayIsLeft() throws {
        // R34, S039: what leaves in ten days must be good then.
        let stock = try StockTable(
            """
            lot  came        removal     expires     free
            A    2026-05-01  2026-05-08  2026-05-20  1
            B    2026-05-01  2026-06-02  2026-06-12  1
            C    2026-05-01  2026-05-13  2026-05-25  1
            """)
        let day = try #require(CalendarDate("2026-05-13"))
        let removal = Removal(.fefo, limits: RemovalLimits(day: day))
        // A removal day that is the planned day itself is still good (S155).
        #expect(stock.table(of: removal.picks(3, from: stock.piles)) == ["C 1", "B 1"])
    }

    @Test func objectionsComeInTheOrderOfTheirGravity() throws {
        let stock = try StockTable(
            """
            lot  came        removal     expires     free  blocked
            A    2026-05-01  2026-05-01  2026-05-02  1     yes
            B    2026-05-01  2026-05-01  2026-05-02  1     -
            C    2026-05-01  2026-05-01  2026-06-02  1     -
            D    2026-05-01  2026-06-01  2026-06-02  1     -
            E    2026-05-01  2026-07-01  2026-07-02  1     -
            F    2026-05-01  2026-08-01  2026-08-02  1     -
            G    2026-05-11  -           -           1     -
            """)
        let limits = RemovalLimits(
            releasedOnly: true, day: CalendarDate("2026-05-13"), leastExpiry: CalendarDate("2026-07-01"),
            leastExpiryAfterLast: CalendarDate("2026-07-15"), arrivedBy: Instant(rfc3339: "2026-05-10T00:00:00Z"))
        #expect(
            stock.piles.map { limits.objection(to: $0)?.rawValue }
                == [
                    "blocked", "expired", "past_removal", "too_short_life", "older_than_last", nil, "not_there_then",
                ])
    }

    @Test func aCustomerWhoTakesOneLotGetsTheFirstThatCoversTheLine() throws {
        // R34
        let stock = try StockTable(
            """
            lot  came        free
            A    2026-05-01  4
            B    2026-05-02  3
            C    2026-05-03  9
            B    2026-05-04  5
            """)
        let removal = Removal(.fifo, isSingleLot: true)
        #expect(stock.table(of: removal.picks(6, from: stock.piles)) == ["B 3", "B 3"])
        #expect(stock.table(of: removal.picks(9, from: stock.piles)) == ["C 9"])
        // None holds so much: as much as one lot gives.
        #expect(stock.table(of: removal.picks(20, from: stock.piles)) == ["C 9"])
        #expect(stock.table(of: removal.picks(4, from: stock.piles)) == ["A 4"])
    }

    @Test func aCustomersLifeIsAskedInDaysOrInPercent() {
        let day = CalendarDate("2026-05-01")!
        let life = Expiration(isEnabled: true, shelfLifeDays: 90)
        let inDays = Partner.Demands(minRemainingDays: 30)
        let inPercent = Partner.Demands(minRemainingPercent: 50)
        #expect(inDays.leastExpiry(of: life, on: day) == CalendarDate("2026-05-31"))
        #expect(inPercent.leastExpiry(of: life, on: day) == CalendarDate("2026-06-15"))
        #expect(inPercent.leastExpiry(of: Expiration(isEnabled: true), on: day) == nil)
        #expect(inDays.leastExpiry(of: Expiration(), on: day) == nil)
    }

    @Test(arguments: UInt64(1)...60)
    func picksSumToTheDemandAndFollowTheOrder(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let piles = (1...Int64(random.next() % 30 + 1)).map { StockTable.pile($0, with: &random) }
        let strategy = RemovalStrategy.allCases[Int(random.next() % 5)]
        let limits = RemovalLimits(releasedOnly: true, day: StockTable.someDay)
        let demand = Quantity(units: Int64(random.next() % 200))
        let eligible = piles.filter { $0.free > .zero && limits.objection(to: $0) == nil }
        let picks = Removal(strategy, limits: limits).picks(demand, from: piles)
        #expect(picks.map(\.quantity).sum() == min(demand, eligible.map(\.free).sum()), "seed \(seed)")
        #expect(picks.allSatisfy { $0.quantity > .zero && $0.quantity <= $0.balance.free }, "seed \(seed)")
        #expect(picks.allSatisfy { limits.objection(to: $0.balance) == nil }, "seed \(seed)")
        #expect(Set(picks.map(\.balance.id)).count == picks.count, "seed \(seed)")
        guard strategy != .leastPackages else { return }
        for pick in picks.dropLast() { #expect(pick.quantity == pick.balance.free, "seed \(seed)") }
        let first = eligible.sorted(by: strategy.precedes).prefix(picks.count)
        #expect(picks.map(\.balance.id) == first.map(\.id), "seed \(seed)")
    }
}

struct RemovalLookupTests {
    @Test func theStrategyIsLookedUpFromTheProductToThePlaces() {
        // R33
        var product = Product(sku: "P", name: "P", expiration: Expiration(isEnabled: true))
        let food = Category(code: "food", name: "Food", removalStrategy: .fefo)
        let jam = Category(code: "jam", name: "Jam")
        let shelf = Location(code: "S", name: "S", usage: .internal)
        let stock = Location(code: "STK", name: "STK", usage: .internal, removalStrategy: .lifo)
        func found() -> RemovalStrategy {
            RemovalLookup.strategy(of: product, categories: [jam, food], places: [shelf, stock])
        }
        #expect(found() == .fefo)
        product.handling.removalStrategy = .closest
        #expect(found() == .closest)
        product.handling.removalStrategy = nil
        product.expiration.isEnabled = false
        // First expired needs dates; the place is not asked then, since the category has spoken.
        #expect(found() == .fifo)
        #expect(RemovalLookup.strategy(of: product, categories: [jam], places: [shelf, stock]) == .lifo)
        #expect(RemovalLookup.strategy(of: product, categories: [], places: [shelf]) == .fifo)
    }

    @Test func aChainEndsAtTheTopOrWhereItCloses() {
        let parents = [1: 2, 2: 3, 3: 2]
        let chain = RemovalLookup.chain(from: 1, in: parents.mapValues { $0 }, parent: { Optional($0) })
        #expect(chain == [2, 3, 2])
    }
}

struct WhyTests {
    @Test func aChoiceNamesWhatItPassesOver() throws {
        // R35
        let stock = try StockTable(
            """
            lot  came        free  blocked
            A    2026-05-01  0     -
            B    2026-05-02  1     yes
            C    2026-05-03  1     -
            D    2026-05-04  1     yes
            """)
        let removal = Removal(.fifo, limits: RemovalLimits(releasedOnly: true))
        let picks = removal.picks(1, from: stock.piles)
        let passed = removal.passedOver(by: picks, among: stock.piles)
        let why = WhyTelling(removal, passing: passed) { stock.numbers[$0] }.why(picks[0])
        #expect(why.rule == "fifo")
        #expect(why.text == "First in, first out: it came in on 3 May 2026, before what is left.")
        #expect(why.passedOver.map { "\($0.number!) \($0.code)" } == ["A reserved", "B blocked"])
        #expect(why.passedOverMore == 0)
    }

    @Test func twentyAreNamedAndTheRestIsCounted() {
        let piles = (1...30).map {
            RuleFixtures.pile($0, lot: $0, 1, blocked: $0 < 30)
        }
        let removal = Removal(.fifo, limits: RemovalLimits(releasedOnly: true))
        let picks = removal.picks(1, from: piles)
        let telling = WhyTelling(removal, passing: removal.passedOver(by: picks, among: piles)) {
            LotNumber(stored: "L\($0.rawValue)")
        }
        let why = telling.why(picks[0])
        #expect(why.passedOver.count == 20)
        #expect(why.passedOverMore == 9)
    }
}

/// Piles as a test writes them: a head line with the columns, then a line a pile.
struct StockTable {
    let piles: [Balance]
    let numbers: [LotID: LotNumber]

    static let someDay = CalendarDate("2026-05-10")!

    init(_ text: String) throws {
        let lines = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        var ids: [String: LotID] = [:]
        var packages: [String: PackageID] = [:]
        var piles: [Balance] = []
        for fields in lines.dropFirst() {
            let row = Dictionary(uniqueKeysWithValues: zip(lines[0], fields)).filter { $0.value != "-" }
            let lot = row["lot"].map { name in
                ids[name] ?? LotID(Int64(ids.count + 1))
            }
            if let name = row["lot"] { ids[name] = lot }
            let package = row["package"].map { packages[$0] ?? PackageID(Int64(packages.count + 1)) }
            if let name = row["package"] { packages[name] = package }
            let place = row["place"] ?? "WH-Stock"
            let free = try #require(Quantity(row["free"] ?? ""))
            piles.append(
                Balance(
                    id: Int64(piles.count + 1),
                    key: BalanceKey(product: ID(1), lot: lot, spot: Spot(LocationID(2), package: package)),
                    quantity: free + 1, reserved: 1,
                    incomingAt: try #require(Instant(rfc3339: "\(row["came"] ?? "")T08:00:00Z")),
                    isBlocked: row["blocked"] != nil, removalOn: row["removal"].flatMap { CalendarDate($0) },
                    expiresOn: (row["expires"] ?? row["removal"]).flatMap { CalendarDate($0) },
                    walk: PlaceOrder(sequence: row["sequence"].flatMap { Int($0) }, code: place)))
            codes[piles.count] = place
        }
        self.piles = piles
        numbers = Dictionary(uniqueKeysWithValues: ids.map { ($0.value, LotNumber(stored: $0.key)) })
    }

    private var codes: [Int: String] = [:]

    /// The numbers of picks in their order.
    func lots(of picks: [Pick]) -> String {
        picks.map { $0.balance.key.lot.flatMap { numbers[$0] }?.text ?? "-" }.joined(separator: " ")
    }

    /// Number and quantity of each pick.
    func table(of picks: [Pick]) -> [String] {
        picks.map { pick in "\(pick.balance.key.lot.flatMap { numbers[$0] }?.text ?? "-") \(pick.quantity)" }
    }

    /// Place and quantity of each pick.
    func places(of picks: [Pick]) -> [String] {
        picks.map { "\(codes[Int($0.balance.id)] ?? "?") \($0.quantity)" }
    }

    /// A pile of which nothing is known.
    static func pile(_ id: Int64, with random: inout SeededRandom) -> Balance {
        let held = Int64(random.next() % 20)
        let day = someDay.adding(days: Int(random.next() % 30) - 10)
        let package = random.next() % 3 == 0 ? nil : PackageID(Int64(random.next() % 8 + 1))
        return Balance(
            id: id,
            key: BalanceKey(product: ID(1), lot: LotID(id % 7 + 1), spot: Spot(LocationID(2), package: package)),
            quantity: Quantity(units: held), reserved: Quantity(units: held / 4),
            incomingAt: Instant(rawValue: Int64(random.next() % 9) * 86_400_000_000),
            isBlocked: random.next() % 5 == 0, removalOn: random.next() % 4 == 0 ? nil : day, expiresOn: day,
            walk: PlaceOrder(code: "Shelf-\(random.next() % 12)"))
    }
}
