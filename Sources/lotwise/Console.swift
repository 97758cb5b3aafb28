import Foundation

/// Where the program speaks: facts to the output, everything else to the errors.
enum Console {
    static func complain(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}

/// One line on the terminal that tells how far something long has come; silent elsewhere and in the first second.
final class ProgressLine: @unchecked Sendable {
    private let isShown = isatty(STDERR_FILENO) == 1
    private let lock = NSLock()
    private let start = Date()
    private var lastShown = Date()
    private var hasText = false

    /// At most ten times a second.
    func show(_ text: @autoclosure () -> String) {
        guard isShown else { return }
        lock.withLock {
            let now = Date()
            if now.timeIntervalSince(start) < 1 || now.timeIntervalSince(lastShown) < 0.1 { return }
            lastShown = now
            hasText = true
            FileHandle.standardError.write(Data("\r\u{1B}[K\(text())".utf8))
        }
    }

    /// Leaves the line empty.
    func clear() {
        lock.withLock {
            if hasText { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
            hasText = false
        }
    }
}
