import ArgumentParser
import Foundation
import StockOperations

/// `lotwise export movements > year.csv`
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes CSV that import reads, to the output or a file.")

    @Argument(help: "What to write: products, partners, stock or movements.")
    var kind: ImportKind

    @Option(name: .shortAndLong, help: "The file to write; otherwise the output.")
    var output: String?

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.withOperations { operations in
            let line = ProgressLine()
            defer { line.clear() }
            let file = try destination()
            try await operations.export(kind, by: operations.commandActor()) { bytes in
                try file.write(contentsOf: bytes)
            } progress: { rows in
                line.show("\(rows) rows written")
            }
        }
    }

    private func destination() throws -> FileHandle {
        guard let output else { return .standardOutput }
        guard FileManager.default.createFile(atPath: output, contents: nil),
            let file = FileHandle(forWritingAtPath: output)
        else { throw ValidationError("The file “\(output)” cannot be written.") }
        return file
    }
}
