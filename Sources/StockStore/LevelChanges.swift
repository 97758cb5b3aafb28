import SQLCore
import StockDomain

extension Store {
    /// All piles of a product that are not empty, wherever they are, by place, package and number.
    public func balances(of product: ProductID) throws -> [Balance] {
        try tx.rows(
            Balance.columns + """
                 WHERE product_id = \(bind: product)
                   AND quantity <> 0
                 ORDER BY location_id, COALESCE(package_id, 0), COALESCE(lot_id, 0)
                """
        ).map(Balance.init(row:))
    }

    /// Piles of a product without number at these places, oldest first.
    public func unnumberedBalances(of product: ProductID, at places: [LocationID]) throws -> [Balance] {
        try tx.rows(
            Balance.columns + """
                 WHERE product_id = \(bind: product)
                   AND location_id IN \(list: places)
                   AND lot_id IS NULL
                   AND quantity > 0
                 ORDER BY incoming_at, id
                """
        ).map(Balance.init(row:))
    }

    /// Those of these lots that an open block holds, their own or their batch's.
    public func heldLots(_ lots: [LotID]) throws -> Set<LotID> {
        Set(
            try chunked(lots) { part in
                try tx.rows(
                    """
                    SELECT l.id
                      FROM lot l
                     WHERE l.id IN \(list: part)
                       AND EXISTS (SELECT 1 FROM block k WHERE k.closed_at IS NULL AND k.lot_id IN (l.id, l.batch_id))
                    """
                ).map { $0[0] as LotID }
            })
    }
}

// MARK: - Reservations of a product

extension Store {
    /// Everything that is set aside of a product, in the order of picking (R38).
    ///
    /// - Parameter unnumberedOnly: only of its stock without number.
    public func reservationsInOrder(of product: ProductID, unnumberedOnly: Bool) throws -> [OldReservation] {
        let which: SQL = unnumberedOnly ? " AND b.lot_id IS NULL" : ""
        return try tx.rows(
            """
            SELECT r.line_id, b.lot_id, b.location_id, b.package_id, r.quantity
              FROM balance b
              JOIN reservation r ON r.balance_id = b.id
              JOIN document_line l ON l.id = r.line_id
              JOIN document d ON d.id = l.document_id
             WHERE b.product_id = \(bind: product)
               AND b.reserved > 0\(sql: which)
             ORDER BY d.priority DESC, d.planned_on, d.number, l.position, b.incoming_at, b.lot_id, b.id
            """
        ).map { row in
            OldReservation(
                lineID: row[0],
                key: BalanceKey(product: product, lot: row[1], spot: Spot(row[2] as LocationID, package: row[3])),
                quantity: row[4])
        }
    }

    /// Frees all that is set aside of a product, or of its stock without number.
    public func unreserveAll(of product: ProductID, unnumberedOnly: Bool) throws {
        let which: SQL = unnumberedOnly ? " AND lot_id IS NULL" : ""
        let piles: SQL = "product_id = \(bind: product) AND reserved > 0\(sql: which)"
        try tx.execute("DELETE FROM reservation WHERE balance_id IN (SELECT id FROM balance WHERE \(sql: piles))")
        try tx.execute("UPDATE balance SET reserved = 0 WHERE \(sql: piles)")
    }

    /// Open documents with a product, by number: what of it they are about, and how much is set aside.
    public func documentsTouched(by product: ProductID) throws -> [TouchedDocument] {
        try tx.rows(
            """
            SELECT d.id, d.kind, d.number, d.state, CAST(SUM(l.quantity) AS BIGINT),
                   CAST(COALESCE(SUM((SELECT SUM(r.quantity) FROM reservation r WHERE r.line_id = l.id)), 0) AS BIGINT)
              FROM document d
              JOIN document_line l ON l.document_id = d.id
             WHERE d.state <> 'done'
               AND d.state <> 'cancelled'
               AND l.product_id = \(bind: product)
             GROUP BY d.id, d.kind, d.number, d.state
             ORDER BY d.number
            """
        ).map { row in
            TouchedDocument(
                id: row[0], kind: row[1], number: row[2], state: row[3], quantity: row[4], reserved: row[5])
        }
    }

    /// The document of each line.
    public func documents(ofLines lines: [LineID]) throws -> [LineID: (id: DocumentID, number: String)] {
        let rows = try chunked(lines) { part in
            try tx.rows(
                """
                SELECT l.id, d.id, d.number
                  FROM document_line l
                  JOIN document d ON d.id = l.document_id
                 WHERE l.id IN \(list: part)
                """)
        }
        return Dictionary(
            uniqueKeysWithValues: rows.map { ($0[0] as LineID, (id: $0[1] as DocumentID, number: $0[2] as String)) })
    }

    /// Forgets the numbers that open documents which take stock name of a product: they are no longer there.
    ///
    /// - Returns: the documents concerned.
    public func forgetNumbersAhead(of product: ProductID) throws -> [DocumentID] {
        let rows = try tx.rows(
            """
            SELECT DISTINCT l.id, d.id
              FROM document d
              JOIN document_line l ON l.document_id = d.id
              JOIN line_number n ON n.line_id = l.id
             WHERE d.state <> 'done'
               AND d.state <> 'cancelled'
               AND d.kind IN ('delivery', 'transfer', 'scrap', 'supplier_return')
               AND l.product_id = \(bind: product)
             ORDER BY d.id, l.id
            """)
        try deleteNumbers(of: rows.map { $0[0] as LineID })
        return Set(rows.map { $0[1] as DocumentID }).sorted()
    }
}
