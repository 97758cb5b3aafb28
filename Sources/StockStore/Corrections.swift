import SQLCore
import StockDomain

/// What a correction was about.
public enum CorrectionKind: String, Sendable, CaseIterable {
    case number, partner, component
}

/// One correction of one number, to be written.
public struct CorrectionEntry: Sendable {
    public let kind: CorrectionKind
    /// What was wrong, and what takes it back; nil for a component that had been forgotten.
    public let reversed: PostingID?
    public let reversing: PostingID?
    /// What was booked in its place; nil for a component that was not used at all.
    public let replacement: PostingID?
    public let from: LotID?
    public let to: LotID?
    public let quantity: Quantity

    public init(
        kind: CorrectionKind, reversed: PostingID?, reversing: PostingID?, replacement: PostingID?, from: LotID?,
        to: LotID?, quantity: Quantity
    ) {
        self.kind = kind
        self.reversed = reversed
        self.reversing = reversing
        self.replacement = replacement
        self.from = from
        self.to = to
        self.quantity = quantity
    }
}

/// A correction as both lots show it (R18a).
public struct CorrectionRow: Sendable, Equatable {
    public let id: Int64
    public let kind: CorrectionKind
    /// The document that was corrected.
    public let document: String?
    /// What was booked; nil for a component that had been forgotten.
    public let from: LotNumber?
    public let fromLot: LotID?
    /// What was handled.
    public let to: LotNumber?
    public let toLot: LotID?
    public let quantity: Quantity
    public let reason: String
    public let actor: String
    public let at: Instant
}

extension Store {
    public func insert(_ entries: [CorrectionEntry], reason: String, by actor: ActorID, at now: Instant) throws {
        let keys = try drawKeys("correction", entries.count)
        try tx.insert(
            into: "correction",
            [
                "id", "kind", "reversed_posting_id", "reversing_posting_id", "new_posting_id", "from_lot_id",
                "to_lot_id", "quantity", "reason", "actor_id", "at",
            ],
            rows: zip(keys, entries).lazy.map { key, entry in
                [
                    .integer(key), entry.kind.sqlValue, entry.reversed.sqlValue, entry.reversing.sqlValue,
                    entry.replacement.sqlValue, entry.from.sqlValue, entry.to.sqlValue, entry.quantity.sqlValue,
                    .text(reason), actor.sqlValue, now.sqlValue,
                ]
            })
    }

    /// The corrections in which a lot, or one joined to it, was the wrong or the right one, newest first.
    public func corrections(of lot: LotID) throws -> [CorrectionRow] {
        try tx.rows(
            CorrectionRow.columns + """
                 WHERE c.from_lot_id IN (\(sql: Store.family(of: [lot])))
                    OR c.to_lot_id IN (\(sql: Store.family(of: [lot])))
                 ORDER BY c.id DESC
                """
        ).map(CorrectionRow.init(row:))
    }

    /// The corrections of a document, oldest first.
    public func corrections(of document: DocumentID) throws -> [CorrectionRow] {
        try tx.rows(CorrectionRow.columns + " WHERE p.document_id = \(bind: document) ORDER BY c.id")
            .map(CorrectionRow.init(row:))
    }

    /// The postings of a document that still count, each with what is left of its movements; oldest first.
    public func standingPostings(of document: DocumentID) throws -> [Posting] {
        let all = try postings(of: document).compactMap { try posting($0.id) }
        let reversals = Dictionary(grouping: all.filter { $0.reverses != nil }, by: \.reverses)
        return all.filter { $0.reverses == nil }.compactMap { posting in
            var standing = posting
            standing.movements = posting.movements.without(
                takenBack: (reversals[posting.id] ?? []).flatMap(\.movements))
            return standing.movements.isEmpty ? nil : standing
        }
    }

    /// The supplier's numbers of one posting by line and lot (R10a).
    public func supplierNumbers(of posting: PostingID) throws -> [(line: LineID?, lot: LotID, number: String)] {
        try tx.rows(
            """
            SELECT m.line_id, s.lot_id, s.number
              FROM supplier_number s
              JOIN movement m ON m.posting_id = s.posting_id AND m.position = s.position
             WHERE s.posting_id = \(bind: posting)
             ORDER BY s.position
            """
        ).map { ($0[0], $0[1], $0[2]) }
    }
}

extension CorrectionRow {
    fileprivate static let columns: SQL = """
        SELECT c.id, c.kind, d.number, f.number, f.id, t.number, t.id, c.quantity, c.reason, a.name, c.at
          FROM correction c
          JOIN posting p ON p.id = COALESCE(c.new_posting_id, c.reversing_posting_id)
          JOIN actor a ON a.id = c.actor_id
          LEFT JOIN document d ON d.id = p.document_id
          LEFT JOIN lot w ON w.id = c.from_lot_id
          LEFT JOIN lot f ON f.id = COALESCE(w.joined_to, w.id)
          LEFT JOIN lot r ON r.id = c.to_lot_id
          LEFT JOIN lot t ON t.id = COALESCE(r.joined_to, r.id)
        """

    fileprivate init(row: SQLRow) {
        self.init(
            id: row[0], kind: row[1], document: row[2], from: row[3], fromLot: row[4], to: row[5], toLot: row[6],
            quantity: row[7], reason: row[8], actor: row[9], at: row[10])
    }
}

extension CorrectionKind: SQLBindable, SQLReadable {}
