import SQLCore
import StockDomain

/// A posting ready to be written, with the numbers that it brings into the world.
public struct PostingDraft: Sendable {
    public var posting: Posting
    /// Lots that do not exist yet; they carry drawn keys.
    public var newLots: [Lot]
    /// Supplier's numbers by the position of the movement they came with (R10a).
    public var supplierNumbers: [Int: String]

    public init(_ posting: Posting, newLots: [Lot] = [], supplierNumbers: [Int: String] = [:]) {
        self.posting = posting
        self.newLots = newLots
        self.supplierNumbers = supplierNumbers
    }
}

/// What only the ledger itself can find, when the rule before it was wrong or somebody was faster.
public enum LedgerFault: Error, Equatable {
    /// A pile holds less, or less that is free, than is to be taken.
    case notEnough(BalanceKey)
    /// A serial is not where it is to be taken from (R11).
    case serialElsewhere(LotID)
}

extension Store {
    /// Writes a posting with everything that follows from it: movements, new lots, piles, serial places, step, hash.
    ///
    /// - Returns: the posting with its key and hash.
    /// - Throws: `LedgerFault` when stock or a serial is not there; the transaction must then be given up.
    public func post(_ draft: PostingDraft) throws -> (posting: Posting, hash: Digest) {
        var posting = draft.posting
        let places = try placeUsages()
        let changes = StockChanges(of: posting) { places[$0]?.usage ?? .view }
        posting.id = PostingID(try drawKey("posting"))
        if posting.stepID == nil, !changes.step.isEmpty { posting.stepID = posting.id }

        try insert(draft.newLots, movedFirstBy: posting.id)
        let introduced = try numbersIntroduced(by: posting, new: draft.newLots)
        let hash = PostingForm.hash(of: posting, introducing: introduced)
        try insert(posting, hash: hash)
        try insertSupplierNumbers(of: draft, posting)
        let ages = try take(changes.takes)
        try put(changes.puts, ages: ages, places: places, posting: posting, newLots: Set(draft.newLots.map(\.id)))
        try moveSerials(of: posting, newLots: draft.newLots)
        try change(step: posting.stepID, by: changes.step)
        return (posting, hash)
    }

    private func placeUsages() throws -> [LocationID: (usage: LocationUsage, isBlocked: Bool)] {
        let rows = try tx.rows("SELECT id, usage, blocked FROM location")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as LocationID, ($0[1], $0[2])) })
    }
}

// MARK: - Posting and movements

extension Store {
    /// The numbers of those lots that no posting has moved before; they are marked as moved.
    private func numbersIntroduced(by posting: Posting, new: [Lot]) throws -> [LotID: LotNumber] {
        var numbers = Dictionary(uniqueKeysWithValues: new.map { ($0.id, $0.number) })
        let older = Set(posting.movements.compactMap(\.lotID)).subtracting(numbers.keys).sorted()
        let unmoved = try chunked(older) {
            try tx.rows("SELECT id, number FROM lot WHERE id IN \(list: $0) AND first_posting_id IS NULL")
        }
        for row in unmoved {
            numbers[row[0]] = row[1] as LotNumber
            try tx.execute(
                "UPDATE lot SET first_posting_id = \(bind: posting.id) WHERE id = \(bind: row[0] as LotID)")
        }
        return numbers
    }

    private func insert(_ posting: Posting, hash: Digest) throws {
        try tx.execute(
            """
            INSERT INTO posting (id, kind, document_id, partner_id, actor_id, happened_at, recorded_at, reason,
                                 step_id, reverses, hash)
            VALUES (\(bind: posting.id), \(bind: posting.kind), \(bind: posting.documentID),
                    \(bind: posting.partnerID), \(bind: posting.actorID), \(bind: posting.happenedAt),
                    \(bind: posting.recordedAt), \(bind: posting.reason), \(bind: posting.stepID),
                    \(bind: posting.reverses), \(bind: hash.bytes))
            """)
        try tx.insert(
            into: "movement", Movement.columnNames,
            rows: posting.movements.enumerated().lazy.map { position, movement in
                movement.fields(of: posting, at: position)
            })
        try tx.execute("INSERT INTO unsealed (posting_id) VALUES (\(bind: posting.id))")
    }

    private func insertSupplierNumbers(of draft: PostingDraft, _ posting: Posting) throws {
        try tx.insert(
            into: "supplier_number", ["posting_id", "position", "lot_id", "partner_id", "number", "search_key"],
            rows: draft.supplierNumbers.sorted { $0.key < $1.key }.lazy.map { position, number in
                [
                    posting.id.sqlValue, position.sqlValue, posting.movements[position].lotID.sqlValue,
                    posting.partnerID.sqlValue, .text(number), .text(NameText.searchKey(of: number)),
                ]
            })
    }
}

extension Movement {
    static let columnNames = [
        "posting_id", "position", "product_id", "lot_id", "quantity", "from_location_id", "from_package_id",
        "to_location_id", "to_package_id", "happened_at", "line_id", "entered",
    ]

    func fields(of posting: Posting, at position: Int) -> [SQLValue] {
        [
            posting.id.sqlValue, position.sqlValue, productID.sqlValue, lotID.sqlValue, quantity.sqlValue,
            from.location.sqlValue, from.package.sqlValue, to.location.sqlValue, to.package.sqlValue,
            posting.happenedAt.sqlValue, lineID.sqlValue, entered.sqlValue,
        ]
    }
}

// MARK: - Piles

extension Store {
    /// Takes from piles, leaving what is reserved.
    ///
    /// - Returns: the first incoming date of each pile.
    private func take(_ takes: [(key: BalanceKey, quantity: Quantity)]) throws -> [BalanceKey: Instant] {
        var ages: [BalanceKey: Instant] = [:]
        for (key, quantity) in takes {
            let row = try tx.row(
                """
                UPDATE balance
                   SET quantity = quantity - \(bind: quantity)
                 WHERE product_id = \(bind: key.product)
                   AND location_id = \(bind: key.spot.location)
                   AND COALESCE(lot_id, 0) = \(bind: key.lot?.rawValue ?? 0)
                   AND COALESCE(package_id, 0) = \(bind: key.spot.package?.rawValue ?? 0)
                   AND (quantity - reserved >= \(bind: quantity) OR may_be_negative = 1)
                RETURNING incoming_at
                """)
            guard let row else { throw LedgerFault.notEnough(key) }
            ages[key] = row[0]
        }
        return ages
    }

    private func put(
        _ puts: [(key: BalanceKey, quantity: Quantity, source: BalanceKey?)], ages: [BalanceKey: Instant],
        places: [LocationID: (usage: LocationUsage, isBlocked: Bool)], posting: Posting, newLots: Set<LotID>
    ) throws {
        let returned = posting.kind == .customerReturn ? try firstIncoming(of: puts.compactMap(\.key.lot)) : [:]
        var fresh: [BalanceKey: Quantity] = [:]
        for (key, quantity, source) in puts {
            if let lot = key.lot, newLots.contains(lot), source == nil {
                fresh[key, default: .zero] += quantity
                continue
            }
            let age = source.flatMap { ages[$0] } ?? key.lot.flatMap { returned[$0] } ?? posting.happenedAt
            try put(quantity, on: key, incoming: age, blocked: places[key.spot.location]?.isBlocked ?? false)
        }
        try insertFresh(fresh, at: posting.happenedAt, places: places)
    }

    /// Goods of one lot that was never here before: no pile can be in the way.
    private func insertFresh(
        _ piles: [BalanceKey: Quantity], at happenedAt: Instant,
        places: [LocationID: (usage: LocationUsage, isBlocked: Bool)]
    ) throws {
        let ordered = piles.sorted { ($0.key.lot?.rawValue ?? 0) < ($1.key.lot?.rawValue ?? 0) }
        let keys = try drawKeys("balance", ordered.count)
        try tx.insert(
            into: "balance",
            [
                "id", "product_id", "location_id", "lot_id", "package_id", "quantity", "reserved", "may_be_negative",
                "incoming_at", "blocked",
            ],
            rows: zip(keys, ordered).lazy.map { id, pile in
                [
                    .integer(id), pile.key.product.sqlValue, pile.key.spot.location.sqlValue, pile.key.lot.sqlValue,
                    pile.key.spot.package.sqlValue, pile.value.sqlValue, .integer(0), .integer(0),
                    happenedAt.sqlValue, (places[pile.key.spot.location]?.isBlocked ?? false).sqlValue,
                ]
            })
    }

    /// The earliest age wins where piles meet; an empty pile has none.
    private func put(_ quantity: Quantity, on key: BalanceKey, incoming age: Instant, blocked: Bool) throws {
        let changed = try tx.execute(
            """
            UPDATE balance
               SET incoming_at = CASE WHEN quantity > 0 AND incoming_at < \(bind: age)
                                      THEN incoming_at ELSE \(bind: age) END,
                   quantity = quantity + \(bind: quantity)
             WHERE product_id = \(bind: key.product)
               AND location_id = \(bind: key.spot.location)
               AND COALESCE(lot_id, 0) = \(bind: key.lot?.rawValue ?? 0)
               AND COALESCE(package_id, 0) = \(bind: key.spot.package?.rawValue ?? 0)
            """)
        if changed > 0 { return }
        try tx.execute(
            """
            INSERT INTO balance (id, product_id, location_id, lot_id, package_id, quantity, reserved, may_be_negative,
                                 incoming_at, blocked)
            VALUES (\(bind: drawKey("balance")), \(bind: key.product), \(bind: key.spot.location), \(bind: key.lot),
                    \(bind: key.spot.package), \(bind: quantity), 0, 0, \(bind: age), \(bind: blocked))
            """)
    }

    /// When each lot first came in, as its piles remember; returned goods keep it (R27).
    private func firstIncoming(of lots: [LotID]) throws -> [LotID: Instant] {
        let rows = try chunked(lots) {
            try tx.rows("SELECT lot_id, MIN(incoming_at) FROM balance WHERE lot_id IN \(list: $0) GROUP BY lot_id")
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as LotID, $0[1] as Instant) })
    }
}

// MARK: - Serials and steps

extension Store {
    /// Moves each serial from the place it is known to be at (invariant 5).
    private func moveSerials(of posting: Posting, newLots: [Lot]) throws {
        let new = Dictionary(uniqueKeysWithValues: newLots.map { ($0.id, $0.kind) })
        let known = Set(posting.movements.compactMap(\.lotID)).subtracting(new.keys).sorted()
        let serials = Set(
            try chunked(known) {
                try tx.rows("SELECT id FROM lot WHERE id IN \(list: $0) AND kind = 'serial'").map { $0[0] as LotID }
            })
        var first: [[SQLValue]] = []
        for movement in posting.movements {
            guard let lot = movement.lotID else { continue }
            if new[lot] == .serial {
                first.append(serialPlace(lot, movement, posting))
            } else if serials.contains(lot) {
                try move(lot, movement, posting)
            }
        }
        try tx.insert(
            into: "serial_at", ["lot_id", "location_id", "package_id", "partner_id", "posting_id"], rows: first)
    }

    private func serialPlace(_ lot: LotID, _ movement: Movement, _ posting: Posting) -> [SQLValue] {
        [
            lot.sqlValue, movement.to.location.sqlValue, movement.to.package.sqlValue, posting.partnerID.sqlValue,
            posting.id.sqlValue,
        ]
    }

    private func move(_ lot: LotID, _ movement: Movement, _ posting: Posting) throws {
        let moved = try tx.execute(
            """
            UPDATE serial_at
               SET location_id = \(bind: movement.to.location),
                   package_id = \(bind: movement.to.package),
                   partner_id = \(bind: posting.partnerID),
                   posting_id = \(bind: posting.id)
             WHERE lot_id = \(bind: lot)
               AND location_id = \(bind: movement.from.location)
            """)
        if moved == 1 { return }
        if try tx.row("SELECT lot_id FROM serial_at WHERE lot_id = \(bind: lot)") != nil {
            throw LedgerFault.serialElsewhere(lot)
        }
        try tx.insert(
            into: "serial_at", ["lot_id", "location_id", "package_id", "partner_id", "posting_id"],
            rows: [serialPlace(lot, movement, posting)])
    }

    private func change(step: StepID?, by changes: [LotID: (consumed: Quantity, produced: Quantity)]) throws {
        guard let step else { return }
        for (lot, change) in changes.sorted(by: { $0.key < $1.key }) {
            let changed = try tx.execute(
                """
                UPDATE step_lot
                   SET consumed = consumed + \(bind: change.consumed),
                       produced = produced + \(bind: change.produced)
                 WHERE step_id = \(bind: step)
                   AND lot_id = \(bind: lot)
                """)
            if changed > 0 { continue }
            try tx.execute(
                """
                INSERT INTO step_lot (step_id, lot_id, consumed, produced)
                VALUES (\(bind: step), \(bind: lot), \(bind: change.consumed), \(bind: change.produced))
                """)
        }
    }
}
