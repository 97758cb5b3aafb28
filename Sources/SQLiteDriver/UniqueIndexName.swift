import GRDBSQLite

/// The name of a violated unique index, as PostgreSQL would report it.
///
/// - Parameters:
///   - subject: SQLite's words: `lot.product_id, lot.number`, or `index 'balance_identity'` for one on expressions.
///   - connection: where to look the index up.
func uniqueIndexName(for subject: String, on connection: OpaquePointer?) -> String {
    if subject.hasPrefix("index '") { return String(subject.dropFirst(7).dropLast()) }
    let table = String(subject.prefix { $0 != "." })
    let columns = subject.split(separator: ", ").map { String($0.dropFirst(table.count + 1)) }
    let index = indexNames(of: table, columns, on: connection).first
    // A UNIQUE in a table's definition has no name in SQLite; this is the one PostgreSQL gives it.
    guard let index, !index.hasPrefix("sqlite_autoindex_") else {
        return ([table] + columns + ["key"]).joined(separator: "_")
    }
    return index
}

/// Unique indexes of `table` on exactly `columns`, in order of creation.
private func indexNames(of table: String, _ columns: [String], on connection: OpaquePointer?) -> [String] {
    let query = """
        SELECT list.name
          FROM pragma_index_list(?1) AS list
         WHERE list."unique" = 1
           AND (SELECT group_concat(name, ', ') FROM pragma_index_info(list.name)) = ?2
         ORDER BY list.seq DESC
        """
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    guard let connection, sqlite3_prepare_v2(connection, query, -1, &statement, nil) == SQLITE_OK else { return [] }
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    sqlite3_bind_text(statement, 1, table, -1, copied)
    sqlite3_bind_text(statement, 2, columns.joined(separator: ", "), -1, copied)
    var names: [String] = []
    while sqlite3_step(statement) == SQLITE_ROW {
        names.append(String(cString: sqlite3_column_text(statement, 0)))
    }
    return names
}
