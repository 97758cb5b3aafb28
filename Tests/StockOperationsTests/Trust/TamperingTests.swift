import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

/// A change behind the program's back, and what must be said of it.
struct Tampering: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let statements: [String]
    /// Codes of `check`.
    let checked: Set<String>
    /// Codes of `verify`.
    let verified: Set<String>
    /// What one of the sentences must name.
    let naming: String

    init(
        _ what: String, _ statements: String..., check: Set<String> = [], verify: Set<String> = [], naming: String = ""
    ) {
        testDescription = what
        self.statements = statements
        checked = check
        verified = verify
        self.naming = naming
    }
}

struct TamperingTests {
    private static let lotA = "(SELECT id FROM lot WHERE number = 'A')"
    private static let lotB = "(SELECT id FROM lot WHERE number = 'B')"
    private static let serial1 = "(SELECT id FROM lot WHERE number = 'SN-1')"
    private static let out3 = "(SELECT id FROM document WHERE number = 'OUT-00003')"

    static let movements = [
        Tampering(
            "a movement's quantity", "UPDATE movement SET quantity = 9000000 WHERE posting_id = 1",
            check: ["balance_differs"], verify: ["hash_differs"], naming: "posting 1 of IN-00001"),
        Tampering(
            "a movement's lot", "UPDATE movement SET lot_id = \(lotB) WHERE posting_id = 1",
            check: ["balance_differs", "negative_stock", "supplier_number_stray", "age_misfit"],
            verify: ["hash_differs"],
            naming: "lot “A” of NUT"),
        Tampering(
            "a movement's product",
            "UPDATE movement SET product_id = (SELECT id FROM product WHERE sku = 'CAKE') WHERE posting_id = 1",
            check: ["wrong_product", "balance_differs", "negative_stock", "age_misfit"], verify: ["hash_differs"]),
        Tampering(
            "a movement of goods without number that do not exist",
            "UPDATE movement SET product_id = 99 WHERE posting_id = 7",
            check: ["product_missing", "balance_differs", "negative_stock"], verify: ["hash_differs"]),
        Tampering(
            "a movement's place", "UPDATE movement SET to_location_id = 99 WHERE posting_id = 7",
            check: ["place_missing"], verify: ["hash_differs"], naming: "posting 7 of OUT-00002"),
        Tampering(
            "a movement's package", "UPDATE movement SET to_package_id = 99 WHERE posting_id = 7",
            check: ["package_missing"], verify: ["hash_differs"]),
        Tampering(
            "a serial's quantity", "UPDATE movement SET quantity = 2000000 WHERE posting_id = 3",
            check: ["serial_quantity", "balance_differs"], verify: ["hash_differs"], naming: "serial “SN-2” of LAMP"),
        Tampering(
            "a movement's moment", "UPDATE movement SET happened_at = happened_at + 1 WHERE posting_id = 7",
            check: ["moment_differs"]),
        Tampering(
            "how a number came", "UPDATE movement SET entered = 'guessed' WHERE posting_id = 7",
            verify: ["hash_differs"]),
        Tampering(
            "the movements of a posting", "DELETE FROM movement WHERE posting_id = 4",
            check: ["balance_differs", "negative_stock", "age_misfit"], verify: ["hash_differs"]),
    ]

    static let postings = [
        Tampering(
            "a sealed posting", "DELETE FROM movement WHERE posting_id = 5", "DELETE FROM posting WHERE id = 5",
            check: ["balance_differs", "serial_place_differs"], verify: ["posting_missing"], naming: "position 5"),
        Tampering(
            "a posting without its movements", "DELETE FROM posting WHERE id = 4", check: ["posting_missing"],
            verify: ["posting_missing"], naming: "posting 4"),
        Tampering(
            "a posting that waits for its seal", "DELETE FROM movement WHERE posting_id = 7",
            "DELETE FROM posting WHERE id = 7", check: ["balance_differs"], verify: ["posting_missing"]),
        Tampering(
            "a posting's moment, before the goods came",
            "UPDATE posting SET happened_at = 0 WHERE id = 5",
            "UPDATE movement SET happened_at = 0 WHERE posting_id = 5",
            check: ["negative_stock", "serial_elsewhere", "serial_place_differs"], verify: ["hash_differs"],
            naming: "1970-01-01T00:00:00Z"),
        Tampering(
            "a posting's partner", "UPDATE posting SET partner_id = NULL WHERE id = 5",
            check: ["serial_place_differs"], verify: ["hash_differs"], naming: "posting 5 of OUT-00001"),
        Tampering("a posting's reason", "UPDATE posting SET reason = 'theft' WHERE id = 1", verify: ["hash_differs"]),
        Tampering("a posting's kind", "UPDATE posting SET kind = 'theft' WHERE id = 1", verify: ["hash_differs"]),
        Tampering(
            "a posting's step", "UPDATE posting SET step_id = NULL WHERE id = 6",
            check: ["step_missing", "step_differs"], verify: ["hash_differs"]),
        Tampering(
            "a number", "UPDATE lot SET number = 'A-1' WHERE number = 'A'", verify: ["hash_differs"],
            naming: "posting 1 of IN-00001"),
    ]

    static let seals = [
        Tampering("a seal's root", "UPDATE seal SET root = hash", verify: ["root_differs", "seal_differs"]),
        Tampering("a seal's moment", "UPDATE seal SET sealed_at = sealed_at + 1", verify: ["seal_differs"]),
        Tampering("a seal", "DELETE FROM seal", verify: ["seal_missing"], naming: "posting 6"),
        Tampering(
            "a position", "DELETE FROM posting_seal WHERE posting_id = 3",
            verify: ["positions_differ", "never_sealed"],
            naming: "posting 3 of IN-00003"),
        Tampering(
            "two positions exchanged", "UPDATE posting_seal SET position = 100 WHERE posting_id = 1",
            "UPDATE posting_seal SET position = 1 WHERE posting_id = 2",
            "UPDATE posting_seal SET position = 2 WHERE posting_id = 1", verify: ["root_differs"]),
        Tampering(
            "a posting that waits", "DELETE FROM unsealed", verify: ["never_sealed"], naming: "posting 7 of OUT-00002"),
        Tampering("a posting that waits again", "INSERT INTO unsealed VALUES (2)", verify: ["sealed_twice"]),
    ]

    static let stock = [
        Tampering(
            "a balance", "UPDATE balance SET quantity = quantity + 1000000 WHERE lot_id = \(lotA)",
            check: ["balance_differs"],
            naming: "lot “A” of NUT in WH-Stock: the balance says 7, the movements add up to 6."),
        Tampering(
            "a balance that is gone", "DELETE FROM balance WHERE lot_id = \(lotB)", check: ["balance_differs"]),
        Tampering(
            "a balance of goods that never moved",
            "INSERT INTO product (id, sku, name, unit, decimals, tracking, expiration_enabled, expiration_kind, "
                + "expiration_required, archived) SELECT 99, 'NEW', name, unit, decimals, tracking, "
                + "expiration_enabled, expiration_kind, expiration_required, archived FROM product WHERE sku = 'SCREW'",
            "INSERT INTO balance (id, product_id, location_id, quantity, reserved, may_be_negative, incoming_at, blocked, "
                + "place_key) SELECT 99, 99, location_id, 1, 0, 0, 0, 0, place_key FROM balance WHERE lot_id = \(lotA)",
            check: ["balance_differs", "age_misfit"], naming: "NEW without number"),
        Tampering(
            "a balance's place", "UPDATE balance SET location_id = 99 WHERE lot_id = \(lotB)",
            check: ["balance_differs", "balance_misfit"]),
        Tampering(
            "a balance's removal date", "UPDATE balance SET removal_on = '2026-01-01' WHERE lot_id = \(lotB)",
            check: ["balance_misfit"]),
        Tampering(
            "a balance's age", "UPDATE balance SET incoming_at = 0 WHERE lot_id = \(lotA)", check: ["age_misfit"],
            naming: "lot “A” of NUT in WH-Stock"),
        Tampering(
            "a second of a balance's age",
            "UPDATE balance SET incoming_at = incoming_at + 1000000 WHERE lot_id = \(lotA)",
            check: ["age_misfit"]),
        Tampering(
            "a balance's youth",
            "UPDATE balance SET incoming_at = incoming_at + 100000000000000 WHERE lot_id = \(lotA)",
            check: ["age_misfit"]),
        Tampering(
            "a balance that is blocked", "UPDATE balance SET blocked = 1 WHERE lot_id = \(lotB)",
            check: ["balance_misfit"]),
        // S014
        Tampering(
            "what is reserved", "UPDATE balance SET reserved = 0 WHERE lot_id = \(lotA)", check: ["reserved_differs"]),
        Tampering("a reservation", "DELETE FROM reservation", check: ["reserved_differs"], naming: "lot “A” of NUT"),
        Tampering(
            "a reservation of nothing", "UPDATE balance SET reserved = 0", "UPDATE reservation SET balance_id = 99",
            check: ["reservation_stray"], naming: "OUT-00003"),
        Tampering(
            "a serial's place", "UPDATE serial_at SET location_id = 1 WHERE lot_id = \(serial1)",
            check: ["serial_place_differs"], naming: "serial “SN-1” of LAMP"),
        Tampering(
            "a serial's holder", "UPDATE serial_at SET partner_id = NULL WHERE lot_id = \(serial1)",
            check: ["serial_place_differs"]),
        Tampering(
            "a serial without place", "DELETE FROM serial_at WHERE lot_id = \(serial1)", check: ["serial_place_differs"]
        ),
        Tampering(
            "the place of a lot", "INSERT INTO serial_at SELECT \(lotA), 1, NULL, NULL, 1",
            check: ["serial_place_differs"]),
        Tampering(
            "what a step consumed", "UPDATE step_lot SET consumed = consumed + 1 WHERE lot_id = \(lotB)",
            check: ["step_differs"], naming: "lot “B” of NUT"),
        Tampering("a step", "DELETE FROM step_lot", check: ["step_differs"]),
    ]

    static let rest = [
        Tampering(
            "a batch of another product",
            "UPDATE lot SET batch_id = (SELECT id FROM lot WHERE number = 'CAKE-1') WHERE number = 'A'",
            check: ["number_misfit"]),
        Tampering(
            "the posting that brought a number", "UPDATE lot SET first_posting_id = 99 WHERE number = 'A'",
            check: ["number_misfit"], verify: ["hash_differs"]),
        Tampering(
            "a supplier's number", "UPDATE supplier_number SET lot_id = \(lotB)", check: ["supplier_number_stray"],
            naming: "posting 1 of IN-00001"),
        Tampering(
            "a done document", "UPDATE document SET state = 'draft' WHERE number = 'OUT-00001'",
            check: ["state_differs"], naming: "OUT-00001"),
        Tampering(
            "a cancelled document", "UPDATE document SET state = 'cancelled' WHERE number = 'OUT-00001'",
            check: ["state_differs"]),
        Tampering(
            "a document in transit", "UPDATE document SET state = 'in_transit' WHERE id = \(out3)",
            check: ["state_differs"]),
        Tampering(
            "a document that still reserves", "UPDATE document SET state = 'done' WHERE id = \(out3)",
            check: ["reservation_stray"]),
    ]

    @Test(arguments: SQLEngine.allCases, movements + postings + seals + stock + rest)
    func whatWasTamperedWithIsNamed(engine: SQLEngine, tampering: Tampering) async throws {
        let trust = try await TrustCompany(engine)
        try await trust.tamper(tampering.statements)
        let check = try await trust.company.operations.check()
        let verification = try await trust.company.operations.verify()
        #expect(Set(check.findings.named.map(\.code)) == tampering.checked)
        #expect(Set(verification.findings.named.map(\.code)) == tampering.verified)
        let sentences = (check.findings.named + verification.findings.named).map(\.detail).joined(separator: "\n")
        #expect(tampering.naming.isEmpty || sentences.contains(tampering.naming), "\(sentences)")
    }

    @Test(arguments: SQLEngine.allCases)
    func aCompanyThatNobodyTamperedWithAgrees(engine: SQLEngine) async throws {
        let trust = try await TrustCompany(engine)
        let check = try await trust.company.operations.check()
        #expect(check.findings.named == [])
        #expect((check.movements, check.goods) == (10, 6))
        let verification = try await trust.company.operations.verify()
        #expect(verification.findings.named == [])
        #expect((verification.postings, verification.movements) == (7, 10))
        #expect((verification.sealed, verification.seals) == (6, 1))
        #expect(verification.unsealed == [PostingID(7)])
    }

    @Test(arguments: SQLEngine.allCases)
    func aPostingChangedTogetherWithItsHashBreaksItsSeal(engine: SQLEngine) async throws {
        let trust = try await TrustCompany(engine)
        try await trust.tamper(["UPDATE movement SET quantity = 99000000 WHERE posting_id = 4"])
        let forged = try await trust.company.store { store in
            PostingForm.hash(of: try store.posting(PostingID(4))!, introducing: [:])
        }
        try await trust.company.database.write(.company) { session in
            try session.execute("UPDATE posting SET hash = \(bind: forged.bytes) WHERE id = 4")
        }
        let verification = try await trust.company.operations.verify()
        #expect(verification.findings.named.map(\.code) == ["root_differs"])
    }

    @Test(
        arguments: SQLEngine.allCases,
        [
            "UPDATE posting SET reason = 'other'", "DELETE FROM posting", "UPDATE movement SET quantity = 1",
            "DELETE FROM movement WHERE posting_id = 1",
        ])
    func postingsAreNeverChanged(engine: SQLEngine, statement: String) async throws {
        let trust = try await TrustCompany(engine)
        let error = try await #require(throws: SQLError.self) {
            try await trust.company.database.write(.company) { try $0.execute(SQL(verbatim: statement)) }
        }
        guard case .refusedByTrigger = error else {
            Issue.record("\(error)")
            return
        }
    }
}
