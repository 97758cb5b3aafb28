import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

@testable import WebServer

/// Numbers judged before and after they are booked, over the API (R11a, R16).
@Suite struct NumberRoutesTests {
    private func company(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        for sku in ["NUT", "TEA"] { try await company.product(sku) }
        try await company.product("LAMP", .serial)
        try await company.product("BAG", .none)
        for code in ["SUP", "SUP-2"] { try await company.partner(code, .supplier) }
        return company
    }

    @Test(arguments: SQLEngine.allCases) func numbersAreJudgedBeforeTheyAreBooked(engine: SQLEngine) async throws {
        let company = try await company(engine)
        try await company.post(.receipt, [company.line("NUT", 5, "L24-0301")], partner: "SUP")
        try await withAPI(of: company) { api in
            try api.walk(
                #"""
                POST numbers/check {"product": "NUT", "partner": "SUP", "quantity": 84,
                  "numbers": ["84", {"number": "L24-0301", "quantity": 3}, "l24-0301", "L24-0302", "L24-0302"]}
                → 200
                  doubtful: 1
                  known: 1
                  repeated: 1
                  items/0/doubts/0/code: equals_quantity
                  items/0/known: false
                  items/1/known: true
                  items/1/quantity: 3
                  items/1/doubts: []
                  items/2/like: L24-0301
                  items/3/duplicate_of: null
                  items/4/duplicate_of: /numbers/3
                POST numbers/check {"product": "LAMP", "numbers_text": "SN-1\nSN-2\nSN-1"}
                → 200
                  items/0/number: SN-1
                  items/2/duplicate_of: /numbers_text/1
                POST numbers/check {"product": "LAMP", "numbers": [{"from": "SN-0001", "count": 20000}]}
                → 200
                  items/19999/number: SN-20000
                  doubtful: 0
                POST numbers/check {"product": "NUT", "numbers_text": "A;x"}
                → 422 unreadable_line
                POST numbers/check {"product": "BAG", "numbers": ["A"]}
                → 422 product_not_tracked
                POST numbers/check {"product": "NONE", "numbers": ["A"]}
                → 422 not_found
                POST numbers/check {"product": "NUT", "partner": "NOBODY", "numbers": ["A"]}
                → 422 not_found
                """#)
        }
        #expect(try await company.stock("LAMP") == [])
    }

    @Test(arguments: SQLEngine.allCases) func doubtfulNumbersAreReported(engine: SQLEngine) async throws {
        let company = try await company(engine)
        try await company.post(.receipt, [company.line("NUT", 5, "L24-0301")], partner: "SUP")
        try await company.post(.receipt, [company.line("NUT", 7, "n/a")], partner: "SUP")
        try await company.post(
            .receipt, [company.line("TEA", 6, "1111"), company.line("LAMP", 2, "qwerty", "SN-5")], partner: "SUP-2")
        try await withAPI(of: company) { api in
            try api.walk(
                #"""
                GET reports/doubtful
                → 200
                  items/0/number: 1111
                  items/0/code: repeated_characters
                  items/0/partner: SUP-2
                  items/0/document: IN-00003
                  items/0/user: local
                  items/0/entered: typed
                  items/1/number: qwerty
                  items/2/number: n/a
                  items/3: missing
                  next_cursor: null
                GET reports/doubtful?supplier=SUP
                → 200
                  items/0/code: placeholder
                  items/1: missing
                GET reports/doubtful?product=LAMP&user=local
                → 200
                  items/0/number: qwerty
                  items/1: missing
                GET reports/doubtful?user=nobody
                → 404 not_found
                GET reports/doubtful?cursor=x
                → 422 invalid_value
                """#)
            let first = try api.get("reports/doubtful?limit=2")
            #expect(try api.get("reports/doubtful?limit=2&cursor=\(first["next_cursor"])")["items/0/number"] == "n/a")
            let table = try api.http.get("/api/v1/reports/doubtful?format=csv&limit=1").text.split(separator: "\n")
            #expect(table.count == 4)
            #expect(table[1].contains(",1111,"))
        }
    }

    @Test(arguments: SQLEngine.allCases) func numbersOnSeveralProductsAreReported(engine: SQLEngine) async throws {
        let company = try await company(engine)
        try await company.post(.receipt, [company.line("NUT", 9, "A-1=4", "B-7=5")], partner: "SUP")
        try await company.post(.receipt, [company.line("TEA", 9, "A-1=4", "C-7=5")], partner: "SUP")
        try await company.post(.receipt, [company.line("LAMP", 1, "C-7")], partner: "SUP")
        try await withAPI(of: company) { api in
            try api.walk(
                #"""
                GET reports/shared-numbers
                → 200
                  items/0/number: A-1
                  items/0/products: 2
                  items/0/lots/0/product: NUT
                  items/0/lots/1/product: TEA
                  items/1/number: C-7
                  items/1/lots/0/kind: serial
                  items/2: missing
                GET reports/shared-numbers?product=NUT
                → 200
                  items/0/number: A-1
                  items/1: missing
                GET reports/shared-numbers?limit=1&cursor=A-1
                → 200
                  items/0/number: C-7
                  next_cursor: null
                """#)
            let table = try api.http.get("/api/v1/reports/shared-numbers?format=csv&limit=1").text
            #expect(table.split(separator: "\n").count == 5)
        }
    }

    @Test(arguments: SQLEngine.allCases) func numbersMayBeUniqueInTheCompany(engine: SQLEngine) async throws {
        let company = try await company(engine)
        try await company.post(.receipt, [company.line("NUT", 4, "A-1")], partner: "SUP")
        try await company.post(.receipt, [company.line("LAMP", 1, "A-1")], partner: "SUP")
        try await withAPI(of: company) { api in
            try api.walk(
                #"""
                PATCH settings {"unique_numbers": "company"}
                → 422 numbers_shared
                  errors/0/detail: “A-1” is on LAMP, NUT.
                GET settings
                → 200
                  unique_numbers: product
                """#)
        }
        let other = try await self.company(engine)
        try await other.post(.receipt, [other.line("NUT", 4, "A-1")], partner: "SUP")
        try await withAPI(of: other) { api in
            try api.walk(
                #"""
                PATCH settings {"unique_numbers": "company"}
                → 200
                  unique_numbers: company
                POST receipts {"do": true, "lines": [{"product": "TEA", "quantity": 4, "numbers": ["A-1"]}]}
                → 422 number_of_other_product
                  errors/0/pointer: /lines/0/numbers/0
                POST receipts {"do": true, "lines": [{"product": "TEA", "quantity": 4, "numbers": ["B-1"]},
                  {"product": "LAMP", "quantity": 1, "numbers": ["B-1"]}]}
                → 422 number_of_other_product
                  errors/0/pointer: /lines/1/numbers/0
                POST receipts {"do": true, "lines": [{"product": "NUT", "quantity": 4, "numbers": ["A-1", "B-1"]}]}
                → 422 two_lots_without_quantity
                POST receipts {"do": true, "lines": [{"product": "NUT", "quantity": 4, "numbers": ["A-1"]}]}
                → 201
                POST lots {"product": "TEA", "number": "A-1"}
                → 422 number_of_other_product
                POST numbers/check {"product": "TEA", "numbers": ["A-1", "B-1"]}
                → 200
                  items/0/other_product: NUT
                  items/1/other_product: null
                """#)
        }
    }

    @Test func withTheSwitchOffThereAreNoReportsOfNumbers() async throws {
        try await withAPI(settings: Settings()) { api in
            try api.walk(
                """
                GET reports/doubtful
                → 422 tracking_switched_off
                GET reports/shared-numbers
                → 422 tracking_switched_off
                """)
        }
    }
}
