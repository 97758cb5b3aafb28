import SQLCore
import StockDomain

extension Store {
    public func document(_ kind: DocumentKind, number: String) throws -> Document? {
        try tx.row(Document.columns + " WHERE number = \(bind: number) AND kind = \(bind: kind)")
            .map(Document.init(row:))
    }

    public func document(_ id: DocumentID) throws -> Document? {
        try tx.row(Document.columns + " WHERE id = \(bind: id)").map(Document.init(row:))
    }

    /// Documents of one kind, newest first, those before `id` first.
    public func documents(
        _ kind: DocumentKind, states: [DocumentState], partner: PartnerID?, before id: DocumentID?, limit: Int
    ) throws -> [Document] {
        var sql =
            Document.columns + """
                 WHERE kind = \(bind: kind)
                   AND id < \(bind: id ?? ID(Int64.max))
                """
        if !states.isEmpty { sql = sql + " AND state IN \(list: states)" }
        if let partner { sql = sql + " AND partner_id = \(bind: partner)" }
        return try tx.rows(sql + " ORDER BY id DESC LIMIT \(bind: limit)").map(Document.init(row:))
    }

    /// Open documents that name one of these products, for refusals; at most `limit` numbers.
    public func openDocuments(naming product: ProductID, limit: Int) throws -> [String] {
        try tx.rows(
            """
            SELECT DISTINCT d.number
              FROM document d
              JOIN document_line l ON l.document_id = d.id
             WHERE d.state <> 'done'
               AND d.state <> 'cancelled'
               AND l.product_id = \(bind: product)
             ORDER BY d.number
             LIMIT \(bind: limit)
            """
        ).map { $0[0] }
    }

    /// Open receipts with what they bring of a product, the earliest planned first.
    public func openReceipts(
        bringing product: ProductID, limit: Int
    ) throws -> [(number: String, quantity: Quantity)] {
        try tx.rows(
            """
            SELECT d.number, CAST(SUM(l.quantity) AS BIGINT)
              FROM document d
              JOIN document_line l ON l.document_id = d.id
             WHERE d.kind = 'receipt'
               AND d.state <> 'done'
               AND d.state <> 'cancelled'
               AND l.product_id = \(bind: product)
             GROUP BY d.id, d.number, d.planned_on
             ORDER BY d.planned_on, d.id
             LIMIT \(bind: limit)
            """
        ).map { ($0[0], $0[1]) }
    }

    public func insert(_ document: Document) throws -> DocumentID {
        let id = DocumentID(try drawKey("document"))
        try tx.execute(
            """
            INSERT INTO document (id, kind, number, state, partner_id, origin, location_id, to_location_id, planned_on,
                                  priority, reason, scrap_kind, witness, happened_at, version, backorder_of,
                                  certificate, blind)
            VALUES (\(bind: id), \(bind: document.kind), \(bind: document.number), \(bind: document.state),
                    \(bind: document.partnerID), \(bind: document.origin), \(bind: document.locationID),
                    \(bind: document.toLocationID), \(bind: document.plannedOn), \(bind: document.priority),
                    \(bind: document.reason), \(bind: document.scrapKind), \(bind: document.witness),
                    \(bind: document.happenedAt), \(bind: document.version), \(bind: document.backorderOf),
                    \(bind: document.certificate), \(bind: document.isBlind))
            """)
        return id
    }

    /// Writes a changed document, whose version must still be the one that was read.
    ///
    /// - Returns: false when somebody else has changed it meanwhile.
    public func update(_ document: Document, readVersion: Int) throws -> Bool {
        try tx.execute(
            """
            UPDATE document
               SET state = \(bind: document.state),
                   partner_id = \(bind: document.partnerID),
                   origin = \(bind: document.origin),
                   location_id = \(bind: document.locationID),
                   to_location_id = \(bind: document.toLocationID),
                   planned_on = \(bind: document.plannedOn),
                   priority = \(bind: document.priority),
                   reason = \(bind: document.reason),
                   scrap_kind = \(bind: document.scrapKind),
                   witness = \(bind: document.witness),
                   certificate = \(bind: document.certificate),
                   blind = \(bind: document.isBlind),
                   happened_at = \(bind: document.happenedAt),
                   version = \(bind: document.version)
             WHERE id = \(bind: document.id)
               AND version = \(bind: readVersion)
            """) == 1
    }
}

extension Document {
    static let columns: SQL = """
        SELECT id, kind, number, state, partner_id, origin, location_id, to_location_id, planned_on, priority, reason,
               scrap_kind, witness, happened_at, version, backorder_of, certificate, blind
          FROM document
        """

    init(row: SQLRow) {
        self.init(
            id: row[0], kind: row[1], number: row[2], state: row[3], partnerID: row[4], origin: row[5],
            locationID: row[6], toLocationID: row[7], plannedOn: row[8], priority: row[9], reason: row[10],
            scrapKind: row[11], witness: row[12], certificate: row[16], isBlind: row[17], happenedAt: row[13],
            version: row[14], backorderOf: row[15])
    }
}

// MARK: - Lines

extension Store {
    /// The lines of a document in their order, with the numbers named ahead.
    public func lines(of document: DocumentID) throws -> [DocumentLine] {
        var lines = try tx.rows(
            """
            SELECT id, document_id, position, product_id, quantity, location_id, reason, package_id, packaging,
                   override_reason, delivery_id, book_quantity, counted_at, done_so_far, is_unplanned,
                   is_whole_package, role, for_output, recipe_code
              FROM document_line
             WHERE document_id = \(bind: document)
             ORDER BY position
            """
        ).map { row in
            DocumentLine(
                id: row[0], documentID: row[1], position: row[2], productID: row[3], quantity: row[4],
                locationID: row[5], reason: row[6], details: LineDetails(row: row, from: 7))
        }
        if lines.isEmpty { return [] }
        let numbers = try numbers(of: lines.map(\.id))
        for index in lines.indices { lines[index].numbers = numbers[lines[index].id] ?? [] }
        return lines
    }

    private func numbers(of lines: [LineID]) throws -> [LineID: [NumberEntry]] {
        var numbers: [LineID: [NumberEntry]] = [:]
        for row in try chunked(
            lines,
            {
                try tx.rows(
                    """
                    SELECT line_id, number, quantity, supplier_number, production_date, expires_on, batch, entered,
                           position, entered_at, is_unknown, package, book_quantity
                      FROM line_number
                     WHERE line_id IN \(list: $0)
                     ORDER BY line_id, position
                    """)
            })
        {
            numbers[row[0], default: []].append(
                NumberEntry(
                    number: row[1], quantity: row[2], supplierNumber: row[3], productionDate: row[4],
                    expiresOn: row[5], batch: row[6], entered: row[7], enteredAt: row[9], isUnknown: row[10],
                    package: row[11], bookQuantity: row[12], pointer: "/numbers/\(row[8] as Int)"))
        }
        return numbers
    }

    /// Inserts lines behind the ones that are there; the positions in `lines` count from 0 among them.
    public func insert(_ lines: [DocumentLine], of document: DocumentID) throws -> [DocumentLine] {
        let first: Int =
            try tx.value("SELECT MAX(position) + 1 FROM document_line WHERE document_id = \(bind: document)") ?? 0
        let keys = try drawKeys("document_line", lines.count)
        var written = lines
        for index in written.indices {
            written[index].id = LineID(keys[index])
            written[index].documentID = document
            written[index].position = first + index
        }
        try tx.insert(
            into: "document_line",
            ["id", "document_id", "position", "product_id", "quantity", "location_id", "reason"]
                + LineDetails.fieldNames,
            rows: written.lazy.map { line in
                [
                    line.id.sqlValue, line.documentID.sqlValue, line.position.sqlValue, line.productID.sqlValue,
                    line.quantity.sqlValue, line.locationID.sqlValue, line.reason.sqlValue,
                ] + line.details.fields
            })
        for line in written { try insert(line.numbers, of: line.id) }
        return written
    }

    private func insert(_ numbers: [NumberEntry], of line: LineID) throws {
        try tx.insert(
            into: "line_number",
            [
                "line_id", "position", "number", "quantity", "supplier_number", "production_date", "expires_on",
                "batch", "entered", "entered_at", "is_unknown", "package", "book_quantity",
            ],
            rows: numbers.enumerated().lazy.map { position, entry in
                [
                    line.sqlValue, position.sqlValue, entry.number.sqlValue, entry.quantity.sqlValue,
                    entry.supplierNumber.sqlValue, entry.productionDate.sqlValue, entry.expiresOn.sqlValue,
                    entry.batch.sqlValue, entry.entered.sqlValue, entry.enteredAt.sqlValue, entry.isUnknown.sqlValue,
                    entry.package.sqlValue, entry.bookQuantity.sqlValue,
                ]
            })
    }

    /// Replaces quantity, place, reason, details and numbers of a line.
    public func update(_ line: DocumentLine) throws {
        try tx.update(
            "document_line", line.id.rawValue, ["quantity", "location_id", "reason"] + LineDetails.fieldNames,
            [line.quantity.sqlValue, line.locationID.sqlValue, line.reason.sqlValue] + line.details.fields)
        try tx.execute("DELETE FROM line_number WHERE line_id = \(bind: line.id)")
        try insert(line.numbers, of: line.id)
    }

    /// Removes lines that nothing has been posted for; their reservations must be gone.
    public func delete(_ lines: [LineID]) throws {
        if lines.isEmpty { return }
        if engine == .sqlite { try keepKeysTaken(lines.map(\.rawValue), of: "document_line") }
        try tx.execute("DELETE FROM line_number WHERE line_id IN \(list: lines)")
        try tx.execute("DELETE FROM document_line WHERE id IN \(list: lines)")
    }

    /// Forgets the numbers named ahead, once they are done.
    public func deleteNumbers(of lines: [LineID]) throws {
        if lines.isEmpty { return }
        try tx.execute("DELETE FROM line_number WHERE line_id IN \(list: lines)")
    }
}

// MARK: - What was done

/// A posting of a document as its answers name it.
public struct PostingHead: Sendable, Equatable {
    public let id: PostingID
    public let kind: PostingKind
    public let happenedAt: Instant
    public let recordedAt: Instant
    public let hash: Digest
    public let reverses: PostingID?
}

extension Store {
    public func postings(of document: DocumentID) throws -> [PostingHead] {
        try tx.rows(
            """
            SELECT id, kind, happened_at, recorded_at, hash, reverses
              FROM posting
             WHERE document_id = \(bind: document)
             ORDER BY id
            """
        ).map { row in
            PostingHead(
                id: row[0], kind: row[1], happenedAt: row[2], recordedAt: row[3], hash: Digest(bytes: row[4]),
                reverses: row[5])
        }
    }

    /// Everything that a document has moved, in the order of posting, with its postings' sign: a movement that was
    /// taken back stands there twice.
    public func movements(of document: DocumentID) throws -> [DoneMovement] {
        try tx.rows(
            """
            SELECT p.id, p.kind, p.reverses, m.product_id, m.lot_id, m.quantity, m.from_location_id, m.from_package_id,
                   m.to_location_id, m.to_package_id, m.line_id, m.entered, s.number, c.why, o.rule, o.reason, o.detail,
                   o.passed_over_lot_id
              FROM posting p
              JOIN movement m ON m.posting_id = p.id
              LEFT JOIN supplier_number s ON s.posting_id = m.posting_id AND s.position = m.position
              LEFT JOIN choice c ON c.posting_id = m.posting_id AND c.position = m.position
              LEFT JOIN override o ON o.posting_id = m.posting_id AND o.position = m.position
             WHERE p.document_id = \(bind: document)
             ORDER BY m.posting_id, m.position
            """
        ).map { row in
            DoneMovement(
                postingID: row[0], kind: row[1], reverses: row[2],
                movement: Movement(
                    productID: row[3], lotID: row[4], quantity: row[5],
                    from: Spot(row[6] as LocationID, package: row[7]), to: Spot(row[8] as LocationID, package: row[9]),
                    lineID: row[10], entered: row[11]),
                supplierNumber: row[12], why: row[13], override: PlannedOverride(row: row, from: 14))
        }
    }

    /// The whole posting, for taking it back.
    public func posting(_ id: PostingID) throws -> Posting? {
        guard
            let row = try tx.row(
                """
                SELECT id, kind, document_id, partner_id, actor_id, happened_at, recorded_at, reason, step_id, reverses
                  FROM posting
                 WHERE id = \(bind: id)
                """)
        else { return nil }
        let movements = try tx.rows(
            """
            SELECT product_id, lot_id, quantity, from_location_id, from_package_id, to_location_id, to_package_id,
                   line_id, entered
              FROM movement
             WHERE posting_id = \(bind: id)
             ORDER BY position
            """
        ).map { row in
            Movement(
                productID: row[0], lotID: row[1], quantity: row[2],
                from: Spot(row[3] as LocationID, package: row[4]), to: Spot(row[5] as LocationID, package: row[6]),
                lineID: row[7], entered: row[8])
        }
        return Posting(
            id: row[0], kind: row[1], documentID: row[2], partnerID: row[3], actorID: row[4], happenedAt: row[5],
            recordedAt: row[6], reason: row[7], stepID: row[8], reverses: row[9], movements: movements)
    }
}

/// A movement that a document has made.
public struct DoneMovement: Sendable, Equatable {
    public let postingID: PostingID
    public let kind: PostingKind
    public let reverses: PostingID?
    public var movement: Movement
    public let supplierNumber: String?
    /// Why the strategy has chosen it; nil for what somebody named.
    public let why: Why?
    /// Why it left though others were to leave first, or though it was past its best.
    public let override: PlannedOverride?
}

extension [DoneMovement] {
    /// What is left of the movements, without what was taken back of each and what took it back.
    public func withoutTakenBack() -> [DoneMovement] {
        var left = self
        for reversal in self where reversal.reverses != nil {
            var rest = reversal.movement.quantity
            for index in left.indices
            where rest > .zero && left[index].postingID == reversal.reverses
                && left[index].movement.isTakenBack(by: reversal.movement)
            {
                let back = Swift.min(rest, left[index].movement.quantity)
                left[index].movement.quantity -= back
                rest -= back
            }
        }
        return left.filter { $0.reverses == nil && $0.movement.quantity > .zero }
    }
}

extension Store {
    /// The number of the document that holds this one's rest, or nil.
    public func backorder(of document: DocumentID) throws -> String? {
        try tx.value("SELECT MIN(number) FROM document WHERE backorder_of = \(bind: document)")
    }
}
