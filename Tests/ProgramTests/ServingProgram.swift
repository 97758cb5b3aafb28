import Foundation

/// `lotwise serve` on a free port; killed with its last reference if it was not stopped.
final class ServingProgram {
    let port: Int
    private let process: Process

    /// Starts the program and waits for the line that names its port.
    ///
    /// - Parameter command: one that serves.
    init(database: String, command: [String] = ["serve"]) throws {
        process = try Program.process(command + ["--port", "0"], database: database)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let line = ServingProgram.firstLine(of: output.fileHandleForReading)
        guard line.hasPrefix("listening on http://"), let port = line.split(separator: ":").last.flatMap({ Int($0) })
        else {
            process.terminate()
            throw ProgramError("the server said “\(line)” instead of where it listens")
        }
        self.port = port
    }

    deinit {
        if process.isRunning { kill() }
    }

    /// Ends it as a power cut would: no signal handler, no last write.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Asks it to stop, and answers its exit code.
    func stop() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    private static func firstLine(of handle: FileHandle) -> String {
        var line: [UInt8] = []
        while let byte = handle.readData(ofLength: 1).first, byte != UInt8(ascii: "\n") { line.append(byte) }
        return String(decoding: line, as: UTF8.self)
    }
}
