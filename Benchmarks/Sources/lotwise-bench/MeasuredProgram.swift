import Foundation

/// The release program, run as people run it.
struct MeasuredProgram: Sendable {
    let path: String

    /// What a finished command took.
    struct Usage {
        let seconds: Double
        /// Of the processor, user and system together.
        let processorSeconds: Double
        let peakMegabytes: Double
    }

    /// Runs a command to its end.
    ///
    /// - Throws: when it does not succeed, with what it said.
    @discardableResult
    func run(_ arguments: String..., on database: BenchDatabase) throws -> Usage {
        let process = self.process(arguments, on: database)
        let words = Pipe()
        process.standardOutput = words
        process.standardError = words
        let before = processorSecondsOfChildren
        var peak = 0.0
        let time = try seconds {
            try process.run()
            while process.isRunning {
                peak = max(peak, peakMegabytes(of: process.processIdentifier))
                usleep(2_000)
            }
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BenchError(String(decoding: words.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self))
        }
        return Usage(seconds: time, processorSeconds: processorSecondsOfChildren - before, peakMegabytes: peak)
    }

    /// `lotwise serve` on a free port, once it listens.
    func serve(_ database: BenchDatabase) throws -> (process: Process, port: Int) {
        let process = process(["serve", "--port", "0"], on: database)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var line: [UInt8] = []
        while let byte = output.fileHandleForReading.readData(ofLength: 1).first, byte != UInt8(ascii: "\n") {
            line.append(byte)
        }
        let text = String(decoding: line, as: UTF8.self)
        guard let port = text.split(separator: ":").last.flatMap({ Int($0) }) else {
            process.terminate()
            throw BenchError("the server said “\(text)” instead of where it listens")
        }
        return (process, port)
    }

    private func process(_ arguments: [String], on database: BenchDatabase) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["DATABASE_URL": database.url]) { $1 }
        return process
    }

    /// The kernel's own mark of the highest resident memory so far. What `wait4` tells at the end would include this
    /// process, from which the other was forked.
    private func peakMegabytes(of process: Int32) -> Double { megabytes("VmHWM:", of: process) }

    /// The highest resident memory of a running program so far.
    func peakMegabytes(of process: Process) -> Double { megabytes("VmHWM:", of: process.processIdentifier) }

    /// Its resident memory now.
    func residentMegabytes(of process: Process) -> Double { megabytes("VmRSS:", of: process.processIdentifier) }

    private func megabytes(_ name: String, of process: Int32) -> Double {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix(name) }),
            let kilobytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Double($0) })
        else { return 0 }
        return kilobytes / 1_024
    }

    private var processorSecondsOfChildren: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
        return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1_000_000 }
    }
}
