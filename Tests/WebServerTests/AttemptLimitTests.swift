import Synchronization
import Testing

@testable import WebServer

/// How often something may be tried.
@Suite struct AttemptLimitTests {
    @Test func aNewWhileBeginsWhenTheOldOneIsOver() throws {
        let clock = Mutex(ContinuousClock.now)
        let limit = AttemptLimit(most: 2, within: .seconds(60)) { clock.withLock { $0 } }
        try limit.count("a")
        try limit.count("a")
        try limit.count("b")
        #expect(throws: Problem.self) { try limit.count("a") }
        clock.withLock { $0 += .seconds(60) }
        try limit.count("a")
    }
}
