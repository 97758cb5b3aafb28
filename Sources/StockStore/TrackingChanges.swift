import SQLCore
import StockDomain

extension TrackingChange.State: SQLBindable, SQLReadable {}

extension Store {
    /// The draft of a product, or the change that was made last; nil when there was never one.
    public func trackingChange(of product: ProductID) throws -> TrackingChange? {
        try tx.row(
            TrackingChange.columns + """
                 WHERE product_id = \(bind: product)
                 ORDER BY CASE WHEN state = 'draft' THEN 0 ELSE 1 END, id DESC
                 LIMIT 1
                """
        ).map(TrackingChange.init(row:))
    }

    public func insert(_ change: TrackingChange, by actor: ActorID) throws -> TrackingChangeID {
        let id = TrackingChangeID(try drawKey("tracking_change"))
        try tx.execute(
            """
            INSERT INTO tracking_change (id, product_id, state, from_tracking, from_capture, to_tracking, to_capture,
                                         difference_reason, version, created_at, created_by, seen_at)
            VALUES (\(bind: id), \(bind: change.productID), \(bind: change.state), \(bind: change.from.tracking),
                    \(bind: change.from.capture), \(bind: change.to.tracking), \(bind: change.to.capture),
                    \(bind: change.differenceReason), \(bind: change.version), \(bind: change.createdAt),
                    \(bind: actor), \(bind: change.seenAt))
            """)
        return id
    }

    /// Writes what may change of a change; `actor` is kept once it is applied.
    public func update(_ change: TrackingChange, by actor: ActorID) throws {
        let appliedBy = change.appliedAt == nil ? nil : actor
        try tx.execute(
            """
            UPDATE tracking_change
               SET state = \(bind: change.state),
                   difference_reason = \(bind: change.differenceReason),
                   version = \(bind: change.version),
                   seen_at = \(bind: change.seenAt),
                   applied_at = \(bind: change.appliedAt),
                   applied_by = \(bind: appliedBy)
             WHERE id = \(bind: change.id)
            """)
    }
}

extension TrackingChange {
    static let columns: SQL = """
        SELECT id, product_id, state, from_tracking, from_capture, to_tracking, to_capture, difference_reason, version,
               created_at, seen_at, applied_at
          FROM tracking_change
        """

    init(row: SQLRow) {
        self.init(
            id: row[0], productID: row[1], state: row[2], from: TrackingLevel(row[3], row[4]),
            to: TrackingLevel(row[5], row[6]), differenceReason: row[7], version: row[8], createdAt: row[9],
            seenAt: row[10], appliedAt: row[11])
    }
}

// MARK: - Its numbers, and the stock as it was shown

extension Store {
    /// The numbers of a change in the order in which they were given.
    public func numbers(of change: TrackingChangeID) throws -> [ChangeNumber] {
        try tx.rows(
            """
            SELECT location_id, package_id, number, quantity, expires_on, from_lot, entered, entered_at
              FROM tracking_change_number
             WHERE change_id = \(bind: change)
             ORDER BY position
            """
        ).enumerated().map { position, row in
            ChangeNumber(
                spot: Spot(row[0] as LocationID, package: row[1]), number: row[2], quantity: row[3], expiresOn: row[4],
                fromLot: row[5], entered: row[6], enteredAt: row[7], pointer: "/numbers/\(position)")
        }
    }

    /// Replaces the numbers of a change.
    public func save(_ numbers: [ChangeNumber], of change: TrackingChangeID) throws {
        try tx.execute("DELETE FROM tracking_change_number WHERE change_id = \(bind: change)")
        try tx.insert(
            into: "tracking_change_number",
            [
                "change_id", "position", "location_id", "package_id", "number", "quantity", "expires_on", "from_lot",
                "entered", "entered_at",
            ],
            rows: numbers.enumerated().lazy.map { position, number in
                [
                    change.sqlValue, position.sqlValue, number.spot.location.sqlValue, number.spot.package.sqlValue,
                    number.number.sqlValue, number.quantity.sqlValue, number.expiresOn.sqlValue,
                    number.fromLot.sqlValue, number.entered.sqlValue, number.enteredAt.sqlValue,
                ]
            })
    }

    /// The piles of a change as they were shown last.
    public func seenPiles(of change: TrackingChangeID) throws -> [SeenPile] {
        try tx.rows(
            """
            SELECT location_id, package_id, lot_id, quantity
              FROM tracking_change_pile
             WHERE change_id = \(bind: change)
             ORDER BY position
            """
        ).map { SeenPile(spot: Spot($0[0] as LocationID, package: $0[1]), lot: $0[2], quantity: $0[3]) }
    }

    /// Remembers what the stock of a change was when it was shown.
    public func save(_ piles: [SeenPile], of change: TrackingChangeID) throws {
        try tx.execute("DELETE FROM tracking_change_pile WHERE change_id = \(bind: change)")
        try tx.insert(
            into: "tracking_change_pile",
            ["change_id", "position", "location_id", "package_id", "lot_id", "quantity"],
            rows: piles.enumerated().lazy.map { position, pile in
                [
                    change.sqlValue, position.sqlValue, pile.spot.location.sqlValue, pile.spot.package.sqlValue,
                    pile.lot.sqlValue, pile.quantity.sqlValue,
                ]
            })
    }

    /// Numbers of the documents that moved a product into or out of places after a moment, the earliest first; at most
    /// 20 of each place.
    public func documentsMoving(
        _ product: ProductID, at places: [LocationID], since moment: Instant
    ) throws -> [LocationID: [String]] {
        if places.isEmpty { return [:] }
        let rows = try tx.rows(
            """
            SELECT DISTINCT m.from_location_id, m.to_location_id, d.id, d.number
              FROM movement m
              JOIN posting p ON p.id = m.posting_id
              JOIN document d ON d.id = p.document_id
             WHERE m.product_id = \(bind: product)
               AND p.recorded_at >= \(bind: moment)
               AND (m.from_location_id IN \(list: places) OR m.to_location_id IN \(list: places))
             ORDER BY d.id
            """)
        var documents: [LocationID: [String]] = [:]
        for row in rows {
            for place in Set([row[0] as LocationID, row[1] as LocationID]) where documents[place]?.count ?? 0 < 20 {
                documents[place, default: []].append(row[3])
            }
        }
        return documents
    }
}
