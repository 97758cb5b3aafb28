import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

struct DocumentTests {
    @Test(arguments: SQLEngine.allCases)
    func aReceiptPutsLotsOnTheShelf(engine: SQLEngine) async throws {
        // S065
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("SUP-07", .supplier)
        let view = try await company.post(
            .receipt, [company.line("NUT", 84, "10332-01")], partner: "SUP-07", origin: "PO000002")
        #expect(view.document.number == "IN-00001")
        #expect(view.document.state == .done)
        #expect(view.lines[0].done == 84)
        #expect(view.lines[0].numbers.map(\.number?.text) == ["10332-01"])
        #expect(view.postings.count == 1)
        #expect(try await company.stock("NUT") == ["WH-Stock 10332-01 84"])
    }

    @Test(arguments: SQLEngine.allCases)
    func theOldestLotIsDeliveredFirst(engine: SQLEngine) async throws {
        // R32
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("NUT", 5, "OLD")], at: "2026-05-01T08:00:00Z")
        try await company.post(.receipt, [company.line("NUT", 5, "NEW")], at: "2026-05-02T08:00:00Z")
        let view = try await company.post(.delivery, [company.line("NUT", 7)], partner: "C1")
        #expect(view.lines[0].numbers.map { "\($0.number!) \($0.quantity!)" } == ["OLD 5", "NEW 2"])
        #expect(try await company.stock("NUT") == ["WH-Stock NEW 3"])
    }

    @Test(arguments: SQLEngine.allCases)
    func everyFaultOfADocumentIsToldAtOnceAndNothingIsThere(engine: SQLEngine) async throws {
        // R20, R56
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.product("LAMP", .serial)
        let lines = [company.line("NUT", 5), company.line("LAMP", 3, "S1"), company.line("LAMP", 1, "S1", "S2")]
        let refusal = try await #require(throws: Refusal.self) { try await company.post(.receipt, lines) }
        #expect(
            refusal.faults.map(\.code) == [
                "number_required", "number_required", "more_numbers_than_quantity", "serial_twice",
            ])
        #expect(
            refusal.faults.map(\.pointer) == [
                "/lines/0/numbers", "/lines/1/numbers", "/lines/2/numbers", "/lines/2/numbers/0",
            ])
        #expect(
            try await company.store { try $0.documents(.receipt, states: [], partner: nil, before: nil, limit: 9) }
                .isEmpty)
    }

    @Test(arguments: SQLEngine.allCases)
    func aSerialIsInOnePlace(engine: SQLEngine) async throws {
        // R11
        let company = try await TestCompany(engine)
        try await company.product("LAMP", .serial)
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("LAMP", 1, "SN-1042")])
        let again = try await #require(throws: Refusal.self) {
            try await company.post(.receipt, [company.line("LAMP", 1, "SN-1042")])
        }
        #expect(again.code == "serial_elsewhere")
        #expect(again.detail.contains("on hand in WH-Stock (received with IN-00001 on 3 May 2026)"))
        try await company.post(.delivery, [company.line("LAMP", 1, "SN-1042")], partner: "C1")
        let sold = try await #require(throws: Refusal.self) {
            try await company.post(.delivery, [company.line("LAMP", 1, "SN-1042")], partner: "C1")
        }
        #expect(sold.detail.contains("with Partner C1"))
    }

    @Test(arguments: SQLEngine.allCases)
    func aSoldSerialThatIsReceivedAsksAndComesBackAsAReturn(engine: SQLEngine) async throws {
        // R11
        let company = try await TestCompany(engine)
        try await company.product("LAMP", .serial)
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("LAMP", 1, "S")])
        try await company.post(.delivery, [company.line("LAMP", 1, "S")], partner: "C1")
        let asked = try await #require(throws: Refusal.self) {
            try await company.post(.receipt, [company.line("LAMP", 1, "S")])
        }
        #expect(asked.questions.map(\.id) == ["lines/0/numbers/0:serial_elsewhere"])
        let view = try await company.post(
            .receipt, [company.line("LAMP", 1, "S")], answers: [asked.questions[0].id: "returned"])
        #expect(view.postings.map(\.kind) == [.customerReturn])
        // R27: it waits with the other returns.
        #expect(try await company.stock("LAMP") == ["WH-Returns S 1"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aSerialThatIsBoughtBackIsNoLongerWithItsHolder(engine: SQLEngine) async throws {
        // R11, R45: whoever brings it, a recall must not call the customer who sold it to us.
        let company = try await TestCompany(engine)
        try await company.product("LAMP", .serial)
        try await company.partner("C1")
        try await company.partner("DEALER", .supplier)
        try await company.post(.receipt, [company.line("LAMP", 1, "S")], partner: "DEALER")
        try await company.post(.delivery, [company.line("LAMP", 1, "S")], partner: "C1")
        try await company.post(
            .receipt, [company.line("LAMP", 1, "S")], partner: "DEALER",
            answers: ["lines/0/numbers/0:serial_elsewhere": "bought_back"])
        let scope = try await company.operations.recallScope(of: "S", as: company.admin)
        #expect(scope.consignees.allSatisfy { $0.ofLot == .zero })
        #expect(scope.onHand.map(\.quantity) == [1])
    }

    @Test(arguments: SQLEngine.allCases)
    func aTransferKeepsTheAgeOfGoods(engine: SQLEngine) async throws {
        // R22, S033: the lot that came first still leaves first, though it was moved last.
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.location("Shelf-1", below: "WH-Stock")
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("NUT", 5, "OLD")], at: "2026-05-01T08:00:00Z")
        try await company.post(.receipt, [company.line("NUT", 5, "NEW")], at: "2026-05-02T08:00:00Z")
        try await company.post(.transfer, [company.line("NUT", 5, "OLD")], location: "WH-Stock", to: "Shelf-1")
        let view = try await company.post(.delivery, [company.line("NUT", 1)], partner: "C1")
        #expect(view.lines[0].numbers.map(\.number?.text) == ["OLD"])
        #expect(try await company.stock("NUT") == ["Shelf-1 OLD 4", "WH-Stock NEW 5"])
    }

    @Test(arguments: SQLEngine.allCases)
    func goodsThatAreMovedToThePlaceOfTransitAreThere(engine: SQLEngine) async throws {
        // R22: such a transfer was done, and its line said that nothing was.
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.post(.receipt, [company.line("NUT", 5, "A")])
        let moved = try await company.post(
            .transfer, [company.line("NUT", 2, "A")], location: "WH-Stock", to: "WH-Transit")
        #expect(moved.document.state == .done && moved.lines[0].done == 2)
        #expect(try await company.stock("NUT") == ["WH-Stock A 3", "WH-Transit A 2"])
    }

    @Test(arguments: SQLEngine.allCases)
    func goodsInTransitAreNowhereElse(engine: SQLEngine) async throws {
        // R22
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.location("Shop-1", below: nil)
        try await company.post(.receipt, [company.line("NUT", 5, "A")])
        let draft = try await company.draft(
            .transfer, [company.line("NUT", 5)], location: "WH-Stock", to: "Shop-1", reason: "stock for the shop")
        let number = draft.document.number
        let sent = try await company.act { try await company.operations.ship(number, DoRequest(), $0, answer: $1) }
        #expect(sent.document.state == .inTransit)
        #expect(try await company.stock("NUT") == ["WH-Transit A 5"])
        let arrived = try await company.act {
            try await company.operations.receive(
                number, DoRequest(lines: [.init(id: sent.lines[0].id, done: 4)]), $0, answer: $1)
        }
        #expect(arrived.document.state == .done)
        #expect(arrived.lines[0].done == 4)
        #expect(try await company.stock("NUT") == ["Shop-1 A 4"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aReservationKeepsGoodsForItsDocument(engine: SQLEngine) async throws {
        // R21
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("NUT", 5, "A")])
        let draft = try await company.draft(.delivery, [company.line("NUT", 4)], partner: "C1")
        let number = draft.document.number
        let ready = try await company.act { try await company.operations.reserve(.delivery, number, $0, answer: $1) }
        #expect(ready.document.state == .ready)
        #expect(try await company.stock("NUT") == ["WH-Stock A 5 (4 reserved)"])
        let refusal = try await #require(throws: Refusal.self) {
            try await company.post(.delivery, [company.line("NUT", 2)], partner: "C1")
        }
        #expect(refusal.questions.map(\.code) == ["reserved_for_other"])
        #expect(refusal.detail.contains(number))
        let done = try await company.act {
            try await company.operations.carryOut(.delivery, number, DoRequest(), $0, answer: $1)
        }
        #expect(done.document.state == .done)
        #expect(try await company.stock("NUT") == ["WH-Stock A 1"])
    }

    @Test(arguments: SQLEngine.allCases)
    func cancellingFreesWhatWasReserved(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("NUT", 5, "A")])
        let draft = try await company.draft(.delivery, [company.line("NUT", 4)], partner: "C1")
        let number = draft.document.number
        _ = try await company.act { try await company.operations.reserve(.delivery, number, $0, answer: $1) }
        _ = try await company.act { try await company.operations.cancel(.delivery, number, $0, answer: $1) }
        #expect(try await company.stock("NUT") == ["WH-Stock A 5"])
    }

    @Test(arguments: SQLEngine.allCases)
    func whatIsDoneInPartNeedsAWordAboutTheRest(engine: SQLEngine) async throws {
        // R20
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        let draft = try await company.draft(.receipt, [company.line("NUT", 10)])
        let number = draft.document.number
        let part = DoRequest.Line(
            id: draft.lines[0].id, done: 6, numbers: [.one(NumberEntry(number: LotNumber(stored: "A")))],
            pointer: "/lines/0")
        let refusal = try await #require(throws: Refusal.self) {
            try await company.act {
                try await company.operations.carryOut(.receipt, number, DoRequest(lines: [part]), $0, answer: $1)
            }
        }
        #expect(refusal.code == "rest_required")
        let done = try await company.act {
            try await company.operations.carryOut(
                .receipt, number, DoRequest(lines: [part], rest: .backorder), $0, answer: $1)
        }
        let backorder = try await company.operations.document(.receipt, done.backorder!, as: company.admin)
        #expect(backorder.lines.map(\.quantity) == [4])
        #expect(backorder.document.state == .draft)
    }

    @Test(arguments: SQLEngine.allCases)
    func returnsGoToTheReturnsPlaceAndCannotBeSoldFromThere(engine: SQLEngine) async throws {
        // R27, R34b
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.partner("C2")
        try await company.post(.receipt, [company.line("NUT", 5, "A")])
        try await company.post(.delivery, [company.line("NUT", 5, "A")], partner: "C1")
        let never = try await #require(throws: Refusal.self) {
            try await company.post(.customerReturn, [company.line("NUT", 1, "A")], partner: "C2")
        }
        #expect(never.questions.map(\.code) == ["not_held_by_partner"])
        try await company.post(.customerReturn, [company.line("NUT", 2, "A")], partner: "C1")
        #expect(try await company.stock("NUT") == ["WH-Returns A 2"])
        let blocked = try await #require(throws: Refusal.self) {
            try await company.post(.delivery, [company.line("NUT", 1, "A")], partner: "C1", location: "WH")
        }
        #expect(blocked.code == "lot_blocked")
    }

    @Test(arguments: SQLEngine.allCases)
    func countsScrapsAndSupplierReturnsChangeTheShelf(engine: SQLEngine) async throws {
        // R25, R26, R27
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("SUP-07", .supplier)
        try await company.post(.receipt, [company.line("NUT", 10, "A")], partner: "SUP-07")
        let count = try await company.post(.count, [company.line("NUT", 12, "A=8", "B=4")], reason: "yearly count")
        #expect(count.lines[0].numbers.map { "\($0.number!) \($0.quantity!)" } == ["A -2", "B 4"])
        #expect(try await company.stock("NUT") == ["WH-Stock A 8", "WH-Stock B 4"])
        try await company.post(.scrap, [company.line("NUT", 3, "A")], reason: "torn bags")
        try await company.post(.supplierReturn, [company.line("NUT", 4, "B")], partner: "SUP-07")
        #expect(try await company.stock("NUT") == ["WH-Stock A 5"])
    }

    @Test(arguments: SQLEngine.allCases)
    func packagingsAreConvertedAndDecimalsHeld(engine: SQLEngine) async throws {
        // R31
        let company = try await TestCompany(engine)
        try await company.product("EGG", .none, packagings: [Packaging(name: "box", quantity: 12)])
        var boxes = company.line("EGG", 3)
        boxes.packaging = "box"
        try await company.post(.receipt, [boxes])
        #expect(try await company.stock("EGG") == ["WH-Stock - 36"])
        let refusal = try await #require(throws: Refusal.self) {
            try await company.post(.receipt, [company.line("EGG", Quantity("0.5"))])
        }
        #expect(refusal.faults.map(\.pointer) == ["/lines/0/quantity"])
    }

    @Test(arguments: SQLEngine.allCases)
    func withTheSwitchOffNoNumberIsTaken(engine: SQLEngine) async throws {
        // R1
        let company = try await TestCompany(engine, settings: Settings())
        try await company.product("NUT", .none)
        let refusal = try await #require(throws: Refusal.self) {
            try await company.post(.receipt, [company.line("NUT", 5, "A")])
        }
        #expect(refusal.code == "tracking_switched_off")
        try await company.post(.receipt, [company.line("NUT", 5)])
    }

    @Test(arguments: SQLEngine.allCases)
    func aStaleVersionChangesNothing(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        let draft = try await company.draft(.receipt, [company.line("NUT", 10)])
        let number = draft.document.number
        let change = DocumentChange(origin: "PO-1")
        _ = try await company.act {
            try await company.operations.change(.receipt, number, to: change, ifVersion: 1, $0, answer: $1)
        }
        let stale = try await #require(throws: Refusal.self) {
            try await company.act {
                try await company.operations.change(.receipt, number, to: change, ifVersion: 1, $0, answer: $1)
            }
        }
        #expect(stale.code == "changed_meanwhile")
    }

    @Test(arguments: SQLEngine.allCases)
    func aViewerMovesNothing(engine: SQLEngine) async throws {
        // R54
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        let viewer = Actor(id: company.admin.id, name: "Vera", role: .viewer)
        let refusal = try await #require(throws: Refusal.self) {
            try await company.operations.create(
                DocumentRequest(kind: .receipt, lines: [company.line("NUT", 1, "A")]), Command(by: viewer),
                answer: Told().keep)
        }
        #expect(refusal.code == "not_allowed")
    }

    @Test(arguments: SQLEngine.allCases)
    func receiptsOfOneNewNumberAtOnceMakeOneLot(engine: SQLEngine) async throws {
        // R10: whoever comes second finds the number that the first has just made.
        let company = try await TestCompany(engine)
        let product = try await company.product("NUT")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { _ = try await company.post(.receipt, [company.line("NUT", 5, "A")]) }
            }
            try await group.waitForAll()
        }
        #expect(try await company.stock("NUT") == ["WH-Stock A 40"])
        let lots = try await company.store { try $0.lots(searchKeys: ["a"], of: product) }
        #expect(lots.count == 1)
    }

    // S006
    @Test(arguments: SQLEngine.allCases)
    func whoWritesToOnePileAtTheSameTimeLosesNothing(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("BOX", .none)
        try await company.post(.receipt, [company.line("BOX", 10)])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<12 {
                group.addTask {
                    let kind: DocumentKind = index.isMultiple(of: 3) ? .scrap : .receipt
                    _ = try await company.post(kind, [company.line("BOX", 1)], reason: "torn")
                }
            }
            try await group.waitForAll()
        }
        #expect(try await company.stock("BOX") == ["WH-Stock - 14"])
        #expect(try await company.operations.check().findings.named.map(\.detail) == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func aLineMayNameAnotherPlaceThanItsDocument(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.location("Shop-1", below: nil)
        var there = company.line("NUT", 3, "B")
        there.location = "Shop-1"
        try await company.post(.receipt, [company.line("NUT", 5, "A"), there])
        #expect(try await company.stock("NUT") == ["Shop-1 B 3", "WH-Stock A 5"])
        let draft = try await company.draft(.scrap, [there], reason: "torn bags")
        let number = draft.document.number
        _ = try await company.act {
            try await company.operations.carryOut(.scrap, number, DoRequest(), $0, answer: $1)
        }
        #expect(try await company.stock("NUT") == ["WH-Stock A 5"])
    }
}
