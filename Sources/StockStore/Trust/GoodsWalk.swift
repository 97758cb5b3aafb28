import SQLCore
import StockDomain

/// Goods of one product: of one number, or without number.
public struct Goods: Hashable, Sendable {
    public let product: ProductID
    public let lot: LotID?

    public init(product: ProductID, lot: LotID?) {
        self.product = product
        self.lot = lot
    }
}

/// A movement with what its number is supposed to be.
public struct GoodsMovement: Sendable {
    public let goods: Goods
    public let entry: Timeline.Entry
    /// The product that the lot belongs to; nil without lot, or when the lot is gone.
    public let productOfLot: ProductID?
    public let kind: LotKind?
}

extension Store {
    /// All movements, those of the same goods together and in the order of happening; joined lots are one (R18).
    public func walkMovementsByGoods(_ body: (GoodsMovement) throws -> Void) throws {
        try tx.walk(
            """
            SELECT m.product_id, COALESCE(l.joined_to, m.lot_id), m.happened_at, m.posting_id, m.quantity, m.from_location_id,
                   m.from_package_id, m.to_location_id, m.to_package_id, l.product_id, l.kind, p.reverses
              FROM movement m
              LEFT JOIN posting p ON p.id = m.posting_id
              LEFT JOIN lot l ON l.id = m.lot_id
             ORDER BY m.product_id, COALESCE(l.joined_to, m.lot_id, 0), m.happened_at, m.posting_id, m.position
            """
        ) { row in
            let entry = Timeline.Entry(
                happenedAt: row[2], postingID: row[3], reverses: row[11], quantity: row[4],
                from: Spot(row[5] as LocationID, package: row[6]), to: Spot(row[7] as LocationID, package: row[8]))
            try body(
                GoodsMovement(
                    goods: Goods(product: row[0], lot: row[1]), entry: entry, productOfLot: row[9], kind: row[10]))
            return true
        }
    }

    /// Every pile of these goods, empty ones too.
    public func piles(of goods: [Goods]) throws -> [Pile] {
        let numbered = try chunked(goods.compactMap(\.lot)) {
            try tx.rows(Pile.columns + " WHERE lot_id IN \(list: $0) ORDER BY id").map(Pile.init(row:))
        }
        let plain = try chunked(goods.filter { $0.lot == nil }.map(\.product)) {
            try tx.rows(Pile.columns + " WHERE product_id IN \(list: $0) AND lot_id IS NULL ORDER BY id")
                .map(Pile.init(row:))
        }
        return numbered + plain
    }

    /// Piles that hold something although their goods have never moved.
    public func pilesWithoutMovements() throws -> [Pile] {
        try tx.rows(Store.unmovedPiles).map(Pile.init(row:))
    }

    /// All that moved is gathered once: SQLite, asked for each pile, would read all movements of its product.
    static let unmovedPiles: SQL = """
        SELECT b.product_id, b.lot_id, b.location_id, b.package_id, b.quantity, b.may_be_negative
          FROM balance b
          LEFT JOIN (SELECT DISTINCT m.product_id, COALESCE(w.joined_to, m.lot_id, 0) AS lot_id
                       FROM movement m
                       LEFT JOIN lot w ON w.id = m.lot_id) moved
                 ON moved.product_id = b.product_id
                AND moved.lot_id = COALESCE(b.lot_id, 0)
         WHERE (b.quantity <> 0 OR b.reserved <> 0)
           AND moved.product_id IS NULL
         ORDER BY b.id
        """
}

/// A pile as the balances have it.
public struct Pile: Sendable {
    public let key: BalanceKey
    public let quantity: Quantity
    public let mayBeNegative: Bool
}

extension Pile {
    static let columns: SQL = """
        SELECT product_id, lot_id, location_id, package_id, quantity, may_be_negative
          FROM balance
        """

    init(row: SQLRow) {
        self.init(
            key: BalanceKey(product: row[0], lot: row[1], spot: Spot(row[2] as LocationID, package: row[3])),
            quantity: row[4], mayBeNegative: row[5])
    }
}
