import SQLCore
import StockDomain

/// A posting as it stands in the ledger, with all that its hash is made of.
public struct LedgerEntry: Sendable {
    public var posting: Posting
    /// The hash that it carries.
    public let hash: Digest
    /// The numbers of the lots that it moves first, as they were then.
    public var introduced: [LotID: LotNumber]
    /// Whether it has a place under a seal.
    public let isSealed: Bool
    /// Whether it waits for its seal.
    public let isWaiting: Bool
    /// Whether every field holds a value that this program writes.
    public var isReadable: Bool
}

/// What a walk over the ledger meets.
public enum LedgerWalkStep {
    case entry(LedgerEntry)
    /// Movements that belong to no posting.
    case orphans(PostingID)
}

extension Store {
    /// All postings with their movements in the order of their keys, a page at a time.
    public func walkLedger(_ body: (LedgerWalkStep) throws -> Void) throws {
        let pageLength = 1_000
        var last = PostingID(Int64.min)
        while true {
            let heads = try ledgerEntries(after: last, limit: pageLength)
            let isLastPage = heads.count < pageLength
            let end = isLastPage ? PostingID(Int64.max) : heads[heads.count - 1].posting.id
            try walk(heads, after: last, upTo: end, body)
            if isLastPage { return }
            last = end
        }
    }

    private func walk(
        _ heads: [LedgerEntry], after last: PostingID, upTo end: PostingID, _ body: (LedgerWalkStep) throws -> Void
    ) throws {
        var rest = heads[...]
        var orphan: PostingID?
        try walkMovements(after: last, upTo: end) { row in
            let id: PostingID = row[0]
            while let head = rest.first, head.posting.id < id {
                try body(.entry(head))
                rest.removeFirst()
            }
            if rest.first?.posting.id == id {
                rest[rest.startIndex].add(row)
            } else if orphan != id {
                orphan = id
                try body(.orphans(id))
            }
        }
        for head in rest { try body(.entry(head)) }
    }

    /// Heads without movements.
    private func ledgerEntries(after id: PostingID, limit: Int) throws -> [LedgerEntry] {
        try tx.rows(
            """
            SELECT p.id, p.kind, p.document_id, p.partner_id, p.actor_id, p.happened_at, p.recorded_at, p.reason,
                   p.step_id, p.reverses, p.hash, s.position, u.posting_id, n.lot_id, n.former_number, n.number,
                   n.joined_to
              FROM posting p
              LEFT JOIN renumbering n ON n.posting_id = p.id
              LEFT JOIN posting_seal s ON s.posting_id = p.id
              LEFT JOIN unsealed u ON u.posting_id = p.id
             WHERE p.id > \(bind: id)
             ORDER BY p.id
             LIMIT \(bind: limit)
            """
        ).map(LedgerEntry.init(row:))
    }

    /// Movements with the numbers of the lots that their posting moves first, as they were before any renumbering.
    private func walkMovements(
        after last: PostingID, upTo end: PostingID, _ body: (SQLRow) throws -> Void
    ) throws {
        try tx.walk(
            """
            SELECT m.posting_id, m.product_id, m.lot_id, m.quantity, m.from_location_id, m.from_package_id,
                   m.to_location_id, m.to_package_id, m.entered,
                   CASE WHEN l.id IS NOT NULL
                        THEN COALESCE((SELECT f.number
                                         FROM lot_former_number f
                                        WHERE f.lot_id = l.id
                                          AND f.posting_id > m.posting_id
                                        ORDER BY f.posting_id
                                        LIMIT 1), l.number)
                    END
              FROM movement m
              LEFT JOIN lot l ON l.id = m.lot_id AND l.first_posting_id = m.posting_id
             WHERE m.posting_id > \(bind: last)
               AND m.posting_id <= \(bind: end)
             ORDER BY m.posting_id, m.position
            """
        ) { row in
            try body(row)
            return true
        }
    }
}

extension LedgerEntry {
    fileprivate init(row: SQLRow) {
        let kind = PostingKind(rawValue: row[1])
        posting = Posting(
            id: row[0], kind: kind ?? .transfer, documentID: row[2], partnerID: row[3], actorID: row[4],
            happenedAt: row[5], recordedAt: row[6], reason: row[7], stepID: row[8], reverses: row[9], movements: [])
        hash = Digest(bytes: row[10])
        introduced = [:]
        isSealed = row.values[11] != .null
        isWaiting = row.values[12] != .null
        isReadable = kind != nil
        if let lot = row[13] as LotID? {
            posting.renumbering = Renumbering(lotID: lot, former: row[14], number: row[15], joinedTo: row[16])
        }
    }

    fileprivate mutating func add(_ row: SQLRow) {
        let entered = row[8] as String?
        let movement = Movement(
            productID: row[1], lotID: row[2], quantity: row[3],
            from: Spot(row[4] as LocationID, package: row[5]), to: Spot(row[6] as LocationID, package: row[7]),
            entered: entered.flatMap(Entered.init(rawValue:)))
        if entered != nil, movement.entered == nil { isReadable = false }
        if let lot = movement.lotID, let number = row[9] as LotNumber? { introduced[lot] = number }
        posting.movements.append(movement)
    }
}
