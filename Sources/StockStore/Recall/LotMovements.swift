import SQLCore
import StockDomain

extension Store {
    /// All movements of these lots with what postings and documents say of them, in the order of happening per part
    /// of a thousand lots.
    public func lotMovements(
        of lots: some Collection<LotID>, places: [LocationID: Location], knownAt: Instant? = nil
    ) throws -> [LotMovement] {
        try chunked(lots.sorted()) { part in
            try lotMovements(where: "m.lot_id IN \(list: part)", places, knownAt)
        }
    }

    /// Only what brought these lots in from outside: receipts and opening stock.
    public func arrivals(
        of lots: some Collection<LotID>, places: [LocationID: Location], knownAt: Instant? = nil
    ) throws -> [LotMovement] {
        try chunked(lots.sorted()) { part in
            try lotMovements(where: "m.lot_id IN \(list: part) AND p.kind IN ('receipt', 'opening')", places, knownAt)
        }
    }

    /// Movements of these products without number.
    public func plainMovements(
        of products: Set<ProductID>, places: [LocationID: Location], knownAt: Instant? = nil
    ) throws -> [LotMovement] {
        try chunked(products.sorted()) { part in
            try lotMovements(where: "m.product_id IN \(list: part) AND m.lot_id IS NULL", places, knownAt)
        }
    }

    /// Movements without number of all postings of these steps, by step.
    public func unnumberedMovements(
        ofSteps steps: some Collection<StepID>, places: [LocationID: Location], knownAt: Instant? = nil
    ) throws -> [(step: StepID, movement: LotMovement)] {
        try chunked(steps.sorted()) { part in
            let condition: SQL = "p.step_id IN \(list: part) AND m.lot_id IS NULL\(sql: Store.recorded(until: knownAt))"
            return try tx.rows(LotMovement.columns + " WHERE \(sql: condition)")
                .map { row in (row[15], LotMovement(row: row, places)) }
        }
    }

    func lotMovements(
        where condition: SQL, _ places: [LocationID: Location], _ knownAt: Instant? = nil
    ) throws -> [LotMovement] {
        try tx.rows(
            LotMovement.columns + """
                 WHERE \(sql: condition)\(sql: Store.recorded(until: knownAt))
                 ORDER BY m.happened_at, m.posting_id, m.position
                """
        ).map { LotMovement(row: $0, places) }
    }

    /// The condition on a posting `p` that it was recorded by then; none for everything.
    static func recorded(until knownAt: Instant?) -> SQL {
        knownAt.map { " AND p.recorded_at <= \(bind: $0)" } ?? ""
    }
}

extension LotMovement {
    /// The same with the right number of a lot that was joined to another behind it.
    static let placedColumns: SQL = """
        SELECT m.posting_id, p.kind, p.reverses, m.happened_at, p.partner_id, m.product_id, m.lot_id, m.quantity,
               m.from_location_id, m.to_location_id, NULL, d.id, d.kind, d.number, d.origin, p.step_id,
               COALESCE(l.joined_to, l.id)
          FROM movement m
          JOIN posting p ON p.id = m.posting_id
          JOIN lot l ON l.id = m.lot_id
          LEFT JOIN document d ON d.id = p.document_id
        """

    fileprivate static let columns: SQL = """
        SELECT m.posting_id, p.kind, p.reverses, m.happened_at, p.partner_id, m.product_id, m.lot_id, m.quantity,
               m.from_location_id, m.to_location_id, s.number, d.id, d.kind, d.number, d.origin, p.step_id
          FROM movement m
          JOIN posting p ON p.id = m.posting_id
          LEFT JOIN document d ON d.id = p.document_id
          LEFT JOIN supplier_number s ON s.posting_id = m.posting_id AND s.position = m.position
        """

    init(row: SQLRow, _ places: [LocationID: Location]) {
        self.init(
            postingID: row[0], kind: row[1], reverses: row[2], happenedAt: row[3],
            document: DocumentName(row: row, at: 11), partnerID: row[4], productID: row[5], lotID: row[6],
            quantity: row[7], from: places[row[8]]?.usage ?? .view, to: places[row[9]]?.usage ?? .view,
            supplierNumber: row[10])
    }
}
