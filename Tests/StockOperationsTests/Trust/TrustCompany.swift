import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport

/// A company with something in every table that check and verify look at.
///
/// Postings 1 to 6 are sealed: receipt of lot A (supplier's number), of lot B and serial SN-1, of the serials SN-2 and
/// of screws, delivery of lot A and SN-1, a step that makes CAKE-1 of lot B. Posting 7, another delivery, is not. Two of
/// lot A are reserved for OUT-00003.
struct TrustCompany {
    let company: TestCompany

    init(_ engine: SQLEngine) async throws {
        company = try await TestCompany(engine)
        try await addMasterData()
        try await receive()
        try await company.post(
            .delivery, [company.line("NUT", 4, "A"), company.line("LAMP", 1, "SN-1")], partner: "C1",
            at: "2026-05-02T08:00:00Z")
        try await produce()
        try await company.operations.seal()
        try await company.post(
            .delivery, [company.line("SCREW", 7)], partner: "C1", at: "2026-05-02T10:00:00Z")
        try await reserve()
    }

    private func addMasterData() async throws {
        try await company.product("NUT")
        try await company.product("CAKE")
        try await company.product("LAMP", .serial)
        try await company.product("SCREW", .none)
        try await company.partner("SUP-07", .supplier)
        try await company.partner("C1")
    }

    private func receive() async throws {
        var first = company.line("NUT", 10, "A")
        first.numbers = [.one(NumberEntry(number: LotNumber(stored: "A"), quantity: nil, supplierNumber: "S-77"))]
        try await company.post(.receipt, [first], partner: "SUP-07", at: "2026-05-01T08:00:00Z")
        try await company.post(
            .receipt, [company.line("NUT", 5, "B"), company.line("LAMP", 1, "SN-1")], partner: "SUP-07",
            at: "2026-05-01T09:00:00Z")
        try await company.post(.receipt, [company.line("LAMP", 1, "SN-2")], at: "2026-05-01T10:00:00Z")
        try await company.post(.receipt, [company.line("SCREW", 100)], at: "2026-05-01T11:00:00Z")
    }

    private func produce() async throws {
        let actor = company.admin.id
        _ = try await company.store { store in
            let stock = Spot(try store.location(.stock).id)
            let production = Spot(try store.location(.production).id)
            let nut = try store.product(sku: "NUT")!.id
            let cake = try store.product(sku: "CAKE")!.id
            let made = Lot(
                id: try store.drawLotKeys(1)[0], productID: cake, kind: .lot, number: LotNumber(stored: "CAKE-1"))
            let used = try store.lot(number: LotNumber(stored: "B"), kind: .lot, of: nut)!
            return try store.post(
                PostingDraft(
                    Posting(
                        kind: .production, actorID: actor, happenedAt: Instant(rfc3339: "2026-05-02T09:00:00Z")!,
                        recordedAt: TestClock.start,
                        movements: [
                            Movement(productID: nut, lotID: used.id, quantity: 3, from: stock, to: production),
                            Movement(productID: cake, lotID: made.id, quantity: 1, from: production, to: stock),
                        ]),
                    newLots: [made])
            ).hash
        }
    }

    private func reserve() async throws {
        let draft = try await company.draft(.delivery, [company.line("NUT", 2, "A")], partner: "C1")
        let number = draft.document.number
        _ = try await company.act { try await company.operations.reserve(.delivery, number, $0, answer: $1) }
    }

    /// Does what only the owner of the database can do: changes rows behind the program's back.
    func tamper(_ statements: [String]) async throws {
        try await company.database.write(.company) { session in
            for statement in TrustCompany.withoutGuards(session.engine) + statements {
                try session.execute(SQL(verbatim: statement))
            }
        }
    }

    private static func withoutGuards(_ engine: SQLEngine) -> [String] {
        switch engine {
        case .sqlite:
            ["posting_no_update", "posting_no_delete", "movement_no_update", "movement_no_delete"].map {
                "DROP TRIGGER \($0)"
            }
        case .postgres:
            ["posting", "movement"].map { "ALTER TABLE \($0) DISABLE TRIGGER USER" }
        }
    }
}
