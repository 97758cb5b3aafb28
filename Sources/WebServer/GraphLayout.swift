import Dispatch
import Foundation
import Synchronization

/// Graphviz's `dot`, called as a program: it lays out a graph and draws it as SVG.
///
/// No shell is involved, the graph comes from a file that is its input, and a drawing that takes too long is ended.
/// Where the program is missing there is no picture, and pages say so.
struct GraphLayout: Sendable {
    private let program: URL
    private let patience: TimeInterval

    /// The one of this machine; nil where Graphviz is not installed.
    static let ofThisMachine = GraphLayout(path: ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")

    /// - Parameters:
    ///   - path: where to look for `dot`, as the variable PATH names directories.
    ///   - patience: seconds that a drawing may take.
    init?(path: String, patience: TimeInterval = 8) {
        let found = path.split(separator: ":").map { URL(fileURLWithPath: String($0)).appendingPathComponent("dot") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
        guard let found else { return nil }
        program = found
        self.patience = patience
    }

    /// More at once would keep the server's cores from everybody else.
    private static let mostAtOnce = 4
    private static let running = Mutex(0)
    private static let queue = DispatchQueue(label: "graph layout", attributes: .concurrent)

    /// The graph as an SVG element without size, or nil when it cannot be drawn in time.
    func svg(of graph: String) async -> String? {
        await withCheckedContinuation { continuation in
            GraphLayout.queue.async { continuation.resume(returning: drawn(graph)) }
        }
    }

    private func drawn(_ graph: String) -> String? {
        guard GraphLayout.begin() else { return nil }
        defer { GraphLayout.running.withLock { $0 -= 1 } }
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("lotwise-\(UUID().uuidString).dot")
        defer { try? FileManager.default.removeItem(at: file) }
        guard
            FileManager.default.createFile(
                atPath: file.path, contents: Data(graph.utf8), attributes: [.posixPermissions: 0o600]),
            let input = try? FileHandle(forReadingFrom: file), let output = run(input)
        else { return nil }
        return GraphLayout.element(in: output)
    }

    private static func begin() -> Bool {
        running.withLock { count in
            if count >= mostAtOnce { return false }
            count += 1
            return true
        }
    }

    private func run(_ input: FileHandle) -> String? {
        let process = Process()
        let output = Pipe()
        process.executableURL = program
        process.arguments = ["-Tsvg"]
        process.environment = ["LC_ALL": "C.UTF-8", "HOME": "/"]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return nil }
        let end = DispatchWorkItem {
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        }
        GraphLayout.queue.asyncAfter(deadline: .now() + patience, execute: end)
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        end.cancel()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The `svg` element alone, as wide as Graphviz has drawn it, so that its letters can be read on any screen: what
    /// does not fit is scrolled to.
    static func element(in document: String) -> String? {
        guard let start = document.range(of: "<svg "),
            let end = document.range(of: "viewBox=", range: start.upperBound..<document.endIndex)
        else { return nil }
        let width = document[start.upperBound..<end.lowerBound].prefix { $0 != "\n" }.split(separator: " ").first {
            $0.hasPrefix("width=\"") && $0.hasSuffix("pt\"")
        }
        let attributes =
            ["role=\"img\"", "aria-label=\"The trace as a graph\""] + [width.map(String.init)].compactMap { $0 }
        return "<svg \(attributes.joined(separator: " ")) " + document[end.lowerBound...]
    }
}
