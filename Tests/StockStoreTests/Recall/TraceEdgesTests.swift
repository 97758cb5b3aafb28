import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import StockStore
import SeededRandom

/// The recursive statements find what the pure walk finds (R44, invariant 9).
@Suite struct TraceEdgesTests {
    @Test(arguments: SQLEngine.allCases, UInt64(1)...6)
    func recursionAndPureWalkAgreeInRandomGenealogies(engine: SQLEngine, seed: UInt64) async throws {
        let company = try await TestCompany(engine)
        let product = try await company.product("P")
        let genealogy = Genealogy(seed: seed, product: product)
        try await company.store { try genealogy.insert(into: $0) }
        for lot in genealogy.lots.map(\.id) {
            let (down, up) = try await company.store { (try $0.downstream(of: [lot]), try $0.upstream(of: [lot])) }
            #expect(down == genealogy.expected(lot) { $0.downstream(of: $1) }, "seed \(seed), down from \(lot)")
            #expect(up == genealogy.expected(lot) { $0.upstream(of: $1) }, "seed \(seed), up from \(lot)")
        }
    }

    /// Thousands of small genealogies in one ledger, none of which may leak into another: loops, steps taken back in part
    /// or whole, rework of a lot into itself, and parts swapped later.
    @Test(arguments: SQLEngine.allCases)
    func theyAgreeOnThousandsOfGenealogiesWithReworkUnbuildAndSwappedParts(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        let product = try await company.product("P")
        let genealogies = (0..<2_000).map { SmallGenealogy(seed: UInt64($0 + 1), number: Int64($0), product: product) }
        try await company.store { store in
            var random = SeededRandom(seed: 1)
            try store.insert(genealogies.flatMap(\.lots), movedFirstBy: nil)
            try store.tx.insert(
                into: "step_lot", ["step_id", "lot_id", "consumed", "produced"],
                rows: genealogies.flatMap(\.rows).shuffled(using: &random).map {
                    [$0.stepID.sqlValue, $0.lotID.sqlValue, $0.consumed.sqlValue, $0.produced.sqlValue]
                })
        }
        try await company.store { store in
            for genealogy in genealogies {
                let graph = TraceGraph(steps: genealogy.rows)
                let lots = [genealogy.lots[0].id, genealogy.lots[genealogy.lots.count - 1].id]
                for starts in [[lots[0]], [lots[1]], lots].map(Set.init) {
                    let (down, up) = (try store.downstream(of: starts), try store.upstream(of: starts))
                    #expect(down == Set(graph.downstream(of: starts).keys), "seed \(genealogy.seed), \(starts)")
                    #expect(up == Set(graph.upstream(of: starts).keys), "seed \(genealogy.seed), \(starts)")
                }
            }
        }
    }

    /// SQLite 3.40 makes recursion a thousand times slower by a Bloom filter over the whole table, if statistics lead
    /// it there; and a scan of the whole table would be as bad on either engine.
    @Test(arguments: [TraceWay.down, .up]) func theRecursionSeeksByIndexWithoutBloomFilter(way: TraceWay) async throws {
        let company = try await TestCompany(.sqlite)
        let genealogy = Genealogy(seed: 1, product: try await company.product("P"))
        let plan = try await company.store { store in
            try genealogy.insert(into: store)
            try store.tx.execute("ANALYZE")
            let rows = try store.tx.rows("EXPLAIN QUERY PLAN \(sql: way.recursion(from: [LotID(1)]))")
            return rows.map { $0[3] as String }
        }
        #expect(!plan.contains { $0.contains("BLOOM") }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN input") || $0.hasPrefix("SCAN output") }, "\(plan)")
        #expect(plan.contains { $0.contains("step_lot_lot (lot_id=?") }, "\(plan)")
        #expect(plan.contains { $0.contains("PRIMARY KEY (step_id=?") }, "\(plan)")
    }

    /// The same on PostgreSQL, whose planner reads whole tables while they are small: here is one that is not.
    @Test(arguments: [TraceWay.down, .up]) func theRecursionReadsNoWholeTableOnPostgreSQL(way: TraceWay) async throws {
        let company = try await TestCompany(.postgres)
        let plan = try await company.store { store in
            try store.tx.execute(
                """
                INSERT INTO step_lot (step_id, lot_id, consumed, produced)
                SELECT i / 2, i, i % 2, 1 - i % 2 FROM generate_series(1, 50000) AS i
                """)
            try store.tx.execute("ANALYZE step_lot")
            return try store.tx.rows("EXPLAIN \(sql: way.recursion(from: [LotID(1)]))").map { $0[0] as String }
        }
        #expect(!plan.contains { $0.contains("Seq Scan on step_lot") }, "\(plan)")
        #expect(plan.contains { $0.contains("step_lot_lot") }, "\(plan)")
        #expect(plan.contains { $0.contains("step_lot_pkey") }, "\(plan)")
    }
}

/// What random steps did among eight lots, as the sums of step and lot that are kept.
private struct SmallGenealogy: Sendable {
    let seed: UInt64
    let lots: [Lot]
    let rows: [StepLot]

    init(seed: UInt64, number: Int64, product: ProductID) {
        self.seed = seed
        var random = SeededRandom(seed: seed)
        let first = number * 8 + 1
        lots = (first..<first + 8).map {
            Lot(id: LotID($0), productID: product, kind: .lot, number: LotNumber(stored: "N-\($0)"))
        }
        var sums: [StepID: [LotID: StepLot]] = [:]
        func add(_ step: StepID, _ lot: LotID, consumed: Int64 = 0, produced: Int64 = 0) {
            var row =
                sums[step]?[lot] ?? StepLot(stepID: step, lotID: lot, consumed: .zero, produced: .zero)
            row.consumed += Quantity(units: consumed)
            row.produced += Quantity(units: produced)
            sums[step, default: [:]][lot] = row
        }
        func anyLot() -> LotID { LotID(Int64.random(in: first..<first + 8, using: &random)) }
        for index in 0..<Int64.random(in: 2...7, using: &random) {
            let step = StepID(number * 8 + index + 1)
            let (part, output) = (anyLot(), anyLot())
            add(step, part, consumed: 4)
            add(step, output, produced: 4)
            if Bool.random(using: &random) { add(step, anyLot(), consumed: 2) }
            switch Int.random(in: 0..<5, using: &random) {
            // Reversed whole; unbuilt in part; a part swapped for another; rework of the output into itself.
            case 0:
                add(step, part, consumed: -4)
                add(step, output, produced: -4)
            case 1:
                add(step, part, consumed: -1)
                add(step, output, produced: -1)
            case 2:
                add(step, part, consumed: -4)
                add(step, anyLot(), consumed: 4)
            case 3: add(step, output, consumed: 1)
            default: break
            }
        }
        rows = sums.values.flatMap { $0.values }
    }
}

/// A random genealogy with loops, batches, serials and joined lots.
private struct Genealogy: Sendable {
    let lots: [Lot]
    let steps: [StepLot]

    init(seed: UInt64, product: ProductID) {
        var random = SeededRandom(seed: seed)
        lots = (1...40).map { number in
            let isSerial = (21...30).contains(number)
            let isJoined = number > 35
            return Lot(
                id: LotID(Int64(number)), productID: product, kind: isSerial ? .serial : .lot,
                number: LotNumber(stored: "N-\(number)"),
                batchID: isSerial ? LotID(Int64.random(in: 1...20, using: &random)) : nil,
                joinedTo: isJoined ? LotID(Int64.random(in: 1...35, using: &random)) : nil)
        }
        var rows: [StepLot] = []
        for step in 1...25 {
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let lot = LotID(Int64.random(in: 1...35, using: &random))
                if rows.contains(where: { $0.stepID == StepID(Int64(step)) && $0.lotID == lot }) { continue }
                rows.append(
                    StepLot(
                        stepID: StepID(Int64(step)), lotID: lot,
                        consumed: Quantity(units: Int64.random(in: 0...1, using: &random)),
                        produced: Quantity(units: Int64.random(in: 0...1, using: &random))))
            }
        }
        steps = rows
    }

    func insert(into store: Store) throws {
        try store.insert(lots, movedFirstBy: nil)
        try store.tx.insert(
            into: "step_lot", ["step_id", "lot_id", "consumed", "produced"],
            rows: steps.map { [$0.stepID.sqlValue, $0.lotID.sqlValue, $0.consumed.sqlValue, $0.produced.sqlValue] })
    }

    /// What the pure walk finds from the right lot, and all that was joined to something of it.
    func expected(_ lot: LotID, _ walk: (TraceGraph, LotID) -> [LotID: Int]) -> Set<LotID> {
        let batches = lots.compactMap { lot in lot.batchID.map { (lot.id, $0) } }
        let graph = TraceGraph(steps: steps, batches: Dictionary(uniqueKeysWithValues: batches))
        let right = lots.first { $0.id == lot }?.joinedTo ?? lot
        let found = Set(walk(graph, right).keys)
        return found.union(lots.filter { $0.joinedTo.map(found.contains) ?? false }.map(\.id))
    }
}
