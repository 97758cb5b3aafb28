import SQLCore
import StockDomain

/// One pile with all its names.
public struct ExportedPile: Sendable {
    public let sku: String
    public let number: String?
    public let quantity: Quantity
    public let place: String
    public let expiresOn: CalendarDate?
    public let incomingAt: Instant
    public let package: String?
}

extension Store {
    /// Piles that are not empty, by SKU, number, place and package.
    public func walkStock(_ body: (ExportedPile) throws -> Bool) throws {
        try tx.walk(
            """
            SELECT i.sku, l.number, b.quantity, o.code, l.expires_on, b.incoming_at, k.number
              FROM balance b
              JOIN product i ON i.id = b.product_id
              JOIN location o ON o.id = b.location_id
              LEFT JOIN lot l ON l.id = b.lot_id
              LEFT JOIN package k ON k.id = b.package_id
             WHERE b.quantity <> 0
             ORDER BY i.sku, COALESCE(l.number, ''), o.code, COALESCE(k.number, '')
            """
        ) { row in
            try body(
                ExportedPile(
                    sku: row[0], number: row[1], quantity: row[2], place: row[3], expiresOn: row[4],
                    incomingAt: row[5], package: row[6]))
        }
    }

    /// Categories of products by key.
    public func categoryCodes() throws -> [CategoryID: String] {
        Dictionary(uniqueKeysWithValues: try categories().map { ($0.id, $0.code) })
    }
}
