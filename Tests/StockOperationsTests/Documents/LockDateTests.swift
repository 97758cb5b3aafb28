import SQLCore
import SeededRandom
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

/// What the lock date closes (R30), and what holds at every moment since (R11).
@Suite struct LockDateTests {
    @Test(arguments: SQLEngine.allCases)
    func whatLiesBehindTheLockIsNeitherBookedNorTakenBack(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.location("SHELF")
        let receipt = try await company.post(.receipt, [company.line("NUT", 9, "A")], at: "2026-05-01T08:00:00Z")
        let sent = try await company.draft(.transfer, [company.line("NUT", 3, "A")], location: "WH-Stock", to: "SHELF")
        try await company.lock(until: "2026-05-02")
        let operations = company.operations
        let early = DoRequest(happenedAt: Instant(rfc3339: "2026-05-02T23:59:59Z"))
        try await refusesLocked {
            _ = try await company.act {
                try await operations.reverse(.receipt, receipt.document.number, reason: "wrong", $0, answer: $1)
            }
        }
        try await refusesLocked {
            _ = try await company.act { try await operations.ship(sent.document.number, early, $0, answer: $1) }
        }
        _ = try await company.act { try await operations.ship(sent.document.number, DoRequest(), $0, answer: $1) }
        try await refusesLocked {
            _ = try await company.act { try await operations.receive(sent.document.number, early, $0, answer: $1) }
        }
        for kind in [DocumentKind.delivery, .count, .scrap] {
            try await refusesLocked {
                try await company.post(
                    kind, [company.line("NUT", 1, "A")], partner: kind == .delivery ? "C1" : nil, location: "WH-Stock",
                    at: "2026-05-02T12:00:00Z", reason: "r")
            }
        }
        #expect(try await company.stock("NUT") == ["WH-Stock A 6", "WH-Transit A 3"])
    }

    @Test func theLockEndsWithTheDayOfTheCompany() async throws {
        let company = try await TestCompany(
            .sqlite,
            settings: Settings(lotsAndSerials: true, timeZone: "Asia/Tokyo", lockDate: CalendarDate("2026-05-01")))
        try await company.product("NUT", .none)
        try await refusesLocked {
            try await company.post(.receipt, [company.line("NUT", 1)], at: "2026-05-01T14:59:59Z")
        }
        try await company.post(.receipt, [company.line("NUT", 1)], at: "2026-05-01T15:00:00Z")
    }

    @Test(arguments: SQLEngine.allCases, UInt64(1)...3)
    func aSerialLeavesOnlyWhereItIsWhateverIsBackdated(engine: SQLEngine, seed: UInt64) async throws {
        print("seed \(seed)")
        var random = SeededRandom(seed: seed)
        let company = try await TestCompany(engine)
        try await company.product("PUMP", .serial)
        try await company.partner("C1")
        for shelf in ["A", "B"] { try await company.location(shelf) }
        try await company.post(.receipt, [company.line("PUMP", 1, "S-1")], location: "A")
        var booked = 0
        for _ in 0..<60 {
            company.clock.advance(seconds: 600)
            let kind = [DocumentKind.transfer, .delivery, .customerReturn].randomElement(using: &random) ?? .transfer
            let (from, to) = Bool.random(using: &random) ? ("A", "B") : ("B", "A")
            let back = Int64.random(in: 0...3_600, using: &random)
            let at = max(TestClock.start, company.clock.now.adding(seconds: -back))
            do {
                try await company.post(
                    kind, [company.line("PUMP", 1, "S-1")], partner: kind == .transfer ? nil : "C1", location: from,
                    to: kind == .transfer ? to : nil, at: at.rfc3339)
                booked += 1
            } catch is Refusal {}
        }
        let lot = try await company.lot("S-1")
        let moves = try await company.database.read { session in
            try session.rows(
                """
                SELECT from_location_id, to_location_id
                  FROM movement
                 WHERE lot_id = \(bind: lot)
                 ORDER BY happened_at, posting_id, position
                """
            ).map { ($0[0] as LocationID, $0[1] as LocationID) }
        }
        #expect(booked > 5)
        for (move, next) in zip(moves, moves.dropFirst()) { #expect(move.1 == next.0, "seed \(seed)") }
        #expect(try await company.operations.check().agrees)
    }

    private func refusesLocked(_ attempt: () async throws -> Void) async throws {
        do {
            try await attempt()
            Issue.record("nothing was refused")
        } catch let refusal as Refusal {
            #expect(refusal.code == "locked_period")
        }
    }
}

extension TestCompany {
    fileprivate func lock(until day: String) async throws {
        try await store { store in
            var settings = try store.settings()
            settings.lockDate = CalendarDate(day)
            try store.save(settings)
        }
    }
}
