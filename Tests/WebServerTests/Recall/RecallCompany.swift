import SQLCore
import StockDomain
import TestSupport

/// Lot N-1 (id 1): 100 received, 30 with C1, 10 with C2, 5 with C4 who has a phone only, 55 in WH-Stock, 6 of them set
/// aside for C5 on OUT-00005. Lot N-2 (id 2): 50 received, 7 with C3, 4 with C1. C6 got 3 of lot M-1 (id 3) of FIG.
enum RecallCompany {
    static func make(
        _ engine: SQLEngine, settings: Settings = Settings(lotsAndSerials: true, expirationDates: true)
    ) async throws -> TestCompany {
        let company = try await TestCompany(engine, settings: settings)
        for sku in ["NUT", "FIG"] { try await company.product(sku) }
        for code in ["C1", "C2", "C3", "C5", "C6"] { try await company.partner(code) }
        try await company.add(Partner(code: "C4", name: "Partner C4", kind: .customer, phone: "0123"))
        try await company.partner("S1", .supplier)
        try await company.post(.receipt, [company.line("NUT", 100, "N-1")], partner: "S1")
        try await company.post(.receipt, [company.line("NUT", 50, "N-2")], partner: "S1")
        try await company.post(.receipt, [company.line("FIG", 20, "M-1")], partner: "S1")
        for (code, quantity) in [("C1", 30), ("C2", 10), ("C4", 5)] as [(String, Quantity)] {
            try await company.post(.delivery, [company.line("NUT", quantity, "N-1")], partner: code)
        }
        try await company.post(
            .delivery, [company.line("NUT", 7, "N-2").because("The customer asked for it")], partner: "C3")
        let draft = try await company.draft(.delivery, [company.line("NUT", 6, "N-1")], partner: "C5")
        _ = try await company.act {
            try await company.operations.reserve(.delivery, draft.document.number, $0, answer: $1)
        }
        try await company.post(
            .delivery, [company.line("NUT", 4, "N-2").because("The customer asked for it")], partner: "C1")
        try await company.post(.delivery, [company.line("FIG", 3, "M-1")], partner: "C6")
        return company
    }
}
