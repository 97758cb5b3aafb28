import SQLCore

/// Rows of one table in memory.
struct TableRows: Sendable {
    let name: String
    let columns: [String]
    var rows: [[SQLValue]]
}

/// What an operation leaves behind, read back in an order in which it can be inserted elsewhere.
enum LeftBehind {
    /// Standard places are there from the beginning.
    static let places = [("location", "id")]

    /// Master data, with the order in which keys make sense.
    static let masterData = [
        ("category", "id"), ("product", "id"), ("product_barcode", "barcode"), ("packaging", "product_id, name"),
        ("partner", "id"),
    ]

    /// Everything that documents and postings consist of and bring about. Counters are left out.
    static let ledger = [
        ("package", "id"), ("document", "id"), ("document_line", "id"), ("line_number", "line_id, position"),
        ("lot", "id"), ("posting", "id"), ("unsealed", "posting_id"), ("movement", "posting_id, position"),
        ("supplier_number", "posting_id, position"), ("balance", "id"), ("serial_at", "lot_id"),
        ("step_lot", "step_id, lot_id"), ("posting_seal", "position"), ("seal", "id"), ("imported_file", "digest"),
        ("answered_request", "actor_id, request_key"),
    ]

    /// Those of the tables that hold anything.
    static func rows(
        of tables: [(name: String, order: String)], in database: any SQLDatabase
    ) async throws -> [TableRows] {
        try await database.read { session in
            try tables.map { try rows(of: $0.name, by: $0.order, session) }.filter { !$0.rows.isEmpty }
        }
    }

    private static func rows(of table: String, by order: String, _ session: any SQLSession) throws -> TableRows {
        let columns = try columns(of: table, session)
        let text = "SELECT \(columns.joined(separator: ", ")) FROM \(table) ORDER BY \(order)"
        return TableRows(name: table, columns: columns, rows: try session.rows(SQL(verbatim: text)).map(\.values))
    }

    private static func columns(of table: String, _ session: any SQLSession) throws -> [String] {
        let question: SQL =
            switch session.engine {
            case .sqlite: "SELECT name FROM pragma_table_info(\(bind: table)) ORDER BY cid"
            case .postgres:
                """
                SELECT column_name::text
                  FROM information_schema.columns
                 WHERE table_schema = 'public'
                   AND table_name = \(bind: table)
                 ORDER BY ordinal_position
                """
            }
        return try session.rows(question).map { $0[0] }
    }
}

extension [TableRows] {
    /// `movement 664334, lot 65951, …`
    var inWords: String { map { "\($0.name) \($0.rows.count)" }.joined(separator: ", ") }

    /// Rows that are not among `earlier`, whose tables are the same or fewer.
    func beyond(_ earlier: [TableRows]) -> [TableRows] {
        let known = Dictionary(uniqueKeysWithValues: earlier.map { ($0.name, Set($0.rows)) })
        return map { table in
            var fresh = table
            if let old = known[table.name] { fresh.rows = table.rows.filter { !old.contains($0) } }
            return fresh
        }.filter { !$0.rows.isEmpty }
    }
}
