import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

/// Products that are plain inside and get their numbers at delivery (R5), through every kind of document.
struct DeliveryOnlyTests {
    /// 5 lamps on the shelf, by serial or by lot, and a customer.
    private func company(
        _ engine: SQLEngine, _ tracking: Tracking = .serial, stock: Quantity = 5
    ) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.add(Product(sku: "LAMP", name: "Lamp", tracking: tracking, capture: .deliveryOnly))
        try await company.partner("C1")
        try await company.partner("C2")
        try await company.partner("SUP", .supplier)
        if stock > .zero {
            try await company.post(.receipt, [company.line("LAMP", stock)], partner: "SUP", at: "2026-05-01T08:00:00Z")
        }
        return company
    }

    private func isConsistent(_ company: TestCompany) async throws -> Bool {
        let checked = try await company.operations.check().findings
        let verified = try await company.operations.verify().findings
        return checked == Findings() && verified == Findings()
    }

    private func totals(_ number: String, _ company: TestCompany) async throws -> MassBalance {
        let totals = try await company.operations.recallScope(of: number, as: company.admin).totals
        #expect(totals.closes)
        return totals
    }

    @Test(arguments: SQLEngine.allCases)
    func everyDocumentButTheDeliveryMovesPlainQuantity(engine: SQLEngine) async throws {
        let company = try await company(engine)
        try await company.location("SHELF", below: "WH-Stock")
        try await company.post(.transfer, [company.line("LAMP", 2)], location: "WH-Stock", to: "SHELF")
        try await company.post(.scrap, [company.line("LAMP", 1)], location: "SHELF", reason: "broken")
        try await company.post(.count, [company.line("LAMP", 4)], location: "WH-Stock", reason: "found one")
        try await company.post(.supplierReturn, [company.line("LAMP", 1)], partner: "SUP", location: "SHELF")
        #expect(try await company.stock("LAMP") == ["WH-Stock - 4"])
        let named: [(DocumentKind, String?)] = [
            (.receipt, "SUP"), (.scrap, nil), (.count, nil), (.supplierReturn, "SUP"),
        ]
        for (kind, partner) in named {
            let refusal = try await #require(throws: Refusal.self) {
                try await company.post(kind, [company.line("LAMP", 1, "S1")], partner: partner, reason: "because")
            }
            #expect(refusal.faults.map(\.code) == ["not_for_delivery_only"])
            #expect(refusal.faults.map(\.pointer) == ["/lines/0/numbers/0"])
        }
        #expect(try await isConsistent(company))
    }

    @Test(arguments: SQLEngine.allCases)
    func aDeliveryGivesEachUnitItsSerialInTheSamePosting(engine: SQLEngine) async throws {
        // S019, X007: the plain unit leaves, and nothing is negative.
        let company = try await company(engine)
        let view = try await company.post(.delivery, [company.line("LAMP", 2, "S1", "S2")], partner: "C1")
        #expect(view.postings.map(\.kind) == [.delivery])
        #expect(view.lines[0].done == 2)
        #expect(view.lines[0].numbers.map { $0.number?.text } == ["S1", "S2"])
        #expect(try await company.stock("LAMP") == ["WH-Stock - 3"])
        let scope = try await company.operations.recallScope(of: "S1", as: company.admin)
        #expect(scope.consignees.map { $0.partner?.code } == ["C1"])
        #expect(scope.totals.movedIn == 1 && scope.totals.delivered == 1 && scope.totals.closes)
        // X006: later units leave under other numbers, and those delivered stay as they are.
        try await company.post(.delivery, [company.line("LAMP", 3, "S3", "S4", "S5")], partner: "C2")
        #expect(try await company.stock("LAMP") == [])
        #expect(try await isConsistent(company))
    }

    @Test(arguments: SQLEngine.allCases)
    func aDeliveryGivesItsLineALot(engine: SQLEngine) async throws {
        // S023: five plain pieces get their lot at delivery; no row of the lot stays in stock.
        let company = try await company(engine, .lot)
        let draft = try await company.draft(.delivery, [company.line("LAMP", 5)], partner: "C1")
        let number = draft.document.number
        let ready = try await company.act { try await company.operations.reserve(.delivery, number, $0, answer: $1) }
        #expect(ready.lines[0].reserved == 5)
        let done = try await company.act {
            try await company.operations.carryOut(
                .delivery, number, DoRequest(lines: [told(draft, nil, "lot1")]), $0, answer: $1)
        }
        #expect(done.lines[0].numbers.map { "\($0.number!) \($0.quantity!)" } == ["lot1 5"])
        #expect(try await company.stock("LAMP") == [])
        // X009: several lots on one line, one of them known.
        try await company.post(.receipt, [company.line("LAMP", 5)], partner: "SUP")
        try await company.post(.delivery, [company.line("LAMP", 5, "lot1=2", "lot2")], partner: "C2")
        let totals = try await totals("lot1", company)
        #expect(totals.movedIn == 7 && totals.delivered == 7)
        #expect(try await isConsistent(company))
    }

    private func told(_ view: DocumentView, _ done: Quantity?, _ numbers: String...) -> DoRequest.Line {
        DoRequest.Line(
            id: view.lines[0].id, done: done,
            numbers: numbers.enumerated().map { index, number in
                .one(NumberEntry(number: LotNumber(stored: number), pointer: "/lines/0/numbers/\(index)"))
            }, pointer: "/lines/0")
    }

    @Test(arguments: SQLEngine.allCases)
    func withoutItsNumberNothingLeavesAndNothingChanges(engine: SQLEngine) async throws {
        // R20: all faults in one answer, those of the stock too.
        let company = try await company(engine)
        let cases: [([LineRequest], [String])] = [
            ([company.line("LAMP", 2, "S1")], ["number_required"]),
            ([company.line("LAMP", 1)], ["number_required"]),
            ([company.line("LAMP", 1, "S1", "S2")], ["more_numbers_than_quantity"]),
            ([company.line("LAMP", 2, "S1", "S1")], ["serial_twice"]),
            ([company.line("LAMP", 1, "S1"), company.line("LAMP", 1, "S1")], ["serial_twice"]),
            ([company.line("LAMP", 6, "S1")], ["insufficient_stock", "number_required"]),
        ]
        for (lines, codes) in cases {
            let refusal = try await #require(throws: Refusal.self) {
                try await company.post(.delivery, lines, partner: "C1")
            }
            #expect(refusal.faults.map(\.code) == codes)
        }
        #expect(try await company.stock("LAMP") == ["WH-Stock - 5"])
        #expect(try await company.operations.lots(as: company.admin).items.isEmpty)
    }

    @Test(arguments: SQLEngine.allCases)
    func aSerialWithACustomerIsDeliveredAgainOnlyAfterItsReturn(engine: SQLEngine) async throws {
        // R11, R27
        let company = try await company(engine)
        try await company.post(.delivery, [company.line("LAMP", 1, "S1")], partner: "C1")
        let refusal = try await #require(throws: Refusal.self) {
            try await company.post(.delivery, [company.line("LAMP", 1, "S1")], partner: "C2")
        }
        #expect(refusal.code == "serial_elsewhere")
        #expect(refusal.detail.contains("with Partner C1 since 3 May 2026 (OUT-00001)"))
        let back = try await company.post(.customerReturn, [company.line("LAMP", 1, "S1")], partner: "C1")
        #expect(back.lines[0].done == 1)
        #expect(back.lines[0].numbers.map { $0.number?.text } == ["S1"])
        #expect(try await company.stock("LAMP") == ["WH-Returns - 1", "WH-Stock - 4"])
        let again = try await #require(throws: Refusal.self) {
            try await company.post(.customerReturn, [company.line("LAMP", 1, "S1")], partner: "C1")
        }
        #expect(again.detail.contains("came back without it on 3 May 2026 (RET-00001)"))
        try await company.post(.delivery, [company.line("LAMP", 1, "S1")], partner: "C2")
        let scope = try await company.operations.recallScope(of: "S1", as: company.admin)
        #expect(scope.consignees.map { $0.partner?.code } == ["C2"])
        #expect(scope.returnedAll.map { $0.partner?.code } == ["C1"])
        #expect(scope.madeInto.isEmpty)
        let totals = try await totals("S1", company)
        #expect(totals.movedIn == 2 && totals.delivered == 2 && totals.customerReturned == 1 && totals.movedOut == 1)
        #expect(try await isConsistent(company))
    }

    @Test(arguments: SQLEngine.allCases)
    func moreThanThePartnerHoldsAsks(engine: SQLEngine) async throws {
        // R27: what another customer holds stays his.
        let company = try await company(engine, .lot)
        try await company.post(.delivery, [company.line("LAMP", 2, "L1")], partner: "C1")
        let lines = [company.line("LAMP", 1, "L1")]
        let asked = try await #require(throws: Refusal.self) {
            try await company.post(.customerReturn, lines, partner: "C2")
        }
        #expect(asked.questions.map(\.code) == ["not_held_by_partner"])
        try await company.post(
            .customerReturn, lines, partner: "C2", answers: [asked.questions[0].id: "origin_unknown"])
        let scope = try await company.operations.recallScope(of: "L1", as: company.admin)
        #expect(scope.consignees.map { "\($0.partner!.code) \($0.ofLot)" } == ["C1 2"])
        #expect(scope.originUnknown == 1)
        #expect(try await isConsistent(company))
    }

    @Test(arguments: SQLEngine.allCases)
    func whatIsDeliveredInPartKeepsTheRestPlain(engine: SQLEngine) async throws {
        // R20, R21
        let company = try await company(engine)
        let draft = try await company.draft(.delivery, [company.line("LAMP", 5)], partner: "C1")
        let done = try await company.act {
            try await company.operations.carryOut(
                .delivery, draft.document.number,
                DoRequest(lines: [told(draft, 2, "S1", "S2")], rest: .backorder), $0, answer: $1)
        }
        let backorder = try #require(done.backorder)
        let rest = try await company.act { try await company.operations.reserve(.delivery, backorder, $0, answer: $1) }
        #expect(rest.document.state == .ready)
        #expect(rest.lines.map(\.quantity) == [3])
        #expect(try await company.stock("LAMP") == ["WH-Stock - 3 (3 reserved)"])
        let other = try await #require(throws: Refusal.self) {
            try await company.post(.delivery, [company.line("LAMP", 1, "S9")], partner: "C2")
        }
        #expect(other.questions.map(\.code) == ["reserved_for_other"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aDeliveryTakenBackLeavesNoTraceOfItsNumbers(engine: SQLEngine) async throws {
        let company = try await company(engine)
        let done = try await company.post(.delivery, [company.line("LAMP", 2, "S1", "S2")], partner: "C1")
        _ = try await company.operations.reverse(
            .delivery, done.document.number, reason: "wrong customer", company.command(), answer: Told().keep)
        #expect(try await company.stock("LAMP") == ["WH-Stock - 5"])
        let scope = try await company.operations.recallScope(of: "S1", as: company.admin)
        #expect(scope.consignees.isEmpty && scope.returnedAll.isEmpty)
        #expect(scope.totals == MassBalance())
        try await company.post(.delivery, [company.line("LAMP", 1, "S1")], partner: "C2")
        #expect(try await totals("S1", company).delivered == 1)
        #expect(try await isConsistent(company))
    }

    @Test(arguments: SQLEngine.allCases)
    func aDeliveryWhoseGoodsCameBackCannotBeTakenBack(engine: SQLEngine) async throws {
        // R18c
        let company = try await company(engine)
        try await company.post(.delivery, [company.line("LAMP", 1, "S1")], partner: "C1")
        company.clock.advance(seconds: 60)
        try await company.post(.customerReturn, [company.line("LAMP", 1, "S1")], partner: "C1")
        let refusal = try await #require(throws: Refusal.self) {
            try await company.operations.reverse(
                .delivery, "OUT-00001", reason: "wrong customer", company.command(), answer: Told().keep)
        }
        #expect(refusal.code == "depends_on_it")
        _ = try await company.operations.reverse(
            .customerReturn, "RET-00001", reason: "not back", company.command(), answer: Told().keep)
        #expect(try await company.stock("LAMP") == ["WH-Stock - 4"])
        #expect(try await totals("S1", company).customerReturned == .zero)
        #expect(try await isConsistent(company))
    }

    @Test(arguments: SQLEngine.allCases)
    func aReturnCannotComeBeforeTheDeliveryThatGaveTheNumber(engine: SQLEngine) async throws {
        // The story read as a unit that came back, was delivered later, and yet stood with us.
        let company = try await company(engine)
        try await company.post(
            .delivery, [company.line("LAMP", 1, "S1")], partner: "C1", at: "2026-05-02T08:00:00Z")
        let refusal = try await #require(throws: Refusal.self) {
            try await company.post(
                .customerReturn, [company.line("LAMP", 1, "S1")], partner: "C1", at: "2026-05-02T07:00:00Z")
        }
        #expect(refusal.code == "not_there_then")
        try await company.post(
            .customerReturn, [company.line("LAMP", 1, "S1")], partner: "C1", at: "2026-05-02T09:00:00Z")
        #expect(try await isConsistent(company))
    }

    @Test(arguments: SQLEngine.allCases)
    func aDeliveryWhoseNumberWasGivenAgainStaysAsItIs(engine: SQLEngine) async throws {
        // R18c: without it the number would come back from a customer before anybody had it.
        let company = try await company(engine)
        for (kind, at) in [
            (DocumentKind.delivery, "2026-05-02T08:00:00Z"), (.customerReturn, "2026-05-02T09:00:00Z"),
            (.delivery, "2026-05-02T10:00:00Z"),
        ] {
            try await company.post(kind, [company.line("LAMP", 1, "S1")], partner: "C1", at: at)
        }
        let refusal = try await #require(throws: Refusal.self) {
            try await company.operations.reverse(
                .delivery, "OUT-00001", reason: "never sent", company.command(), answer: Told().keep)
        }
        #expect(refusal.code == "depends_on_it")
        // Corrected, C2 would have been told as who has it now, whatever happened since.
        let other = try await #require(throws: Refusal.self) {
            try await company.operations.correct(
                .delivery, "OUT-00001", .partner(code: "C2"), reason: "wrong label", company.command(),
                answer: Told().keep)
        }
        #expect(other.code == "not_there_then")
        #expect(try await isConsistent(company))
    }

    @Test(arguments: SQLEngine.allCases)
    func whoGotOtherUnitsIsCountedOnce(engine: SQLEngine) async throws {
        // R46: the plain half of a delivery is no second unit.
        let company = try await company(engine)
        try await company.post(.delivery, [company.line("LAMP", 1, "S1")], partner: "C1")
        try await company.post(.delivery, [company.line("LAMP", 2, "S2", "S3")], partner: "C2")
        let scope = try await company.operations.recallScope(of: "S1", as: company.admin)
        #expect(scope.notAffected.map { "\($0.units) \($0.customers)" } == "2 1")
    }

    @Test(arguments: SQLEngine.allCases)
    func aHistoryTellsItsNumbersAtDeliveryOnly(engine: SQLEngine) async throws {
        let first = try await company(engine)
        let head = "at,kind,document,partner,sku,lot,expires_on,quantity,reason"
        try await first.importing(
            .movements,
            """
            \(head)
            2026-05-01 10:00,receipt,PO1,SUP,LAMP,,,10,
            2026-05-01 11:00,consume,JOB1,,LAMP,,,1,
            2026-05-01 12:00,produce,JOB2,,LAMP,,,2,
            2026-05-02 07:00,delivery,SO1,C1,LAMP,S1,,1,
            2026-05-02 07:00,delivery,SO1,C1,LAMP,S2,,1,
            2026-05-02 09:00,customer_return,SO1,C1,LAMP,S1,,1,
            """)
        #expect(try await first.stock("LAMP") == ["WH-Stock - 15"])
        let scope = try await first.operations.recallScope(of: "S2", as: first.admin)
        #expect(scope.consignees.map { $0.partner?.code } == ["C1"])
        #expect(try await isConsistent(first))
        for (row, code) in [
            ("2026-05-02 07:00,receipt,PO2,SUP,LAMP,S7,,1,", "2 not_for_delivery_only"),
            ("2026-05-02 07:00,delivery,SO2,C1,LAMP,,,1,", "2 number_required"),
            ("2026-05-02 07:00,delivery,SO2,C1,LAMP,S2,,1,", "2 serial_elsewhere"),
        ] {
            #expect(try await first.faults(.movements, "\(head)\n\(row)") == [code])
        }

        let second = try await company(engine, stock: 0)
        let exported = try await first.exported(.movements)
        try await second.importing(.movements, String(exported.dropLast()))
        #expect(try await second.stock("LAMP") == first.stock("LAMP"))
        let copied = try await second.operations.recallScope(of: "S1", as: second.admin)
        let original = try await first.operations.recallScope(of: "S1", as: first.admin)
        #expect(copied.totals == original.totals)
        #expect(copied.returnedAll.map { $0.partner?.code } == ["C1"])
    }
}
