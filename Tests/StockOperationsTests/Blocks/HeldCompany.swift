import SQLCore
import StockDomain
import StockStore
import TestSupport
import Testing

@testable import StockOperations

extension HeldGoods {
    /// A company without goods.
    static func company(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.product("NUT", .lot)
        try await company.product("PUMP", .serial)
        try await company.partner("C1")
        try await company.partner("SUP", .supplier)
        return company
    }
}

/// Some goods on a shelf of their own that are held: ten of a lot, or one serial.
struct HeldCompany {
    let company: TestCompany
    let goods: HeldGoods
    /// Where they stand, and where they could be moved.
    let shelf: String
    private let otherShelf: String
    private let sku: String
    private let number: String
    private let batch: String
    private let box: String
    private let quantity: Quantity
    /// The document that was made before the hold.
    private var prepared = ""

    /// - Parameter index: tells the goods of one company apart.
    init(_ company: TestCompany, _ goods: HeldGoods, _ index: Int) async throws {
        self.company = company
        self.goods = goods
        shelf = "SHELF-A\(index)"
        otherShelf = "SHELF-B\(index)"
        sku = goods.isSerial ? "PUMP" : "NUT"
        number = goods.isSerial ? "S-\(index)" : "N-\(index)"
        batch = "B-\(index)"
        box = "P-\(index)"
        quantity = goods.isSerial ? 1 : 10
        for place in [shelf, otherShelf] { try await company.location(place, below: "WH-Stock") }
        var line = company.line(sku, quantity, number)
        if goods == .serialByItsBatch, case .one(var entry)? = line.numbers?.first {
            entry.batch = LotNumber(stored: batch)
            line.numbers = [.one(entry)]
        }
        try await company.post(.receipt, [line], partner: "SUP", location: shelf)
        if goods == .lotInAPackage { try await pack() }
        company.clock.advance(seconds: 3_600)
    }

    // MARK: Before and while holding

    /// What has happened before the goods are held.
    mutating func prepare(_ way: WayOut) async throws {
        switch way {
        case .reservedBefore:
            let draft = try await company.draft(
                .delivery, [company.line(sku, quantity, number)], partner: "C1", location: shelf)
            prepared = draft.document.number
            let operations = company.operations
            _ = try await company.act { try await operations.reserve(.delivery, draft.document.number, $0, answer: $1) }
        case .returnTakenBack, .returnedAfterTheHold:
            try await post(.delivery, from: shelf, quantity: 1)
            if way == .returnTakenBack {
                prepared = try await post(.customerReturn, from: "WH-Returns", quantity: 1).document.number
            }
        default: break
        }
    }

    func hold() async throws {
        let request =
            switch goods {
            case .lotInAPlace: HoldRequest(reason: "A box is wet", location: shelf)
            case .lotInAPackage: HoldRequest(reason: "A box is wet", package: box)
            default: HoldRequest(reason: "A box is wet")
            }
        let lot = try await lot(goods == .serialByItsBatch ? batch : number)
        _ = try await company.operations.hold(lot.id, request, company.command()) { _ in Answer(status: 200, body: []) }
        company.clock.advance(seconds: 3_600)
    }

    /// What has gone to customers or into production net of what came back, since the goods were held.
    func leftAfterTheHold() async throws -> Quantity {
        let held = company.clock.now.adding(seconds: -3_600)
        let lot = try await lot(number).id
        return try await company.database.read { session in
            try session.value(
                """
                SELECT CAST(COALESCE(SUM(m.quantity), 0) AS BIGINT)
                  FROM movement m
                  JOIN posting p ON p.id = m.posting_id
                  JOIN location t ON t.id = m.to_location_id
                 WHERE t.usage IN ('customer', 'production')
                   AND m.lot_id = \(bind: lot)
                   AND p.recorded_at > \(bind: held)
                """) ?? .zero
        }
    }

    // MARK: Trying

    /// Goes the way to its end; answers the code of the refusal, or `left`.
    func tryToLeave(by way: WayOut) async throws -> String {
        do {
            try await leave(by: way)
            return "left"
        } catch let refusal as Refusal {
            return refusal.code
        }
    }

    private func leave(by way: WayOut) async throws {
        switch way {
        case .deliveryByNumber: try await post(.delivery, from: shelf)
        case .deliveryByStrategy:
            try await company.post(.delivery, [company.line(sku, quantity)], partner: "C1", location: "WH-Stock")
        case .reservedBefore:
            let (operations, number) = (company.operations, prepared)
            _ = try await company.act { try await operations.carryOut(.delivery, number, DoRequest(), $0, answer: $1) }
        case .backdated: try await post(.delivery, from: shelf, at: company.clock.now.adding(seconds: -7_000).rfc3339)
        case .movedThenDelivered:
            try await post(.transfer, from: shelf)
            try await post(.delivery, from: otherShelf)
        case .throughTransit:
            try await transit(to: otherShelf)
            try await post(.delivery, from: otherShelf)
        case .straightToTheCustomersPlace: try await post(.transfer, from: shelf, to: "Customers")
        case .shipped: try await transit(to: "Customers")
        case .lostAndFound:
            try await company.post(.count, [counted(company.line(sku, 0))], location: shelf, reason: "gone")
            try await company.post(.count, [company.line(sku, quantity, number)], location: otherShelf, reason: "there")
            try await post(.delivery, from: otherShelf)
        case .takenFromAnotherPlace:
            try await post(
                .transfer, from: "WH-Returns", answers: ["lines/0/numbers/0:serial_place": "take_from_there"])
            try await post(.delivery, from: "WH-Returns")
        case .returnTakenBack:
            let (operations, number) = (company.operations, prepared)
            _ = try await company.act {
                try await operations.reverse(.customerReturn, number, reason: "never came", $0, answer: $1)
            }
        case .returnedAfterTheHold:
            try await post(.customerReturn, from: "WH-Returns", quantity: 1)
            try await post(.transfer, from: "WH-Returns", quantity: 1)
            try await post(.delivery, from: otherShelf, quantity: 1)
        case .packed:
            try await move(.pack, to: { try await Spot($0.id(shelf), package: $0.package($0.box + "-new")) })
            try await post(.delivery, from: shelf)
        case .production: try await move(.production, to: { try await Spot($0.id("Production")) })
        case .numberedAtDelivery: try await move(.numbering, to: { try await Spot($0.id("Numbering")) })
        }
    }

    @discardableResult
    func post(
        _ kind: DocumentKind, from place: String, to: String? = nil, quantity: Quantity? = nil,
        at happenedAt: String? = nil, answers: [String: String] = [:]
    ) async throws -> DocumentView {
        let partner: String? =
            switch kind {
            case .delivery, .customerReturn: "C1"
            case .supplierReturn: "SUP"
            default: nil
            }
        let line = company.line(sku, quantity ?? self.quantity, number)
        return try await company.post(
            kind, [kind == .count ? counted(line) : line], partner: partner, location: place,
            to: kind == .transfer ? to ?? otherShelf : nil, at: happenedAt, reason: "tried", answers: answers)
    }

    /// A count says in which package it looked.
    private func counted(_ line: LineRequest) -> LineRequest {
        var line = line
        if goods == .lotInAPackage { line.package = box }
        return line
    }

    private func transit(to place: String) async throws {
        let draft = try await company.draft(
            .transfer, [company.line(sku, quantity, number)], location: shelf, to: place)
        let operations = company.operations
        _ = try await company.act { try await operations.ship(draft.document.number, DoRequest(), $0, answer: $1) }
        _ = try await company.act { try await operations.receive(draft.document.number, DoRequest(), $0, answer: $1) }
    }

    /// A posting for which there is no document yet.
    private func move(_ kind: PostingKind, to spot: (HeldCompany) async throws -> Spot) async throws {
        let lot = try await lot(number)
        let from = Spot(try await id(shelf), package: goods == .lotInAPackage ? try await package(box) : nil)
        let movement = Movement(
            productID: lot.productID, lotID: lot.id, quantity: quantity, from: from, to: try await spot(self))
        let (actor, now) = (company.admin, company.clock.now)
        try await company.store { store in
            let posting = Posting(
                kind: kind, actorID: actor.id, happenedAt: now, recordedAt: now, movements: [movement])
            try PostingWriting(store, Moment(now: now, settings: store.settings()), actor).post(PostingDraft(posting))
        }
    }

    private func pack() async throws {
        let lot = try await lot(number)
        let spot = Spot(try await id(shelf))
        let packed = Spot(spot.location, package: try await package(box))
        let (actor, now) = (company.admin, company.clock.now)
        let movement = Movement(productID: lot.productID, lotID: lot.id, quantity: quantity, from: spot, to: packed)
        _ = try await company.store { store in
            try store.post(
                PostingDraft(
                    Posting(kind: .pack, actorID: actor.id, happenedAt: now, recordedAt: now, movements: [movement])))
        }
    }

    // MARK: Names

    private func lot(_ number: String) async throws -> Lot {
        let sku = sku
        let kind: LotKind = number.hasPrefix("S") ? .serial : .lot
        return try await company.store { store in
            let product = try #require(try store.product(sku: sku))
            return try #require(try store.lot(number: LotNumber(stored: number), kind: kind, of: product.id))
        }
    }

    private func id(_ place: String) async throws -> LocationID {
        try await company.store { try #require(try $0.location(code: place)).id }
    }

    /// The package with this number, made when there is none.
    private func package(_ number: String) async throws -> PackageID {
        try await company.database.write(.company) { session in
            if let known: PackageID = try session.value("SELECT id FROM package WHERE number = \(bind: number)") {
                return known
            }
            let next: Int64 = try (session.value("SELECT MAX(id) FROM package") ?? 0) + 1
            try session.execute("INSERT INTO package (id, number) VALUES (\(bind: next), \(bind: number))")
            return PackageID(next)
        }
    }
}
