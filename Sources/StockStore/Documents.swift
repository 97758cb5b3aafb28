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

    /// Those of the documents that there are, by key.
    public func documents(_ ids: [DocumentID]) throws -> [DocumentID: Document] {
        let found = try chunked(ids) { part in
            try tx.rows(Document.columns + " WHERE id IN \(list: part)").map(Document.init(row:))
        }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
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

    /// Makes drafts of documents that were ready; each of these documents is of a next version.
    public func fallBack(_ ids: [DocumentID]) throws {
        _ = try chunked(ids) { part -> [DocumentID] in
            try tx.execute(
                """
                UPDATE document
                   SET state = CASE state WHEN \(bind: DocumentState.ready) THEN \(bind: DocumentState.draft) ELSE state END,
                       version = version + 1
                 WHERE id IN \(list: part)
                """)
            return []
        }
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

extension Store {
    /// Documents of a kind that came by this order or paper of a partner, in the order in which they were entered.
    public func documents(_ kind: DocumentKind, origin: String) throws -> [Document] {
        try tx.rows(
            Document.columns + " WHERE origin = \(bind: origin) AND kind = \(bind: kind) ORDER BY id"
        ).map(Document.init(row:))
    }

    /// The number of the document that holds this one's rest, or nil.
    public func backorder(of document: DocumentID) throws -> String? {
        try tx.value("SELECT MIN(number) FROM document WHERE backorder_of = \(bind: document)")
    }
}
