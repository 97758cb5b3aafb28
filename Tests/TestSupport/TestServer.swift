import Foundation
import PostgresDriver
import SQLCore

/// The PostgreSQL server of the tests, which makes databases from templates.
actor TestServer {
    static let shared = TestServer()

    private let maintenance: PostgresDatabase?
    private let url: String
    private var templates: [String: Task<String, any Error>] = [:]
    private var copies = 0

    private init() {
        url = ProcessInfo.processInfo.environment["LOTWISE_TEST_POSTGRES"] ?? ""
        maintenance = url.isEmpty ? nil : PostgresDatabase(url: url, connections: 3)
    }

    /// A new database like the template `name`, which is made with the first.
    func copy(of name: String, migrate: @escaping TestDatabases.Migration) async throws -> TestDatabase {
        let template = try await template(name, migrate: migrate)
        copies += 1
        let copy = "lotwise_\(ProcessInfo.processInfo.processIdentifier)_\(copies)"
        // Through the log, page by page, a copy takes twice as long.
        try await run("CREATE DATABASE \(copy) TEMPLATE \(template) STRATEGY FILE_COPY")
        return TestDatabase(PostgresDatabase(url: url(of: copy), connections: 4), url: url(of: copy)) {
            try? await self.run("DROP DATABASE IF EXISTS \(copy) WITH (FORCE)")
        }
    }

    private func template(_ name: String, migrate: @escaping TestDatabases.Migration) async throws -> String {
        if let made = templates[name] { return try await made.value }
        let template = "lotwise_\(ProcessInfo.processInfo.processIdentifier)_template_\(name)"
        let making = Task {
            try await run("CREATE DATABASE \(template)")
            let database = PostgresDatabase(url: url(of: template), connections: 1)
            try await database.write(.company, migrate)
            await database.close()
            return template
        }
        templates[name] = making
        return try await making.value
    }

    private func run(_ statement: String) async throws {
        guard let maintenance else { throw NoTestServer() }
        try await maintenance.runOutsideTransaction(statement)
    }

    private func url(of database: String) -> String {
        var components = URLComponents(string: url) ?? URLComponents()
        components.path = "/\(database)"
        return components.string ?? url
    }
}

/// Why a test that needs PostgreSQL fails.
struct NoTestServer: Error, CustomStringConvertible {
    let description = """
        LOTWISE_TEST_POSTGRES names no PostgreSQL server. Run the tests with `make test`, which starts one.
        """
}

/// A database on the test server that is dropped with its last reference.
public final class TestDatabase: SQLDatabase {
    public var engine: SQLEngine { database.engine }
    /// Where a second program can open it.
    public let url: String

    private let database: PostgresDatabase
    private let drop: @Sendable () async -> Void

    init(_ database: PostgresDatabase, url: String, drop: @escaping @Sendable () async -> Void) {
        self.database = database
        self.url = url
        self.drop = drop
    }

    deinit {
        let (database, drop) = (database, drop)
        Task.detached {
            await database.close()
            await drop()
        }
    }

    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try await database.read(body)
    }

    @discardableResult
    public func write<Result: Sendable>(
        _ scope: WriteScope, _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try await database.write(scope, body)
    }

    public func close() async {
        await database.close()
    }
}
