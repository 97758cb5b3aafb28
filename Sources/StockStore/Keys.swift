import SQLCore
import StockDomain

extension Store {
    /// The next `count` keys of a table, ascending; not used by anybody else.
    ///
    /// SQLite has one writer, so the largest key plus one is free where nothing is deleted; PostgreSQL draws from the
    /// table's sequence.
    func drawKeys(_ table: StaticString, _ count: Int) throws -> [Int64] {
        if count == 0 { return [] }
        switch tx.engine {
        case .sqlite:
            let last = try highestKey(table)
            return (1...Int64(count)).map { last + $0 }
        case .postgres:
            return try tx.rows("SELECT nextval('\(name: table)_key') FROM generate_series(1, \(bind: count)::int)")
                .map { $0[0] }
        }
    }

    func drawKey(_ table: StaticString) throws -> Int64 {
        switch tx.engine {
        case .sqlite: try highestKey(table) + 1
        case .postgres: try tx.value("SELECT nextval('\(name: table)_key')") ?? 0
        }
    }
}

// MARK: - Keys of what was deleted

extension Store {
    /// Tables from which rows are deleted, so that the largest key may have been given out before.
    private static let forgetfulTables = ["document_line"]

    private func highestKey(_ table: StaticString) throws -> Int64 {
        let present: Int64 = try tx.value("SELECT MAX(id) FROM \(name: table)") ?? 0
        guard Store.forgetfulTables.contains(table.description) else { return present }
        return max(
            present, try tx.value("SELECT last FROM highest_key WHERE name = \(bind: table.description)") ?? 0)
    }

    /// To be called with keys that are about to be deleted: none of them is given to another row.
    func keepKeysTaken(_ keys: [Int64], of table: StaticString) throws {
        guard let last = keys.max() else { return }
        try tx.execute(
            """
            INSERT INTO highest_key (name, last)
            VALUES (\(bind: table.description), \(bind: last))
            ON CONFLICT (name) DO UPDATE
               SET last = CASE WHEN excluded.last > highest_key.last THEN excluded.last ELSE highest_key.last END
            """)
    }
}

/// Numbers of documents: `IN-00001` and on, never the same twice.
enum DocumentNumbers {
    static let kinds = DocumentKind.allCases.map(\.rawValue)
}

extension Store {
    /// The next number of a kind of document. A number drawn and not used leaves a gap.
    public func drawDocumentNumber(_ kind: DocumentKind) throws -> String {
        let next: Int64
        switch tx.engine {
        case .sqlite:
            next =
                try tx.value(
                    """
                    INSERT INTO document_counter (kind, last)
                    VALUES (\(bind: kind), 1)
                    ON CONFLICT (kind) DO UPDATE SET last = document_counter.last + 1
                    RETURNING last
                    """) ?? 1
        case .postgres:
            // A sequence, not a counter row: a row inside the transaction would make all writers collide on it.
            next = try tx.value(SQL(verbatim: "SELECT nextval('document_number_\(kind.rawValue)')")) ?? 1
        }
        let digits = String(next)
        return "\(kind.numberPrefix)-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }
}
