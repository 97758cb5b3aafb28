import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

/// What stock says may still be promised.
struct FreeStockTests {
    @Test(arguments: SQLEngine.allCases)
    func whatIsPastItsRemovalIsHereAndNotFree(engine: SQLEngine) async throws {
        // S154, R41: a lot is good through its removal day.
        let company = try await TestCompany(engine)
        try await company.product("MILK", expiration: Expiration(isEnabled: true, removalDays: 2))
        let lots: [(String, Quantity, String)] = [
            ("OLD", 10, "2026-05-04"), ("LAST", 3, "2026-05-05"), ("GOOD", 5, "2026-06-01"),
        ]
        for (number, quantity, expiry) in lots {
            var line = company.line("MILK", quantity)
            line.numbers = [
                .one(NumberEntry(number: LotNumber(stored: number), expiresOn: CalendarDate(expiry)!))
            ]
            try await company.post(.receipt, [line], answers: ["lines/0/numbers/0:date_doubtful": "keep"])
        }
        func free(_ question: StockQuestion) async throws -> [String] {
            try await company.operations.stock(question, as: company.admin).items.map {
                "\($0.number?.text ?? "") \($0.quantity) \($0.available)"
            }
        }
        #expect(try await free(StockQuestion(product: "MILK")) == ["OLD 10 0", "LAST 3 3", "GOOD 5 5"])
        company.clock.advance(seconds: 86_400)
        #expect(try await free(StockQuestion(product: "MILK")) == ["OLD 10 0", "LAST 3 0", "GOOD 5 5"])
    }
}
