import Foundation
import PostgresDriver
import SQLCore
import SQLiteDriver

/// Empty databases with a schema, one for each test.
public enum TestDatabases {
    public typealias Migration = @Sendable (any SQLSession) throws -> Void

    /// A database that nobody else uses.
    ///
    /// It is a copy of a template that is migrated once in a process, and vanishes with its last reference.
    ///
    /// - Parameters:
    ///   - template: names the schema; one name always goes with one `migrate`.
    ///   - migrate: makes the schema.
    public static func fresh(
        _ engine: SQLEngine, template: String, migrate: @escaping Migration
    ) async throws -> any SQLDatabase {
        switch engine {
        case .sqlite:
            let model = try await SQLiteTemplates.shared.template(template, migrate: migrate)
            return try SQLiteDatabase.inMemory(copying: model)
        case .postgres:
            return try await TestServer.shared.copy(of: template, migrate: migrate)
        }
    }

    /// A SQLite database in a file of a temporary folder, which vanishes with its last reference.
    public static func onDisk(migrate: @escaping Migration) async throws -> SQLiteFile {
        let file = try SQLiteFile()
        try await file.database.write(.company, migrate)
        return file
    }
}

/// Databases in memory that others are copies of.
private actor SQLiteTemplates {
    static let shared = SQLiteTemplates()

    private var templates: [String: Task<SQLiteDatabase, any Error>] = [:]

    func template(_ name: String, migrate: @escaping TestDatabases.Migration) async throws -> SQLiteDatabase {
        if let made = templates[name] { return try await made.value }
        let making = Task {
            let database = try SQLiteDatabase.inMemory()
            try await database.write(.company, migrate)
            return database
        }
        templates[name] = making
        return try await making.value
    }
}

/// A SQLite database in a folder of its own, for tests that need the file.
public final class SQLiteFile: Sendable {
    public let database: SQLiteDatabase
    public let path: String
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "lotwise-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: "company.sqlite").path
        database = try SQLiteDatabase(path: path)
    }

    deinit {
        let (database, folder) = (database, folder)
        Task.detached {
            await database.close()
            try? FileManager.default.removeItem(at: folder)
        }
    }
}
