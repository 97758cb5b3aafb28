import SQLCore
import StockDomain

/// A row of the list of lots of a case.
public struct RecallLotRow: Sendable, Equatable {
    public var lot: LotID
    public var round: Int
    public var isNamed: Bool
    public var isHeld: Bool
    /// The batch of a serial, where the case holds it.
    public var heldBatch: LotID?
    public var released: (at: Instant, by: String, reason: String)?

    public static func == (left: RecallLotRow, right: RecallLotRow) -> Bool {
        left.lot == right.lot && left.round == right.round
    }
}

extension Store {
    /// Keeps lots that came into a case.
    public func insert(
        _ lots: [LotID], named: Set<LotID>, held: Set<LotID>, round: Int, of recall: RecallID
    ) throws {
        try tx.insert(
            into: "recall_lot", ["recall_id", "lot_id", "round", "named", "held"],
            rows: lots.lazy.map { lot in
                [
                    recall.sqlValue, lot.sqlValue, round.sqlValue, named.contains(lot).sqlValue,
                    held.contains(lot).sqlValue,
                ]
            })
    }

    /// Calls lots back again that were found good before, and with them who had some.
    public func takeBack(_ lots: [LotID], held: Set<LotID>, round: Int, of recall: RecallID) throws {
        for (isHeld, part) in Dictionary(grouping: lots, by: held.contains) {
            _ = try chunked(part) { part -> [LotID] in
                try tx.execute(
                    """
                    UPDATE recall_lot
                       SET released_at = NULL,
                           released_by = NULL,
                           release_reason = NULL,
                           held = \(bind: isHeld),
                           round = \(bind: round)
                     WHERE recall_id = \(bind: recall)
                       AND lot_id IN \(list: part)
                    """)
                try tx.execute(
                    """
                    UPDATE recall_holding
                       SET round = \(bind: round)
                     WHERE recall_id = \(bind: recall)
                       AND lot_id IN \(list: part)
                    """)
                return []
            }
        }
    }

    public func recallLots(of recall: RecallID) throws -> [RecallLotRow] {
        try tx.rows(
            """
            SELECT r.lot_id, r.round, r.named, r.held, b.lot_id, r.released_at, a.name, r.release_reason
              FROM recall_lot r
              JOIN lot l ON l.id = r.lot_id
              LEFT JOIN recall_lot b ON b.recall_id = r.recall_id
                                    AND b.lot_id = l.batch_id
                                    AND b.held = 1
                                    AND b.released_at IS NULL
              LEFT JOIN actor a ON a.id = r.released_by
             WHERE r.recall_id = \(bind: recall)
             ORDER BY r.lot_id
            """
        ).map { row in
            let at: Instant? = row[5]
            return RecallLotRow(
                lot: row[0], round: row[1], isNamed: row[2], isHeld: row[3], heldBatch: row[4],
                released: at.map { ($0, row[6] ?? "", row[7] ?? "") })
        }
    }

    /// Marks lots as found good.
    public func markReleased(
        _ lots: [LotID], of recall: RecallID, by actor: ActorID, because reason: String, at now: Instant
    ) throws {
        _ = try chunked(lots) { part -> [LotID] in
            try tx.execute(
                """
                UPDATE recall_lot
                   SET released_at = \(bind: now),
                       released_by = \(bind: actor),
                       release_reason = \(bind: reason)
                 WHERE recall_id = \(bind: recall)
                   AND lot_id IN \(list: part)
                """)
            return []
        }
    }

    /// The open blocks of a case; of some lots only, or of all.
    public func openBlocks(ofRecall recall: RecallID, lots: [LotID]? = nil) throws -> [(id: BlockID, lot: LotID)] {
        if let lots {
            return try chunked(lots) { part in
                try tx.rows(
                    """
                    SELECT id, lot_id
                      FROM block
                     WHERE recall_id = \(bind: recall)
                       AND closed_at IS NULL
                       AND lot_id IN \(list: part)
                     ORDER BY id
                    """
                ).map { ($0[0] as BlockID, $0[1] as LotID) }
            }
        }
        return try tx.rows(
            "SELECT id, lot_id FROM block WHERE recall_id = \(bind: recall) AND closed_at IS NULL ORDER BY id"
        ).map { ($0[0] as BlockID, $0[1] as LotID) }
    }

    // MARK: Consignees

    /// Freezes who has what; consignees and lots that are on the list already stay as they are.
    public func freeze(_ holdings: [PartnerHolding], round: Int, of recall: RecallID) throws {
        let known = Set(try consigneeKeys(of: recall))
        let partners = Set(holdings.map(\.partner)).subtracting(known).sorted()
        try tx.insert(
            into: "recall_consignee", ["recall_id", "partner_id", "round", "turn"],
            rows: partners.map { [recall.sqlValue, $0.sqlValue, round.sqlValue, .integer(0)] })
        try tx.insert(
            into: "recall_holding", ["recall_id", "partner_id", "lot_id", "product_id", "round", "quantity"],
            rows: holdings.lazy.map { holding in
                [
                    recall.sqlValue, holding.partner.sqlValue, holding.lot.sqlValue, holding.product.sqlValue,
                    round.sqlValue, holding.quantity.sqlValue,
                ]
            })
    }

    /// Everybody on the frozen list, in the order of their keys.
    public func consigneeKeys(of recall: RecallID) throws -> [PartnerID] {
        try tx.rows("SELECT partner_id FROM recall_consignee WHERE recall_id = \(bind: recall) ORDER BY partner_id")
            .map { $0[0] }
    }

    /// In which round each consignee came, and how many answers came by link.
    public func consignees(of recall: RecallID) throws -> [(partner: PartnerID, round: Int, turn: Int)] {
        try tx.rows(
            """
            SELECT partner_id, round, turn
              FROM recall_consignee
             WHERE recall_id = \(bind: recall)
             ORDER BY partner_id
            """
        ).map { ($0[0], $0[1], $0[2]) }
    }

    public func holdings(of recall: RecallID) throws -> [(holding: PartnerHolding, round: Int)] {
        try tx.rows(
            """
            SELECT partner_id, lot_id, product_id, quantity, round
              FROM recall_holding
             WHERE recall_id = \(bind: recall)
             ORDER BY partner_id, lot_id
            """
        ).map { (PartnerHolding(partner: $0[0], lot: $0[1], product: $0[2], quantity: $0[3]), $0[4]) }
    }

    /// Uses up a link.
    public func takeTurn(of partner: PartnerID, in recall: RecallID) throws {
        try tx.execute(
            """
            UPDATE recall_consignee
               SET turn = turn + 1
             WHERE recall_id = \(bind: recall)
               AND partner_id = \(bind: partner)
            """)
    }

    /// Lots of which customers got some, by key: what a drill may draw.
    public func deliveredLots() throws -> [LotID] {
        try tx.rows(
            """
            SELECT DISTINCT COALESCE(n.joined_to, n.id)
              FROM posting p
              JOIN movement m ON m.posting_id = p.id
              JOIN lot n ON n.id = m.lot_id
             WHERE p.kind = 'delivery'
             ORDER BY 1
            """
        ).map { $0[0] }
    }
}
