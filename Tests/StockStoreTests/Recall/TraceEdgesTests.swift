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
