import Foundation
import SQLCore
import StockDomain
import StockStore
import TabularFiles

extension Operations {
    /// Imports a file, wholly or not at all.
    ///
    /// - Parameter progress: called now and then, on any thread.
    /// - Throws: `Refusal`; faults carry `line N` as their pointer. Nothing has changed then.
    public func importFile(
        _ file: ImportFile, as kind: ImportKind, by actor: Actor, options: ImportOptions = ImportOptions(),
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) async throws -> ImportReport {
        try actor.require(.keepMasterData)
        try options.check()
        let run = FileImport(
            operations: self, file: file, kind: kind, actor: actor, options: options, progress: progress)
        switch kind {
        case .products: return try await importProducts(run)
        case .partners: return try await importPartners(run)
        case .stock, .movements: return try await importHistory(run)
        }
    }
}

/// One import on its way.
struct FileImport: Sendable {
    let operations: Operations
    let file: ImportFile
    let kind: ImportKind
    let actor: Actor
    let options: ImportOptions
    let progress: @Sendable (ImportProgress) -> Void

    /// Reads the file on a thread that may block, without any lock.
    func reading<Rows: Sendable>(_ body: @escaping @Sendable (CSVReader) throws -> Rows) async throws -> Rows {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try readingFile { try body(file.reader()) } })
            }
        }
    }

    /// Reads facts, decides and, unless it is a dry run, writes, all in one transaction.
    ///
    /// - Parameters:
    ///   - rows: how many rows the file has.
    ///   - body: decides and writes; does not write in a dry run.
    func deciding(
        rows: Int, _ body: @escaping @Sendable (Store, Moment) throws -> ImportReport
    ) async throws -> ImportReport {
        return try await translatingDatabaseErrors {
            let run: @Sendable (any SQLSession) throws -> ImportReport = { session in
                let now = operations.clock()
                let store = Store(session)
                try refuseIfImported(store)
                var report = try body(store, Moment(now: now, settings: store.settings()))
                report.rows = rows
                report.isDryRun = options.isDryRun
                if !options.isDryRun {
                    try store.rememberImport(of: file.digest, kind: kind.rawValue, rows: rows, by: actor.id, at: now)
                    try store.gatherStatistics()
                }
                return report
            }
            return options.isDryRun
                ? try await operations.database.read(run) : try await operations.database.write(.company, run)
        }
    }

    private func refuseIfImported(_ store: Store) throws {
        guard let before = try store.importedAt(file.digest) else { return }
        throw Refusal(
            .conflict, "file_already_imported",
            "This very file was imported at \(before.rfc3339) (SHA-256 \(file.digest.hex.prefix(16))…).")
    }
}

extension ImportOptions {
    /// Codes that can be answered for files.
    public static let codes = [
        "lot_exists_other_supplier", "lot_exists_other_supplier_number", "lot_exists_other_dates",
    ]
    /// What each can be answered.
    public static let words = ["same", "refuse"]

    fileprivate func check() throws(Refusal) {
        for (code, answer) in answers.sorted(by: { $0.key < $1.key }) {
            guard ImportOptions.codes.contains(code), ImportOptions.words.contains(answer) else {
                throw .rule(
                    "invalid_value",
                    "The answer \(code)=\(answer) means nothing here: \(ImportOptions.codes.joined(separator: ", ")) "
                        + "can be answered same or refuse.")
            }
        }
    }

    var acceptedAsSame: Set<String> { Set(answers.filter { $0.value == "same" }.keys) }
}

/// Says in a refusal what is wrong with a file as such.
func readingFile<Result>(_ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let fault as FileFault {
        let faults = fault.line.map { [Fault("line \($0)", fault.code, fault.detail)] } ?? []
        throw Refusal(.unreadable, fault.code, fault.detail, faults: faults)
    }
}
