import SQLCore
import StockDomain

extension Store {
    public func lot(_ id: LotID) throws -> Lot? {
        try lots([id]).first
    }

    public func lots(_ ids: [LotID]) throws -> [Lot] {
        try chunked(Array(Set(ids)).sorted()) {
            try tx.rows(Lot.columns + " WHERE id IN \(list: $0) ORDER BY id").map(Lot.init(row:))
        }
    }

    /// The lot with this number of this product, or nil.
    public func lot(number: LotNumber, kind: LotKind, of product: ProductID) throws -> Lot? {
        try lots(numbers: [number], kind: kind, of: product)[number]
    }

    /// The lots with these numbers of one product, by the number asked for; one that was joined to another is answered
    /// as that other (R18).
    public func lots(
        numbers: some Collection<LotNumber>, kind: LotKind, of product: ProductID
    ) throws -> [LotNumber: Lot] {
        let found = try chunked(Array(numbers)) { part in
            try tx.rows(
                Lot.columns + """
                     WHERE number IN \(list: part)
                       AND product_id = \(bind: product)
                       AND kind = \(bind: kind)
                    """
            ).map(Lot.init(row:))
        }
        let right = Dictionary(
            uniqueKeysWithValues: try lots(found.compactMap(\.joinedTo)).map { ($0.id, $0) })
        return Dictionary(
            uniqueKeysWithValues: found.map { lot in (lot.number, lot.joinedTo.flatMap { right[$0] } ?? lot) })
    }

    /// The lots of one product that once had these numbers by mistake, by former number (R18).
    public func lots(
        formerNumbers numbers: some Collection<LotNumber>, kind: LotKind, of product: ProductID
    ) throws -> [LotNumber: Lot] {
        let found = try chunked(Array(numbers)) { part in
            try tx.rows(
                """
                SELECT f.number, COALESCE(l.joined_to, l.id)
                  FROM lot_former_number f
                  JOIN lot l ON l.id = f.lot_id
                 WHERE f.search_key IN \(list: part.map { NameText.searchKey(of: $0.text) })
                   AND f.number IN \(list: part)
                   AND l.product_id = \(bind: product)
                   AND l.kind = \(bind: kind)
                 ORDER BY f.posting_id
                """
            ).map { ($0[0] as LotNumber, $0[1] as LotID) }
        }
        let named = Dictionary(uniqueKeysWithValues: try lots(found.map(\.1)).map { ($0.id, $0) })
        return Dictionary(found.compactMap { number, lot in named[lot].map { (number, $0) } }) { _, last in last }
    }

    /// Of these numbers those that a product has, as a lot or a serial.
    public func existingNumbers(_ numbers: some Collection<LotNumber>, of product: ProductID) throws -> Set<LotNumber> {
        Set(
            try chunked(Array(numbers)) { part in
                try tx.rows(
                    "SELECT number FROM lot WHERE number IN \(list: part) AND product_id = \(bind: product)"
                ).map { $0[0] as LotNumber }
            })
    }

    /// The lots of one product whose numbers a search would confuse with one of these.
    public func lots(searchKeys keys: some Collection<String>, of product: ProductID) throws -> [Lot] {
        try chunked(Array(Set(keys)).sorted()) { part in
            try tx.rows(
                Lot.columns + " WHERE search_key IN \(list: part) AND product_id = \(bind: product) ORDER BY id"
            ).map(Lot.init(row:))
        }
    }

    /// Lots of all products, newest first, those before `id` first.
    public func lots(_ filter: LotFilter, before id: LotID?, limit: Int) throws -> [Lot] {
        var sql = Lot.columns + " WHERE id < \(bind: id ?? ID(Int64.max)) AND joined_to IS NULL"
        if let product = filter.product { sql = sql + " AND product_id = \(bind: product)" }
        if let number = filter.number {
            sql =
                sql + """
                     AND (number = \(bind: number)
                          OR id IN (SELECT COALESCE(w.joined_to, w.id)
                                      FROM lot_former_number f
                                      JOIN lot w ON w.id = f.lot_id
                                     WHERE f.number = \(bind: number))
                          OR id IN (SELECT joined_to FROM lot WHERE number = \(bind: number)))
                    """
        }
        if let part = filter.part {
            let pattern = "%" + NameText.escapedForLike(NameText.likeness(of: part)) + "%"
            // The expression that PostgreSQL's trigram index is on.
            let numbers: SQL = "search_key || '' LIKE \(bind: pattern) ESCAPE '!'"
            sql = try sql + " AND \(sql: withAttribute(part).map { "(\(sql: numbers) OR \(sql: $0))" } ?? numbers)"
        }
        if let value = filter.attribute {
            sql = sql + " AND \(sql: Lot.hasAttribute(value))"
        }
        if let day = filter.expiresBefore { sql = sql + " AND expires_on < \(bind: day)" }
        if let isOnHand = filter.isOnHand {
            let exists: SQL = "EXISTS (SELECT 1 FROM balance WHERE lot_id = lot.id AND quantity > 0)"
            sql = sql + (isOnHand ? " AND " : " AND NOT ") + exists
        }
        if let status = filter.status { sql = sql + " AND " + Lot.stands(status) }
        return try tx.rows(sql + " ORDER BY id DESC LIMIT \(bind: limit)").map(Lot.init(row:))
    }

    /// Lots one of whose attributes is the text; nil when there are none, so that searching for numbers stays as quick.
    private func withAttribute(_ value: String) throws -> SQL? {
        let key = NameText.searchKey(of: value)
        let isKnown = try tx.row("SELECT lot_id FROM lot_attribute WHERE search_key = \(bind: key) LIMIT 1") != nil
        return isKnown ? Lot.hasAttribute(value) : nil
    }

    public func drawLotKeys(_ count: Int) throws -> [LotID] {
        try drawKeys("lot", count).map { LotID($0) }
    }

    /// Inserts lots that carry their keys.
    ///
    /// - Parameter posting: the posting that moves them first, nil when they are created ahead (R17).
    public func insert(_ lots: [Lot], movedFirstBy posting: PostingID?) throws {
        try tx.insert(
            into: "lot",
            [
                "id", "product_id", "kind", "number", "search_key", "batch_id", "production_date", "expires_on",
                "best_before_on", "removal_on", "alert_on", "typed_dates", "joined_to", "archived", "marks",
                "first_posting_id",
            ],
            rows: lots.lazy.map { lot in
                [
                    lot.id.sqlValue, lot.productID.sqlValue, lot.kind.sqlValue, .text(lot.number.text),
                    .text(NameText.searchKey(of: lot.number.text)), lot.batchID.sqlValue,
                    lot.dates.productionDate.sqlValue, lot.dates.expiresOn.sqlValue, lot.dates.bestBeforeOn.sqlValue,
                    lot.dates.removalOn.sqlValue, lot.dates.alertOn.sqlValue, lot.dates.typed.rawValue.sqlValue,
                    lot.joinedTo.sqlValue, lot.isArchived.sqlValue, lot.marks.rawValue.sqlValue, posting.sqlValue,
                ]
            })
    }

    /// Where the lot came from, as far as receipts tell: supplier and the supplier's number.
    public func sources(of lots: [LotID]) throws -> [LotID: [LotSource]] {
        var sources: [LotID: [LotSource]] = [:]
        for row in try chunked(
            lots,
            {
                try tx.rows(
                    """
                    SELECT DISTINCT COALESCE(n.joined_to, n.id), p.partner_id, s.number
                      FROM movement m
                      JOIN posting p ON p.id = m.posting_id
                      JOIN lot n ON n.id = m.lot_id
                      LEFT JOIN supplier_number s ON s.posting_id = m.posting_id AND s.position = m.position
                     WHERE m.lot_id IN (\(sql: Store.family(of: $0)))
                       AND p.kind = 'receipt'
                       AND p.reverses IS NULL
                       AND m.quantity > \(sql: Movement.takenBack)
                    """)
            })
        {
            sources[row[0], default: []].append(LotSource(partnerID: row[1], supplierNumber: row[2]))
        }
        return sources
    }

    /// Runs a question with a list in parts of at most 1,000, so that no statement grows without bound.
    ///
    /// A key that stands in the list several times is asked about once, so that no row comes back twice.
    func chunked<Key: Hashable, Found>(_ keys: [Key], _ ask: ([Key]) throws -> [Found]) throws -> [Found] {
        if keys.isEmpty { return [] }
        if keys.count <= 1_000 { return try ask(keys) }
        var seen: Set<Key> = []
        let unique = keys.filter { seen.insert($0).inserted }
        var found: [Found] = []
        for start in stride(from: 0, to: unique.count, by: 1_000) {
            found += try ask(Array(unique[start..<min(start + 1_000, unique.count)]))
        }
        return found
    }
}

extension Lot {
    /// Whether one of its attributes is the text, apart from case, spaces and hyphens (R55).
    fileprivate static func hasAttribute(_ value: String) -> SQL {
        "id IN (SELECT lot_id FROM lot_attribute WHERE search_key = \(bind: NameText.searchKey(of: value)))"
    }

    static let columns: SQL = """
        SELECT id, product_id, kind, number, batch_id, production_date, expires_on, best_before_on, removal_on,
               alert_on, joined_to, archived, typed_dates, marks
          FROM lot
        """

    init(row: SQLRow) {
        self.init(
            id: row[0], productID: row[1], kind: row[2], number: row[3], batchID: row[4],
            dates: LotDates(
                productionDate: row[5], expiresOn: row[6], bestBeforeOn: row[7], removalOn: row[8], alertOn: row[9],
                typed: LotDates.Typed(rawValue: row[12])),
            joinedTo: row[10], isArchived: row[11], marks: Lot.Marks(rawValue: row[13]))
    }
}
