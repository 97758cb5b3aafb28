import SQLCore
import TestSupport
import Testing

@testable import StockStore

/// What `check` asks of all piles at once is gathered once and not for each pile: with 100,000 lots of one product it did
/// not end.
struct CheckPlanTests {
    static let statements = [Store.unmovedPiles, Store.impossiblyOldPiles]

    private func plan(_ engine: SQLEngine, _ statement: SQL) async throws -> [String] {
        let company = try await TestCompany(engine)
        return try await company.store { store in
            let (ask, column): (SQL, Int) = engine == .sqlite ? ("EXPLAIN QUERY PLAN", 3) : ("EXPLAIN", 0)
            return try store.tx.rows("\(sql: ask) \(sql: statement)").map { $0[column] as String }
        }
    }

    @Test(arguments: statements) func sqliteFindsWhatMovedByAnIndexOfItsOwn(statement: SQL) async throws {
        let plan = try await plan(.sqlite, statement)
        #expect(plan.contains { $0.contains("AUTOMATIC") && $0.contains("lot_id=?") }, "\(plan)")
        let scansOfAProduct = plan.filter { $0.hasSuffix("movement_product (product_id=?)") }
        #expect(scansOfAProduct.count == (plan.contains { $0.contains("own") } ? 1 : 0), "\(plan)")
    }

    @Test(arguments: statements) func postgresJoinsWhatMoved(statement: SQL) async throws {
        let plan = try await plan(.postgres, statement)
        #expect(plan.contains { $0.contains("Join") && !$0.contains("Nested Loop") }, "\(plan)")
    }
}
