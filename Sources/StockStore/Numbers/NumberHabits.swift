import SQLCore
import StockDomain

/// What the numbers of products usually look like (R16); kept beside the ledger as a memory, not as a truth.
extension Store {
    /// The habits of these products with one partner; without a partner those of all partners together.
    public func numberHabits(of products: [ProductID], from partner: PartnerID?) throws -> [ProductID: NumberHabit] {
        var habits: [ProductID: NumberHabit] = [:]
        let rows = try chunked(products) { part in
            var sql: SQL = "SELECT product_id, learned FROM number_habit WHERE product_id IN \(list: part)"
            if let partner { sql = sql + " AND partner_id = \(bind: partner)" }
            return try tx.rows(sql + " ORDER BY product_id, partner_id")
        }
        for row in rows { habits[row[0], default: NumberHabit()].add(NumberHabit(stored: row[1])) }
        return habits
    }

    /// How numbers of a partner look, whatever the product.
    public func numberHabit(of partner: PartnerID?) throws -> NumberHabit {
        let key = partner ?? PartnerID(0)
        return try tx.rows(
            "SELECT learned FROM number_habit WHERE partner_id = \(bind: key) ORDER BY product_id"
        ).reduce(into: NumberHabit()) { $0.add(NumberHabit(stored: $1[0])) }
    }

    /// Every habit, for a file that brings numbers of many products.
    public func numberHabits() throws -> [IncomingNumbers.Source: NumberHabit] {
        let rows = try tx.rows(
            "SELECT partner_id, product_id, learned FROM number_habit ORDER BY product_id, partner_id")
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let partner: PartnerID = row[0]
                return (
                    IncomingNumbers.Source(partner: partner.rawValue == 0 ? nil : partner, product: row[1]),
                    NumberHabit(stored: row[2])
                )
            })
    }

    public func save(_ habits: [IncomingNumbers.Source: NumberHabit]) throws {
        let sorted = habits.sorted {
            ($0.key.product, $0.key.partner ?? PartnerID(0)) < ($1.key.product, $1.key.partner ?? PartnerID(0))
        }
        for (source, habit) in sorted {
            try tx.execute(
                """
                INSERT INTO number_habit (partner_id, product_id, learned)
                VALUES (\(bind: source.partner ?? PartnerID(0)), \(bind: source.product), \(bind: habit.stored))
                ON CONFLICT (product_id, partner_id) DO UPDATE SET learned = excluded.learned
                """)
        }
    }
}
