import SQLCore
import StockDomain

/// A posting ready to be written, with the numbers that it brings into the world.
public struct PostingDraft: Sendable {
    public var posting: Posting
    /// Lots that do not exist yet; they carry drawn keys.
    public var newLots: [Lot]
    /// Supplier's numbers by the position of the movement they came with (R10a).
    public var supplierNumbers: [Int: String]
    /// Whether it corrects what is written of goods that had left before they were held; then it may take held goods.
    /// Whoever says so has looked whether they had (decision 18).
    public var statesFact = false
    /// Whether blocks stay as they are: what is written is corrected, and nothing moves now.
    public var leavesBlocks = false
    /// Whether packages stay where they are: only which goods were in them is corrected (R18a).
    public var leavesPackages = false
    /// Reasons to doubt a number, by the position of the movement it came with (R16).
    public var doubts: [Int: [Doubt]]
    /// Dates that nothing uses, by the position of the movement they came with (R4).
    public var unusedDates: [Int: CalendarDate]
    /// When goods first came in that only change their number, by the pile they go to (R7).
    public var ages: [BalanceKey: Instant]

    public init(
        _ posting: Posting, newLots: [Lot] = [], supplierNumbers: [Int: String] = [:], doubts: [Int: [Doubt]] = [:],
        unusedDates: [Int: CalendarDate] = [:], ages: [BalanceKey: Instant] = [:]
    ) {
        self.posting = posting
        self.newLots = newLots
        self.supplierNumbers = supplierNumbers
        self.doubts = doubts
        self.unusedDates = unusedDates
        self.ages = ages
    }
}

/// What only the ledger itself can find, when the rule before it was wrong or somebody was faster.
public enum LedgerFault: Error, Equatable {
    /// A pile holds less, or less that is free, than is to be taken.
    case notEnough(BalanceKey)
    /// A pile is held, and its goods would reach a customer or a production step (R34a).
    case held(BalanceKey)
    /// A serial is not where it is to be taken from (R11).
    case serialElsewhere(LotID)
    /// A package would stand in two places (R31a).
    case packageElsewhere(PackageID)
    /// A package is no longer where goods are to come back into it (R18c).
    case packageGone(PackageID)
}

/// What piles take from their place.
struct PlaceFacts {
    let usage: LocationUsage
    /// Whether it or a place above it is blocked.
    let isBlocked: Bool
    let walk: PlaceOrder
}

extension Store {
    /// Writes a posting with everything that follows from it: movements, new lots, piles, serial places, step, hash.
    ///
    /// - Returns: the posting with its key and hash.
    /// - Throws: `LedgerFault` when stock or a serial is not there; the transaction must then be given up.
    public func post(_ draft: PostingDraft) throws -> (posting: Posting, hash: Digest) {
        var posting = draft.posting
        let places = try placeUsages()
        var moved = try posting.reverses == nil ? posting : countingJoined(posting)
        let changes = StockChanges(of: moved) { places[$0]?.usage ?? .view }
        posting.id = PostingID(try drawKey("posting"))
        if posting.stepID == nil, !changes.step.isEmpty { posting.stepID = posting.id }
        moved.id = posting.id

        try insert(draft.newLots, movedFirstBy: posting.id)
        let introduced = try numbersIntroduced(by: posting, new: draft.newLots)
        let hash = PostingForm.hash(of: posting, introducing: introduced)
        try insert(posting, hash: hash)
        try insertSupplierNumbers(of: draft, posting)
        try insert(draft.doubts, of: posting.id)
        try insertUnusedDates(draft.unusedDates, of: posting)
        let ages = try take(changes.takes, statesFact: draft.statesFact, at: posting.happenedAt)
        try put(
            changes.puts, ages: ages, kept: draft.ages, places: places, posting: posting, newLots: draft.newLots)
        try moveSerials(of: moved, newLots: draft.newLots)
        if !draft.leavesPackages { try settlePackages(of: posting) }
        try change(step: posting.stepID, by: changes.step, isNew: posting.stepID == posting.id)
        return (posting, hash)
    }

    private func placeUsages() throws -> [LocationID: PlaceFacts] {
        let rows = try tx.rows(
            """
            WITH RECURSIVE held (id) AS (
                SELECT id FROM location WHERE blocked = 1
                UNION
                SELECT l.id FROM location l JOIN held h ON h.id = l.parent_id
            )
            SELECT id, usage, CASE WHEN id IN (SELECT id FROM held) THEN 1 ELSE 0 END,
                   COALESCE(pick_sequence, \(bind: PlaceOrder.unordered)), place_key
              FROM location
            """)
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let walk = PlaceOrder(sequence: row[3], storedKey: row[4])
                return (row[0] as LocationID, PlaceFacts(usage: row[1], isBlocked: row[2], walk: walk))
            })
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
        if let renumbering = posting.renumbering { try insert(renumbering, by: posting.id) }
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
    /// What later postings took back of the movement `m` of the posting `p`.
    static let takenBack: SQL = """
        COALESCE((SELECT SUM(x.quantity)
                    FROM posting q
                    JOIN movement x ON x.posting_id = q.id
                   WHERE q.reverses = p.id
                     AND x.lot_id = m.lot_id
                     AND x.line_id IS NOT DISTINCT FROM m.line_id), 0)
        """

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
