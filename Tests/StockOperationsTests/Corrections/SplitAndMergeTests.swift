import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

/// A lot that becomes two, and lots that become one (R19).
@Suite struct SplitAndMergeTests {
    private func split(
        _ company: TestCompany, _ number: String, _ quantity: Quantity, as child: String? = nil,
        answers: [String: String] = [:]
    ) async throws -> LotView {
        let id = try await company.lot(number, of: "OIL").id
        return try await company.telling { told in
            try await company.operations.splitLot(
                id,
                SplitRequest(
                    quantity: quantity, number: child.map { LotNumber(stored: $0) }, location: "WH-Stock",
                    reason: "two boxes"), company.command(answers), answer: told)
        }
    }

    private func merge(_ company: TestCompany, _ numbers: [String], as merged: String?) async throws -> LotView {
        var ids: [LotID] = []
        for number in numbers { ids.append(try await company.lot(number, of: "OIL").id) }
        let (first, others) = (ids[0], Array(ids.dropFirst()))
        return try await company.telling { told in
            try await company.operations.mergeLots(
                first,
                MergeRequest(lots: others, number: merged.map { LotNumber(stored: $0) }, reason: "one tank"),
                company.command(), answer: told)
        }
    }

    private func oil(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.product("OIL", expiration: Expiration(isEnabled: true, shelfLifeDays: 30))
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("OIL", 10, "A")], at: "2026-04-20T08:00:00Z")
        try await company.post(.receipt, [company.line("OIL", 6, "B")], at: "2026-05-01T08:00:00Z")
        return company
    }

    private func ages(_ company: TestCompany) async throws -> [String] {
        try await company.store { store in
            try store.stock(StockFilter(), after: nil, limit: 10).map { row in
                "\(row.locationCode) \(row.number?.text ?? "-") \(row.quantity) \(row.incomingAt?.rfc3339.prefix(10) ?? "")"
            }
        }.sorted()
    }

    @Test(arguments: SQLEngine.allCases)
    func aSplitKeepsDatesAgeAndOrigin(engine: SQLEngine) async throws {
        let company = try await oil(engine)
        let child = try await split(company, "A", 4, as: "A-BOX")
        #expect(child.lot.dates == (try await company.lot("A", of: "OIL").dates))
        #expect(
            try await ages(company)
                == ["WH-Stock A 6 2026-04-20", "WH-Stock A-BOX 4 2026-04-20", "WH-Stock B 6 2026-05-01"])
        try await company.post(.delivery, [company.line("OIL", 3, "A-BOX")], partner: "C1")
        let scope = try await company.operations.recallScope(of: "A", as: company.admin)
        #expect(scope.consignees.map { $0.partner?.code } == ["C1"])
        #expect(scope.totals.movedOut == 4 && scope.totals.closes)
        // Without a number it is called after its parent.
        #expect(try await split(company, "A", 1).lot.number.text == "A.1")
        #expect(try await split(company, "A", 1).lot.number.text == "A.2")
        #expect(try await company.disagreements() == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func whatHoldsTheParentHoldsTheChild(engine: SQLEngine) async throws {
        let company = try await oil(engine)
        let parent = try await company.lot("A", of: "OIL").id
        try await company.database.write(.company) { session in
            _ = try session.execute(
                """
                INSERT INTO block (id, lot_id, kind, cause, reason, opened_at, opened_by)
                VALUES (900, \(bind: parent), 'hold', 'person', 'cloudy', 0, \(bind: company.admin.id))
                """)
            try Store(session).refreshPiles(ofLots: [parent])
        }
        _ = try await split(company, "A", 4, as: "A-BOX")
        let refused = await company.code {
            try await company.post(.delivery, [company.line("OIL", 1, "A-BOX")], partner: "C1")
        }
        #expect(refused == "lot_blocked")
        #expect(try await company.disagreements() == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func whatIsSetAsideAsksBeforeItIsSplitAway(engine: SQLEngine) async throws {
        let company = try await oil(engine)
        let draft = try await company.draft(.delivery, [company.line("OIL", 8, "A")], partner: "C1")
        _ = try await company.act {
            try await company.operations.reserve(.delivery, draft.document.number, $0, answer: $1)
        }
        #expect(await company.code { _ = try await self.split(company, "A", 4, as: "A-BOX") } == "reserved_for_other")
        _ = try await split(company, "A", 4, as: "A-BOX", answers: ["quantity:reserved": "take"])
        #expect(
            try await company.stock("OIL")
                == ["WH-Stock A 6 (6 reserved)", "WH-Stock A-BOX 4", "WH-Stock B 6"])
        #expect(try await company.disagreements() == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func aMergeHasTheEarliestDatesAndBothOrigins(engine: SQLEngine) async throws {
        let company = try await oil(engine)
        let early = try await company.lot("A", of: "OIL").dates
        let draft = try await company.draft(.delivery, [company.line("OIL", 8, "A")], partner: "C1")
        _ = try await company.act {
            try await company.operations.reserve(.delivery, draft.document.number, $0, answer: $1)
        }
        let merged = try await merge(company, ["A", "B"], as: "TANK-1")
        #expect(merged.lot.dates.expiresOn == early.expiresOn)
        #expect(merged.onHand == 16)
        #expect(try await ages(company) == ["WH-Stock TANK-1 16 2026-04-20"])
        #expect(try await company.stock("OIL") == ["WH-Stock TANK-1 16 (8 reserved)"])
        let trace = try await company.operations.trace(of: "TANK-1", .up, as: company.admin)
        #expect(trace.edges.map { $0.from.number ?? "" }.sorted() == ["A", "B"])
        for number in ["A", "B"] {
            #expect(try await company.operations.recallScope(of: number, as: company.admin).totals.closes)
        }
        #expect(try await company.disagreements() == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func whatCannotBeMergedIsRefused(engine: SQLEngine) async throws {
        let company = try await oil(engine)
        try await company.product("LAMP", .serial)
        try await company.post(.receipt, [company.line("LAMP", 1, "S")])
        let (oil, lamp) = (try await company.lot("A", of: "OIL").id, try await company.lot("S", of: "LAMP").id)
        @Sendable func code(_ first: LotID, _ others: [LotID], _ number: String = "NEW") async -> String {
            await company.code {
                _ = try await company.telling { told in
                    try await company.operations.mergeLots(
                        first, MergeRequest(lots: others, number: LotNumber(stored: number), reason: "x"),
                        company.command(), answer: told)
                }
            }
        }
        let other = try await company.lot("B", of: "OIL").id
        #expect(await code(oil, [oil]) == "invalid_value")
        #expect(await code(oil, [lamp]) == "not_for_serials")
        #expect(await code(oil, [other], "A") == "lot_exists")
        #expect(await code(lamp, []) == "invalid_value")
    }

    @Test(arguments: SQLEngine.allCases)
    func toppingUpATankMergesWhatIsInIt(engine: SQLEngine) async throws {
        let company = try await oil(engine)
        try await company.add(Location(code: "TANK", name: "Tank", usage: .internal, isMixing: true))
        let first = try await company.post(
            .transfer, [company.line("OIL", 6, "A")], location: "WH-Stock", to: "TANK")
        #expect(first.warnings.isEmpty)
        let topped = try await company.post(
            .transfer, [company.line("OIL", 2, "B")], location: "WH-Stock", to: "TANK")
        #expect(topped.warnings.map(\.code) == ["merged_in_place"])
        #expect(try await company.stock("OIL") == ["TANK A.1 8", "WH-Stock A 4", "WH-Stock B 4"])
        try await company.post(.receipt, [company.line("OIL", 1, "D")], location: "TANK")
        #expect(
            try await company.stock("OIL") == ["TANK A.2 9", "WH-Stock A 4", "WH-Stock B 4"])
        let trace = try await company.operations.trace(of: "B", .down, as: company.admin)
        #expect(trace.nodes.map { $0.lot.number ?? "" }.sorted() == ["A.1", "A.2", "B"])
        #expect(try await company.disagreements() == [])
    }
}
