import ArgumentParser
import Foundation
import SQLCore
import StockDomain
import StockStore
import TabularFiles
import WebServer

/// How a command ends that did not succeed: 1 when the program refuses, 2 when it was called wrongly.
struct Failure {
    let exitCode: Int32
    let message: String
    /// Help was asked for: it goes to the output, not to the errors.
    private var isHelp = false

    init(_ error: any Error) {
        switch error {
        case let refusal as Refusal: self.init(1, Failure.text(of: refusal))
        case let fault as FileFault: self.init(1, fault.detail)
        case let fault as Migrations.Fault: self.init(1, Failure.text(of: fault))
        case let error as SQLError: self.init(1, Failure.text(of: error))
        case let error as CannotListen: self.init(1, error.description)
        case let code as ExitCode: self.init(code.rawValue, "")
        default:
            let isHelp = Lotwise.exitCode(for: error) == .success
            self.init(isHelp ? 0 : 2, Lotwise.fullMessage(for: error))
            self.isHelp = isHelp
        }
    }

    private init(_ exitCode: Int32, _ message: String) {
        self.exitCode = exitCode
        self.message = message
    }

    func end() -> Never {
        if isHelp {
            print(message)
        } else if !message.isEmpty {
            Console.complain(message)
        }
        exit(exitCode)
    }
}

// MARK: - In words

extension Failure {
    /// The sentence, then each fault with its place, questions with their answers, and candidates.
    private static func text(of refusal: Refusal) -> String {
        var lines = [refusal.detail]
        lines += refusal.faults.filter { $0.detail != refusal.detail || !$0.pointer.isEmpty }
            .map { $0.pointer.isEmpty ? $0.detail : "\($0.pointer): \($0.detail)" }
        lines += refusal.questions.map { "\($0.id): \($0.detail) (\($0.answers.joined(separator: ", ")))" }
        lines += refusal.candidates.map { candidate in
            "\(candidate.type) \(candidate.label)\(candidate.product.map { " of \($0)" } ?? "")"
                + ", found by \(candidate.foundBy)"
        }
        return lines.joined(separator: "\n")
    }

    private static func text(of fault: Migrations.Fault) -> String {
        switch fault {
        case .newerSchema(let found, let known):
            "A newer Lotwise has used this database (schema \(found), this program knows \(known)). Use that program."
        }
    }

    private static func text(of error: SQLError) -> String {
        switch error {
        case .unavailable(let reason): "The database cannot be reached: \(reason)"
        case .busy(let reason): "The database was busy for too long: \(reason)"
        case .diskFull(let reason): "The disk of the database is full: \(reason)"
        default: "The database answered with an error: \(error)"
        }
    }
}
