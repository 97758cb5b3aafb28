import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

@Suite struct HoldingTests {
    @Test(arguments: SQLEngine.allCases)
    func goodsThatAreCheckedFirstArriveInQuarantine(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.add(
            Product(sku: "NUT", name: "Nuts", tracking: .lot, handling: Handling(isQuarantinedAtReceipt: true)))
        try await company.product("OIL")
        try await company.partner("C1")
        try await company.add(Partner(code: "SUP", name: "Nut Co", kind: .supplier, isQuarantinedAtReceipt: true))
        try await company.post(.receipt, [company.line("NUT", 5, "N-1")])
        try await company.post(.receipt, [company.line("OIL", 5, "O-1")])
        try await company.post(.receipt, [company.line("OIL", 5, "O-2")], partner: "SUP")
        #expect(try await company.statuses() == ["N-1 quarantine", "O-1 released", "O-2 quarantine"])
        // A second delivery of a lot that was released is checked where it arrived, and there alone.
        try await company.location("SHELF")
        try await company.release("N-1")
        try await company.post(.receipt, [company.line("NUT", 3, "N-1")], location: "SHELF")
        #expect(try await company.standing("NUT") == ["SHELF N-1 3 quarantine", "WH-Stock N-1 5 released"])
        try await company.post(.delivery, [company.line("NUT", 5, "N-1")], partner: "C1", location: "WH-Stock")
        #expect(try await company.operations.check().agrees)
    }

    @Test(arguments: SQLEngine.allCases)
    func aSerialObeysItsBatchAndStaysHeldWhenItMoves(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.add(
            Product(sku: "PUMP", name: "Pump", tracking: .serial, handling: Handling(isQuarantinedAtReceipt: true)))
        var line = company.line("PUMP", 2, "S-1", "S-2")
        line.numbers = ["S-1", "S-2"].map {
            .one(NumberEntry(number: LotNumber(stored: $0), batch: LotNumber(stored: "B-1")))
        }
        try await company.post(.receipt, [line])
        #expect(try await company.statuses() == ["B-1 quarantine", "S-1 quarantine", "S-2 quarantine"])
        let refused = await #expect(throws: Refusal.self) { try await company.release("S-1") }
        #expect(refused?.code == "block_of_batch")
        try await company.release("B-1")
        try await company.location("SHELF")
        try await company.hold("B-1", HoldRequest(reason: "A shelf fell", location: "WH-Stock"))
        try await company.post(.transfer, [company.line("PUMP", 1, "S-1")], location: "WH-Stock", to: "SHELF")
        try await company.release("B-1")
        #expect(try await company.standing("PUMP") == ["SHELF S-1 1 hold", "WH-Stock S-2 1 released"])
        #expect(try await company.operations.check().agrees)
    }

    @Test(arguments: SQLEngine.allCases)
    func aSerialThatMovesLeavesTheOthersOfItsBatchHeld(engine: SQLEngine) async throws {
        // R34b: the block that had come along with the lot ended with the first of its serials that moved on.
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        for shelf in ["A", "B", "C"] { try await company.location(shelf) }
        try await company.post(.receipt, [company.line("NUT", 2, "N-1")], location: "A")
        try await company.hold("N-1", HoldRequest(reason: "wet", location: "A"))
        try await company.post(.transfer, [company.line("NUT", 2, "N-1")], location: "A", to: "B")
        company.clock.advance(seconds: 60)
        try await company.change("NUT", to: .serial, nil, "B: S-1 S-2")
        company.clock.advance(seconds: 60)
        try await company.post(.transfer, [company.line("NUT", 1, "S-1")], location: "B", to: "C")
        #expect(try await company.standing("NUT") == ["B S-2 1 hold", "C S-1 1 hold"])
        #expect(try await company.operations.check().agrees)
    }

    @Test(arguments: SQLEngine.allCases)
    func aBlockFollowsItsGoodsAndEndsBehindThem(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        for shelf in ["A", "B", "C"] { try await company.location(shelf) }
        try await company.post(.receipt, [company.line("NUT", 5, "N-1")], location: "A")
        try await company.hold("N-1", HoldRequest(kind: .rejected, reason: "wet", location: "A"))
        try await company.post(.transfer, [company.line("NUT", 3, "N-1")], location: "A", to: "B")
        try await company.post(.transfer, [company.line("NUT", 3, "N-1")], location: "B", to: "C")
        #expect(try await company.blocks("N-1") == ["rejected person A", "rejected rule C"])
        // Nothing holds what comes to B now.
        try await company.post(.receipt, [company.line("NUT", 1, "N-2")], location: "B")
        #expect(
            try await company.standing("NUT")
                == ["A N-1 2 rejected", "B N-2 1 released", "C N-1 3 rejected"])
        #expect(try await company.operations.check().agrees)
    }

    @Test(arguments: SQLEngine.allCases)
    func goodsStayHeldWhenTheirPlaceComesToStandElsewhere(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        for shelf in ["A", "B"] { try await company.location(shelf) }
        try await company.location("BIN", below: "A")
        try await company.post(.receipt, [company.line("NUT", 5, "N-1")], location: "BIN")
        try await company.hold("N-1", HoldRequest(reason: "wet", location: "A"))
        _ = try await company.operations.changeLocation("BIN", LocationChange(parent: .set("B")), company.command()) {
            _ in Answer(status: 200, body: [])
        }
        #expect(try await company.standing("NUT") == ["BIN N-1 5 hold"])
        #expect(try await company.operations.check().agrees)
    }

    @Test(arguments: SQLEngine.allCases)
    func blockingAPlaceFreesWhatWasSetAsideThereAndBelow(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.location("SHELF", below: "WH-Stock")
        try await company.post(.receipt, [company.line("NUT", 5, "N-1")], location: "SHELF")
        let draft = try await company.draft(.delivery, [company.line("NUT", 5)], partner: "C1")
        let operations = company.operations
        _ = try await company.act { try await operations.reserve(.delivery, draft.document.number, $0, answer: $1) }
        let before = company.clock.now
        company.clock.advance(seconds: 60)
        _ = try await operations.changeLocation("WH-Stock", LocationChange(isBlocked: true), company.command()) { _ in
            Answer(status: 200, body: [])
        }
        let view = try await operations.document(.delivery, draft.document.number, as: company.admin)
        #expect(view.document.state == .draft)
        #expect(view.events.map(\.code) == ["reservation_held"])
        #expect(try await company.stock("NUT") == ["SHELF N-1 5"])
        for (moment, isBlocked) in [(before, false), (company.clock.now, true)] {
            let then = try await operations.stock(StockQuestion(product: "NUT", at: moment), as: company.admin)
            #expect(then.items.map(\.isBlocked) == [isBlocked])
        }
        #expect(try await operations.check().agrees)
    }

    @Test(arguments: SQLEngine.allCases)
    func aDocumentRemembersEveryLossInOrder(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        for sku in ["NUT", "OIL"] { try await company.product(sku) }
        try await company.partner("C1")
        try await company.location("SHELF", below: "WH-Stock")
        try await company.post(
            .receipt, [company.line("NUT", 10, "A"), company.line("OIL", 4, "B"), company.line("OIL", 4, "C")],
            location: "SHELF")
        let lines = [company.line("NUT", 10), company.line("OIL", 8)]
        let number = try await company.draft(.delivery, lines, partner: "C1").document.number
        let ready = try await company.act { try await company.operations.reserve(.delivery, number, $0, answer: $1) }
        try await company.hold("C", HoldRequest(reason: "wet"))
        let once = try await company.operations.document(.delivery, number, as: company.admin)
        #expect(once.document.state == .draft)
        #expect(once.document.version == ready.document.version + 1)
        let block = LocationChange(isBlocked: true)
        _ = try await company.operations.changeLocation("SHELF", block, company.command()) { _ in
            Answer(status: 200, body: [])
        }
        let view = try await company.operations.document(.delivery, number, as: company.admin)
        #expect(
            view.events.map(\.detail) == [
                "4 of OIL that were set aside are held now: “C” is on hold. wet",
                "10 of NUT that were set aside are held now: SHELF is blocked.",
                "4 of OIL that were set aside are held now: SHELF is blocked.",
            ])
        #expect(view.document.version == once.document.version + 1)
        #expect(try await company.operations.check().agrees)
    }

    @Test func operatorsHoldAndQualityReleases() async throws {
        let company = try await TestCompany(.sqlite)
        try await company.product("NUT")
        try await company.post(.receipt, [company.line("NUT", 5, "N-1")])
        let operatorOnly = try await company.actor("Otto", .operator)
        let quality = try await company.actor("Quinn", .quality)
        try await company.hold("N-1", HoldRequest(reason: "wet"), by: operatorOnly)
        for attempt in ["reject", "release"] {
            let refused = await #expect(throws: Refusal.self) {
                if attempt == "release" {
                    try await company.release("N-1", by: operatorOnly)
                } else {
                    try await company.hold("N-1", HoldRequest(kind: .rejected, reason: "wet"), by: operatorOnly)
                }
            }
            #expect(refused?.code == "not_allowed", "\(attempt)")
        }
        try await company.hold("N-1", HoldRequest(kind: .rejected, reason: "wet"), by: quality)
        try await company.release("N-1", by: quality)
        #expect(try await company.statuses() == ["N-1 released"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aBlockIsClosedOnceAndNeverEdited(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.post(.receipt, [company.line("NUT", 5, "N-1")])
        try await company.hold("N-1", HoldRequest(reason: "wet"))
        try await company.release("N-1")
        for statement: SQL in [
            "DELETE FROM block", "UPDATE block SET closed_at = NULL, closed_by = NULL",
            "UPDATE block SET kind = 'hold'",
        ] {
            await #expect(throws: SQLError.self) {
                try await company.database.write(.company) { try $0.execute(statement) }
            }
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func theHistoryTellsEverythingLatestFirst(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.post(.receipt, [company.line("NUT", 5, "N-1")])
        company.clock.advance(seconds: 60)
        try await company.hold("N-1", HoldRequest(reason: "wet"))
        company.clock.advance(seconds: 60)
        try await company.release("N-1")
        let lot = try await company.lot("N-1")
        let whole = try await company.operations.history(of: lot, as: company.admin)
        #expect(
            whole.items.map(\.what) == [
                "No longer on hold", "Now on hold", "receipt of 5 pcs from Suppliers to WH-Stock",
            ])
        #expect(whole.items.map(\.reason) == ["dry again", "wet", nil])
        var parts: [String] = []
        var cursor: LotHistoryCursor?
        repeat {
            let page = try await company.operations.history(of: lot, before: cursor, limit: 1, as: company.admin)
            parts += page.items.map(\.what)
            cursor = page.nextCursor.flatMap { LotHistoryCursor($0) }
        } while cursor != nil
        #expect(parts == whole.items.map(\.what))
    }
}

/// Goods that are made of others, or turn out to be others, are held as those are (R19, R34b, R37).
struct HeldHeirTests {
    private func company(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.location("SHELF", below: "WH-Stock")
        return company
    }

    /// Sets ten of `A` aside for a delivery, and answers its number.
    private func setAside(_ company: TestCompany) async throws -> String {
        try await company.post(.receipt, [company.line("NUT", 10, "A")])
        let number = try await company.draft(.delivery, [company.line("NUT", 10)], partner: "C1").document.number
        _ = try await company.act { try await company.operations.reserve(.delivery, number, $0, answer: $1) }
        try await company.post(.receipt, [company.line("NUT", 5, "B")])
        return number
    }

    @Test(arguments: SQLEngine.allCases)
    func aPartOfGoodsThatAHoldCoversFromAroundTheirPlaceIsHeldToo(engine: SQLEngine) async throws {
        let company = try await company(engine)
        try await company.post(.receipt, [company.line("NUT", 10, "A")], location: "SHELF")
        try await company.hold("A", HoldRequest(reason: "wet", location: "WH-Stock"))
        let split = SplitRequest(quantity: 4, number: LotNumber(stored: "BOX"), location: "SHELF", reason: "a box")
        _ = try await company.operations.splitLot(company.lot("A"), split, company.command()) { _ in
            Answer(status: 200, body: [])
        }
        #expect(try await company.standing("NUT") == ["SHELF A 6 hold", "SHELF BOX 4 hold"])
    }

    @Test(arguments: SQLEngine.allCases)
    func mergingWithHeldGoodsFreesWhatWasSetAside(engine: SQLEngine) async throws {
        let company = try await company(engine)
        let delivery = try await setAside(company)
        try await company.hold("B", HoldRequest(reason: "wet"))
        let merge = MergeRequest(lots: [try await company.lot("B")], number: LotNumber(stored: "C"), reason: "one bin")
        _ = try await company.operations.mergeLots(company.lot("A"), merge, company.command()) { _ in
            Answer(status: 200, body: [])
        }
        try await expectFreed(company, delivery, ["WH-Stock C 15 hold"])
    }

    @Test(arguments: SQLEngine.allCases)
    func joiningHeldGoodsFreesWhatWasSetAside(engine: SQLEngine) async throws {
        let company = try await company(engine)
        let delivery = try await setAside(company)
        try await company.hold("B", HoldRequest(reason: "wet"))
        let renumber = RenumberRequest(number: LotNumber(stored: "A"), reason: "misread")
        let command = company.command(["number:join": "join"])
        _ = try await company.operations.renumber(company.lot("B"), renumber, command) { _ in
            Answer(status: 200, body: [])
        }
        try await expectFreed(company, delivery, ["WH-Stock A 15 hold"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aChangeOfLevelHoldsWhatWasHeldAndNothingElse(engine: SQLEngine) async throws {
        // R7: a serial of goods that stood beside the held part does not come in from outside.
        let company = try await company(engine)
        try await company.post(.receipt, [company.line("NUT", 1, "A")])
        try await company.post(.receipt, [company.line("NUT", 1, "A")], location: "SHELF")
        try await company.hold("A", HoldRequest(reason: "wet", location: "SHELF"))
        try await company.change("NUT", to: .serial, nil, "WH-Stock: S97<A\nSHELF: S194<A")
        #expect(try await company.standing("NUT") == ["SHELF S194 1 hold", "WH-Stock S97 1 released"])
    }

    private func expectFreed(_ company: TestCompany, _ delivery: String, _ standing: [String]) async throws {
        #expect(try await company.standing("NUT") == standing)
        let view = try await company.operations.document(.delivery, delivery, as: company.admin)
        #expect(view.lines[0].reserved == .zero)
        #expect(view.document.state == .draft)
        #expect(view.events.map(\.code) == ["reservation_held"])
        #expect(try await company.operations.check().findings.named.map(\.detail) == [])
    }
}

extension TestCompany {
    func lot(_ number: String) async throws -> LotID {
        try await operations.lots(LotFilter(number: number), as: admin).items[0].lot.id
    }

    func hold(_ number: String, _ request: HoldRequest, by actor: Actor? = nil) async throws {
        _ = try await operations.hold(lot(number), request, command(by: actor)) { _ in Answer(status: 200, body: []) }
    }

    func release(_ number: String, by actor: Actor? = nil) async throws {
        let request = ReleaseRequest(reason: "dry again")
        _ = try await operations.release(lot(number), request, command(by: actor)) { _ in
            Answer(status: 200, body: [])
        }
    }

    /// Each number with its status, by number.
    func statuses() async throws -> [String] {
        try await operations.lots(limit: 500, as: admin).items.map { "\($0.lot.number) \($0.status.rawValue)" }.sorted()
    }

    /// Piles as `place number quantity status`.
    func standing(_ sku: String) async throws -> [String] {
        try await operations.stock(StockQuestion(product: sku), limit: 500, as: admin).items
            .map { "\($0.locationCode) \($0.number?.text ?? "-") \($0.quantity) \($0.status.rawValue)" }.sorted()
    }

    /// Open blocks as `kind cause place`.
    func blocks(_ number: String) async throws -> [String] {
        try await operations.lot(lot(number), as: admin).blocks.map {
            "\($0.block.kind.rawValue) \($0.block.cause.rawValue) \($0.locationCode ?? "everywhere")"
        }.sorted()
    }

    func actor(_ name: String, _ role: Role) async throws -> Actor {
        try await store { store in
            try store.insertToken(
                name: name, role: role, hash: Digest(of: Array(name.utf8)), expiresOn: nil, at: TestClock.start)
        }
    }
}
