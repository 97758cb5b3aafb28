import SQLCore

/// Advisory locks of a session, in which writers of the same products wait for each other in order.
///
/// They save work that would be thrown away; correctness stays with SERIALIZABLE and the schema.
enum WaitingOrder {
    /// With more products than this a write waits for the whole company instead.
    private static let mostProducts = 32

    /// Waits for the turn of `scope`.
    ///
    /// - Throws: `SQLError.busy` after the connection's lock timeout.
    static func enter(_ scope: WriteScope, on connection: PostgresConnection) throws {
        switch scope {
        case .products(let products) where products.count <= mostProducts:
            try connection.run("SELECT pg_advisory_lock_shared(1, 0)" as SQL)
            if !products.isEmpty { try enter(products, on: connection) }
        case .products, .company:
            try connection.run("SELECT pg_advisory_lock(1, 0)" as SQL)
        }
    }

    /// Gives back every lock of the session.
    static func leave(_ connection: PostgresConnection) throws {
        try connection.run("SELECT pg_advisory_unlock_all()" as SQL)
    }

    /// Ascending, so that no two writers wait for each other in a circle.
    private static func enter(_ products: Set<Int64>, on connection: PostgresConnection) throws {
        let ascending = "{\(products.sorted().map(String.init).joined(separator: ","))}"
        try connection.run("SELECT pg_advisory_lock(id) FROM unnest(\(bind: ascending)::bigint[]) AS id" as SQL)
    }
}
