import Foundation
import SQLCore
import SQLiteDriver
import TestSupport
import Testing

struct ClosingTests {
    @Test func aClosedFileNeedsNoLogBesideIt() async throws {
        // Whoever copies the file of a stopped program must have everything.
        let file = try await TestDatabases.onDisk { session in
            try session.execute("CREATE TABLE pile (id INTEGER PRIMARY KEY, quantity INTEGER NOT NULL)")
        }
        try await file.database.write(.company) { session in
            try session.execute("INSERT INTO pile (id, quantity) VALUES (1, 5)")
        }
        _ = try await file.database.read { try $0.rows("SELECT quantity FROM pile") }
        await file.database.close()
        #expect(!FileManager.default.fileExists(atPath: file.path + "-wal"))

        let copy = file.path + ".copy"
        try FileManager.default.copyItem(atPath: file.path, toPath: copy)
        let reopened = try SQLiteDatabase(path: copy)
        #expect(try await reopened.read { try $0.value("SELECT quantity FROM pile", as: Int.self) } == 5)
        await reopened.close()
    }
}
