import Dispatch
import SQLCore

/// A thread and the one connection that only this thread uses.
///
/// Unchecked: `connection` is touched on `thread` alone.
final class ConnectionSlot: @unchecked Sendable {
    private let url: String
    private let thread: DispatchQueue
    private var connection: PostgresConnection?

    init(url: String, number: Int) {
        self.url = url
        thread = DispatchQueue(label: "lotwise.postgres.\(number)")
    }

    func async(_ work: @escaping @Sendable () -> Void) {
        thread.async(execute: work)
    }

    func close() async {
        await withCheckedContinuation { continuation in
            async {
                self.discard()
                continuation.resume()
            }
        }
    }

    /// The open connection, or a new one.
    func opened() throws -> PostgresConnection {
        if let connection { return connection }
        let opened = try PostgresConnection(url: url)
        connection = opened
        return opened
    }

    /// A connection on which `begin` has run.
    ///
    /// A kept connection may have died while the server was away. Only `begin` can tell, and nothing has been done yet,
    /// so it is tried once more on a new one.
    func begun(_ begin: (PostgresConnection) throws -> Void) throws -> PostgresConnection {
        if let kept = connection {
            do {
                try begin(kept)
                return kept
            } catch SQLError.unavailable {
                discard()
            } catch {
                discard()
                throw error
            }
        }
        let opened = try opened()
        do {
            try begin(opened)
            return opened
        } catch {
            discard()
            throw error
        }
    }

    /// Closes the connection, which frees its locks and ends its transaction; the next work opens a new one.
    func discard() {
        connection = nil
    }
}
