import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import StockStore

/// R45a on the store: exactly, then as people confuse numbers, then a part.
@Suite struct NumberSearchTests {
    @Test(
        arguments: SQLEngine.allCases,
        [
            ("8952/007", "P 8952/007 number"),
            ("SN-1", "P SN-1 serial"),
            ("WRONG", "P 8952/007 former_number"),
            ("OLD-7", "P 8952/007 former_number"),
            ("their A-77", "P 8952/007 supplier_number"),
            ("8952/07", ""),
        ])
    func aNumberIsFoundExactly(engine: SQLEngine, sought: (text: String, found: String)) async throws {
        let company = try await company(engine)
        #expect(names(try await company.store { try $0.finds(exactly: sought.text, product: nil) }) == sought.found)
    }

    @Test(
        arguments: SQLEngine.allCases,
        [
            ("sn 1", "P SN-1 similar"),
            ("00SN-1", "P SN-1 similar"),
            ("oLd-7", "P 8952/007 similar"),
            ("THEIRA77", "P 8952/007 similar"),
            ("SN-11", ""),
        ])
    func whatPeopleConfuseIsSimilar(engine: SQLEngine, sought: (text: String, found: String)) async throws {
        let company = try await company(engine)
        #expect(names(try await company.store { try $0.finds(similarTo: sought.text, product: nil) }) == sought.found)
    }

    @Test(
        arguments: SQLEngine.allCases,
        [
            ("952/0", "P 8952/007 part"),
            ("007", "P 8952/007 part"),
            ("ld7", "P 8952/007 part"),
            ("EIRA", "P 8952/007 part"),
            ("07", ""),
            // Wildcards of LIKE are characters like any other.
            ("9_2", ""),
            ("5%/", ""),
            ("50%", "P 50%_OFF part"),
            ("%_o", "P 50%_OFF part"),
        ])
    func aPartOfThreeCharactersIsFound(engine: SQLEngine, sought: (text: String, found: String)) async throws {
        let company = try await company(engine)
        #expect(names(try await company.store { try $0.finds(containing: sought.text, product: nil) }) == sought.found)
    }

    @Test(arguments: SQLEngine.allCases)
    func aRenumberedLotIsFoundByPartsOfItsNewNumberOnly(engine: SQLEngine) async throws {
        let company = try await company(engine)
        try await company.store { store in
            _ = try store.tx.execute("UPDATE lot SET number = 'NEW-55', search_key = 'new55' WHERE number = 'SN-1'")
        }
        #expect(names(try await company.store { try $0.finds(containing: "ew5", product: nil) }) == "P NEW-55 part")
        #expect(names(try await company.store { try $0.finds(containing: "sn1", product: nil) }) == "")
    }

    /// A lot with a former, a joined and a supplier's number, a serial and a number with LIKE's wildcards.
    private func company(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        let product = try await company.product("P")
        try await company.store { store in
            let numbers: [(String, LotKind)] = [
                ("8952/007", .lot), ("SN-1", .serial), ("WRONG", .lot), ("50%_OFF", .lot),
            ]
            let keys = try store.drawLotKeys(numbers.count)
            try store.insert(
                zip(keys, numbers).map { key, number in
                    Lot(
                        id: key, productID: product, kind: number.1, number: LotNumber(stored: number.0),
                        joinedTo: number.0 == "WRONG" ? keys[0] : nil)
                }, movedFirstBy: nil)
            try store.tx.insert(
                into: "lot_former_number", ["lot_id", "number", "search_key", "posting_id"],
                rows: [[keys[0].sqlValue, .text("OLD-7"), .text(NameText.searchKey(of: "OLD-7")), .integer(1)]])
            try store.tx.insert(
                into: "supplier_number", ["posting_id", "position", "lot_id", "partner_id", "number", "search_key"],
                rows: [
                    [
                        .integer(1), .integer(0), keys[0].sqlValue, .null, .text("their A-77"),
                        .text(NameText.searchKey(of: "their A-77")),
                    ]
                ])
        }
        return company
    }

    private func names(_ finds: [NumberFind]) -> String {
        finds.map { "\($0.sku) \($0.number) \($0.foundBy.rawValue)" }.joined(separator: ", ")
    }
}
