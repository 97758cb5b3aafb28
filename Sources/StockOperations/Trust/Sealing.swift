import SQLCore
import StockDomain
import StockStore

extension Operations {
    /// How many postings one seal covers at most.
    static let mostPostingsOfSeal = 10_000

    /// Seals every committed posting that waits, and answers the last seal of the company.
    ///
    /// - Returns: nil when nothing has ever been posted.
    @discardableResult
    public func seal() async throws -> Seal? {
        try await translatingDatabaseErrors {
            while try await database.read({ try Store($0).hasUnsealed() }) {
                if try await sealOnce() < Operations.mostPostingsOfSeal { break }
            }
            return try await database.read { try Store($0).lastSeal() }
        }
    }

    /// Writes one seal.
    ///
    /// - Returns: how many postings it covers.
    private func sealOnce() async throws -> Int {
        let now = clock()
        // No product has the key 0: sealers wait for each other and for nobody else.
        return try await database.write(.products([0])) { session in
            let store = Store(session)
            let waiting = try store.unsealed(limit: Operations.mostPostingsOfSeal)
            if waiting.isEmpty { return 0 }
            let seal = Seal(over: waiting.map(\.hash), after: try store.lastSeal(), at: now)
            try store.insert(seal, over: waiting.map(\.id))
            return waiting.count
        }
    }
}

/// Seals what was posted and writes down what was asked, again and again, beside everything else.
public struct SealerService: Sendable {
    private let operations: Operations
    private let report: @Sendable (any Error) -> Void

    /// - Parameter report: told when sealing fails; the next turn tries again.
    public init(_ operations: Operations, reporting report: @escaping @Sendable (any Error) -> Void) {
        self.operations = operations
        self.report = report
    }

    /// Seals every `interval` until the task is cancelled, and then once more.
    public func run(every interval: Duration = .seconds(1)) async {
        var isLast: Bool
        repeat {
            isLast = Task.isCancelled
            // A task of its own, because a cancelled one may write no more.
            await Task { await seal() }.value
            // Cancellation ends the pause early.
            try? await Task.sleep(for: interval)
        } while !isLast
    }

    private func seal() async {
        do {
            try await operations.seal()
            try await operations.writeQuestions()
        } catch {
            report(error)
        }
    }
}
