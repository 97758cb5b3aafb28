import Foundation
import WebServer

/// Runs `server` in this process while `talk` has its port, and stops it afterwards.
public func withServer<Result: Sendable>(
    _ server: LotwiseServer, _ talk: @Sendable (_ port: Int) async throws -> Result
) async throws -> Result {
    let (ports, listening) = AsyncStream<Int>.makeStream()
    let running = Task {
        defer { listening.finish() }
        try await server.run(stopsOnSignals: false) { address in
            listening.yield(address.split(separator: ":").last.flatMap { Int($0) } ?? 0)
        }
    }
    guard let port = await ports.first(where: { _ in true }) else {
        try await running.value
        throw HTTPClientError("the server stopped before it listened")
    }
    let result: Swift.Result<Result, any Error>
    do {
        result = .success(try await talk(port))
    } catch {
        result = .failure(error)
    }
    running.cancel()
    // A cancelled server says so by throwing.
    _ = await running.result
    return try result.get()
}

/// Runs `server` while `talk` has a client that is connected to it.
public func withClient<Result: Sendable>(
    of server: LotwiseServer, _ talk: @escaping @Sendable (HTTPClient) throws -> Result
) async throws -> Result {
    try await withServer(server) { port in
        try await onOwnThread { try talk(HTTPClient(port: port)) }
    }
}

/// Does blocking `work` on a new thread, so that it does not take one that Swift's tasks share.
public func onOwnThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread {
            continuation.resume(with: Result { try work() })
        }
    }
}
