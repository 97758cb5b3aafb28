import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

/// A misspelt number becomes the right one, and all its past with it (R17, R18).
@Suite struct RenumberingTests {
    @Test(arguments: SQLEngine.allCases)
    func aNewNumberIsTakenAndTheOldOneIsFoundAllTheSame(engine: SQLEngine) async throws {
        // S111: what was done keeps its goods, and shows their new number.
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("NUT", 5, "L-77")])
        let sale = try await company.post(.delivery, [company.line("NUT", 2, "L-77")], partner: "C1")
        let renamed = try await company.renumber("L-77", of: "NUT", to: "L-78")
        #expect(renamed.lot.number.text == "L-78")
        #expect(renamed.formerNumbers == ["L-77"])
        #expect(try await company.stock("NUT") == ["WH-Stock L-78 3"])
        let shown = try await company.operations.document(.delivery, sale.document.number, as: company.admin)
        #expect(shown.lines[0].numbers.map { $0.number?.text } == ["L-78"])
        let scope = try await company.operations.recallScope(of: "L-77", as: company.admin)
        #expect(scope.foundBy == .formerNumber)
        #expect(scope.consignees.map(\.ofLot) == [2])
        #expect(try await company.disagreements() == [])
        // Whoever takes goods may still call them by the number on the old label.
        try await company.post(.delivery, [company.line("NUT", 1, "L-77")], partner: "C1")
        #expect(try await company.stock("NUT") == ["WH-Stock L-78 2"])
        // Whoever brings some may mean other goods.
        let question = await company.code { try await company.post(.receipt, [company.line("NUT", 1, "L-77")]) }
        #expect(question == "number_like_existing")
    }

    @Test(arguments: SQLEngine.allCases)
    func aNumberThatExistsIsJoinedAfterAsking(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        for supplier in ["S1", "S2"] { try await company.partner(supplier, .supplier) }
        for customer in ["C1", "C2"] { try await company.partner(customer) }
        try await company.post(.receipt, [company.line("NUT", 5, "RIGHT")], partner: "S1", at: "2026-05-01T08:00:00Z")
        try await company.post(.receipt, [company.line("NUT", 4, "WRNG")], partner: "S2", at: "2026-04-30T08:00:00Z")
        try await company.post(.delivery, [company.line("NUT", 2, "RIGHT").because("asked for")], partner: "C1")
        try await company.post(.delivery, [company.line("NUT", 1, "WRNG")], partner: "C2")
        let asked = await company.code { try await company.renumber("WRNG", of: "NUT", to: "RIGHT") }
        #expect(asked == "join")
        let joined = try await company.renumber("WRNG", of: "NUT", to: "RIGHT", answers: ["number:join": "join"])
        #expect(joined.formerNumbers == ["WRNG"])
        #expect(try await company.stock("NUT") == ["WH-Stock RIGHT 6"])
        let scope = try await company.operations.recallScope(of: "WRNG", as: company.admin)
        #expect(scope.lot.number == "RIGHT")
        #expect(scope.consignees.map { "\($0.partner?.code ?? "") \($0.ofLot)" } == ["C1 2", "C2 1"])
        #expect(scope.sources.compactMap { $0.supplier?.code }.sorted() == ["S1", "S2"])
        #expect(scope.totals.closes && scope.totals.received == 9)
        // The oldest goods of both say how old the pile is, and both numbers name it.
        try await company.post(.delivery, [company.line("NUT", 1, "WRNG")], partner: "C1")
        try await company.post(.customerReturn, [company.line("NUT", 1, "WRNG")], partner: "C2")
        #expect(try await company.disagreements() == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func whatWasBookedUnderAJoinedNumberGoesOnUnderTheRightOne(engine: SQLEngine) async throws {
        // R18: documents keep the number they were booked with, their goods have the right one.
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        for customer in ["C1", "C2"] { try await company.partner(customer) }
        try await company.location("SHOP")
        try await company.post(.receipt, [company.line("NUT", 5, "RIGHT")])
        let receipt = try await company.post(.receipt, [company.line("NUT", 4, "WRNG")])
        let sale = try await company.post(
            .delivery, [company.line("NUT", 2, "WRNG").because("asked for")], partner: "C1")
        let transfer = try await company.draft(
            .transfer, [company.line("NUT", 1, "WRNG")], location: "WH-Stock", to: "SHOP")
        let operations = company.operations
        let number = transfer.document.number
        _ = try await company.act { try await operations.ship(number, DoRequest(), $0, answer: $1) }
        try await company.renumber("WRNG", of: "NUT", to: "RIGHT", answers: ["number:join": "join"])

        try await company.correct(sale, .partner(code: "C2"))
        let held = try await operations.recallScope(of: "RIGHT", as: company.admin).consignees
        #expect(held.map { "\($0.partner?.code ?? "") \($0.ofLot)" } == ["C2 2"])
        _ = try await company.act { try await operations.receive(number, DoRequest(), $0, answer: $1) }
        #expect(try await company.stock("NUT") == ["SHOP RIGHT 1", "WH-Stock RIGHT 6"])
        for done in [transfer, sale, receipt].map(\.document) {
            _ = try await company.act {
                try await operations.reverse(done.kind, done.number, reason: "never was", $0, answer: $1)
            }
        }
        #expect(try await company.stock("NUT") == ["WH-Stock RIGHT 5"])
        #expect(try await company.disagreements() == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func whatIsSetAsideStaysSetAside(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("NUT", 5, "RIGHT"), company.line("NUT", 5, "WRNG")])
        let draft = try await company.draft(.delivery, [company.line("NUT", 8)], partner: "C1")
        _ = try await company.act {
            try await company.operations.reserve(.delivery, draft.document.number, $0, answer: $1)
        }
        try await company.renumber("WRNG", of: "NUT", to: "RIGHT", answers: ["number:join": "join"])
        #expect(try await company.stock("NUT") == ["WH-Stock RIGHT 10 (8 reserved)"])
        #expect(try await company.disagreements() == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func serialsAreJoinedOnlyIfTheyCanBeOneThing(engine: SQLEngine) async throws {
        // R11 through time: S-1 was sold and came back as S-I1, which can be one lamp; S-2 and S-3 stood side by side.
        let company = try await TestCompany(engine)
        try await company.product("LAMP", .serial)
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("LAMP", 1, "S-1")], at: "2026-05-01T08:00:00Z")
        try await company.post(
            .delivery, [company.line("LAMP", 1, "S-1")], partner: "C1", at: "2026-05-01T09:00:00Z")
        try await company.post(
            .customerReturn, [company.line("LAMP", 1, "S-X1")], partner: "C1", at: "2026-05-02T08:00:00Z",
            answers: ["lines/0/numbers/0:not_held": "origin_unknown"])
        try await company.renumber("S-X1", of: "LAMP", to: "S-1", answers: ["number:join": "join"])
        #expect(try await company.stock("LAMP") == ["WH-Returns S-1 1"])
        #expect(try await company.disagreements() == [])

        try await company.post(.receipt, [company.line("LAMP", 2, "S-2", "S-3")])
        let refused = await company.code {
            try await company.renumber("S-2", of: "LAMP", to: "S-3", answers: ["number:join": "join"])
        }
        #expect(refused == "serial_in_two_places")
        #expect(try await company.disagreements() == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func aNumberMadeAheadMayBeRenumberedBeforeItMoves(engine: SQLEngine) async throws {
        // The posting that moves it first hashes the number it has then.
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        _ = try await company.telling { told in
            try await company.operations.createLot(
                LotRequest(product: "NUT", number: LotNumber(stored: "AHEAD")), company.command(), answer: told)
        }
        try await company.renumber("AHEAD", of: "NUT", to: "LATER")
        try await company.post(.receipt, [company.line("NUT", 5, "LATER")])
        try await company.renumber("LATER", of: "NUT", to: "LAST")
        #expect(try await company.disagreements() == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func anUnknownNumberIsKnownOnceItIsFilledIn(engine: SQLEngine) async throws {
        // R20a
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        let unknown = try await company.store { store in
            let product = try store.product(sku: "NUT")!
            let lot = Lot(
                id: try store.drawLotKeys(1)[0], productID: product.id, kind: .lot, number: LotNumber(stored: "U-1"),
                marks: [.numberUnknown, .found])
            try store.insert([lot], movedFirstBy: nil)
            return lot.id
        }
        try await company.renumber("U-1", of: "NUT", to: "L-5")
        #expect(try await company.store { try $0.lot(unknown)?.marks } == .found)
    }

    @Test(arguments: SQLEngine.allCases)
    func whatWasTamperedWithInARenumberingIsSeen(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.post(.receipt, [company.line("NUT", 5, "L-77")])
        try await company.renumber("L-77", of: "NUT", to: "L-78")
        try await company.database.write(.company) { session in
            _ = try session.execute("UPDATE renumbering SET number = 'L-79'")
        }
        #expect(try await company.operations.verify().findings.named.map(\.code) == ["hash_differs"])
    }

    @Test(arguments: SQLEngine.allCases)
    func anExportNamesGoodsByTheirRightNumber(engine: SQLEngine) async throws {
        let company = try await TestCompany.small(engine)
        try await company.post(.receipt, [company.line("LOTTED", 5, "RIGHT"), company.line("LOTTED", 4, "WRNG")])
        try await company.post(.delivery, [company.line("LOTTED", 1, "WRNG")], partner: "C1")
        try await company.renumber("WRNG", of: "LOTTED", to: "RIGHT", answers: ["number:join": "join"])
        let exported = try await company.exported(.movements)
        #expect(exported.split(separator: "\n").filter { $0.contains("WRNG") }.allSatisfy { $0.contains(",renumber,") })
        let copy = try await TestCompany.small(engine)
        copy.clock.advance(seconds: 60)
        try await copy.importing(.movements, String(exported.dropLast()))
        #expect(try await copy.stock("LOTTED") == ["WH-Stock RIGHT 8"])
        let told = try await company.operations.recallScope(of: "RIGHT", as: company.admin)
        let again = try await copy.operations.recallScope(of: "RIGHT", as: copy.admin)
        #expect(told.totals == again.totals)
        #expect(told.consignees.map(\.ofLot) == again.consignees.map(\.ofLot))
    }

    @Test(arguments: SQLEngine.allCases)
    func theRightNumberIsUniqueInTheCompanyWhereItMustBe(engine: SQLEngine) async throws {
        // R11a
        let company = try await TestCompany(
            engine, settings: Settings(lotsAndSerials: true, uniqueNumbers: .company))
        for sku in ["NUT", "TEA"] { try await company.product(sku) }
        try await company.post(.receipt, [company.line("NUT", 5, "L-7"), company.line("TEA", 5, "T-9")])
        #expect(
            await company.code { try await company.renumber("L-7", of: "NUT", to: "T-9") } == "number_of_other_product")
        try await company.renumber("L-7", of: "NUT", to: "T-10")
    }

    @Test(arguments: SQLEngine.allCases)
    func aLotWithStockIsNotArchived(engine: SQLEngine) async throws {
        // R17
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("NUT", 5, "L-1")])
        let lot = try await company.lot("L-1", of: "NUT").id
        @Sendable func archive(_ isArchived: Bool) async throws {
            _ = try await company.operations.archiveLot(lot, isArchived, company.command()) { _ in
                Answer(status: 200, body: [])
            }
        }
        #expect(await company.code { try await archive(true) } == "lot_on_hand")
        try await company.post(.delivery, [company.line("NUT", 5, "L-1")], partner: "C1")
        try await archive(true)
        #expect(try await company.lot("L-1", of: "NUT").isArchived)
        try await archive(false)
        #expect(try await !company.lot("L-1", of: "NUT").isArchived)
    }
}
