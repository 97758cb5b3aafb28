import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

struct CountTests {
    @Test(arguments: SQLEngine.allCases)
    func stockThatMovedAfterCountingAsks(engine: SQLEngine) async throws {
        // S136: 7 on hand, 5 counted, then 3 are delivered.
        let company = try await TestCompany(engine)
        try await company.product("EGG", .none)
        try await company.partner("C1")
        for (answer, rest) in [("keep_counted", "5"), ("keep_difference", "2")] {
            try await company.post(.count, [company.line("EGG", 7)], reason: "start")
            let count = try await company.draft(.count, [company.line("EGG", 5)], reason: "weekly")
            #expect(count.lines[0].bookQuantity == 7)
            company.clock.advance(seconds: 60)
            try await company.post(.delivery, [company.line("EGG", 3)], partner: "C1")
            let asked = try await #require(throws: Refusal.self) { try await company.finish(count) }
            #expect(asked.questions.map(\.code) == ["stock_moved_since_count"])
            _ = try await company.finish(count, answers: [asked.questions[0].id: answer])
            #expect(try await company.stock("EGG") == ["WH-Stock - \(rest)"])
            company.clock.advance(seconds: 60)
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func countingAgainIsHeldAgainstTheBookOfThen(engine: SQLEngine) async throws {
        // X054: 7 of 7 counted, 4 delivered; counted again there are 3.
        let company = try await TestCompany(engine)
        try await company.product("EGG", .none)
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("EGG", 7)])
        let count = try await company.draft(.count, [company.line("EGG", 7)])
        company.clock.advance(seconds: 60)
        try await company.post(.delivery, [company.line("EGG", 4)], partner: "C1")
        company.clock.advance(seconds: 60)
        let changed = try await company.act { command, answer in
            try await company.operations.changeLine(
                count.lines[0].id, of: .count, count.document.number, to: LineChange(quantity: 3), command,
                answer: answer)
        }
        #expect(changed.lines[0].bookQuantity == 3)
        let done = try await company.finish(count)
        #expect(done.postings.isEmpty)
        #expect(try await company.stock("EGG") == ["WH-Stock - 3"])
    }

    @Test(arguments: SQLEngine.allCases)
    func countingDownReservedGoodsFreesThemAndSaysSo(engine: SQLEngine) async throws {
        // S063, R36
        let company = try await TestCompany(engine)
        try await company.product("EGG", .none)
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("EGG", 10)])
        let delivery = try await company.draft(.delivery, [company.line("EGG", 10)], partner: "C1")
        let reserved = try await company.reserve(delivery)
        #expect(reserved.document.state == .ready)
        let count = try await company.post(.count, [company.line("EGG", 8)], reason: "broken")
        #expect(count.warnings.map(\.code) == ["reservation_freed"])
        #expect(count.warnings[0].detail.contains("2 pcs of EGG were set aside for OUT-00001"))
        #expect(try await company.stock("EGG") == ["WH-Stock - 8 (8 reserved)"])
        let told = try await company.operations.document(.delivery, "OUT-00001", as: company.admin)
        #expect(told.document.state == .draft)
        let events = try await company.store { try $0.events(of: told.document.id) }
        #expect(events.map(\.code) == ["reservation_lost"])
        #expect(events[0].detail.contains("CNT-00001"))
        try await company.post(.count, [company.line("EGG", 10)], reason: "found")
        #expect(try await company.stock("EGG") == ["WH-Stock - 10 (8 reserved)"])
        let again = try await company.reserve(told)
        #expect(again.lines[0].reserved == 10)
    }

    @Test(arguments: SQLEngine.allCases)
    func aPackageIsCountedByItself(engine: SQLEngine) async throws {
        // X050, X056
        let company = try await TestCompany(engine)
        try await company.product("EGG", .none)
        try await company.product("NUT")
        try await company.package("PACK1")
        var packed = company.line("EGG", 20)
        packed.package = "PACK1"
        try await company.post(
            .count, [company.line("EGG", 10), packed, company.line("NUT", 30, "L1")], reason: "opening")
        #expect(try await company.stock("EGG") == ["WH-Stock - 10", "WH-Stock - 20"])
        let again = try await company.post(
            .count, [company.line("EGG", 20), company.line("NUT", 10, "L1")], reason: "again")
        #expect(again.lines.map(\.bookQuantity) == [10, 30])
        #expect(try await company.stock("EGG") == ["WH-Stock - 20", "WH-Stock - 20"])
        #expect(try await company.stock("NUT") == ["WH-Stock L1 10"])
        packed.quantity = .zero
        try await company.post(.count, [packed], reason: "unpacked")
        #expect(try await company.stock("EGG") == ["WH-Stock - 20"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aCountIsTakenBackOnce(engine: SQLEngine) async throws {
        // S137
        let company = try await TestCompany(engine)
        try await company.add(Product(sku: "OIL", name: "Oil", decimals: 1))
        let count = try await company.post(.count, [company.line("OIL", Quantity("0.4"))], reason: "start")
        #expect(try await company.store { try $0.location(.stock).lastCountedAt } == TestClock.start)
        func reverse() async throws {
            _ = try await company.act { command, answer in
                try await company.operations.reverse(
                    .count, count.document.number, reason: "wrong shelf", command, answer: answer)
            }
        }
        try await reverse()
        #expect(try await company.stock("OIL").isEmpty)
        #expect(try await company.store { try $0.location(.stock).lastCountedAt } == nil)
        let refusal = try await #require(throws: Refusal.self) { try await reverse() }
        #expect(refusal.code == "nothing_to_reverse")
    }

    @Test(arguments: SQLEngine.allCases)
    func aSerialCountedInAnotherPlaceMoves(engine: SQLEngine) async throws {
        // S105
        let company = try await TestCompany(engine)
        try await company.product("LAMP", .serial)
        try await company.location("Shelf-1")
        try await company.post(.receipt, [company.line("LAMP", 2, "S1", "S2")])
        let lines = [company.line("LAMP", 1, "S1")]
        let asked = try await #require(throws: Refusal.self) {
            try await company.post(.count, lines, location: "Shelf-1", reason: "weekly")
        }
        #expect(asked.questions.map(\.code) == ["number_found_elsewhere"])
        let answers = [asked.questions[0].id: "move"]
        try await company.post(.count, lines, location: "Shelf-1", reason: "weekly", answers: answers)
        #expect(try await company.stock("LAMP") == ["Shelf-1 S1 1", "WH-Stock S2 1"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aPackedSerialThatIsCountedLooseIsSaidToBeInItsPackage(engine: SQLEngine) async throws {
        // R11, R25: the question said that it was in WH-Stock and not in WH-Stock.
        let company = try await TestCompany(engine)
        try await company.product("LAMP", .serial)
        try await company.post(.receipt, [company.line("LAMP", 1, "S1")])
        try await company.pack("LAMP", 1, company.lot("S1", of: "LAMP").id, in: "WH-Stock", into: "BOX")
        let asked = try await #require(throws: Refusal.self) {
            try await company.post(.count, [company.line("LAMP", 1, "S1")], reason: "weekly")
        }
        #expect(asked.questions[0].detail.contains("on hand in WH-Stock, package BOX"))
    }

    @Test(arguments: SQLEngine.allCases)
    func aLostSerialIsFoundAgain(engine: SQLEngine) async throws {
        // R25
        let company = try await TestCompany(engine)
        try await company.product("LAMP", .serial)
        try await company.location("Shelf-1")
        try await company.post(.receipt, [company.line("LAMP", 2, "S1", "S2")])
        try await company.post(.count, [company.line("LAMP", 1, "S2")], reason: "weekly")
        #expect(try await company.stock("LAMP") == ["WH-Stock S2 1"])
        try await company.post(
            .count, [company.line("LAMP", 1, "S1")], location: "Shelf-1", reason: "behind the shelf")
        #expect(try await company.stock("LAMP") == ["Shelf-1 S1 1", "WH-Stock S2 1"])
    }

    @Test(arguments: SQLEngine.allCases)
    func eachReasonHasItsOwnPosting(engine: SQLEngine) async throws {
        // R25
        let company = try await TestCompany(engine)
        try await company.product("EGG", .none)
        try await company.product("OIL", .none)
        var broken = company.line("OIL", 2)
        broken.reason = "broken"
        let count = try await company.post(.count, [company.line("EGG", 4), broken], reason: "yearly count")
        let reasons = try await company.store { store in
            try count.postings.map { try store.posting($0.id)?.reason }
        }
        #expect(reasons == ["yearly count", "broken"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aCountTellsOfAPastMoment(engine: SQLEngine) async throws {
        // R30: counted on Friday, entered on Sunday.
        let company = try await TestCompany(engine)
        try await company.product("EGG", .none)
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("EGG", 10)], at: "2026-04-30T08:00:00Z")
        try await company.post(.delivery, [company.line("EGG", 4)], partner: "C1", at: "2026-05-02T08:00:00Z")
        let count = try await company.post(
            .count, [company.line("EGG", 9)], at: "2026-05-01T17:00:00Z", reason: "weekly")
        #expect(count.postings.map(\.happenedAt) == [Instant(rfc3339: "2026-05-01T17:00:00Z")!])
        #expect(try await company.stock("EGG") == ["WH-Stock - 5"])
        let refusal = try await #require(throws: Refusal.self) {
            try await company.post(.count, [company.line("EGG", 2)], at: "2026-05-01T18:00:00Z", reason: "x")
        }
        // More would have been missing then than there was later.
        #expect(refusal.code == "not_there_then")
    }
}

extension TestCompany {
    /// Does an open document as it stands.
    func finish(
        _ view: DocumentView, _ request: DoRequest = DoRequest(), answers: [String: String] = [:]
    ) async throws -> DocumentView {
        try await act(
            { command, answer in
                try await operations.carryOut(
                    view.document.kind, view.document.number, request, command, answer: answer)
            }, answers: answers)
    }

    func reserve(_ view: DocumentView) async throws -> DocumentView {
        try await act { command, answer in
            try await operations.reserve(view.document.kind, view.document.number, command, answer: answer)
        }
    }

    /// An empty package.
    func package(_ number: String) async throws {
        _ = try await database.write(.company) { session in
            try session.execute(
                "INSERT INTO package (id, number) VALUES (\(bind: Int64(number.utf8.reduce(7) { $0 * 31 % 9973 + Int($1) })), \(bind: number))"
            )
        }
    }
}
