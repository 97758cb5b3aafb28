import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

@Suite struct StockImportTests {
    @Test(arguments: SQLEngine.allCases)
    func openingStockIsOnePostingForEachMoment(_ engine: SQLEngine) async throws {
        let company = try await TestCompany.small(engine)
        let report = try await company.importing(
            .stock,
            """
            sku,lot,quantity,location,expires_on,at,package
            LOTTED,A,10,SHELF,,2026-01-02 00:00,
            PLAIN,,4,,,2026-01-01 00:00,
            FRESH,F,1.125,,2026-06-30,2026-01-02 00:00,BOX-1
            SERIAL,SN1,1,SHELF,,2026-01-01 00:00,
            """)
        #expect(report.postings == 2)
        #expect(report.documents == 2)
        #expect(try await company.stock("LOTTED") == ["SHELF A 10"])
        #expect(try await company.stock("FRESH") == ["WH-Stock F 1.125"])
        #expect(
            try await company.rows("SELECT number, kind, state FROM document ORDER BY number")
                == ["OPEN-00001 opening done", "OPEN-00002 opening done"])
        #expect(
            try await company.exported(.stock) == """
                sku,lot,quantity,location,expires_on,at,package
                FRESH,F,1.125,WH-Stock,2026-06-30,2026-01-02T00:00:00Z,BOX-1
                LOTTED,A,10,SHELF,,2026-01-02T00:00:00Z,
                PLAIN,,4,WH-Stock,,2026-01-01T00:00:00Z,
                SERIAL,SN1,1,SHELF,,2026-01-01T00:00:00Z,

                """)
    }

    @Test func openingStockWithoutAMomentIsOfNow() async throws {
        let company = try await TestCompany.small(.sqlite)
        try await company.importing(.stock, "sku,quantity\nPLAIN,4")
        #expect(try await company.exported(.stock).contains(TestClock.start.rfc3339))
    }

    @Test func aSerialCannotOpenAtTwoPlaces() async throws {
        let company = try await TestCompany.small(.sqlite)
        #expect(
            try await company.faults(
                .stock,
                "sku,lot,quantity,location,at\nSERIAL,S,1,SHELF,2026-01-01 00:00\nSERIAL,S,1,WH-Stock,2026-01-01 00:00")
                == ["3 serial_elsewhere"])
    }
}
