import SQLCore
import StockDomain

extension Store {
    /// The place and all places below it.
    public func locationAndBelow(_ root: LocationID) throws -> [LocationID] {
        try tx.rows(
            """
            WITH RECURSIVE below (id) AS (
                SELECT id FROM location WHERE id = \(bind: root)
                UNION
                SELECT l.id FROM location l JOIN below b ON l.parent_id = b.id
            )
            SELECT id FROM below ORDER BY id
            """
        ).map { $0[0] }
    }

    /// Piles of a product at these places that are not empty, first in first out (R32).
    ///
    /// - Parameters:
    ///   - lots: only these numbers; nil for all.
    ///   - freeOnly: only piles with something neither reserved nor in a blocked place (R34).
    public func balances(
        of product: ProductID, at places: [LocationID], lots: [LotID]? = nil, freeOnly: Bool = false
    ) throws -> [Balance] {
        func ask(_ condition: SQL) throws -> [Balance] {
            try tx.rows(
                Balance.columns + """
                     WHERE product_id = \(bind: product)
                       AND location_id IN \(list: places)
                       AND quantity <> 0\(sql: condition)
                     ORDER BY incoming_at, lot_id, id
                    """
            ).map(Balance.init(row:))
        }
        let free: SQL = freeOnly ? " AND blocked = 0 AND quantity > reserved" : ""
        guard let lots else { return try ask(free) }
        return try chunked(lots) { try ask(" AND lot_id IN \(list: $0)" + free) }
    }

    /// All piles of these lots that are not empty, wherever they are.
    public func balances(ofLots lots: [LotID]) throws -> [Balance] {
        try chunked(lots) {
            try tx.rows(Balance.columns + " WHERE lot_id IN \(list: $0) AND quantity <> 0 ORDER BY lot_id, id")
                .map(Balance.init(row:))
        }
    }

    /// All piles of numbers at these places that are not empty.
    public func balances(at places: [LocationID]) throws -> [Balance] {
        try chunked(places) {
            try tx.rows(
                Balance.columns + """
                     WHERE location_id IN \(list: $0)
                       AND lot_id IS NOT NULL
                       AND quantity <> 0
                     ORDER BY id
                    """
            ).map(Balance.init(row:))
        }
    }

    /// The pile of these goods, empty or not; nil when there never was one.
    public func balance(of key: BalanceKey) throws -> Balance? {
        try tx.row(
            Balance.columns + """
                 WHERE product_id = \(bind: key.product)
                   AND location_id = \(bind: key.spot.location)
                   AND COALESCE(lot_id, 0) = \(bind: key.lot?.rawValue ?? 0)
                   AND COALESCE(package_id, 0) = \(bind: key.spot.package?.rawValue ?? 0)
                """
        ).map(Balance.init(row:))
    }

    public func balance(_ id: Int64) throws -> Balance? {
        try tx.row(Balance.columns + " WHERE id = \(bind: id)").map(Balance.init(row:))
    }

    /// The place and holder of serials, by serial.
    public func serialPlaces(of lots: [LotID]) throws -> [LotID: SerialPlace] {
        let rows = try chunked(lots) {
            try tx.rows(
                """
                SELECT lot_id, location_id, package_id, partner_id, posting_id
                  FROM serial_at
                 WHERE lot_id IN \(list: $0)
                """)
        }
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let spot = Spot(row[1] as LocationID, package: row[2] as PackageID?)
                return (row[0] as LotID, SerialPlace(spot: spot, partnerID: row[3], postingID: row[4]))
            })
    }
}

/// Where a serial is now, and with whom.
public struct SerialPlace: Sendable, Equatable {
    public let spot: Spot
    public let partnerID: PartnerID?
    public let postingID: PostingID
}

extension Balance {
    static let columns: SQL = """
        SELECT id, product_id, lot_id, location_id, package_id, quantity, reserved, incoming_at, blocked, removal_on,
               expires_on, pick_sequence, place_key
          FROM balance
        """

    init(row: SQLRow) {
        self.init(
            id: row[0],
            key: BalanceKey(product: row[1], lot: row[2], spot: Spot(row[3] as LocationID, package: row[4])),
            quantity: row[5], reserved: row[6], incomingAt: row[7], isBlocked: row[8],
            removalOn: PileDay.read(row[9]), expiresOn: PileDay.read(row[10]),
            walk: PlaceOrder(sequence: row[11], storedKey: row[12]))
    }
}
