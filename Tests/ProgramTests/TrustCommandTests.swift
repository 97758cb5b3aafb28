import Foundation
import SQLCore
import SQLiteDriver
import TestSupport
import Testing

/// The commands that operators trust: check, verify, token, backup, restore.
struct TrustCommandTests {
    @Test(arguments: SQLEngine.allCases, ["check", "verify"])
    func anEmptyCompanyAgrees(engine: SQLEngine, command: String) async throws {
        let database = try await ProgramDatabase(engine)
        defer { database.remove() }
        let outcome = try Program.run(command, database: database.url)
        #expect(outcome.exitCode == 0, "\(outcome.output) \(outcome.complaints)")
    }

    @Test func whatDoesNotAgreeIsPrintedAndEndsWithOne() async throws {
        let database = try await ProgramDatabase(.sqlite)
        defer { database.remove() }
        try await fill(database.url)
        try await tamper(database)
        let check = try Program.run("check", database: database.url)
        #expect(check.exitCode == 1)
        #expect(check.output.contains("lot “A” of NUT in WH-Stock: the balance says 3, the movements add up to 4."))
        let verification = try Program.run("verify", "--json", database: database.url)
        #expect(verification.exitCode == 1)
        #expect(verification.output.contains("\"code\":\"hash_differs\""))
        #expect(verification.output.contains("\"document\":\"IN-00001\""))
    }

    @Test(arguments: SQLEngine.allCases)
    func aTokenOpensWhatItCloses(engine: SQLEngine) async throws {
        let database = try await ProgramDatabase(engine)
        defer { database.remove() }
        let outcome = try Program.run("token", "create", "--name", "shop", "--role", "operator", database: database.url)
        #expect(outcome.exitCode == 0, "\(outcome.complaints)")
        let token = outcome.output.trimmingCharacters(in: .newlines)
        #expect(token.count == 67)
        let server = try ServingProgram(database: database.url)
        let port = server.port
        let statuses = try await onOwnThread {
            try [[], [("Authorization", "Bearer \(token)")], [("Authorization", "Bearer lw_0")]].map {
                try HTTPClient(port: port).get("/api/v1/products", headers: $0).status
            }
        }
        #expect(statuses == [401, 200, 401])
        #expect(server.stop() == 0)
    }

    @Test func aRevokedTokenIsListedAndOpensNothing() async throws {
        let database = try await ProgramDatabase(.sqlite)
        defer { database.remove() }
        #expect(try Program.run("token", "list", database: database.url).output == "There is no token yet.\n")
        let made = try Program.run("token", "create", "--name", "shop", "--role", "operator", database: database.url)
        let token = made.output.trimmingCharacters(in: .newlines)
        #expect(try Program.run("token", "revoke", "nobody", database: database.url).exitCode == 1)
        let gone = try Program.run("token", "revoke", "shop", "--reason", "till was stolen", database: database.url)
        #expect(gone.exitCode == 0, "\(gone.complaints)")
        let list = try Program.run("token", "list", database: database.url)
        #expect(list.output.hasPrefix("shop: operator, without end, made 20"))
        #expect(list.output.contains("by command line: till was stolen"))
        let json = try Program.run("token", "list", "--json", database: database.url)
        #expect(json.output.contains("\"state\":\"revoked\"") && !json.output.contains("lw_"))
        let server = try ServingProgram(database: database.url)
        let port = server.port
        let status = try await onOwnThread {
            try HTTPClient(port: port).get("/api/v1/products", headers: [("Authorization", "Bearer \(token)")]).status
        }
        #expect(status == 401)
        #expect(server.stop() == 0)
    }

    @Test func aBackupBesideARunningServerRestoresWhatWasThere() async throws {
        let database = try await ProgramDatabase(.sqlite)
        defer { database.remove() }
        let backup = database.folder.appending(path: "company.backup").path
        let restored = "sqlite:" + database.folder.appending(path: "restored.sqlite").path
        let server = try await fill(database.url, keepingServer: true)
        #expect(try Program.run("backup", backup, database: database.url).exitCode == 0)
        #expect(server?.stop() == 0)
        #expect(try Program.run("backup", backup, database: database.url).exitCode == 1)
        #expect(try Program.run("restore", backup, database: restored).exitCode == 0)
        #expect(try Program.run("restore", backup, database: restored).exitCode == 1)
        let verification = try Program.run("verify", "--json", database: restored)
        #expect(verification.exitCode == 0)
        #expect(verification.output.contains("\"postings\":1,"))
    }

    @Test(arguments: ["", "not a database", "SQLite format 3\u{0}"])
    func whatIsNoBackupIsNotRestored(contents: String) async throws {
        let database = try await ProgramDatabase(.sqlite)
        defer { database.remove() }
        let file = database.folder.appending(path: "file")
        try Data(contents.utf8).write(to: file)
        #expect(try Program.run("restore", file.path, database: database.url).exitCode == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: database.folder.path) == ["file"])
    }

    @Test func postgresHasItsOwnBackupAndTheLineIsTold() async throws {
        let outcome = try Program.run("backup", "it's.dump", database: "postgres://nobody@127.0.0.1:1/none")
        #expect(outcome.exitCode == 1)
        #expect(outcome.complaints.contains(#"pg_dump --format=custom --file='it'\''s.dump' "$DATABASE_URL""#))
    }

    /// One receipt of four of lot A.
    @discardableResult
    private func fill(_ url: String, keepingServer: Bool = false) async throws -> ServingProgram? {
        let server = try ServingProgram(database: url)
        let port = server.port
        try await onOwnThread {
            let client = try HTTPClient(port: port)
            try client.setUpCompany()
            try client.must(
                "POST", "receipts",
                #"{"partner": "S1", "lines": [{"product": "NUT", "quantity": 4, "numbers": ["A"]}], "do": true}"#)
        }
        if keepingServer { return server }
        #expect(server.stop() == 0)
        return nil
    }

    private func tamper(_ database: ProgramDatabase) async throws {
        let file = try SQLiteDatabase(path: String(database.url.dropFirst("sqlite:".count)))
        try await file.write(.company) { session in
            try session.execute("DROP TRIGGER posting_no_update")
            try session.execute("UPDATE posting SET reason = 'other'")
            try session.execute("UPDATE balance SET quantity = 3000000")
        }
        await file.close()
    }
}
