import Dispatch

/// Runs an actor that waits for a network on a queue of its own, so that the threads of everybody else stay free.
final class OwnThread: SerialExecutor {
    private let queue = DispatchQueue(label: "lotwise.smtp")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
