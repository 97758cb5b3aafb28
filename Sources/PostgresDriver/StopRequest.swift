import CLibPQ

/// Asks the server to stop the statement that a connection is running.
///
/// Unchecked: libpq allows sending from any thread, and the pointer does not change.
final class StopRequest: @unchecked Sendable {
    private let handle: OpaquePointer

    init?(to connection: OpaquePointer) {
        guard let handle = PQgetCancel(connection) else { return nil }
        self.handle = handle
    }

    deinit {
        PQfreeCancel(handle)
    }

    /// Waits until the server has taken the request; a server that is away has nothing to stop.
    func send() {
        var message = [CChar](repeating: 0, count: 256)
        _ = PQcancel(handle, &message, Int32(message.count))
    }
}
