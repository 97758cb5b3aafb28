import Dispatch

/// Hands pieces from a thread that may block to a reader that may not, few at a time, so that a slow client holds the
/// writer back and nothing piles up.
final class PieceChannel: Sendable {
    /// How many pieces may lie between the two.
    private static let room = 4

    private let pieces: AsyncThrowingStream<[UInt8], any Error>
    private let feed: AsyncThrowingStream<[UInt8], any Error>.Continuation
    /// Counts up from 0, because a semaphore must not end below the value that it was made with.
    private let freeRoom = DispatchSemaphore(value: 0)

    /// The reader has gone; nobody will take the rest.
    struct ReaderGone: Error {}

    init() {
        (pieces, feed) = AsyncThrowingStream.makeStream()
        for _ in 0..<PieceChannel.room { freeRoom.signal() }
        // However the reading ends, a waiting writer must wake up to notice.
        feed.onTermination = { [freeRoom] _ in freeRoom.signal() }
    }

    /// Runs `write`, whose sink blocks while there is no room; its end or error ends the reading.
    func fill(_ write: (_ sink: @escaping @Sendable ([UInt8]) throws -> Void) async throws -> Void) async throws {
        do {
            try await write { [feed, freeRoom] piece in
                freeRoom.wait()
                if case .terminated = feed.yield(piece) {
                    freeRoom.signal()
                    throw ReaderGone()
                }
            }
            feed.finish()
        } catch {
            feed.finish(throwing: error)
            throw error
        }
    }

    /// Passes pieces on as they come.
    func drain(to take: ([UInt8]) async throws -> Void) async throws {
        defer { feed.finish() }
        for try await piece in pieces {
            freeRoom.signal()
            try await take(piece)
        }
    }
}
