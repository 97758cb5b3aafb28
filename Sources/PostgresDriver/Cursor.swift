import SQLCore

/// The statements that read a result in batches: small at first for who stops early, then larger.
struct Cursor {
    static let firstBatch = 32
    private static let largestBatch = 4096

    /// Makes the planner weigh only what the first row of a cursor costs: an index that has the order instead of
    /// reading and sorting everything. Until the end of the transaction.
    static let soonest: SQL = "SET LOCAL cursor_tuple_fraction = 0"
    static let usual: SQL = "SET LOCAL cursor_tuple_fraction = DEFAULT"

    let name: String

    /// Stands before the statement whose result is read.
    var declaration: String { "DECLARE \(name) NO SCROLL CURSOR FOR " }

    var closing: String { "CLOSE \(name)" }

    func fetching(_ count: Int) -> String { "FETCH \(count) FROM \(name)" }

    static func batch(after batch: Int) -> Int { min(batch * 4, largestBatch) }
}
