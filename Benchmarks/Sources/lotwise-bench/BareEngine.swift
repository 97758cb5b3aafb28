import SQLCore

/// An engine through its own C functions, with nothing of ours in between: what a task takes at least.
protocol BareEngine: AnyObject {
    /// Makes ready to insert rows by the engine's fastest way in one durable transaction; running it is what counts.
    func bulkInsertion(of tables: [TableRows]) throws -> () throws -> Void

    /// The same by statements that stay prepared from one time to the next.
    func insertion(of tables: [TableRows]) throws -> () throws -> Void

    /// Makes ready to run prepared statements and to fetch every column of every row; answers how many rows there were.
    func questions(_ statements: [SQL]) throws -> () throws -> Int

    /// Runs text without values.
    func run(_ text: String) throws
}

extension BareEngine {
    /// Makes ready to run prepared statements in one durable transaction; running it is what counts.
    func transaction(_ statements: [SQL]) throws -> () throws -> Void {
        let work = try questions(statements)
        let begin = self is BareSQLite ? "BEGIN IMMEDIATE" : "BEGIN ISOLATION LEVEL SERIALIZABLE"
        return { [self] in
            try run(begin)
            _ = try work()
            try run("COMMIT")
        }
    }
}

extension TableRows {
    /// An INSERT with `$1`, `$2` … for its columns.
    var insertStatement: String {
        let placeholders = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        return "INSERT INTO \(name) (\(columns.joined(separator: ", "))) VALUES (\(placeholders))"
    }
}
