import CLibPQ
import SQLCore

/// PostgreSQL through libpq.
final class BarePostgres: BareEngine {
    /// Statements on their way before their answers are read; many more would fill the socket both ways.
    private static let statementsAtOnce = 200

    private let connection: OpaquePointer
    private var prepared: [String: String] = [:]

    init(url: String) throws {
        guard let opened = PQconnectdb(url), PQstatus(opened) == CONNECTION_OK else {
            throw BenchError("no PostgreSQL at \(url)")
        }
        connection = opened
        try run("SET client_min_messages = error; SET jit = off")
    }

    deinit {
        PQfinish(connection)
    }

    func run(_ text: String) throws {
        try check(PQexec(connection, text), text)
    }

    private func check(_ result: OpaquePointer?, _ text: String) throws {
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_PIPELINE_SYNC: return
        default: throw BenchError("\(String(cString: PQerrorMessage(connection))): \(text)")
        }
    }

    private func statement(_ text: String) throws -> String {
        if let known = prepared[text] { return known }
        let name = "s\(prepared.count)"
        try check(PQprepare(connection, name, text, 0, nil), text)
        prepared[text] = name
        return name
    }
}

// MARK: - Writing

extension BarePostgres {
    /// COPY of texts that were made before.
    func bulkInsertion(of tables: [TableRows]) throws -> () throws -> Void {
        let texts = tables.map { (statement: $0.copyStatement, text: $0.copyText) }
        return { [self] in
            try run("BEGIN")
            for (statement, text) in texts { try copy(text, statement) }
            try run("COMMIT")
        }
    }

    private func copy(_ text: [UInt8], _ statement: String) throws {
        PQclear(PQexec(connection, statement))
        var rest = text[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(1 << 20)
            chunk.withUnsafeBytes {
                _ = PQputCopyData(connection, $0.bindMemory(to: CChar.self).baseAddress, Int32($0.count))
            }
            rest = rest.dropFirst(chunk.count)
        }
        PQputCopyEnd(connection, nil)
        try check(PQgetResult(connection), statement)
        while let end = PQgetResult(connection) { PQclear(end) }
    }

    /// In a pipeline, where no statement waits for the answer to the one before.
    func insertion(of tables: [TableRows]) throws -> () throws -> Void {
        let inserts = try tables.flatMap { table in
            let name = try statement(table.insertStatement)
            return table.rows.map { (name: name, values: BareParameters($0)) }
        }
        return { [self] in
            try run("BEGIN")
            PQenterPipelineMode(connection)
            for start in stride(from: 0, to: inserts.count, by: Self.statementsAtOnce) {
                let part = inserts[start..<min(start + Self.statementsAtOnce, inserts.count)]
                for insert in part { insert.values.send(insert.name, on: connection) }
                try readAnswers(of: part.count)
            }
            PQexitPipelineMode(connection)
            try run("COMMIT")
        }
    }

    private func readAnswers(of count: Int) throws {
        PQpipelineSync(connection)
        for _ in 0..<count {
            try check(PQgetResult(connection), "INSERT")
            // Each answer ends with a nil.
            _ = PQgetResult(connection)
        }
        try check(PQgetResult(connection), "synchronise")
    }
}

// MARK: - Reading

extension BarePostgres {
    func questions(_ statements: [SQL]) throws -> () throws -> Int {
        let prepared = try statements.map { (name: try statement($0.text), values: BareParameters($0.values)) }
        return { [self] in
            try prepared.reduce(0) { try $0 + fetch($1.name, $1.values) }
        }
    }

    private func fetch(_ name: String, _ values: BareParameters) throws -> Int {
        let result = values.run(name, on: connection)
        let rows = PQntuples(result)
        let columns = PQnfields(result)
        for row in 0..<rows {
            for column in 0..<columns { _ = PQgetvalue(result, row, column) }
        }
        try check(result, name)
        return Int(rows)
    }
}
