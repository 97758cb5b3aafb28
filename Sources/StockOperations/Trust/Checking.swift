import SQLCore
import StockDomain
import StockStore

extension Operations {
    /// Works piles, serial places, steps and every other invariant out again from the movements and says what does not
    /// agree.
    ///
    /// - Parameter progress: told now and then how many movements were read; on any thread.
    public func check(progress: @escaping @Sendable (_ movements: Int) -> Void = { _ in }) async throws -> CheckReport {
        try await translatingDatabaseErrors {
            try await database.read { session in
                let checking = Checking(Store(session))
                try checking.checkGoods(progress)
                try checking.checkPostings()
                try checking.checkSteps()
                try checking.checkNumbers()
                try checking.checkPiles()
                try checking.checkPackages()
                try checking.checkDocuments()
                return checking.report
            }
        }
    }
}

/// One check on its way; what it looks at is in extensions, one file each.
final class Checking {
    let store: Store
    let naming: Naming
    var report = CheckReport()

    init(_ store: Store) {
        self.store = store
        naming = Naming(store)
    }

    func add(_ code: String, _ detail: () throws -> String) rethrows {
        try report.findings.add { Finding(code, try detail()) }
    }

    /// - Parameter detail: gets the posting's name.
    func add(_ code: String, _ id: PostingID, _ detail: (String) throws -> String) throws {
        try report.findings.add { try naming.finding(code, id, detail) }
    }
}
