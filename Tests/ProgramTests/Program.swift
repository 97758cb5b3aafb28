import Foundation

/// The program under test, run as people run it.
enum Program {
    /// What a finished command left.
    struct Outcome: Sendable {
        let exitCode: Int32
        let output: String
        let complaints: String
    }

    /// Where the built program is.
    static func path() throws -> String {
        guard let path = ProcessInfo.processInfo.environment["LOTWISE_PROGRAM"], !path.isEmpty else {
            throw ProgramError("LOTWISE_PROGRAM names no built lotwise. Run the tests with `make test`, which sets it.")
        }
        return path
    }

    /// Runs a command to its end; blocks the thread.
    static func run(_ arguments: String..., database: String) throws -> Outcome {
        try outcome(of: process(arguments, database: database))
    }

    /// Runs a process that is not started yet to its end; blocks the thread.
    static func outcome(of process: Process) throws -> Outcome {
        let (output, complaints) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = complaints
        try process.run()
        let told = output.fileHandleForReading.readDataToEndOfFile()
        let complained = complaints.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            exitCode: process.terminationStatus, output: String(decoding: told, as: UTF8.self),
            complaints: String(decoding: complained, as: UTF8.self))
    }

    static func process(_ arguments: [String], database: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: try path())
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["DATABASE_URL": database]) { $1 }
        return process
    }
}

struct ProgramError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
