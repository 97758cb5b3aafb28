import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

/// Doubts on their way through documents and imports (R16).
struct DoubtKeepingTests {
    private func company(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        for sku in ["CUP", "NUT", "TEA"] { try await company.product(sku) }
        try await company.product("LAMP", .serial)
        for code in ["SUP", "SUP-2"] { try await company.partner(code, .supplier) }
        try await company.partner("C1")
        return company
    }

    private func told(_ view: DocumentView) -> [String] { view.warnings.map { "\($0.pointer) \($0.code)" } }

    @Test(arguments: SQLEngine.allCases)
    func aDoubtfulNumberIsTakenInAndToldAsAWarning(engine: SQLEngine) async throws {
        let company = try await company(engine)
        let view = try await company.post(
            .receipt,
            [
                company.line("NUT", 84, "84"), company.line("TEA", 5, "B-2291=2", "N/A=3"),
                company.line("LAMP", 2, "12345", "SN-77"),
            ], partner: "SUP")
        #expect(view.document.state == .done)
        #expect(
            told(view) == [
                "/lines/0/numbers/0 equals_quantity", "/lines/1/numbers/1 placeholder",
                "/lines/2/numbers/0 keyboard_run",
            ])
        #expect(try await company.stock("NUT") == ["WH-Stock 84 84"])
    }

    @Test(arguments: SQLEngine.allCases)
    func oneNumberOverSeveralProductsIsDoubtedOnADocumentAndOverADay(engine: SQLEngine) async throws {
        let company = try await company(engine)
        let both = [company.line("NUT", 5, "B-77"), company.line("TEA", 6, "B-77"), company.line("TEA", 2, "C-4")]
        #expect(
            told(try await company.post(.receipt, both, partner: "SUP")) == [
                "/lines/0/numbers/0 same_number_unlike_lines", "/lines/1/numbers/0 same_number_unlike_lines",
            ])
        let third = try await company.post(.receipt, [company.line("CUP", 9, "B-77")], partner: "SUP-2")
        #expect(told(third) == ["/lines/0/numbers/0 same_number_unlike_lines"])
        company.clock.advance(seconds: 86_400)
        let later = try await company.post(.receipt, [company.line("CUP", 9, "C-4")], partner: "SUP-2")
        #expect(told(later) == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func theSuppliersHabitIsLearnedFromReceipts(engine: SQLEngine) async throws {
        let company = try await company(engine)
        for count in 1...5 {
            let view = try await company.post(
                .receipt, [company.line("NUT", 40, "L24-030\(count)")], partner: "SUP",
                at: "2026-04-0\(count)T08:00:00Z")
            #expect(told(view) == [])
        }
        func receive(_ number: String) async throws -> [String] {
            told(
                try await company.post(
                    .receipt, [company.line("NUT", 40, number)], partner: "SUP", at: "2026-04-09T08:00:00Z"))
        }
        #expect(try await receive("L24-0309") == [])
        #expect(try await receive("24/0310") == ["/lines/0/numbers/0 unlike_pattern"])
        #expect(try await receive("X24-0305") == ["/lines/0/numbers/0 near_duplicate"])
    }

    @Test(arguments: SQLEngine.allCases)
    func whatWasScannedIsNotDoubted(engine: SQLEngine) async throws {
        let company = try await company(engine)
        var line = company.line("NUT", 84)
        line.numbers = [.one(NumberEntry(number: LotNumber(stored: "1111"), entered: .scanned))]
        #expect(told(try await company.post(.receipt, [line], partner: "SUP")) == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func aCountDoubtsOnlyNumbersThatAreNew(engine: SQLEngine) async throws {
        let company = try await company(engine)
        try await company.post(.receipt, [company.line("NUT", 5, "xxxx")], partner: "SUP")
        let view = try await company.post(
            .count, [company.line("NUT", 9, "xxxx=6", "unknown=3")], location: "WH-Stock", reason: "count")
        #expect(told(view) == ["/lines/0/numbers/1 placeholder"])
    }

    @Test(arguments: SQLEngine.allCases)
    func anImportListsDoubtsAndLearns(engine: SQLEngine) async throws {
        let company = try await company(engine)
        let report = try await company.importing(
            .movements,
            """
            at,kind,document,partner,sku,lot,expires_on,quantity,reason
            2026-04-01 07:00,receipt,P1,SUP,NUT,L24-0301,,40,
            2026-04-02 07:00,receipt,P2,SUP,NUT,L24-0302,,40,
            2026-04-03 07:00,receipt,P3,SUP,NUT,L24-0303,,40,
            2026-04-04 07:00,receipt,P4,SUP,NUT,n/a,,40,
            2026-04-05 07:00,receipt,P5,SUP,NUT,L24-0305,,40,
            2026-04-06 07:00,receipt,P6,SUP,NUT,L24-0306,,40,
            2026-04-07 07:00,receipt,P7,SUP,NUT,77,,40,
            2026-04-08 07:00,receipt,P8,SUP,TEA,B-9,,40,
            2026-04-08 07:00,receipt,P8,SUP,CUP,B-9,,40,
            """)
        #expect(
            report.warnings.map { "\($0.code) \($0.lines)" } == [
                "placeholder [5]", "same_number_unlike_lines [9, 10]", "unlike_pattern [8]",
            ])
        let next = try await company.post(
            .receipt, [company.line("NUT", 40, "77/8")], partner: "SUP", at: "2026-04-09T08:00:00Z")
        #expect(told(next) == ["/lines/0/numbers/0 unlike_pattern"])
    }
}

/// Numbers unique in the company, in files (R11a).
struct CompanyNumbersImportTests {
    @Test(arguments: SQLEngine.allCases)
    func aHistoryCannotGiveOneNumberToTwoProducts(engine: SQLEngine) async throws {
        let company = try await TestCompany(
            engine, settings: Settings(lotsAndSerials: true, expirationDates: true, uniqueNumbers: .company))
        for sku in ["NUT", "TEA"] { try await company.product(sku) }
        try await company.partner("SUP", .supplier)
        try await company.post(.receipt, [company.line("NUT", 5, "A-1")], partner: "SUP")
        let head = "at,kind,document,partner,sku,lot,expires_on,quantity,reason\n"
        let faults = try await company.faults(
            .movements,
            head + """
                2026-04-01 07:00,receipt,P1,SUP,NUT,A-1,,40,
                2026-04-02 07:00,receipt,P2,SUP,TEA,A-1,,40,
                2026-04-03 07:00,receipt,P3,SUP,TEA,B-4,,40,
                2026-04-04 07:00,receipt,P4,SUP,NUT,B-4,,40,
                """)
        #expect(faults == ["3 number_of_other_product", "5 number_of_other_product"])
    }
}
