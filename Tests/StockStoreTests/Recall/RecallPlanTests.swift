import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import StockStore

/// What a recall asks does not grow with the stock around it.
struct RecallPlanTests {
    /// All piles of the products were read for it: among five million movements a recall took half as long again.
    @Test(arguments: SQLEngine.allCases) func goodsWithoutNumberHaveAnIndex(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        let product = try await company.product("P")
        let plan = try await company.store { store in
            let place = try #require(try store.location(code: "WH-Stock")?.id)
            try store.insertManyPiles(of: product, at: place)
            try store.tx.execute("ANALYZE")
            let statement = Store.stockWithoutNumber(of: [product], capture: .everyMove)
            let (ask, column): (SQL, Int) = engine == .sqlite ? ("EXPLAIN QUERY PLAN", 3) : ("EXPLAIN", 0)
            return try store.tx.rows("\(sql: ask) \(sql: statement)").map { $0[column] as String }
        }
        #expect(plan.contains { $0.contains("balance_plain") }, "\(plan)")
    }
}
