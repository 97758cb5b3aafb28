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
            try await company.exported(.products, columns: 10) == #"""
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
        #expect(try await company.exported(.partners, columns: 9) == file)
        #expect(
            try await company.faults(.partners, "code,name,kind\nC1,Again,customer\nX,X,friend\nY,Y,both\nY,Y,both")
                == ["2 partner_exists", "3 invalid_value", "5 partner_repeated"])
    }

    @Test(arguments: SQLEngine.allCases)
    func everythingAProductSaysComesBack(_ engine: SQLEngine) async throws {
        let all = Product(
            sku: "ALL", name: "All", decimals: 2, tracking: .lot,
            expiration: Expiration(
                isEnabled: true, kind: .bestBefore, shelfLifeDays: 100, bestBeforeDays: 20, removalDays: 10,
                alertDays: 30, isRequired: true),
            numbering: Numbering(prefix: "A{yy}-", padding: 4, hasCheckCharacter: true),
            handling: Handling(
                removalStrategy: .fefo, isQuarantinedAtReceipt: true, returnsAreReleased: true,
                receiptTolerancePercent: 5, rangeToleranceDays: 3, outputExpiresWithInputs: true,
                isPackagingMaterial: true, levelReason: "recalls reach a batch"),
            attributes: ["colour": "red; \"deep\"", "size": "L"], barcodes: ["111", "222"],
            packagings: [Packaging(name: "box, large", quantity: Quantity("12.5")!, barcode: "333")],
            warrantyMonths: 12, isArchived: true)
        let late = Product(
            sku: "LATE", name: "Late", tracking: .serial, capture: .deliveryOnly, numbering: Numbering(isRandom: true))
        let careful = Partner(
            code: "C1", name: "Careful", kind: .customer,
            demands: Partner.Demands(
                minRemainingDays: 30, minRemainingPercent: 50, singleLot: true, noOlderThanLast: true),
            isQuarantinedAtReceipt: true)
        let first = try await TestCompany(engine)
        for product in [all, late] { try await first.add(product) }
        try await first.add(careful)
        let second = try await TestCompany(engine, settings: Settings())
        try await second.importing(.products, String(first.exported(.products).dropLast()))
        try await second.importing(.partners, String(first.exported(.partners).dropLast()))
        #expect(try await second.exported(.products) == first.exported(.products))
        #expect(try await second.exported(.partners) == first.exported(.partners))
        let (products, partner) = try await second.store { store in
            try (["ALL", "LATE"].map { try store.product(sku: $0)! }, store.partner(code: "C1")!)
        }
        for (there, told) in zip(products, [all, late]) {
            var same = told
            same.id = there.id
            #expect(there == same)
        }
        #expect(partner.demands == careful.demands && partner.isQuarantinedAtReceipt)
    }

    @Test func whatCannotBeCombinedIsRefusedWithItsLine() async throws {
        let company = try await TestCompany(.sqlite)
        let faults = try await company.faults(
            .products,
            """
            sku,name,tracking,capture,expiration,removal_strategy,numbering_prefix,packagings
            A,A,serial,delivery_only,yes,,,
            B,B,serial,delivery_only,,fefo,,
            C,C,lot,sometimes,,,,
            D,D,lot,,,,{zz},
            E,E,none,,,,,twelve
            """)
        #expect(
            faults == [
                "2 not_for_delivery_only", "3 not_for_delivery_only", "4 invalid_value", "5 invalid_value",
                "6 invalid_value",
            ])
        let plain = try await TestCompany(.sqlite, settings: Settings())
        try await plain.importing(.products, "sku,name\nA,A")
        #expect(
            try await plain.faults(.products, "sku,name,numbering_prefix\nB,B,X-") == ["2 tracking_switched_off"])
        #expect(
            try await plain.faults(.partners, "code,name,kind,single_lot\nB,B,customer,yes")
                == ["2 tracking_switched_off"])
    }
}
