import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

@Suite struct MovementImportTests {
    @Test(arguments: SQLEngine.allCases)
    func rowsOfOneDocumentKindPartnerAndTimeAreOnePosting(_ engine: SQLEngine) async throws {
        let company = try await TestCompany.small(engine)
        let report = try await company.importing(
            .movements,
            """
            \(header)
            2026-01-05 07:00,receipt,PO1,S1,LOTTED,A,,10,
            2026-01-05 07:00,receipt,PO1,S1,PLAIN,,,4,
            2026-01-05 08:00,receipt,PO1,S1,LOTTED,B,,5,
            2026-01-06 09:00,delivery,SO1,C1,LOTTED,A,,7,
            2026-01-07 09:00,customer_return,SO1,C1,LOTTED,A,,1,broken
            2026-01-08 09:00,write_off,W1,,LOTTED,B,,2,mouldy
            """)
        #expect(report.rows == 6)
        #expect(report.postings == 5)
        #expect(report.documents == 4)
        #expect(report.newLots == 2)
        #expect(report.warnings.isEmpty)
        #expect(try await company.stock("LOTTED") == ["WH-Stock A 4", "WH-Stock B 3"])
        #expect(try await company.stock("PLAIN") == ["WH-Stock - 4"])
    }

    /// Each table is a file without its header, and the faults that it is refused for.
    @Test(arguments: [
        ("2026-01-05 07:00,receipt,PO1,S1,NONE,A,,10,", ["2 unknown_sku"]),
        ("2026-01-05 07:00,receipt,PO1,NOBODY,LOTTED,A,,10,", ["2 unknown_partner"]),
        ("2026-01-05 07:00,receive,PO1,S1,LOTTED,A,,10,", ["2 invalid_value"]),
        ("05.01.2026,receipt,PO1,S1,LOTTED,A,,10,", ["2 invalid_value"]),
        ("2026-01-05 07:00,receipt,,S1,LOTTED,A,,10,", ["2 invalid_value"]),
        ("2026-01-05 07:00,receipt,PO1,S1,LOTTED,A,,ten,", ["2 invalid_value"]),
        ("2026-01-05 07:00,receipt,PO1,S1,LOTTED,A,,0,", ["2 invalid_value"]),
        ("2026-01-05 07:00,receipt,PO1,S1,LOTTED,A,,1.5,", ["2 too_many_decimals"]),
        ("2026-01-05 07:00,receipt,PO1,S1,LOTTED,,,1,", ["2 number_required"]),
        ("2026-01-05 07:00,receipt,PO1,S1,PLAIN,A,,1,", ["2 product_not_tracked"]),
        ("2026-01-05 07:00,receipt,PO1,S1,SERIAL,A,,2,", ["2 serial_quantity_must_be_one"]),
        ("2026-01-05 07:00,receipt,PO1,S1,FRESH,A,31.5.2026,2,", ["2 invalid_value"]),
        ("2026-01-05 07:00,transfer,T1,,LOTTED,A,,2,", ["2 place_required"]),
        ("2027-01-05 07:00,receipt,PO1,S1,LOTTED,A,,2,", ["2 happens_in_future"]),
        ("2026-01-05 07:00,delivery,SO1,C1,LOTTED,A,,2,", ["2 insufficient_stock"]),
        (
            "2026-01-05 07:00,receipt,PO1,S1,FRESH,A,2026-02-01,2,\n2026-01-06 07:00,receipt,PO2,S1,FRESH,A,2026-02-02,2,",
            ["3 expiry_disagrees"]
        ),
        (
            "2026-01-05 07:00,receipt,PO1,S1,LOTTED,A,,2,\n2026-01-06 07:00,receipt,PO2,S2,LOTTED,A,,2,",
            ["3 lot_exists_other_supplier"]
        ),
        (
            "2026-01-05 07:00,receipt,PO1,S1,SERIAL,A,,1,\n2026-01-06 07:00,receipt,PO2,S1,SERIAL,A,,1,",
            ["3 serial_elsewhere"]
        ),
        (
            "2026-01-05 07:00,receipt,PO1,S1,SERIAL,A,,1,\n2026-01-06 07:00,delivery,SO1,C1,SERIAL,A,,1,\n"
                + "2026-01-07 07:00,delivery,SO2,C2,SERIAL,A,,1,",
            ["4 serial_elsewhere"]
        ),
    ])
    func aFaultIsNamedWithItsLineAndNothingIsImported(rows: String, faults: [String]) async throws {
        let company = try await TestCompany.small(.sqlite)
        #expect(try await company.faults(.movements, header + "\n" + rows) == faults)
        #expect(try await company.exported(.movements).split(separator: "\n").count == 1)
    }

    @Test(arguments: SQLEngine.allCases)
    func stockIsNeverNegativeAtAPastMoment(_ engine: SQLEngine) async throws {
        let company = try await TestCompany.small(engine)
        // Recorded after the receipt, but it would have happened before.
        let faults = try await company.faults(
            .movements,
            """
            \(header)
            2026-01-05 07:00,receipt,PO1,S1,LOTTED,A,,10,
            2026-01-04 07:00,delivery,SO1,C1,LOTTED,A,,1,
            """)
        #expect(faults == ["3 insufficient_stock"])
    }

    @Test func theOrderOfTheFileNeedNotBeTheOrderOfHappening() async throws {
        let company = try await TestCompany.small(.sqlite)
        try await company.importing(
            .movements,
            """
            \(header)
            2026-01-06 07:00,delivery,SO1,C1,LOTTED,A,,1,
            2026-01-05 07:00,receipt,PO1,S1,LOTTED,A,,10,
            """)
        #expect(try await company.stock("LOTTED") == ["WH-Stock A 9"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aSecondFileGoesOnWhereTheFirstEnded(_ engine: SQLEngine) async throws {
        let company = try await TestCompany.small(engine)
        try await company.importing(
            .movements,
            """
            \(header)
            2026-01-05 07:00,receipt,PO1,S1,LOTTED,A,,10,
            2026-01-05 07:00,receipt,PO1,S1,SERIAL,SN1,,1,
            2026-01-09 07:00,delivery,SO1,C1,LOTTED,A,,6,
            """)
        // On the 6th ten were there, but six of them went on the 9th.
        #expect(
            try await company.faults(.movements, header + "\n2026-01-06 07:00,delivery,SO2,C2,LOTTED,A,,5,")
                == ["2 insufficient_stock"])
        #expect(
            try await company.faults(.movements, header + "\n2026-01-06 07:00,delivery,SO1,C2,LOTTED,A,,1,")
                == ["2 document_exists"])
        try await company.importing(
            .movements,
            """
            \(header)
            2026-01-06 07:00,delivery,SO2,C2,LOTTED,A,,4,
            2026-01-06 07:00,delivery,SO2,C2,SERIAL,SN1,,1,
            """)
        #expect(try await company.stock("LOTTED") == [])
        #expect(
            try await company.faults(.movements, header + "\n2026-01-10 07:00,write_off,W1,,SERIAL,SN1,,1,")
                == ["2 serial_elsewhere"])
    }

    @Test(arguments: SQLEngine.allCases)
    func laterNumbersAreDrawnBeyondThoseInTheFile(_ engine: SQLEngine) async throws {
        let company = try await TestCompany.small(engine)
        try await company.importing(
            .movements, header + "\n2026-01-05 07:00,receipt,IN-00012,S1,PLAIN,,,10,")
        #expect(try await company.store { try $0.drawDocumentNumber(.receipt) } == "IN-00013")
        #expect(try await company.store { try $0.drawDocumentNumber(.delivery) } == "OUT-00001")
    }

    @Test func nothingIsBookedIntoALockedPeriod() async throws {
        let company = try await TestCompany(
            .sqlite, settings: Settings(lotsAndSerials: true, lockDate: CalendarDate("2026-01-31")))
        try await company.product("PLAIN", .none)
        #expect(
            try await company.faults(
                .movements,
                """
                \(header)
                2026-01-31 23:59,receipt,PO1,,PLAIN,,,1,
                2026-02-01 00:00,receipt,PO2,,PLAIN,,,1,
                """) == ["2 locked_period"])
    }

    @Test func aNumberIsRefusedWhileLotsAreSwitchedOff() async throws {
        let company = try await TestCompany(.sqlite, settings: Settings())
        try await company.product("PLAIN", .none)
        #expect(
            try await company.faults(.movements, header + "\n2026-01-05 07:00,receipt,PO1,,PLAIN,A,,1,")
                == ["2 tracking_switched_off"])
        try await company.importing(
            .movements, "at,kind,document,partner,sku,quantity\n2026-01-05 07:00,receipt,PO1,,PLAIN,1")
        #expect(try await company.exported(.movements).contains("lot") == false)
    }

    @Test func whatHasHappenedIsOnlyWarnedOf() async throws {
        let company = try await TestCompany.small(.sqlite)
        let report = try await company.importing(
            .movements,
            """
            \(header),from_location,to_location
            2026-01-05 07:00,receipt,PO1,S1,FRESH,A,2026-01-08,2.5,,,
            2026-01-05 07:00,receipt,PO1,S1,LOTTED,AB-1,,5,,,
            2026-01-05 07:00,receipt,PO1,S1,LOTTED,AB1,,5,,,WH-Quarantine
            2026-01-09 07:00,delivery,SO1,C1,FRESH,A,,1,,,
            2026-01-09 07:00,delivery,SO1,C1,LOTTED,AB1,,1,,WH-Quarantine,
            2026-01-10 07:00,customer_return,SO1,C2,LOTTED,AB1,,1,,,
            """)
        #expect(
            report.warnings.map { "\($0.code) \($0.lines)" } == [
                "date_doubtful [2]", "lot_blocked [6]", "lot_expired [5]", "not_held_by_partner [7]",
                "number_like_existing [4]",
            ])
        #expect(
            try await company.rows("SELECT DISTINCT location_id, blocked FROM balance ORDER BY blocked").count == 2)
    }

    @Test func answersOfTheCommandTakeTheSameLotFromTwoSuppliers() async throws {
        let company = try await TestCompany.small(.sqlite)
        let file = """
            \(header)
            2026-01-05 07:00,receipt,PO1,S1,LOTTED,A,,2,
            2026-01-06 07:00,receipt,PO2,S2,LOTTED,A,,3,
            """
        try await company.importing(.movements, file, answers: ["lot_exists_other_supplier": "same"])
        #expect(try await company.stock("LOTTED") == ["WH-Stock A 5"])
        #expect(try await company.faults(.movements, file, answers: ["colour": "same"]) == ["invalid_value"])
    }

    @Test(arguments: SQLEngine.allCases)
    func consumeAndProduceRowsOfOneDocumentAndStepAreOneStep(_ engine: SQLEngine) async throws {
        let company = try await TestCompany.small(engine)
        try await company.importing(
            .movements,
            """
            \(header),step,batch
            2026-01-05 07:00,receipt,PO1,S1,LOTTED,A,,10,,,
            2026-01-05 07:00,receipt,PO1,S1,LOTTED,B,,10,,,
            2026-01-06 07:00,consume,MO1,,LOTTED,A,,2,,1,
            2026-01-06 07:00,produce,MO1,,SERIAL,SN1,,1,,1,BATCH
            2026-01-06 07:00,consume,MO1,,LOTTED,B,,2,,2,
            2026-01-06 07:00,produce,MO1,,SERIAL,SN2,,1,,2,BATCH
            2026-01-07 07:00,consume,MO1,,LOTTED,B,,1,,1,
            """)
        let rows = try await company.exported(.movements).split(separator: "\n")
        // Posting 4 adds to the step that posting 2 began.
        #expect(rows.last?.contains(",2,4,,imported,") == true)
        let steps = try await company.rows(
            """
            SELECT s.step_id, l.number, s.consumed / 1000000, s.produced / 1000000
              FROM step_lot s
              JOIN lot l ON l.id = s.lot_id
             ORDER BY s.step_id, l.number
            """)
        #expect(steps == ["2 A 2 0", "2 B 1 0", "2 SN1 0 1", "3 B 2 0", "3 SN2 0 1"])
    }
}
