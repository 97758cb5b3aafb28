import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

/// R20a: goods whose number nobody can read come in all the same, marked, until the number is filled in.
struct UnknownNumberTests {
    private static let unknown = NumberInput.one(NumberEntry(number: LotNumber(stored: ""), isUnknown: true))

    /// 10 of lot KNOWN came in; the product is checked before it may leave.
    private func company(_ engine: SQLEngine, isChecked: Bool = true) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        var product = Product(sku: "NUT", name: "Nut", tracking: .lot)
        product.handling.isQuarantinedAtReceipt = isChecked
        try await company.add(product)
        try await company.location("SHELF")
        try await company.partner("C1")
        try await company.post(.opening, [company.line("NUT", 10, "KNOWN")], at: "2026-05-01T08:00:00Z")
        company.clock.advance(seconds: 60)
        return company
    }

    private func comeIn(
        _ company: TestCompany, _ kind: DocumentKind, at place: String = "SHELF"
    ) async throws -> Lot {
        var line = company.line("NUT", 3)
        line.numbers = [Self.unknown]
        let done = try await company.post(
            kind, [line], partner: kind == .customerReturn ? "C1" : nil, location: place, reason: "no label")
        let number = try #require(done.lines[0].numbers.first?.number)
        return try await company.lot(number.text, of: "NUT")
    }

    private func gap(_ company: TestCompany) async throws -> Quantity? {
        let scope = try await company.operations.recallScope(of: "KNOWN", product: "NUT", as: company.admin)
        return scope.gaps.first { $0.code == .unknownNumbersOnHand }?.units
    }

    @Test(arguments: SQLEngine.allCases, [DocumentKind.receipt, .count, .customerReturn])
    func theyAreMarkedCheckedAndAGapUntilTheirNumberIsFilledIn(engine: SQLEngine, kind: DocumentKind) async throws {
        let company = try await company(engine)
        let lot = try await comeIn(company, kind)
        #expect(lot.marks.names.contains("number_unknown"))
        #expect(lot.marks.inWords.contains("its own number is not known"))
        #expect(try await company.status(of: lot) == .quarantine)
        #expect(try await gap(company) == 3)
        try await company.renumber(lot.number.text, of: "NUT", to: "READ-IT")
        let known = try await company.lot("READ-IT", of: "NUT")
        #expect(!known.marks.contains(.numberUnknown))
        #expect(try await gap(company) == nil)
        // What is to be checked is so under its right number too.
        #expect(try await company.status(of: known) == .quarantine)
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases, [DocumentKind.receipt, .count, .customerReturn])
    func oneThatTurnsOutToBeALotOfOursJoinsItAndHoldsNoOtherGoods(
        engine: SQLEngine, kind: DocumentKind
    ) async throws {
        let company = try await company(engine)
        let lot = try await comeIn(company, kind)
        try await company.renumber(lot.number.text, of: "NUT", to: "KNOWN", answers: ["number:join": "join"])
        #expect(try await gap(company) == nil)
        let held = try await company.store { store in
            let places = try store.placesByID()
            let known = try store.lot(number: LotNumber(stored: "KNOWN"), kind: .lot, of: lot.productID)!.id
            return try store.balances(ofLots: [known]).filter { $0.quantity > .zero }
                .map { "\(places[$0.key.spot.location]!.code) \($0.quantity) \($0.isBlocked)" }.sorted()
        }
        #expect(held == ["SHELF 3 true", "WH-Stock 10 false"])
        try await company.expectSound()
    }

    @Test(arguments: SQLEngine.allCases)
    func joiningFreesWhatIsHeldThen(engine: SQLEngine) async throws {
        // R37
        let company = try await company(engine)
        let lot = try await comeIn(company, .receipt, at: "WH-Stock")
        let draft = try await company.draft(.delivery, [company.line("NUT", 2)], partner: "C1")
        _ = try await company.act {
            try await company.operations.reserve(.delivery, draft.document.number, $0, answer: $1)
        }
        try await company.renumber(lot.number.text, of: "NUT", to: "KNOWN", answers: ["number:join": "join"])
        #expect(try await company.stock("NUT") == ["WH-Stock KNOWN 13"])
        let told = try await company.operations.document(.delivery, draft.document.number, as: company.admin)
        #expect(told.events.map(\.code).contains("reservation_held"))
        try await company.expectSound()
    }
}

extension TestCompany {
    fileprivate func status(of lot: Lot) async throws -> LotStatus {
        try await store { store in
            LotStatus(of: try store.openBlocks(of: [lot.id])[lot.id] ?? [])
        }
    }
}
