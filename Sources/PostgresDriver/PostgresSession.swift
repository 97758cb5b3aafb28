import SQLCore

/// One open transaction on a PostgreSQL connection.
final class PostgresSession: SQLSession {
    var engine: SQLEngine { .postgres }

    /// The first collision with another transaction: whatever happens next, this attempt is void.
    private(set) var collision: SQLError?
    /// Whether a unique index was violated.
    private(set) var hasMetDuplicate = false

    private let connection: PostgresConnection
    private let cancellation: ReadCancellation?
    private var openCursors = 0
    /// Whether cursors are planned for their first rows until told otherwise; nil when that is not known.
    private var plansForFirstRows: Bool? = false

    init(on connection: PostgresConnection, _ cancellation: ReadCancellation? = nil) {
        self.connection = connection
        self.cancellation = cancellation
    }

    @discardableResult
    func execute(_ sql: SQL) throws -> Int {
        try noting { try connection.run(sql).changedRows }
    }

    func rows(_ sql: SQL) throws -> [SQLRow] {
        try noting { try connection.run(sql).rows(of: sql.text) }
    }

    func walk(_ sql: SQL, _ body: (SQLRow) throws -> Bool) throws {
        try planForFirstRows(false)
        try read(sql, body)
    }

    func walkFirst(_ sql: SQL, _ body: (SQLRow) throws -> Bool) throws {
        try planForFirstRows(true)
        try read(sql, body)
    }

    private func planForFirstRows(_ isWanted: Bool) throws {
        if isWanted == plansForFirstRows { return }
        try execute(isWanted ? Cursor.soonest : Cursor.usual)
        plansForFirstRows = isWanted
    }

    private func read(_ sql: SQL, _ body: (SQLRow) throws -> Bool) throws {
        openCursors += 1
        defer { openCursors -= 1 }
        let cursor = Cursor(name: "walk_\(openCursors)")
        try noting { try connection.run(SQL(verbatim: cursor.declaration) + sql, kept: false) }
        // A transaction that has failed has closed its cursors itself.
        defer { _ = try? connection.run(cursor.closing) }
        var batch = Cursor.firstBatch
        while true {
            let rows = try noting { try connection.run(cursor.fetching(batch)).rows(of: sql.text) }
            for row in rows {
                guard try body(row) else { return }
            }
            if rows.count < batch { return }
            batch = Cursor.batch(after: batch)
        }
    }

    func insert(into table: String, _ columns: [String], next: () throws -> [SQLValue]?) throws {
        let statement = "COPY \(table) (\(columns.joined(separator: ", "))) FROM STDIN"
        var chunk = CopyChunk(columns: columns.count, statement)
        while let values = try next() {
            try chunk.append(values)
            if chunk.isFull { try send(&chunk) }
        }
        if !chunk.isEmpty { try send(&chunk) }
    }

    /// Each chunk is a COPY of its own, so that the connection is free while `next` looks for more rows.
    private func send(_ chunk: inout CopyChunk) throws {
        try noting { try connection.copy(chunk) }
        chunk.removeAll()
    }

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        // Savepoints of one name nest: the innermost is meant.
        try noting { try connection.run("SAVEPOINT inner_changes") }
        do {
            let result = try body()
            try noting { try connection.run("RELEASE inner_changes") }
            return result
        } catch {
            if connection.isInTransaction {
                try noting { try connection.run("ROLLBACK TO inner_changes; RELEASE inner_changes") }
                // What was set inside is undone too.
                plansForFirstRows = nil
            }
            throw error
        }
    }

    /// - Throws: `.unavailable` when the connection broke while the server was committing.
    func commit() throws {
        if let collision { throw collision }
        do {
            let tag = try noting { try connection.run("COMMIT").tag }
            // The server answers so when the closure went on after a statement that had failed.
            guard tag == "COMMIT" else {
                throw SQLError.failed(code: "25P02", message: "an error was passed over", statement: "COMMIT")
            }
        } catch SQLError.unavailable(let message) {
            throw SQLError.unavailable("\(message) (while committing: the change may have been kept)")
        }
    }

    @discardableResult
    private func noting<Result>(_ call: () throws -> Result) throws -> Result {
        if let cancellation, cancellation.isCancelled { throw SQLError.cancelled }
        do {
            return try call()
        } catch let error as SQLError {
            switch error {
            case .conflict: collision = collision ?? error
            case .unique: hasMetDuplicate = true
            default: break
            }
            throw error
        }
    }
}
