import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

/// Suppliers' notices as they come: what of them is exact, what is near, and what is no lot at all (R49).
@Suite struct NoticeReadingTests {
    /// NUT (barcode 9520002000019): lots 07110002, 07110005, 07110020 expiring 31 May 2027, 7110007, and 4711 expiring
    /// 2 June 2027. FIG: lots A7 and 20457 expiring 31 May 2027, and X-1, known to the supplier as L26-0815. S2 brought
    /// 07110005 and X-1, S1 all else.
    private static func company() async throws -> TestCompany {
        let company = try await TestCompany(
            .sqlite, settings: Settings(lotsAndSerials: true, expirationDates: true))
        for (sku, barcodes) in [("NUT", ["9520002000019"]), ("FIG", [])] {
            try await company.add(
                Product(
                    sku: sku, name: "The \(sku)", tracking: .lot, expiration: Expiration(isEnabled: true),
                    barcodes: barcodes))
        }
        for code in ["S1", "S2"] { try await company.partner(code, .supplier) }
        func receive(
            _ sku: String, _ number: String, _ expiry: String, from supplier: String = "S1", theirs: String? = nil
        ) async throws {
            let entry = NumberEntry(
                number: LotNumber(stored: number), quantity: 10, supplierNumber: theirs,
                expiresOn: CalendarDate(expiry),
                pointer: "/lines/0/numbers/0")
            try await company.post(
                .receipt, [LineRequest(product: sku, quantity: 10, numbers: [.one(entry)])], partner: supplier)
        }
        try await receive("NUT", "07110002", "2027-05-31")
        try await receive("NUT", "07110005", "2027-05-31", from: "S2")
        try await receive("NUT", "07110020", "2027-05-31")
        try await receive("NUT", "7110007", "2027-05-31")
        try await receive("NUT", "4711", "2027-06-02")
        try await receive("FIG", "A7", "2027-05-31")
        try await receive("FIG", "20457", "2027-05-31")
        try await receive("FIG", "X-1", "2027-08-01", from: "S2", theirs: "L26-0815")
        return company
    }

    /// `exact; near` lots by number.
    private static func found(_ text: String, from supplier: String? = nil) async throws -> String {
        let company = try await company()
        let read = try await company.operations.read(supplierNotice: text, from: supplier, as: company.admin)
        let exact = Set(read.findings.flatMap(\.matches).filter(\.isExact).compactMap(\.lot.number))
        let near = Set(read.findings.flatMap(\.matches).filter { !$0.isExact }.compactMap(\.lot.number))
        return "\(exact.sorted().joined(separator: " ")); \(near.subtracting(exact).sorted().joined(separator: " "))"
    }

    @Test(
        arguments: [
            // A table with headings, a signature with address and phone.
            (
                """
                Artikel | Charge | MHD
                NUT | 07110002 | 31.05.2027
                FIG | A7 | 31.05.2027

                Nussgroßhandel Meier GmbH, Hafenstraße 4711
                20457 Hamburg
                Tel. 040 / 7110007
                """, "07110002 A7; 07110005 07110020 20457 4711 7110007"
            ),
            // The prose of the FDA.
            (
                "Nut Co Inc. is recalling item NUT, lot numbers 07110002 thru 07110009, best by 5/31/2027.",
                "07110002 07110005; 07110020 7110007"
            ),
            // Days alone, British.
            (
                "Please withdraw product NUT with best before dates 31/05/2027 to 01/06/2027.",
                "07110002 07110005 07110020 7110007; "
            ),
            // Days alone, German, a whole month.
            ("Betroffen ist NUT mit MHD 05/2027.", "07110002 07110005 07110020 7110007; "),
            // A quoted mail.
            (
                """
                > From: Sales <sales@nut.example>
                > Sent: Monday, 30 November 2026 08:14
                > To: buying@us.example
                >
                > Our batch L26-0815 is affected. Your order 4711. Call +44 20 7110 0020.
                """, "X-1; 4711"
            ),
            // GTINs and lots.
            ("GTIN 9520002000019 Lot: 4711; GTIN 09520002000019 Lot: 07110020", "07110020 4711; "),
            // A barcode in text.
            ("Barcode (01)09520002000019(10)4711.", "4711; "),
            // The mark L before the lot, German words.
            ("Rückruf: Charge L4711 und Charge 07110005", "07110005; 4711"),
            // Cells that stand one below the other.
            ("Product\nBatch code\nBest before\n\nNUT\n4711\n02.06.2027\n", "4711; "),
            // Dates of delivery are near: what was sent came some days later.
            ("All NUT delivered to you on 2 May 2026 is affected.", "; 07110002 07110005 07110020 4711 7110007"),
            // Quantities beside lots.
            ("FIG, 4711 pcs of batch 20457", "20457; 4711"),
            ("Nothing of yours is affected by 99999-X.", "; "),
        ] as [(String, String)])
    func aNoticeIsReadAsItComes(text: String, expected: String) async throws {
        #expect(try await Self.found(text) == expected)
    }

    @Test func lotsOfAnotherSupplierAreNear() async throws {
        let text = "NUT 07110002 thru 07110009, and L26-0815 of FIG"
        #expect(try await Self.found(text, from: "S1") == "07110002; 07110005 7110007 X-1")
        #expect(try await Self.found(text, from: "S2") == "07110005 X-1; 07110002 7110007")
        await #expect(throws: Refusal.notFound("partner", "S9")) { try await Self.found(text, from: "S9") }
    }

    /// Each near one says why, and the scope holds the exact ones alone.
    @Test func theScopeIsWhatIsExactAndNearOnesSayWhy() async throws {
        let company = try await Self.company()
        let read = try await company.operations.read(
            supplierNotice: "NUT 07110002 thru 07110009, MHD 31.05.2027; 20457 Hamburg", as: company.admin)
        #expect(read.scope.map(\.inWords) == ["NUT, numbers 07110002 to 07110009"])
        let why = read.findings.flatMap(\.matches).map { "\($0.lot.number ?? "") \($0.doubt?.rawValue ?? "exact")" }
        #expect(
            Set(why) == [
                "07110002 exact", "07110005 exact", "7110007 alike", "07110002 beside_numbers",
                "07110005 beside_numbers", "07110020 beside_numbers", "7110007 beside_numbers", "20457 other_product",
            ])
    }
}
