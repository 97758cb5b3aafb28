import Foundation
import PostgresDriver
import SQLCore
import SQLiteDriver
import StockDomain
import StockOperations

/// Where databases are made and the program is run.
final class Workshop {
    let options: Options
    private let folder: URL
    /// Databases with the imported year.
    private var years: [SQLEngine: BenchDatabase] = [:]

    init(_ options: Options) throws {
        self.options = options
        folder = URL(filePath: options.folder).appending(path: "lotwise-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func clear() {
        try? FileManager.default.removeItem(at: folder)
    }

    /// A new database without tables.
    func database(_ engine: SQLEngine, named name: String) throws -> BenchDatabase {
        switch engine {
        case .sqlite:
            return BenchDatabase(engine: engine, url: "sqlite:" + folder.appending(path: "\(name).sqlite").path)
        case .postgres:
            let server = try BarePostgres(url: options.postgres)
            try server.run("DROP DATABASE IF EXISTS bench_\(name)")
            try server.run("CREATE DATABASE bench_\(name)")
            let url = options.postgres.split(separator: "/").dropLast().joined(separator: "/")
            return BenchDatabase(engine: engine, url: url.replacing(":/", with: "://") + "/bench_\(name)")
        }
    }

    /// The files of a year, nil when there are none.
    var sampleFiles: [(kind: String, path: String)]? {
        options.sampleData.map { folder in
            ["products", "partners", "movements"].map { ($0, "\(folder)/\($0).csv.gz") }
        }
    }

    func keep(year database: BenchDatabase) {
        years[database.engine] = database
    }

    /// The database with the year, imported now unless that was measured before; nil without its files.
    func year(_ engine: SQLEngine) throws -> BenchDatabase? {
        if let made = years[engine] { return made }
        guard let files = sampleFiles else { return nil }
        Progress.say("importing the year into \(engine.rawValue)")
        let database = try database(engine, named: "year")
        for file in files { try program.run("import", file.kind, file.path, on: database) }
        years[engine] = database
        return database
    }

    /// Imports a file of this text.
    ///
    /// - Parameter kind: `products`, `movements` …
    func load(_ kind: String, _ text: String, into database: BenchDatabase) throws {
        let file = folder.appending(path: "\(kind)-\(UUID()).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        try program.run("import", kind, file.path, on: database)
    }

    var program: MeasuredProgram { MeasuredProgram(path: options.program) }
}

/// A database made for one measurement.
struct BenchDatabase: Sendable {
    let engine: SQLEngine
    /// As `DATABASE_URL` wants it.
    let url: String

    /// As the program opens it.
    func open() throws -> any SQLDatabase {
        switch engine {
        case .sqlite: try SQLiteDatabase(path: path)
        case .postgres: PostgresDatabase(url: url)
        }
    }

    /// Its schema with nothing in it but what every company has.
    func migrate() async throws {
        let database = try open()
        try await Operations(on: database) { Instant(Date()) }.migrate()
        await database.close()
    }

    /// The engine with nothing of ours in between.
    func bare() throws -> any BareEngine {
        switch engine {
        case .sqlite: try BareSQLite(path: path)
        case .postgres: try BarePostgres(url: url)
        }
    }

    private var path: String { String(url.dropFirst("sqlite:".count)) }
}
