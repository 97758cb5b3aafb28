import Dispatch
import Foundation
import Synchronization

/// Lets a cancelled caller stop its read, and no other read.
final class ReadCancellation: Sendable {
    /// A request that arrives between two statements is forgotten by the server, so it is repeated.
    private static let pauseMicroseconds: UInt32 = 50_000

    private let state = Mutex(State())

    private struct State {
        var isCancelled = false
        /// Of the connection on which the read is running.
        var stop: StopRequest?
    }

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    func cancel() {
        let isRunning = state.withLock { state in
            state.isCancelled = true
            return state.stop != nil
        }
        if isRunning { DispatchQueue.global().async { self.requestStopUntilEnd() } }
    }

    /// To be called when the transaction has begun. The caller may have given up just before.
    func begin(on connection: PostgresConnection) {
        state.withLock { $0.stop = connection.stopRequest() }
    }

    /// To be called when the read is over; answers whether it was left alone.
    func end() -> Bool {
        state.withLock { state in
            state.stop = nil
            return !state.isCancelled
        }
    }

    private func requestStopUntilEnd() {
        while let stop = state.withLock({ $0.stop }) {
            stop.send()
            usleep(Self.pauseMicroseconds)
        }
    }
}
