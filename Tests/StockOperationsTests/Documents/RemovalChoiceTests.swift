import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

/// Which lot leaves, through the operations (R32–R35, R41).
struct RemovalChoiceTests {
    private static let eggs = Expiration(isEnabled: true, kind: .bestBefore)

    /// Receives one lot that expires on `day`.
    private func receive(
        _ quantity: Quantity, _ lot: String, of sku: String = "EGG", expires day: String?, at moment: String,
        in company: TestCompany
    ) async throws {
        var line = company.line(sku, quantity)
        line.numbers = [
            .one(
                NumberEntry(
                    number: LotNumber(stored: lot), expiresOn: day.flatMap { CalendarDate($0) }, pointer: "/numbers/0"))
        ]
        try await company.post(.receipt, [line], at: moment)
    }

    private func eggs(_ engine: SQLEngine, _ demands: Partner.Demands = Partner.Demands()) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.add(
            Product(
                sku: "EGG", name: "Eggs", tracking: .lot, expiration: Self.eggs,
                handling: Handling(removalStrategy: .fefo)))
        try await company.add(Partner(code: "C1", name: "Birch", kind: .customer, demands: demands))
        try await receive(10, "LATE", expires: "2026-06-20", at: "2026-05-01T08:00:00Z", in: company)
        try await receive(10, "SOON", expires: "2026-05-20", at: "2026-05-02T08:00:00Z", in: company)
        try await receive(10, "GONE", expires: "2026-05-02", at: "2026-05-01T09:00:00Z", in: company)
        return company
    }

    @Test(arguments: SQLEngine.allCases)
    func whatExpiresFirstLeavesFirstAndSaysWhatItPassesOver(engine: SQLEngine) async throws {
        // S034, S035; R35
        let company = try await eggs(engine)
        let number = try await company.draft(.delivery, [company.line("EGG", 12)], partner: "C1").document.number
        let reserved = try await company.reserve(number)
        #expect(reserved.told == ["SOON 10", "LATE 2"])
        let why = try #require(reserved.lines[0].numbers[0].why)
        #expect(why.rule == "fefo")
        #expect(why.passedOver.map { "\($0.number!) \($0.code)" } == ["GONE expired"])
        let done = try await company.carryOut(number)
        #expect(done.lines[0].numbers.map { $0.why?.rule } == ["fefo", "fefo"])
    }

    @Test(arguments: SQLEngine.allCases)
    func theCustomersLifeIsLookedAtOnThePlannedDay(engine: SQLEngine) async throws {
        // R34, S039
        let company = try await eggs(engine, Partner.Demands(minRemainingDays: 18))
        let number = try await company.draft(.delivery, [company.line("EGG", 1)], partner: "C1").document.number
        let reserved = try await company.reserve(number)
        #expect(reserved.told == ["LATE 1"])
        let why = try #require(reserved.lines[0].numbers[0].why)
        #expect(why.passedOver.map { "\($0.number!) \($0.code)" } == ["GONE expired", "SOON too_short_life"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aCustomerGetsNothingOlderThanLastTime(engine: SQLEngine) async throws {
        // R34
        let company = try await eggs(engine, Partner.Demands(noOlderThanLast: true))
        var first = company.line("EGG", 1, "LATE")
        first.overrideReason = "asked for the freshest"
        try await company.post(.delivery, [first], partner: "C1")
        let next = try await company.post(.delivery, [company.line("EGG", 1)], partner: "C1")
        #expect(next.told == ["LATE 1"])
        let refused = try await #require(throws: Refusal.self) {
            try await company.post(.delivery, [company.line("EGG", 1, "SOON")], partner: "C1")
        }
        #expect(refused.code == "override_reason_required")
    }

    @Test(arguments: SQLEngine.allCases)
    func aCustomerWhoTakesOneLotGetsOne(engine: SQLEngine) async throws {
        // R34
        let company = try await eggs(engine, Partner.Demands(singleLot: true))
        try await receive(30, "BIG", expires: "2026-06-30", at: "2026-05-03T07:00:00Z", in: company)
        let number = try await company.draft(.delivery, [company.line("EGG", 12)], partner: "C1").document.number
        let reserved = try await company.reserve(number)
        #expect(reserved.told == ["BIG 12"])
        #expect(
            reserved.lines[0].numbers[0].why?.passedOver.map { "\($0.number!) \($0.code)" }
                == ["GONE expired", "SOON other_lot", "LATE other_lot"])
        let more = try await company.draft(.delivery, [company.line("EGG", 25)], partner: "C1").document.number
        #expect(try await company.reserve(more).lines[0].missing == 7)
    }

    @Test(arguments: SQLEngine.allCases)
    func anotherLotIsTakenWithAReasonThatIsKept(engine: SQLEngine) async throws {
        // R35
        let company = try await eggs(engine)
        let refused = try await #require(throws: Refusal.self) {
            try await company.post(.delivery, [company.line("EGG", 2, "LATE")], partner: "C1")
        }
        #expect(refused.code == "override_reason_required")
        #expect(refused.detail.contains("“SOON” of EGG is to leave first"))
        var line = company.line("EGG", 2, "LATE")
        line.overrideReason = "the customer asked for it"
        let done = try await company.post(.delivery, [line], partner: "C1")
        #expect(done.lines[0].numbers[0].override?.rule == "fefo")
        let report = try await company.operations.overrides(as: company.admin)
        #expect(report.items.map(\.number?.text) == ["LATE"])
        #expect(report.items[0].passedOver?.text == "SOON")
        #expect(report.items[0].reason == "the customer asked for it")
    }

    @Test(arguments: SQLEngine.allCases)
    func goodsPastTheirBestLeaveByRightAndReason(engine: SQLEngine) async throws {
        // R41, S150
        let company = try await eggs(engine)
        var line = company.line("EGG", 1, "GONE")
        let bare = line
        let without = try await #require(throws: Refusal.self) {
            try await company.post(.delivery, [bare], partner: "C1")
        }
        #expect(without.code == "override_reason_required")
        line.overrideReason = "for the zoo"
        let done = try await company.post(.delivery, [line], partner: "C1")
        #expect(done.lines[0].numbers[0].override?.rule == "best_before")
        let driver = Actor(id: company.admin.id, name: "Olga", role: .operator)
        let request = DocumentRequest(kind: .delivery, partner: "C1", lines: [line], doNow: true)
        let refused = try await #require(throws: Refusal.self) {
            try await company.operations.create(request, Command(by: driver), answer: Told().keep)
        }
        #expect(refused.code == "lot_expired")
        // Whatever nobody names is never expired.
        let rest = try await #require(throws: Refusal.self) {
            try await company.post(.delivery, [company.line("EGG", 25)], partner: "C1")
        }
        #expect(rest.code == "insufficient_stock")
        #expect(rest.detail.contains("9 expired"))
    }

    @Test(arguments: SQLEngine.allCases)
    func expiredGoodsMoveAndAreScrapped(engine: SQLEngine) async throws {
        // S155 (better): no filter on the way to quarantine or to the bin.
        let company = try await TestCompany(engine)
        try await company.product("EGG", expiration: Self.eggs)
        try await receive(10, "GONE", expires: "2026-05-02", at: "2026-05-01T09:00:00Z", in: company)
        let draft = try await company.draft(
            .transfer, [company.line("EGG", 4)], location: "WH-Stock", to: "WH-Quarantine")
        let reserved = try await company.act {
            try await company.operations.reserve(.transfer, draft.document.number, $0, answer: $1)
        }
        #expect(reserved.told == ["GONE 4"])
        _ = try await company.act {
            try await company.operations.carryOut(.transfer, draft.document.number, DoRequest(), $0, answer: $1)
        }
        try await company.post(.scrap, [company.line("EGG", 2, "GONE")], location: "WH-Quarantine", reason: "rotten")
        #expect(try await company.stock("EGG") == ["WH-Quarantine GONE 2", "WH-Stock GONE 6"])
    }

    @Test(arguments: SQLEngine.allCases)
    func theStrategyOfAPlaceAndOfACategoryHold(engine: SQLEngine) async throws {
        // R33, S030
        let company = try await TestCompany(engine)
        let food = try await company.store {
            try $0.insert(Category(code: "food", name: "Food", removalStrategy: .closest))
        }
        try await company.product("NUT")
        try await company.add(Product(sku: "JAM", name: "Jam", categoryID: food, tracking: .lot))
        try await company.partner("C1")
        try await company.add(
            Location(code: "Last-in", name: "Last-in", usage: .internal, removalStrategy: .lifo), below: "WH-Stock")
        try await company.add(Location(code: "Bin-2", name: "Bin 2", usage: .internal), below: "Last-in")
        try await company.add(Location(code: "Bin-10", name: "Bin 10", usage: .internal), below: "Last-in")
        for (sku, lot, place, day) in [
            ("NUT", "lot1", "Bin-2", "2026-05-03"), ("NUT", "lot2", "Bin-2", "2026-04-28"),
            ("JAM", "j10", "Bin-10", "2026-04-28"), ("JAM", "j2", "Bin-2", "2026-05-03"),
        ] {
            try await company.post(.receipt, [company.line(sku, 1, lot)], location: place, at: "\(day)T07:00:00Z")
        }
        let nut = try await company.post(.delivery, [company.line("NUT", 1)], partner: "C1", location: "Last-in")
        #expect(nut.told == ["lot1 1"])
        let jam = try await company.post(.delivery, [company.line("JAM", 1)], partner: "C1", location: "Last-in")
        #expect(jam.told == ["j2 1"])
    }

    @Test(arguments: SQLEngine.allCases)
    func goodsKeepTheirAgeAndGetANewOneWhenTheyCameBackToAnEmptyShelf(engine: SQLEngine) async throws {
        // S032, X013
        let company = try await TestCompany(engine)
        try await company.product("NUT", .none)
        try await company.partner("C1")
        func age() async throws -> [String] {
            try await company.operations.stock(StockQuestion(product: "NUT"), limit: 9, as: company.admin).items
                .compactMap { $0.incomingAt?.rfc3339 }
        }
        try await company.post(.receipt, [company.line("NUT", 1)], at: "2026-05-02T08:00:00Z")
        try await company.post(.receipt, [company.line("NUT", 1)], at: "2026-04-28T08:00:00Z")
        #expect(try await age() == ["2026-04-28T08:00:00Z"])
        try await company.post(.delivery, [company.line("NUT", 2)], partner: "C1", at: "2026-05-02T09:00:00Z")
        try await company.post(.receipt, [company.line("NUT", 1)], at: "2026-05-03T07:00:00Z")
        #expect(try await age() == ["2026-05-03T07:00:00Z"])
    }

    @Test(arguments: SQLEngine.allCases)
    func whatIsBookedLateIsJudgedByItsOwnDay(engine: SQLEngine) async throws {
        // R30, R41: GONE was good on the first of May, SOON was not there yet.
        let company = try await eggs(engine)
        let late = try await company.post(
            .delivery, [company.line("EGG", 2, "GONE")], partner: "C1", at: "2026-05-01T12:00:00Z")
        #expect(late.told == ["GONE 2"])
    }
}
