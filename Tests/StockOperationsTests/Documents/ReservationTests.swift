import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

/// Reserving, what follows from it, and who loses what (R21, R36, R38).
struct ReservationTests {
    @Test(arguments: SQLEngine.allCases)
    func reservingAgainAddsWhatHasArrived(engine: SQLEngine) async throws {
        // S053, S060, X020
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("NUT", 1, "A")])
        let number = try await company.draft(.delivery, [company.line("NUT", 2)], partner: "C1").document.number
        let part = try await company.reserve(number)
        #expect(part.document.state == .draft)
        #expect(part.lines[0].missing == 1)
        try await company.post(.receipt, [company.line("NUT", 5, "B")])
        let whole = try await company.reserve(number)
        #expect(whole.document.state == .ready)
        #expect(whole.told == ["A 1", "B 1"])
        #expect(try await company.stock("NUT") == ["WH-Stock A 1 (1 reserved)", "WH-Stock B 5 (1 reserved)"])
    }

    @Test(arguments: SQLEngine.allCases)
    func linesOfOneDocumentDoNotTakeTheSameFromAnother(engine: SQLEngine) async throws {
        // R36: four are set aside for another document; six cannot be taken from it, two and then four.
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("NUT", 4, "A")])
        let draft = try await company.draft(.delivery, [company.line("NUT", 4)], partner: "C1").document.number
        _ = try await company.act { try await company.operations.reserve(.delivery, draft, $0, answer: $1) }
        let refusal = try await #require(throws: Refusal.self) {
            try await company.post(
                .delivery, [company.line("NUT", 2), company.line("NUT", 4)], partner: "C1",
                answers: ["lines/0:reserved": "take", "lines/1:reserved": "take"])
        }
        #expect(refusal.faults.map(\.code) == ["insufficient_stock"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aSerialSetAsideInAnotherPlaceIsAskedAboutTwice(engine: SQLEngine) async throws {
        // R11, R36: it was refused as if it were not there.
        let company = try await TestCompany(engine)
        try await company.product("PUMP", .serial)
        try await company.partner("C1")
        for code in ["HERE", "THERE"] { try await company.location(code) }
        try await company.post(.receipt, [company.line("PUMP", 1, "S1")], location: "THERE")
        let loser = try await company.draft(.delivery, [company.line("PUMP", 1)], partner: "C1", location: "THERE")
        _ = try await company.reserve(loser.document.number)
        let lines = [company.line("PUMP", 1, "S1")]
        let asked = try await #require(throws: Refusal.self) {
            try await company.post(.scrap, lines, location: "HERE", reason: "broken")
        }
        #expect(asked.questions.map(\.code) == ["serial_other_place", "reserved_for_other"])
        let answers = Dictionary(uniqueKeysWithValues: asked.questions.map { ($0.id, $0.answers[0]) })
        try await company.post(.scrap, lines, location: "HERE", reason: "broken", answers: answers)
        #expect(try await company.stock("PUMP") == [])
        let told = try await company.operations.document(.delivery, loser.document.number, as: company.admin)
        #expect(told.lines[0].missing == 1)
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases)
    func releasingGivesEverythingBack(engine: SQLEngine) async throws {
        // S050
        let company = try await TestCompany(engine)
        try await company.product("EGG", .none, packagings: [Packaging(name: "dozen", quantity: 12)])
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("EGG", 150)])
        var line = company.line("EGG", 10)
        line.packaging = "dozen"
        let number = try await company.draft(.delivery, [line], partner: "C1").document.number
        _ = try await company.reserve(number)
        #expect(try await company.stock("EGG") == ["WH-Stock - 150 (120 reserved)"])
        let freed = try await company.act { try await company.operations.unreserve(.delivery, number, $0, answer: $1) }
        #expect(freed.document.state == .draft)
        #expect(try await company.stock("EGG") == ["WH-Stock - 150"])
    }

    @Test(arguments: SQLEngine.allCases)
    func theReservationFollowsTheNumberOfTheLine(engine: SQLEngine) async throws {
        // S056, S115
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("NUT", 2, "lot1=1", "lot2=1")])
        let draft = try await company.draft(.delivery, [company.line("NUT", 1)], partner: "C1")
        let number = draft.document.number
        #expect(try await company.reserve(number).told == ["lot1 1"])
        let changed = try await company.change(draft, LineChange(numbers: [.one(.named("lot2"))]))
        #expect(changed.told == ["lot2 1"])
        #expect(changed.lines[0].numbers[0].why?.rule == "chosen")
        #expect(try await company.stock("NUT") == ["WH-Stock lot1 1", "WH-Stock lot2 1 (1 reserved)"])
        let done = try await company.carryOut(number)
        #expect(done.told == ["lot2 1"])
    }

    @Test(arguments: SQLEngine.allCases)
    func lessOnTheLineFreesWhatWasPickedLast(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("NUT", 4, "OLD")], at: "2026-05-01T08:00:00Z")
        try await company.post(.receipt, [company.line("NUT", 4, "NEW")], at: "2026-05-02T08:00:00Z")
        let draft = try await company.draft(.delivery, [company.line("NUT", 7)], partner: "C1")
        #expect(try await company.reserve(draft.document.number).told == ["OLD 4", "NEW 3"])
        let less = try await company.change(draft, LineChange(quantity: 5))
        #expect(less.told == ["OLD 4", "NEW 1"])
        #expect(less.document.state == .ready)
        #expect(try await company.change(draft, LineChange(quantity: 2)).told == ["OLD 2"])
        #expect(try await company.change(draft, LineChange(quantity: 6)).document.state == .draft)
    }

    @Test(arguments: SQLEngine.allCases)
    func reservedGoodsAreTakenOnlyWithAWordAndTheLoserIsTold(engine: SQLEngine) async throws {
        // S057, X023 (asked instead of taken)
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("NUT", 1, "lot1")])
        let loser = try await company.draft(.delivery, [company.line("NUT", 1)], partner: "C1").document.number
        _ = try await company.reserve(loser)
        let asked = try await #require(throws: Refusal.self) {
            try await company.post(.delivery, [company.line("NUT", 1, "lot1")], partner: "C1")
        }
        #expect(asked.questions.map(\.code) == ["reserved_for_other"])
        #expect(asked.detail.contains(loser))
        try await company.post(
            .delivery, [company.line("NUT", 1, "lot1")], partner: "C1", answers: [asked.questions[0].id: "take"])
        let left = try await company.operations.document(.delivery, loser, as: company.admin)
        #expect(left.document.state == .draft)
        #expect(left.lines[0].missing == 1)
        #expect(left.events.map(\.code) == ["reservation_lost"])
        #expect(try await company.stock("NUT") == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func movingAndScrappingReservedGoodsAsks(engine: SQLEngine) async throws {
        // R36: whoever comes last in order is named and loses.
        let company = try await TestCompany(engine)
        try await company.product("SCREW", .none)
        try await company.partner("C1")
        try await company.location("Shelf-1")
        try await company.post(.receipt, [company.line("SCREW", 10)])
        let urgent = try await company.draftDelivery(5, of: "SCREW", priority: 5)
        let usual = try await company.draftDelivery(5, of: "SCREW", priority: 0)
        _ = try await company.reserve(urgent)
        _ = try await company.reserve(usual)
        for kind in [DocumentKind.scrap, .transfer] {
            let asked = try await #require(throws: Refusal.self) {
                try await company.post(
                    kind, [company.line("SCREW", 1)], location: "WH-Stock", to: kind == .transfer ? "Shelf-1" : nil,
                    reason: "bent")
            }
            #expect(asked.questions.map(\.code) == ["reserved_for_other"])
            #expect(asked.detail.contains(usual))
        }
        try await company.post(
            .scrap, [company.line("SCREW", 1)], reason: "bent", answers: ["lines/0:reserved": "take"])
        #expect(try await company.stock("SCREW") == ["WH-Stock - 9 (9 reserved)"])
        #expect(try await company.operations.document(.delivery, usual, as: company.admin).lines[0].missing == 1)
    }

    @Test(arguments: SQLEngine.allCases)
    func anEqualPieceIsSwappedAndBothKeepTheirQuantity(engine: SQLEngine) async throws {
        // R36
        let company = try await TestCompany(engine)
        try await company.product("LAMP", .serial)
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("LAMP", 2, "SN1", "SN2")])
        let first = try await company.draft(.delivery, [company.line("LAMP", 1)], partner: "C1").document.number
        #expect(try await company.reserve(first).told == ["SN1 1"])
        let second = try await company.post(.delivery, [company.line("LAMP", 1, "SN1")], partner: "C1")
        #expect(second.told == ["SN1 1"])
        let kept = try await company.operations.document(.delivery, first, as: company.admin)
        #expect(kept.told == ["SN2 1"])
        #expect(kept.document.state == .ready)
        #expect(kept.events.map(\.code) == ["reservation_swapped"])
    }

    @Test(arguments: SQLEngine.allCases)
    func manyDocumentsAreServedInTheirOrder(engine: SQLEngine) async throws {
        // R38: the highest priority first, then the earliest planned day, then the lowest number.
        let company = try await TestCompany(engine)
        try await company.product("SCREW", .none)
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("SCREW", 7)])
        let late = try await company.draftDelivery(3, of: "SCREW", plannedOn: "2026-05-20")
        let usual = try await company.draftDelivery(3, of: "SCREW", plannedOn: "2026-05-10")
        let urgent = try await company.draftDelivery(3, of: "SCREW", priority: 1, plannedOn: "2026-05-30")
        let answer = try await company.operations.reserveAll(.delivery, nil, company.command()) { reserved in
            let told = reserved.map { "\($0.document.number) \($0.document.state) \($0.missingLines)" }
            return Answer(status: 200, body: Array(told.joined(separator: ", ").utf8))
        }
        #expect(
            String(decoding: answer.body, as: UTF8.self) == "\(urgent) ready 0, \(usual) ready 0, \(late) draft 1")
        #expect(try await company.operations.document(.delivery, late, as: company.admin).lines[0].reserved == 1)
    }

    @Test(arguments: SQLEngine.allCases)
    func aPickOutsideThePackageFreesThePackage(engine: SQLEngine) async throws {
        // S063 (a second reservation adds what was counted back), X022
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.location("Shelf-1", below: "WH-Stock")
        try await company.post(.receipt, [company.line("NUT", 1, "lot1")], location: "Shelf-1")
        try await company.post(.receipt, [company.line("NUT", 1, "lot2")])
        let draft = try await company.draft(.delivery, [company.line("NUT", 1, "lot1")], partner: "C1")
        _ = try await company.reserve(draft.document.number)
        _ = try await company.change(draft, LineChange(numbers: [.one(.named("lot2"))]))
        #expect(try await company.stock("NUT") == ["Shelf-1 lot1 1", "WH-Stock lot2 1 (1 reserved)"])
    }

    /// What was set aside for the rest was free for others after part of it had left (R21).
    @Test(arguments: SQLEngine.allCases)
    func theBackorderKeepsWhatWasSetAsideForTheRest(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        for (sku, tracking) in [("NUT", Tracking.lot), ("SCREW", .none)] { try await company.product(sku, tracking) }
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("NUT", 10, "A=4", "B=6"), company.line("SCREW", 9)])
        let draft = try await company.draft(
            .delivery, [company.line("NUT", 8), company.line("SCREW", 5)], partner: "C1")
        let number = draft.document.number
        _ = try await company.reserve(number)
        let told = [
            DoRequest.Line(id: draft.lines[0].id, done: 5, pointer: "/lines/0"),
            DoRequest.Line(id: draft.lines[1].id, done: 2, pointer: "/lines/1"),
        ]
        let done = try await company.act {
            try await company.operations.carryOut(
                .delivery, number, DoRequest(lines: told, rest: .backorder), $0, answer: $1)
        }
        #expect(try await company.stock("NUT") == ["WH-Stock B 5 (3 reserved)"])
        #expect(try await company.stock("SCREW") == ["WH-Stock - 7 (3 reserved)"])
        let rest = try await company.operations.document(
            .delivery, #require(done.backorder), as: company.admin)
        #expect(rest.document.state == .ready)
        #expect(rest.lines.map(\.quantity) == [3, 3])
    }
}

extension TestCompany {
    /// Sets goods aside for a delivery.
    func reserve(_ number: String) async throws -> DocumentView {
        try await act { try await operations.reserve(.delivery, number, $0, answer: $1) }
    }

    func carryOut(_ number: String) async throws -> DocumentView {
        try await act { try await operations.carryOut(.delivery, number, DoRequest(), $0, answer: $1) }
    }

    /// Changes the first line of a drafted delivery.
    func change(_ draft: DocumentView, _ change: LineChange) async throws -> DocumentView {
        try await act {
            try await operations.changeLine(
                draft.lines[0].id, of: .delivery, draft.document.number, to: change, $0, answer: $1)
        }
    }

    /// Drafts a delivery of one line; answers its number.
    func draftDelivery(
        _ quantity: Quantity, of sku: String, priority: Int = 0, plannedOn: String? = nil
    ) async throws -> String {
        var line = line(sku, quantity)
        line.pointer = "/lines/0"
        return try await create(
            DocumentRequest(
                kind: .delivery, partner: "C1", plannedOn: plannedOn.flatMap { CalendarDate($0) }, priority: priority,
                lines: [line])
        ).document.number
    }
}

extension DocumentView {
    /// Numbers and quantities of the first line.
    var told: [String] {
        lines[0].numbers.map { "\($0.number?.text ?? "-") \($0.quantity.map { "\($0)" } ?? "-")" }
    }
}

extension NumberEntry {
    static func named(_ number: String) -> NumberEntry { NumberEntry(number: LotNumber(stored: number)) }
}
