import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

/// Many clients over the same goods (R21, R28).
struct ContentionTests {
    private static let clients = 8
    private static let attempts = 2_000
    private static let lots = 50
    private static let perLot = 30

    @Test(arguments: SQLEngine.allCases)
    func eightClientsShipNothingTwiceAndLeaveNothingReserved(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("NUT")
        try await company.partner("C1")
        let received = LineRequest(
            product: "NUT", quantity: Quantity(units: Int64(Self.lots * Self.perLot)),
            numbers: (1...Self.lots).map { lot in
                .one(NumberEntry(number: LotNumber(stored: "L\(lot)"), quantity: Quantity(units: Int64(Self.perLot))))
            })
        try await company.post(.receipt, [received])
        let shipped = try await withThrowingTaskGroup(of: Int.self) { group in
            for client in 0..<Self.clients {
                group.addTask {
                    var shipped = 0
                    for attempt in 0..<Self.attempts / Self.clients {
                        if try await ship(from: company, reserving: (client + attempt) % 4 == 0) { shipped += 1 }
                    }
                    return shipped
                }
            }
            return try await group.reduce(0, +)
        }
        // There is less than is asked for, so that somebody always comes too late.
        #expect(shipped == Self.lots * Self.perLot)
        #expect(try await company.stock("NUT") == [])
    }

    /// Ships one unit, or gives up when there is none left; answers whether it did.
    private func ship(from company: TestCompany, reserving: Bool) async throws -> Bool {
        do {
            if !reserving {
                try await company.post(.delivery, [company.line("NUT", 1)], partner: "C1")
                return true
            }
            let number = try await company.draft(.delivery, [company.line("NUT", 1)], partner: "C1").document.number
            let operations = company.operations
            let reserved = try await company.act { try await operations.reserve(.delivery, number, $0, answer: $1) }
            guard reserved.document.state == .ready else {
                _ = try await company.act { try await operations.cancel(.delivery, number, $0, answer: $1) }
                return false
            }
            let done = try await company.act {
                try await operations.carryOut(.delivery, number, DoRequest(), $0, answer: $1)
            }
            return done.document.state == .done
        } catch let refusal as Refusal where refusal.code == "insufficient_stock" || refusal.code == "question" {
            return false
        }
    }
}
