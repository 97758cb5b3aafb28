import Foundation
import SQLCore
import StockDomain
import StockOperations
import Synchronization

extension TestCompany {
    /// Imports a text as if it were a file.
    @discardableResult
    public func importing(
        _ kind: ImportKind, _ text: String, dryRun: Bool = false, answers: [String: String] = [:]
    ) async throws -> ImportReport {
        try await importing(kind, Data((text + "\n").utf8), dryRun: dryRun, answers: answers)
    }

    /// Imports bytes as if they were a file.
    @discardableResult
    public func importing(
        _ kind: ImportKind, _ contents: Data, dryRun: Bool = false, answers: [String: String] = [:]
    ) async throws -> ImportReport {
        try await operations.importFile(
            ImportFile(contents: contents), as: kind, by: admin,
            options: ImportOptions(isDryRun: dryRun, answers: answers))
    }

    /// What an import is refused for, as `line code` or the code alone; empty when it is not refused.
    public func faults(
        _ kind: ImportKind, _ text: String, answers: [String: String] = [:]
    ) async throws -> [String] {
        try await faults(kind, Data((text + "\n").utf8), answers: answers)
    }

    /// What an import of bytes is refused for.
    public func faults(_ kind: ImportKind, _ contents: Data, answers: [String: String] = [:]) async throws -> [String] {
        do {
            try await importing(kind, contents, answers: answers)
            return []
        } catch let refusal as Refusal {
            if refusal.faults.isEmpty { return [refusal.code] }
            return refusal.faults.map { "\($0.pointer.replacing("line ", with: "")) \($0.code)" }
        }
    }

    /// Everything of a kind as a file.
    public func exported(_ kind: ImportKind) async throws -> String {
        let bytes = Mutex<[UInt8]>([])
        try await operations.export(kind, by: admin) { part in bytes.withLock { $0 += part } }
        return bytes.withLock { String(decoding: $0, as: UTF8.self) }
    }

    /// The first columns of an export; what follows holds the usual values.
    public func exported(_ kind: ImportKind, columns count: Int) async throws -> String {
        try await exported(kind).split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var isQuoted = false
            var commas = 0
            return line.prefix { character in
                if character == "\"" { isQuoted.toggle() }
                if character == ",", !isQuoted { commas += 1 }
                return commas < count
            }
        }.joined(separator: "\n")
    }

    /// Rows of a query, their values with spaces between.
    public func rows(_ sql: SQL) async throws -> [String] {
        try await database.read { session in
            try session.rows(sql).map { row in
                row.values.map { value in
                    switch value {
                    case .null: "-"
                    case .integer(let number): String(number)
                    case .text(let text): text
                    case .blob(let bytes): String(bytes.count)
                    }
                }.joined(separator: " ")
            }
        }
    }

    /// A company with one product of each level, a perishable one, two suppliers and two customers.
    public static func small(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.product("PLAIN", .none)
        try await company.product("LOTTED", .lot)
        try await company.product("SERIAL", .serial)
        try await company.product(
            "FRESH", .lot, decimals: 3, expiration: Expiration(isEnabled: true, shelfLifeDays: 30))
        for code in ["S1", "S2"] { try await company.partner(code, .supplier) }
        for code in ["C1", "C2"] { try await company.partner(code) }
        try await company.location("SHELF")
        return company
    }
}

/// The columns of a file of movements.
public let header = "at,kind,document,partner,sku,lot,expires_on,quantity,reason"
