import Foundation
import GRDB
import SQLCore

extension SQLiteDatabase {
    /// Copies a whole database to a new file, as of one moment, while others read and write it.
    ///
    /// The copy is read through once before it takes its name, so that a file of that name is whole.
    ///
    /// - Throws: `SQLError.unavailable` when the source cannot be read, or `copy` exists or cannot be written.
    public static func copy(_ path: String, to copy: String) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            throw SQLError.unavailable("there is no file \(path)")
        }
        if FileManager.default.fileExists(atPath: copy) { throw SQLError.unavailable("\(copy) exists already") }
        let unfinished = copy + ".unfinished"
        defer { try? FileManager.default.removeItem(atPath: unfinished) }
        try mappingErrors {
            try copyPages(from: path, to: unfinished)
            try examine(unfinished)
        }
        try name(unfinished, copy)
    }

    private static func copyPages(from path: String, to copy: String) throws {
        let source = try DatabaseQueue(path: path)
        let target = try DatabaseQueue(path: copy)
        try source.backup(to: target)
        // What is left in the log beside the file would be lost with its name.
        try target.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try target.close()
        try source.close()
    }

    private static func examine(_ path: String) throws {
        let copy = try DatabaseQueue(path: path)
        let faults = try copy.read { try String.fetchAll($0, sql: "PRAGMA integrity_check(3)") }
        try copy.close()
        if faults != ["ok"] { throw SQLError.unavailable("the copy is damaged: \(faults.joined(separator: "; "))") }
    }

    /// Renames a file that is safe on the disk.
    private static func name(_ unfinished: String, _ copy: String) throws {
        do {
            let file = try FileHandle(forUpdating: URL(filePath: unfinished))
            try file.synchronize()
            try file.close()
            try FileManager.default.moveItem(atPath: unfinished, toPath: copy)
        } catch {
            throw SQLError.unavailable("\(copy) cannot be written: \(error.localizedDescription)")
        }
    }
}
