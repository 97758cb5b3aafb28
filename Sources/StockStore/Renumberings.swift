import SQLCore
import StockDomain

/// One time at which a number turned out to be misspelt.
public struct RenumberingRow: Sendable, Equatable {
    public let renumbering: Renumbering
    public let at: Instant
    public let actor: String
    public let reason: String?
}

extension Store {
    /// The row that a posting of kind renumber stands for.
    func insert(_ renumbering: Renumbering, by posting: PostingID) throws {
        try tx.execute(
            """
            INSERT INTO renumbering (posting_id, lot_id, former_number, number, joined_to)
            VALUES (\(bind: posting), \(bind: renumbering.lotID), \(bind: renumbering.former),
                    \(bind: renumbering.number), \(bind: renumbering.joinedTo))
            """)
    }

    /// Gives a lot its right number; the old one stays as a former name that searches find (R18).
    ///
    /// The number is known from now on, so that the mark of an unknown one goes (R20a).
    public func rename(_ lot: Lot, to number: LotNumber, by posting: PostingID) throws {
        try tx.execute(
            """
            INSERT INTO lot_former_number (lot_id, number, search_key, posting_id)
            VALUES (\(bind: lot.id), \(bind: lot.number), \(bind: NameText.searchKey(of: lot.number.text)),
                    \(bind: posting))
            """)
        try tx.execute(
            """
            UPDATE lot
               SET number = \(bind: number),
                   search_key = \(bind: NameText.searchKey(of: number.text)),
                   marks = \(bind: lot.marks.subtracting(.numberUnknown).rawValue)
             WHERE id = \(bind: lot.id)
            """)
    }

    /// The renumberings of these lots and of those that were joined to them, newest first.
    public func renumberings(of lot: LotID) throws -> [RenumberingRow] {
        try tx.rows(
            """
            SELECT n.lot_id, n.former_number, n.number, n.joined_to, p.recorded_at, a.name, p.reason
              FROM renumbering n
              JOIN posting p ON p.id = n.posting_id
              JOIN actor a ON a.id = p.actor_id
             WHERE n.lot_id IN (\(sql: Store.family(of: [lot])))
             ORDER BY n.posting_id DESC
            """
        ).map { row in
            RenumberingRow(
                renumbering: Renumbering(lotID: row[0], former: row[1], number: row[2], joinedTo: row[3]),
                at: row[4], actor: row[5], reason: row[6])
        }
    }
}
