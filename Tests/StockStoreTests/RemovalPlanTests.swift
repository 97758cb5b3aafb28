import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import StockStore

/// However many piles a product has, reserving reads the few it needs in the order of an index (R32, R35).
@Suite struct RemovalPlanTests {
    @Test(arguments: RemovalCase.all)
    func candidatesAreReadInTheOrderOfTheStrategysIndex(_ example: RemovalCase) async throws {
        let plan = try await plan(of: example, on: .sqlite) { search, _ in search.candidates(blocked: false) }
        #expect(plan.contains { $0.contains(example.freeIndex) }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    @Test(arguments: RemovalCase.all)
    func whatIsReservedOrHeldIsReadInTheOrderOfAnIndex(_ example: RemovalCase) async throws {
        let plan = try await plan(of: example, on: .sqlite) { search, last in search.unavailable(before: last) }
        #expect(plan.contains { $0.contains(example.takenIndex) }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    @Test(arguments: RemovalCase.all)
    func whatDatesRuleOutIsReadInTheOrderOfTheStrategysIndex(_ example: RemovalCase) async throws {
        let plan = try await plan(of: example, on: .sqlite) { search, last in
            try #require(search.ruledOut(before: last))
        }
        #expect(plan.contains { $0.contains(example.freeIndex) }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    /// The opening stock of a product with 100,000 lots was read for each delivery to such a customer.
    @Test func theLastDeliveryIsSoughtAmongWhatThePartnerGot() async throws {
        let company = try await TestCompany(.sqlite)
        let plan = try await company.store { store in
            let sought = Store.lastDelivery(of: ProductID(1), to: PartnerID(1))
            return try store.tx.rows("EXPLAIN QUERY PLAN \(sql: sought)").map { $0[3] as String }
        }
        #expect(plan.contains { $0.contains("posting_partner (partner_id=?)") }, "\(plan)")
        #expect(!plan.contains { $0.contains("movement_product") || $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    @Test(arguments: RemovalCase.all)
    func postgresReadsByIndexToo(_ example: RemovalCase) async throws {
        let statements: [(String, @Sendable (RemovalSearch, Balance) throws -> SQL)] = [
            (example.freeIndex, { search, _ in search.candidates(blocked: false) }),
            (example.takenIndex, { search, last in search.unavailable(before: last) }),
            (example.freeIndex, { search, last in try #require(search.ruledOut(before: last)) }),
        ]
        for (index, statement) in statements {
            let plan = try await plan(of: example, on: .postgres, statement)
            #expect(plan.contains { $0.contains(index) }, "\(plan)")
            #expect(!plan.contains { $0.hasPrefix("Sort") }, "\(plan)")
        }
    }

    /// The plan for 20,000 lots of one product in one place, among other places, with every limit set.
    private func plan(
        of example: RemovalCase, on engine: SQLEngine,
        _ statement: @escaping @Sendable (RemovalSearch, Balance) throws -> SQL
    ) async throws -> [String] {
        let company = try await TestCompany(engine)
        let product = try await company.product("P")
        return try await company.store { store in
            let place = try #require(try store.location(code: "WH-Stock")?.id)
            try store.insertManyPiles(of: product, at: place)
            try store.tx.execute("ANALYZE")
            let limits = RemovalLimits(
                releasedOnly: true, day: CalendarDate("2026-11-30"), leastExpiry: CalendarDate("2026-12-30"),
                leastIncomingAfterLast: Instant(rawValue: 1), arrivedBy: Instant(rawValue: 1 << 60))
            let search = RemovalSearch(
                of: product, at: [place, LocationID(2), LocationID(3)], isTracked: true,
                by: Removal(example.strategy, limits: limits, zone: try #require(CompanyZone(name: "UTC"))))
            let last = try #require(try store.balance(10))
            let sql = try statement(search, last)
            if engine == .sqlite { return try store.tx.rows("EXPLAIN QUERY PLAN \(sql: sql)").map { $0[3] as String } }
            try store.tx.execute("SET LOCAL cursor_tuple_fraction = 0")
            return try store.tx.rows("EXPLAIN DECLARE c CURSOR FOR \(sql: sql)").map { $0[0] as String }
        }
    }
}

struct RemovalCase: Sendable, CustomTestStringConvertible {
    let strategy: RemovalStrategy
    let freeIndex: String
    let takenIndex: String

    var testDescription: String { strategy.rawValue }

    static let all = [
        RemovalCase(strategy: .fifo, freeIndex: "balance_fifo", takenIndex: "balance_passed_over"),
        RemovalCase(strategy: .lifo, freeIndex: "balance_fifo", takenIndex: "balance_passed_over"),
        RemovalCase(strategy: .fefo, freeIndex: "balance_fefo", takenIndex: "balance_passed_over_fefo"),
    ]
}

extension Store {
    /// 20,000 lots with a pile each.
    func insertManyPiles(of product: ProductID, at place: LocationID) throws {
        let lots = (1...20_000).map {
            Lot(id: LotID($0), productID: product, kind: .lot, number: LotNumber(stored: "N-\($0)"))
        }
        try insert(lots, movedFirstBy: nil)
        try tx.insert(
            into: "balance",
            [
                "id", "product_id", "location_id", "lot_id", "quantity", "reserved", "may_be_negative", "incoming_at",
                "blocked", "removal_on", "expires_on",
            ],
            rows: lots.enumerated().map { index, lot in
                let day = CalendarDate(daysSince1970: 20_700 + index % 1_000).description.sqlValue
                return [
                    (index + 1).sqlValue, product.sqlValue, place.sqlValue, lot.id.sqlValue, 10.sqlValue,
                    (index % 10 == 0 ? 10 : 0).sqlValue, 0.sqlValue, (index * 7_919 % 100_000).sqlValue, 0.sqlValue,
                    day, day,
                ]
            })
    }
}
