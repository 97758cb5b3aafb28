import SQLCore
import StockDomain
import StockStore
import TestSupport
import Testing

@Suite struct MigrationTests {
    @Test(arguments: SQLEngine.allCases)
    func aDatabaseOfTheFirstVersionKeepsItsGoodsAndLearnsTheirOrder(_ engine: SQLEngine) async throws {
        let database = try await TestDatabases.fresh(engine, template: "version1") { session in
            try Migrations.run(session, at: TestClock.start, upTo: 1)
            try session.execute(
                "INSERT INTO location (id, code, name, usage, blocked) VALUES (1, 'Shelf 10', 'Ten', 'internal', 1)")
            try session.execute(
                """
                INSERT INTO product (id, sku, name, unit, decimals, tracking, expiration_enabled, expiration_kind,
                                     expiration_required, archived)
                VALUES (1, 'MILK', 'Milk', 'l', 0, 'lot', 1, 'use_by', 0, 0)
                """)
            try session.execute(
                """
                INSERT INTO lot (id, product_id, kind, number, search_key, expires_on, archived)
                VALUES (1, 1, 'lot', 'L-1', 'l1', '2027-01-31', 0)
                """)
            try session.execute(
                """
                INSERT INTO balance (id, product_id, location_id, lot_id, quantity, reserved, may_be_negative,
                                     incoming_at, blocked)
                VALUES (1, 1, 1, 1, 5000000, 0, 0, 1, 0)
                """)
        }
        let balance = try await database.write(.company) { session in
            try Migrations.run(session, at: TestClock.start)
            return try Store(session).balance(1)
        }
        #expect(balance?.removalOn == CalendarDate("2027-01-31"))
        #expect(balance?.expiresOn == CalendarDate("2027-01-31"))
        #expect(balance?.walk == PlaceOrder(code: "shelf 10"))
        #expect(balance?.isBlocked == true)
        #expect(balance?.quantity == 5)
    }

    @Test(arguments: SQLEngine.allCases)
    func aDatabaseOfTheThirdVersionLearnsOfCoProducts(_ engine: SQLEngine) async throws {
        let database = try await TestDatabases.fresh(engine, template: "version3") { session in
            try Migrations.run(session, at: TestClock.start, upTo: 3)
            try session.execute(
                """
                INSERT INTO product (id, sku, name, unit, decimals, tracking, expiration_enabled, expiration_kind,
                                     expiration_required, archived)
                VALUES (1, 'MILK', 'Milk', 'l', 0, 'lot', 0, 'use_by', 0, 0)
                """)
            try session.execute(
                "INSERT INTO recipe (code, name, product_id, quantity, archived) VALUES ('R', 'R', 1, 1000000, 0)")
            try session.execute(
                """
                INSERT INTO recipe_part (recipe_code, position, role, product_id, quantity)
                VALUES ('R', 0, 'by_product', 1, 1000000)
                """)
        }
        let (product, recipe) = try await database.write(.company) { session in
            try Migrations.run(session, at: TestClock.start)
            let store = Store(session)
            return (try store.product(sku: "MILK"), try store.recipe(code: "R"))
        }
        #expect(product?.handling.consumptionTolerancePercent == nil)
        #expect(recipe?.parts.map(\.inputShare) == [nil])
    }
}
