import Foundation
import TestSupport
import Testing

/// People's ways through the pages, gone in a real browser by `Journeys/journeys.py`.
struct JourneyTests {
    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Journeys/journeys.py").path

    @Test func everyJourneyArrives() async throws {
        let demo = try await ProgramDatabase(.sqlite)
        let empty = try await ProgramDatabase(.sqlite)
        defer {
            demo.remove()
            empty.remove()
        }
        let outcome = try await onOwnThread {
            let demoCompany = try ServingProgram(database: demo.url, command: ["demo", "--serve"])
            let emptyCompany = try ServingProgram(database: empty.url)
            let outcome = try JourneyTests.walk(through: [demoCompany.port, emptyCompany.port])
            #expect(demoCompany.stop() == 0)
            #expect(emptyCompany.stop() == 0)
            return outcome
        }
        let lines = outcome.output.split(separator: "\n")
        for line in lines where line.hasPrefix("✘") { Issue.record("\(line)") }
        #expect(outcome.exitCode == 0, "\(outcome.output) \(outcome.complaints)")
        #expect(lines.contains { $0.hasPrefix("✔") }, "no journey was gone: \(outcome.complaints)")
    }

    /// Goes all journeys through the servers at these ports.
    private static func walk(through ports: [Int]) throws -> Program.Outcome {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        // Of the browser's environment in .venv; -B leaves no compiled files beside the script.
        process.arguments = ["python", "-B", script] + ports.map { "http://127.0.0.1:\($0)" }
        return try Program.outcome(of: process)
    }
}
