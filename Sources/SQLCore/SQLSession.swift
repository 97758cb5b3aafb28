/// The two engines, where text must differ (one file of StockStore) or behaviour is measured.
public enum SQLEngine: String, Sendable, CaseIterable {
    case sqlite, postgres
}

/// One open transaction, or a read of one snapshot. Used by one thread, only inside the closure it was given to.
public protocol SQLSession: AnyObject {
    var engine: SQLEngine { get }

    /// Runs a statement; answers how many rows it changed.
    @discardableResult
    func execute(_ sql: SQL) throws -> Int

    /// All rows of a result, in its order.
    func rows(_ sql: SQL) throws -> [SQLRow]

    /// Reads a result row by row, in constant memory, until `body` answers false. `body` may run other statements.
    func walk(_ sql: SQL, _ body: (SQLRow) throws -> Bool) throws

    /// Like `walk`, for results of which the first rows are wanted: the engine is to find those soonest, whatever it
    /// would take to read all.
    func walkFirst(_ sql: SQL, _ body: (SQLRow) throws -> Bool) throws

    /// Inserts many rows by the engine's fastest way (prepared statement, COPY). `next` answers nil at the end.
    /// Rows have one value per column. Nothing may be read from the table by `next`.
    func insert(into table: String, _ columns: [String], next: () throws -> [SQLValue]?) throws

    /// Runs `body` so that its changes vanish when it throws, while the transaction goes on.
    @discardableResult
    func savepoint<Result>(_ body: () throws -> Result) throws -> Result
}

extension SQLSession {
    public func row(_ sql: SQL) throws -> SQLRow? {
        try rows(sql).first
    }

    /// The single column of the single row, or nil when there is no row or it holds NULL.
    public func value<Value: SQLReadable>(_ sql: SQL, as _: Value.Type = Value.self) throws -> Value? {
        guard let row = try rows(sql).first else { return nil }
        return row[0] as Value?
    }

    /// Sets columns of the row with this id.
    public func update(_ table: String, _ id: Int64, _ columns: [String], _ values: [SQLValue]) throws {
        var sql = SQL(verbatim: "UPDATE \(table) SET ")
        for (index, (column, value)) in zip(columns, values).enumerated() {
            sql = sql + SQL(verbatim: index == 0 ? "\(column) = " : ", \(column) = ") + "\(bind: value)"
        }
        try execute(sql + " WHERE id = \(bind: id)")
    }

    public func insert(into table: String, _ columns: [String], rows: some Sequence<[SQLValue]>) throws {
        var iterator = rows.makeIterator()
        try insert(into: table, columns) { iterator.next() }
    }
}
