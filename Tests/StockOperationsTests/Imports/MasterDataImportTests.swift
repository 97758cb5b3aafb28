import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

@Suite struct MasterDataImportTests {
    private static let products = #"""
        sku,name,tracking,unit,expiration,shelf_life_days,category,decimals,barcode,warranty_months
        A,Apple,lot,kg,yes,30,FRUIT,3,5012345678900,
        B,"Box, 1 ""large"" one",none,pcs,no,,,,,
        C,Clock,serial,pcs,no,,GOODS,,,24
        """#

    @Test(arguments: SQLEngine.allCases)
    func theFirstProductsTurnOnTheSwitchesTheyNeed(_ engine: SQLEngine) async throws {
        let company = try await TestCompany(engine, settings: Settings())
        let report = try await company.importing(.products, MasterDataImportTests.products)
        #expect(report.rows == 3)
        #expect(report.switchedOn == ["lots_and_serials", "expiration_dates"])
        #expect(report.newCategories == ["FRUIT", "GOODS"])
        #expect(
            try await company.exported(.products) == #"""
                sku,name,tracking,unit,expiration,shelf_life_days,category,decimals,barcode,warranty_months
                A,Apple,lot,kg,yes,30,FRUIT,3,5012345678900,
                B,"Box, 1 ""large"" one",none,pcs,no,,,0,,
                C,Clock,serial,pcs,no,,GOODS,0,,24

                """#)
    }

    @Test func laterProductsObeyTheSwitches() async throws {
        let company = try await TestCompany(.sqlite, settings: Settings())
        #expect(try await company.importing(.products, "sku,name\nB,Box").switchedOn == [])
        #expect(
            try await company.faults(.products, "sku,name,tracking\nC,Clock,serial") == ["2 tracking_switched_off"])
        #expect(try await company.exported(.products).hasPrefix("sku,name,unit,category,decimals,barcode"))
    }

    @Test func everyFaultOfAFileOfProductsIsNamedWithItsLine() async throws {
        let company = try await TestCompany(.sqlite)
        try await company.importing(.products, "sku,name,barcode\nOLD,Old,1234")
        #expect(
            try await company.faults(
                .products,
                """
                sku,name,tracking,expiration,shelf_life_days,decimals,barcode
                OLD,Again,none,no,,,
                A,Apple,lots,no,,,
                B,Box,none,maybe,,,
                C,,none,no,,,
                D,Dates,none,yes,,,
                E,Egg,lot,yes,-1,7,
                E,Egg,lot,no,,,1234
                """)
                == [
                    "2 sku_exists", "3 invalid_value", "4 invalid_value", "5 invalid_value",
                    "6 expiration_needs_tracking", "7 invalid_value", "7 invalid_value", "8 barcode_exists",
                    "8 sku_repeated",
                ])
    }

    @Test(arguments: SQLEngine.allCases)
    func partnersComeBackAsTheyWentIn(_ engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        let file = """
            code,name,kind,anonymous,email,phone,address,country,gln
            C1,Customer 1,customer,no,c1@example.com,+44 20 7946 0000,"1 Example Street, Town",United Kingdom,
            S1,Supplier 1,supplier,no,,,,,4012345000009
            WALKIN,Counter,customer,yes,,,,,

            """
        try await company.importing(.partners, String(file.dropLast()))
        #expect(try await company.exported(.partners) == file)
        #expect(
            try await company.faults(.partners, "code,name,kind\nC1,Again,customer\nX,X,friend\nY,Y,both\nY,Y,both")
                == ["2 partner_exists", "3 invalid_value", "5 partner_repeated"])
    }
}
