import SQLCore
import StockDomain

/// A lot that a number may mean, and by what it was found (R45a).
public struct NumberFind: Hashable, Sendable {
    public let lotID: LotID
    public let foundBy: FoundBy
    /// The number of the lot, which may differ from what was looked for.
    public let number: String
    public let kind: LotKind
    public let productID: ProductID
    public let sku: String
}

extension Store {
    /// More finds than this are cut off: nobody chooses from a longer list.
    public static let mostNumberFinds = 100

    /// Lots that have exactly this text as own, former or supplier's number, as number of a package they were in, as
    /// number or origin of a document that moved them.
    public func finds(exactly text: String, product: ProductID?) throws -> [NumberFind] {
        try finds(
            """
            SELECT id AS lot_id, CASE WHEN kind = 'serial' THEN 'serial' ELSE 'number' END AS found_by
              FROM lot
             WHERE number = \(bind: text)
            UNION
            \(sql: findsByOtherNumbers(text))
            UNION
            \(sql: findsByDocuments(text))
            UNION
            SELECT m.lot_id, 'sscc'
              FROM package k
              JOIN movement m ON m.to_package_id = k.id
             WHERE k.number = \(bind: text)
            """, product)
    }

    private func findsByOtherNumbers(_ text: String) -> SQL {
        let key = NameText.searchKey(of: text)
        return """
            SELECT lot_id, 'former_number'
              FROM lot_former_number
             WHERE search_key = \(bind: key)
               AND number = \(bind: text)
            UNION
            SELECT lot_id, 'supplier_number'
              FROM supplier_number
             WHERE search_key = \(bind: key)
               AND number = \(bind: text)
            """
    }

    private func findsByDocuments(_ text: String) -> SQL {
        """
        SELECT m.lot_id, 'document'
          FROM document d
          JOIN posting p ON p.document_id = d.id
          JOIN movement m ON m.posting_id = p.id
         WHERE d.number = \(bind: text)
        UNION
        SELECT m.lot_id, 'origin'
          FROM document d
          JOIN posting p ON p.document_id = d.id
          JOIN movement m ON m.posting_id = p.id
         WHERE d.origin = \(bind: text)
        """
    }

    /// Lots of this product with exactly this own number, found by the product's barcode beside it.
    public func finds(byBarcodeOf product: ProductID, number: String) throws -> [NumberFind] {
        try finds("SELECT id AS lot_id, 'gtin' AS found_by FROM lot WHERE number = \(bind: number)", product)
    }

    /// Lots whose own, former or supplier's number differs only as people confuse numbers.
    public func finds(similarTo text: String, product: ProductID?) throws -> [NumberFind] {
        let key = NameText.searchKey(of: text)
        return try finds(
            """
            SELECT id AS lot_id, 'similar' AS found_by FROM lot WHERE search_key = \(bind: key)
            UNION
            SELECT lot_id, 'similar' FROM lot_former_number WHERE search_key = \(bind: key)
            UNION
            SELECT lot_id, 'similar' FROM supplier_number WHERE search_key = \(bind: key)
            """, product)
    }

    /// Lots with a part of this text, of at least three characters, in their own, former or supplier's number.
    public func finds(containing text: String, product: ProductID?) throws -> [NumberFind] {
        let key = NameText.likeness(of: text)
        guard key.unicodeScalars.count >= 3 else { return [] }
        return try finds(EngineDifferences.lots(withPart: key, most: Store.mostNumberFinds, for: engine), product)
    }

    /// Completes pairs of `lot_id` and `found_by`; a lot that was joined to another answers as its former number.
    private func finds(_ pairs: SQL, _ product: ProductID?) throws -> [NumberFind] {
        let ofProduct: SQL = product.map { " WHERE l.product_id = \(bind: $0)" } ?? ""
        return try tx.rows(
            """
            SELECT l.id, MIN(CASE WHEN f.id <> l.id THEN 'former_number' ELSE found.found_by END), l.number, l.kind,
                   l.product_id, p.sku
              FROM (\(sql: pairs)) AS found
              JOIN lot f ON f.id = found.lot_id
              JOIN lot l ON l.id = COALESCE(f.joined_to, f.id)
              JOIN product p ON p.id = l.product_id\(sql: ofProduct)
             GROUP BY l.id, l.number, l.kind, l.product_id, p.sku
             ORDER BY p.sku, l.number, l.kind
             LIMIT \(bind: Store.mostNumberFinds)
            """
        ).map {
            NumberFind(lotID: $0[0], foundBy: $0[1], number: $0[2], kind: $0[3], productID: $0[4], sku: $0[5])
        }
    }
}

extension FoundBy: SQLBindable, SQLReadable {}
