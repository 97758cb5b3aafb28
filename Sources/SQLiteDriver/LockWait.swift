import Foundation

/// How a connection waits while another process holds the database.
enum LockWait {
    /// Short, so that a command beside a busy server finds the moment between two of its commits.
    private static let pauseMilliseconds = 1...5

    /// Pauses before one more try, or answers false when the tries so far have taken `limit`.
    static func isWorthwhile(afterTries tries: Int, limit: Duration) -> Bool {
        let averagePause = (pauseMilliseconds.lowerBound + pauseMilliseconds.upperBound) / 2
        guard .milliseconds(tries * averagePause) < limit else { return false }
        usleep(UInt32(Int.random(in: pauseMilliseconds) * 1000))
        return true
    }
}
