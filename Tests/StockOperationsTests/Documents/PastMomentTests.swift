import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

/// What may be booked into the past, and taken back (R11, R18c, R28, R30).
struct PastMomentTests {
    @Test(arguments: SQLEngine.allCases)
    func goodsCannotLeaveBeforeTheyCame(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("NUT", 5, "A")], at: "2026-05-02T08:00:00Z")
        let refusal = try await #require(throws: Refusal.self) {
            try await company.post(
                .delivery, [company.line("NUT", 5, "A")], partner: "C1", at: "2026-05-01T08:00:00Z")
        }
        #expect(refusal.code == "not_there_then")
        try await company.post(.delivery, [company.line("NUT", 5, "A")], partner: "C1", at: "2026-05-02T09:00:00Z")
    }

    @Test(arguments: SQLEngine.allCases)
    func aLateDeliveryMustNotTakeTheGroundFromLaterOnes(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("NUT", .none)
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("NUT", 5)], at: "2026-05-01T08:00:00Z")
        try await company.post(.delivery, [company.line("NUT", 5)], partner: "C1", at: "2026-05-01T12:00:00Z")
        try await company.post(.receipt, [company.line("NUT", 5)], at: "2026-05-02T08:00:00Z")
        let refusal = try await #require(throws: Refusal.self) {
            try await company.post(.delivery, [company.line("NUT", 1)], partner: "C1", at: "2026-05-01T10:00:00Z")
        }
        #expect(refusal.code == "not_there_then")
    }

    @Test(arguments: SQLEngine.allCases)
    func nothingIsBookedAheadOrBehindTheLock(engine: SQLEngine) async throws {
        // R30
        let settings = Settings(lotsAndSerials: true, lockDate: CalendarDate("2026-04-30"))
        let company = try await TestCompany(engine, settings: settings)
        try await company.product("NUT", .none)
        for (moment, code) in [("2026-05-03T08:06:00Z", "in_the_future"), ("2026-04-30T23:59:59Z", "locked_period")] {
            let refusal = try await #require(throws: Refusal.self) {
                try await company.post(.receipt, [company.line("NUT", 5)], at: moment)
            }
            #expect(refusal.code == code)
        }
        try await company.post(.receipt, [company.line("NUT", 5)], at: "2026-05-01T00:00:00Z")
    }

    @Test(arguments: SQLEngine.allCases)
    func aReversedReceiptNeverWas(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        let receipt = try await company.post(.receipt, [company.line("NUT", 5, "A")])
        let number = receipt.document.number
        let reversed = try await company.act {
            try await company.operations.reverse(.receipt, number, reason: "wrong order", $0, answer: $1)
        }
        #expect(reversed.document.state == .cancelled)
        #expect(reversed.lines[0].done == 0)
        #expect(reversed.postings.map(\.reverses) == [nil, receipt.postings[0].id])
        #expect(try await company.stock("NUT").isEmpty)
        let twice = try await #require(throws: Refusal.self) {
            try await company.act {
                try await company.operations.reverse(.receipt, number, reason: "again", $0, answer: $1)
            }
        }
        #expect(twice.code == "nothing_to_reverse")
    }

    @Test(arguments: SQLEngine.allCases)
    func aReceiptWhoseGoodsAreSoldCannotBeTakenBack(engine: SQLEngine) async throws {
        // R18c
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        let receipt = try await company.post(.receipt, [company.line("NUT", 5, "A")], at: "2026-05-01T08:00:00Z")
        let sale = try await company.post(.delivery, [company.line("NUT", 1, "A")], partner: "C1")
        let refusal = try await #require(throws: Refusal.self) {
            try await company.act {
                try await company.operations.reverse(
                    .receipt, receipt.document.number, reason: "wrong", $0, answer: $1)
            }
        }
        #expect(refusal.code == "depends_on_it")
        #expect(refusal.detail.contains(sale.document.number))
        #expect(try await company.stock("NUT") == ["WH-Stock A 4"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aReversedSaleBringsTheSerialBack(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("LAMP", .serial)
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("LAMP", 1, "S")], at: "2026-05-01T08:00:00Z")
        let sale = try await company.post(
            .delivery, [company.line("LAMP", 1, "S")], partner: "C1", at: "2026-05-02T08:00:00Z")
        _ = try await company.act {
            try await company.operations.reverse(
                .delivery, sale.document.number, reason: "wrong customer", $0, answer: $1)
        }
        #expect(try await company.stock("LAMP") == ["WH-Stock S 1"])
        try await company.post(.delivery, [company.line("LAMP", 1, "S")], partner: "C1")
    }

    @Test(arguments: SQLEngine.allCases)
    func aSerialWhoseSaleWasTakenBackCanBeSoldAtAnEarlierMoment(engine: SQLEngine) async throws {
        // The sale and its reversal stayed in the time line, so that the serial seemed to leave twice.
        let company = try await TestCompany(engine)
        try await company.product("LAMP", .serial)
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("LAMP", 1, "S")], at: "2026-04-30T08:00:00Z")
        let sale = try await company.post(
            .delivery, [company.line("LAMP", 1, "S")], partner: "C1", at: "2026-05-02T08:00:00Z")
        _ = try await company.act {
            try await company.operations.reverse(
                .delivery, sale.document.number, reason: "wrong day", $0, answer: $1)
        }
        try await company.post(.delivery, [company.line("LAMP", 1, "S")], partner: "C1", at: "2026-05-01T08:00:00Z")
        #expect(try await company.stock("LAMP").isEmpty)
        #expect(try await company.operations.check().findings.named.map(\.detail) == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func aDeliveryOfWhichSomethingCameBackCannotBeTakenBack(engine: SQLEngine) async throws {
        // R18c: the return would be left without origin.
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("NUT", 5, "A")], at: "2026-05-01T08:00:00Z")
        let sale = try await company.post(
            .delivery, [company.line("NUT", 5, "A")], partner: "C1", at: "2026-05-02T08:00:00Z")
        let back = try await company.post(.customerReturn, [company.line("NUT", 1, "A")], partner: "C1")
        let refusal = try await #require(throws: Refusal.self) {
            try await company.act {
                try await company.operations.reverse(
                    .delivery, sale.document.number, reason: "wrong", $0, answer: $1)
            }
        }
        #expect(refusal.code == "depends_on_it")
        #expect(refusal.detail.contains(back.document.number))
    }
}
