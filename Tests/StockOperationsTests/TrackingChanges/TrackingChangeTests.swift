import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

/// The guided change of level and capture point, applied to real stock (R7, R29).
struct TrackingChangeTests {
    /// 5 in WH-Stock, 3 of them in a box, and 2 on a shelf.
    private func company(
        _ engine: SQLEngine, _ tracking: Tracking, _ numbers: [String] = ["", ""]
    ) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.product("PUMP", tracking)
        try await company.location("SHELF")
        try await company.partner("C1")
        for (place, quantity, number) in [("WH-Stock", Quantity(5), numbers[0]), ("SHELF", Quantity(2), numbers[1])] {
            let line = number.isEmpty ? company.line("PUMP", quantity) : company.line("PUMP", quantity, number)
            try await company.post(.receipt, [line], location: place, at: "2026-04-0\(quantity)T08:00:00Z")
        }
        let lot = numbers[0].isEmpty ? nil : try await company.lot(numbers[0], of: "PUMP").id
        try await company.pack("PUMP", 3, lot, in: "WH-Stock", into: "BOX-1")
        company.clock.advance(seconds: 60)
        return company
    }

    @Test(arguments: SQLEngine.allCases)
    func plainStockBecomesSerialsWhereItStands(engine: SQLEngine) async throws {
        let company = try await company(engine, .none)
        try await company.change(
            "PUMP", to: .serial, nil, "WH-Stock: S1 S2\nWH-Stock BOX-1: S3 S4 S5\nSHELF: S6 S7")
        #expect(
            try await company.stock("PUMP") == [
                "SHELF S6 1", "SHELF S7 1", "WH-Stock S1 1", "WH-Stock S2 1", "WH-Stock S3 1", "WH-Stock S4 1",
                "WH-Stock S5 1",
            ])
        let piles = try await company.store { store in
            try store.balances(of: store.product(sku: "PUMP")!.id).map { ($0.incomingAt.rfc3339, $0.key.spot.package) }
        }
        #expect(piles.filter { $0.1 != nil }.count == 3)
        #expect(Set(piles.map(\.0)) == ["2026-04-05T08:00:00Z", "2026-04-02T08:00:00Z"])
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases)
    func serialsBelongToTheLotThatTheyWere(engine: SQLEngine) async throws {
        // R12
        let company = try await company(engine, .lot, ["L1", "L2"])
        try await company.change(
            "PUMP", to: .serial, nil, "WH-Stock: S1 S2\nWH-Stock BOX-1: S3 S4 S5\nSHELF: S6 S7")
        #expect(try await company.lot("S3", of: "PUMP").batchID == company.lot("L1", of: "PUMP").id)
        #expect(try await company.reached(from: "L1", of: "PUMP") == ["S1", "S2", "S3", "S4", "S5"])
        #expect(try await company.sources(of: "S7", of: "PUMP") == ["L2"])
        let scope = try await company.operations.recallScope(of: "L1", product: "PUMP", as: company.admin)
        #expect(scope.totals.received == 5)
        #expect(scope.totals.movedOut == 5)
        #expect(scope.totals.closes)
        #expect(scope.onHand.map(\.quantity).sum() == 5)
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases)
    func aLotDescendsFromTheSerialsThatItWas(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("PUMP", .serial)
        try await company.post(.receipt, [company.line("PUMP", 3, "S1", "S2", "S3")], at: "2026-05-01T08:00:00Z")
        try await company.change("PUMP", to: .lot, nil, "WH-Stock: L1")
        #expect(try await company.stock("PUMP") == ["WH-Stock L1 3"])
        #expect(try await company.reached(from: "S2", of: "PUMP") == ["L1"])
        #expect(try await company.sources(of: "L1", of: "PUMP") == ["S1", "S2", "S3"])
        try await company.expectSound()
    }

    @Test(arguments: [Tracking.lot, .serial])
    func numbersEndAndARecallSaysSo(tracking: Tracking) async throws {
        let company = try await TestCompany(.sqlite)
        try await company.product("PUMP", tracking)
        let numbers = tracking == .lot ? ["A=2", "B=1"] : ["A", "B", "C"]
        var line = company.line("PUMP", 3)
        line.numbers = numbers.map { text in
            let parts = text.split(separator: "=")
            return .one(
                NumberEntry(
                    number: LotNumber(stored: String(parts[0])), quantity: parts.count > 1 ? Quantity(parts[1]) : nil))
        }
        try await company.post(.receipt, [line], at: "2026-05-01T08:00:00Z")
        try await company.change("PUMP", to: .none)
        #expect(try await company.stock("PUMP") == ["WH-Stock - 3"])
        let scope = try await company.operations.recallScope(of: "A", product: "PUMP", as: company.admin)
        let gap = try #require(scope.gaps.first { $0.code == .untrackedStep })
        #expect(gap.units == (tracking == .lot ? 2 : 1))
        #expect(!scope.isComplete)
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases)
    func whatIsMissingOrMoreIsACountDifference(engine: SQLEngine) async throws {
        let company = try await company(engine, .none)
        try await company.draftChange("PUMP", to: .serial)
        try await company.fillChange("PUMP", "WH-Stock: S1 S2 S2B\nWH-Stock BOX-1: S3 S4\nSHELF: S6 S7")
        let refusal = try await #require(throws: Refusal.self) { try await company.applyChange("PUMP") }
        #expect(refusal.code == "reason_required")
        #expect(refusal.faults.map(\.pointer) == ["/difference_reason"])
        #expect(try await company.stock("PUMP") == ["SHELF - 2", "WH-Stock - 2", "WH-Stock - 3"])
        try await company.fillChange("PUMP", "", reason: "counted twice")
        let view = try await company.applyChange("PUMP")
        let differences = try #require(view.outcome).differences
        #expect(
            differences.map { "\(view.names.inWords($0.spot)) \($0.quantity)" }.sorted()
                == ["WH-Stock 1", "WH-Stock, package BOX-1 -1"])
        #expect(try await company.stock("PUMP").count == 7)
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases)
    func whatIsHeldStaysHeldUnderItsNewNumber(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("PUMP", .lot)
        try await company.post(
            .receipt, [company.line("PUMP", 3, "L1=2", "L2=1")], at: "2026-05-01T08:00:00Z")
        try await company.hold("L1", of: "PUMP")
        try await company.change("PUMP", to: .serial, nil, "WH-Stock: S1<L1 S2<L1 S3<L2")
        #expect(try await company.heldNumbers("PUMP") == ["S1", "S2"])
        // The serials of a held lot obey it; a lot that they become is held in its own right.
        try await company.change("PUMP", to: .lot, nil, "WH-Stock: N1=1<S1 N2=1<S2 N3=1<S3")
        #expect(try await company.heldNumbers("PUMP") == ["N1", "N2"])
        try await company.draftChange("PUMP", to: .none)
        let refusal = try await #require(throws: Refusal.self) { try await company.applyChange("PUMP") }
        #expect(refusal.code == "lot_blocked")
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases)
    func reservationsMoveInTheOrderOfPickingOrAreTold(engine: SQLEngine) async throws {
        // R38
        let company = try await company(engine, .none)
        var drafts: [String] = []
        for priority in [0, 5] {
            var request = DocumentRequest(kind: .delivery, partner: "C1", location: "SHELF")
            request.priority = priority
            request.lines = [company.line("PUMP", 1)]
            let number = try await company.create(request).document.number
            _ = try await company.act { try await company.operations.reserve(.delivery, number, $0, answer: $1) }
            drafts.append(number)
        }
        company.clock.advance(seconds: 60)
        let view = try await company.change(
            "PUMP", to: .serial, nil, "WH-Stock: S1 S2\nWH-Stock BOX-1: S3 S4 S5\nSHELF: S6", reason: "one is gone")
        #expect(try #require(view.outcome).lost.map(\.document) == [drafts[0]])
        #expect(try await company.stock("PUMP").contains("SHELF S6 1 (1 reserved)"))
        let lost = try await company.operations.document(.delivery, drafts[0], as: company.admin)
        #expect(lost.events.map(\.code) == ["reservation_lost"])
        #expect(lost.document.state == .draft)
        let kept = try await company.operations.document(.delivery, drafts[1], as: company.admin)
        #expect(kept.document.state == .ready)
        // It had no reason at all, as if nobody knew why it is to leave.
        #expect(
            kept.lines[0].numbers.map(\.why) == [
                Why(
                    rule: "renumbered",
                    text: "Set aside before the tracking of PUMP was changed; it has this number now.")
            ])
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases)
    func stockThatMovedSinceThePreviewIsNamed(engine: SQLEngine) async throws {
        let company = try await company(engine, .none)
        try await company.draftChange("PUMP", to: .lot)
        try await company.fillChange("PUMP", "WH-Stock: L1\nWH-Stock BOX-1: L1\nSHELF: L2")
        company.clock.advance(seconds: 60)
        let delivery = try await company.post(.delivery, [company.line("PUMP", 1)], partner: "C1", location: "SHELF")
        let refusal = try await #require(throws: Refusal.self) { try await company.applyChange("PUMP") }
        #expect(refusal.code == "stock_moved")
        #expect(refusal.kind == .conflict)
        #expect(refusal.faults.count == 1)
        #expect(refusal.detail.contains("SHELF"))
        #expect(refusal.detail.contains(delivery.document.number))
        // Looking again, and saying what is there, goes on.
        #expect(try await company.draftChange("PUMP", to: .lot).moved.isEmpty)
        try await company.fillChange("PUMP", "SHELF: L2=1", .replaceSpots)
        try await company.applyChange("PUMP")
        #expect(try await company.stock("PUMP") == ["SHELF L2 1", "WH-Stock L1 2", "WH-Stock L1 3"])
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases)
    func stockWithoutNumberIsNumberedWithinALevel(engine: SQLEngine) async throws {
        // R29: what was there when the level was set behind the program's back.
        let company = try await company(engine, .none)
        try await company.setLevel("PUMP", .lot)
        try await company.post(.receipt, [company.line("PUMP", 4, "L1")], at: "2026-05-01T08:00:00Z")
        company.clock.advance(seconds: 60)
        let draft = try await company.draftChange("PUMP", to: .lot)
        #expect(draft.toEnter == 7)
        try await company.fillChange("PUMP", "WH-Stock: L1\nWH-Stock BOX-1: L9\nSHELF: L9")
        try await company.applyChange("PUMP")
        #expect(
            try await company.stock("PUMP") == ["SHELF L9 2", "WH-Stock L1 6", "WH-Stock L9 3"])
        let refusal = try await #require(throws: Refusal.self) { try await company.draftChange("PUMP", to: .lot) }
        #expect(refusal.code == "nothing_to_change")
        try await company.expectSound()
    }

    @Test func theCapturePointChangesBothWays() async throws {
        // R5: with numbers at delivery only, stock is plain quantity.
        let company = try await company(.sqlite, .serial, ["", ""].map { $0 }, plain: false)
        try await company.change("PUMP", to: .serial, .deliveryOnly)
        #expect(try await company.stock("PUMP") == ["WH-Stock - 2"])
        #expect(try await company.store { try $0.product(sku: "PUMP")?.capture } == .deliveryOnly)
        // A number that was taken off may come back.
        try await company.change("PUMP", to: .serial, .everyMove, "WH-Stock: S1 S9")
        #expect(try await company.stock("PUMP") == ["WH-Stock S1 1", "WH-Stock S9 1"])
        try await company.expectSound()
    }

    private func company(
        _ engine: SQLEngine, _ tracking: Tracking, _ numbers: [String], plain: Bool
    ) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.product("PUMP", tracking)
        try await company.post(.receipt, [company.line("PUMP", 2, "S1", "S2")], at: "2026-05-01T08:00:00Z")
        return company
    }

    @Test func likeNumbersAskAndSerialsElsewhereAreRefused() async throws {
        // R10, R11
        let company = try await TestCompany(.sqlite)
        try await company.product("PUMP", .serial)
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("PUMP", 2, "AB-01", "AB-02")], at: "2026-05-01T08:00:00Z")
        try await company.post(
            .delivery, [company.line("PUMP", 1, "AB-01")], partner: "C1", at: "2026-05-01T09:00:00Z")
        try await company.change("PUMP", to: .none)
        try await company.draftChange("PUMP", to: .serial)
        try await company.fillChange("PUMP", "WH-Stock: AB-01")
        let refusal = try await #require(throws: Refusal.self) { try await company.applyChange("PUMP") }
        #expect(refusal.code == "serial_elsewhere")
        try await company.fillChange("PUMP", "WH-Stock: AB02", .replaceAll)
        let question = try await #require(throws: Refusal.self) { try await company.applyChange("PUMP") }
        #expect(question.questions.map(\.id) == ["numbers/0:number_like"])
        try await company.applyChange("PUMP", answers: ["numbers/0:number_like": "existing"])
        #expect(try await company.stock("PUMP") == ["WH-Stock AB-02 1"])
        try await company.expectSound()
    }

    @Test func aPlaceWithSeveralLotsAsksWhichOneIsMeant() async throws {
        let company = try await TestCompany(.sqlite)
        try await company.product("PUMP", .lot)
        try await company.post(.receipt, [company.line("PUMP", 2, "L1=1", "L2=1")], at: "2026-05-01T08:00:00Z")
        try await company.draftChange("PUMP", to: .serial)
        try await company.fillChange("PUMP", "WH-Stock: S1 S2<L2")
        let refusal = try await #require(throws: Refusal.self) { try await company.applyChange("PUMP") }
        #expect(refusal.faults.map(\.code) == ["from_lot_required"])
        #expect(refusal.faults.map(\.pointer) == ["/numbers/0/from_lot"])
        #expect(try await company.stock("PUMP") == ["WH-Stock L1 1", "WH-Stock L2 1"])
    }
}

extension TestCompany {
    /// Numbers on hand that are not released.
    fileprivate func heldNumbers(_ sku: String) async throws -> [String] {
        try await store { store in
            guard let product = try store.product(sku: sku) else { return [] }
            let held = try store.balances(of: product.id).filter(\.isBlocked).compactMap(\.key.lot)
            return try store.lots(held).map(\.number.text).sorted()
        }
    }

    /// Sets a level behind the rules' back, as an older program or an import may have.
    func setLevel(_ sku: String, _ tracking: Tracking) async throws {
        try await store { store in
            guard var product = try store.product(sku: sku) else { return }
            product.tracking = tracking
            try store.update(product)
        }
    }
}
