import SQLCore
import StockDomain
import StockOperations
import StockStore
import Synchronization
import TestSupport
import Testing

struct SealingTests {
    @Test(arguments: SQLEngine.allCases)
    func aNewCompanyHasNoSeal(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        #expect(try await company.operations.seal() == nil)
    }

    @Test(arguments: SQLEngine.allCases)
    func sealsContinueWhereTheLastOneEnds(engine: SQLEngine) async throws {
        let company = try await stocked(engine, receipts: 3)
        let first = try #require(try await company.operations.seal())
        #expect((first.id, first.firstPosition, first.lastPosition) == (ID(1), 1, 3))
        #expect(try await company.operations.seal() == first)
        try await company.post(.receipt, [company.line("SCREW", 1)])
        let second = try #require(try await company.operations.seal())
        #expect((second.id, second.firstPosition, second.lastPosition) == (ID(2), 4, 4))
        let verification = try await company.operations.verify()
        #expect(verification.findings.named == [])
        #expect(verification.lastSeal == second)
        #expect(verification.unsealedCount == 0)
    }

    @Test(arguments: SQLEngine.allCases)
    func moreThanOneSealHoldsIsSealedBySeveral(engine: SQLEngine) async throws {
        let company = try await stocked(engine, receipts: 1)
        let count = 10_001
        // Postings that only fill the table: their hash, copied from the first, does not fit them.
        try await company.database.write(.company) { session in
            try session.execute(
                """
                WITH RECURSIVE more (id) AS (SELECT 2 UNION ALL SELECT id + 1 FROM more WHERE id < \(bind: count))
                INSERT INTO posting (id, kind, actor_id, happened_at, recorded_at, hash)
                SELECT more.id, p.kind, p.actor_id, p.happened_at, p.recorded_at, p.hash
                  FROM more
                 CROSS JOIN posting p
                """)
            try session.execute("INSERT INTO unsealed (posting_id) SELECT id FROM posting WHERE id > 1")
        }
        let seal = try #require(try await company.operations.seal())
        #expect((seal.id, seal.firstPosition, seal.lastPosition) == (ID(2), 10_001, 10_001))
        let verification = try await company.operations.verify()
        #expect((verification.postings, verification.sealed, verification.seals) == (count, count, 2))
        #expect(Set(verification.findings.named.map(\.code)) == ["hash_differs"])
        #expect(verification.findings.count == count - 1)
    }

    @Test(arguments: SQLEngine.allCases)
    func sealersBesideWritersLoseNothingAndGiveNoPositionTwice(engine: SQLEngine) async throws {
        let company = try await stocked(engine, receipts: 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<10 { try await company.operations.seal() }
                }
            }
            for product in ["SCREW", "BOLT", "RING"] {
                group.addTask {
                    for _ in 0..<10 { try await company.post(.receipt, [company.line(product, 1)]) }
                }
            }
            try await group.waitForAll()
        }
        try await company.operations.seal()
        let verification = try await company.operations.verify()
        #expect(verification.findings.named == [])
        #expect((verification.postings, verification.sealed) == (30, 30))
        #expect(verification.lastSeal?.lastPosition == 30)
    }

    @Test(arguments: SQLEngine.allCases)
    func theServiceSealsAndSealsOnceMoreAtItsEnd(engine: SQLEngine) async throws {
        let company = try await stocked(engine, receipts: 1)
        let failures = Mutex(0)
        let service = SealerService(company.operations) { _ in failures.withLock { $0 += 1 } }
        let running = Task { await service.run(every: .milliseconds(10)) }
        while try await company.operations.verify().unsealedCount > 0 { try await Task.sleep(for: .milliseconds(5)) }
        running.cancel()
        await running.value
        try await company.post(.receipt, [company.line("SCREW", 1)])
        let ending = Task {
            while !Task.isCancelled { await Task.yield() }
            await service.run()
        }
        ending.cancel()
        await ending.value
        #expect(try await company.operations.verify().unsealedCount == 0)
        #expect(failures.withLock { $0 } == 0)
    }

    private func stocked(_ engine: SQLEngine, receipts: Int) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        for product in ["SCREW", "BOLT", "RING"] { try await company.product(product, .none) }
        for _ in 0..<receipts { try await company.post(.receipt, [company.line("SCREW", 1)]) }
        return company
    }
}
