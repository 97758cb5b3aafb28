import SQLCore
import StockDomain
import StockOperations
import StockStore
import Synchronization
import TestSupport
import Testing

/// Keeps the view of a guided change that an operation has told.
final class ToldChange: Sendable {
    private let kept = Mutex<TrackingChangeView?>(nil)

    var view: TrackingChangeView? { kept.withLock { $0 } }

    var keep: Operations.TrackingChangeAnswer {
        { view in
            self.kept.withLock { $0 = view }
            return Answer(status: 200, body: [])
        }
    }
}

extension TestCompany {
    /// Drafts a guided change.
    @discardableResult
    func draftChange(_ sku: String, to tracking: Tracking, _ capture: Capture? = nil) async throws -> TrackingChangeView
    {
        let told = ToldChange()
        let request = TrackingChangeRequest(tracking: tracking, capture: capture)
        _ = try await operations.startTrackingChange(of: sku, request, command(), answer: told.keep)
        return try #require(told.view)
    }

    /// Fills numbers in: a line a spot, such as `WH-Stock: A=3 B=2<OLD`, `WH-Stock BOX-1: S1 S2`.
    @discardableResult
    func fillChange(
        _ sku: String, _ spots: String, _ manner: ChangeFillingRequest.Manner = .add, reason: String? = nil
    ) async throws -> TrackingChangeView {
        let told = ToldChange()
        let found = spots.split(separator: "\n").flatMap(FoundNumbersRequest.all(in:))
        let request = ChangeFillingRequest(found, manner, differenceReason: reason.map(Change.set) ?? .keep)
        _ = try await operations.fillTrackingChange(
            of: sku, request, ifVersion: nil, command(), answer: told.keep)
        return try #require(told.view)
    }

    @discardableResult
    func applyChange(_ sku: String, answers: [String: String] = [:]) async throws -> TrackingChangeView {
        let told = ToldChange()
        _ = try await operations.applyTrackingChange(of: sku, command(answers), answer: told.keep)
        return try #require(told.view)
    }

    /// Drafts, fills and applies.
    @discardableResult
    func change(
        _ sku: String, to tracking: Tracking, _ capture: Capture? = nil, _ spots: String = "", reason: String? = nil
    ) async throws -> TrackingChangeView {
        try await draftChange(sku, to: tracking, capture)
        if !spots.isEmpty || reason != nil { try await fillChange(sku, spots, reason: reason) }
        return try await applyChange(sku)
    }

    /// Puts all of a product that stands in a place, outside packages, into a package there.
    func pack(
        _ sku: String, _ quantity: Quantity, _ number: LotID? = nil, in place: String, into package: String
    )
        async throws
    {
        try await database.write(.company) { [clock] session in
            let store = Store(session)
            guard let product = try store.product(sku: sku), let location = try store.location(code: place) else {
                return
            }
            let known = try store.packageID(number: package)
            let last: Int64 = try session.value("SELECT MAX(id) FROM package") ?? 1_000
            if known == nil {
                try session.execute("INSERT INTO package (id, number) VALUES (\(bind: last + 1), \(bind: package))")
            }
            let box = known ?? PackageID(last + 1)
            let actor = try #require(try store.actor(named: StandardActor.local.rawValue))
            let movement = Movement(
                productID: product.id, lotID: number, quantity: quantity, from: Spot(location.id),
                to: Spot(location.id, package: box))
            _ = try store.post(
                PostingDraft(
                    Posting(
                        kind: .pack, actorID: actor.id, happenedAt: clock.now, recordedAt: clock.now,
                        movements: [movement])))
        }
    }

    /// Holds a number as a person would.
    func hold(_ number: String, of sku: String) async throws {
        let actor = admin.id
        let lot = try await lot(number, of: sku)
        try await database.write(.company) { [clock] session in
            let id: Int64 = try (session.value("SELECT MAX(id) FROM block") ?? 0) + 1_000
            try session.execute(
                """
                INSERT INTO block (id, lot_id, kind, cause, reason, opened_at, opened_by)
                VALUES (\(bind: id), \(bind: lot.id), 'hold', 'person', 'looks odd', \(bind: clock.now), \(bind: actor))
                """)
            try Store(session).refreshPiles(ofLots: [lot.id])
        }
    }

    /// Numbers that a recall of this one reaches, sorted.
    func reached(from number: String, of sku: String) async throws -> [String] {
        let lot = try await lot(number, of: sku)
        return try await numbers(store { try $0.downstream(of: [lot.id]) }, but: lot.id)
    }

    /// Numbers that this one came from, sorted.
    func sources(of number: String, of sku: String) async throws -> [String] {
        let lot = try await lot(number, of: sku)
        return try await numbers(store { try $0.upstream(of: [lot.id]) }, but: lot.id)
    }

    private func numbers(_ ids: Set<LotID>, but own: LotID) async throws -> [String] {
        try await store { store in
            try store.lots(ids.sorted()).filter { $0.id != own }.map(\.number.text).sorted()
        }
    }

    /// Everything worked out again from the movements agrees, whatever the test did.
    func expectSound(_ comment: Comment? = nil) async throws {
        let report = try await operations.check()
        #expect(report.agrees, comment ?? "\(report.findings)")
    }
}

extension FoundNumbersRequest {
    static func all(in line: Substring) -> [FoundNumbersRequest] {
        let parts = line.split(separator: ":", maxSplits: 1)
        let spot = parts[0].split(separator: " ")
        return parts[1].split(separator: " ").enumerated().map { index, text in
            let origin = text.split(separator: "<")
            let number = origin[0].split(separator: "=")
            let entry = NumberEntry(
                number: LotNumber(stored: String(number[0])),
                quantity: number.count > 1 ? Quantity(number[1]) : nil, pointer: "/numbers/\(index)")
            return FoundNumbersRequest(
                location: String(spot[0]), package: spot.count > 1 ? String(spot[1]) : nil,
                fromLot: origin.count > 1 ? LotNumber(stored: String(origin[1])) : nil, numbers: [.one(entry)],
                pointer: "/numbers/\(index)")
        }
    }
}
