import SQLCore
import StockDomain

extension Store {
    public func product(sku: String) throws -> Product? {
        try completed(tx.rows(Product.columns + " WHERE sku = \(bind: sku)")).first
    }

    public func product(_ id: ProductID) throws -> Product? {
        try products([id]).first
    }

    /// The products with these keys, by key.
    public func products(_ ids: [ProductID]) throws -> [Product] {
        try completed(tx.rows(Product.columns + " WHERE id IN \(list: ids) ORDER BY id"))
    }

    public func products(skus: [String]) throws -> [String: Product] {
        let found = try completed(tx.rows(Product.columns + " WHERE sku IN \(list: skus)"))
        return Dictionary(uniqueKeysWithValues: found.map { ($0.sku, $0) })
    }

    /// Products by SKU, those after `sku` first; `part` is looked for in SKU and name, whatever its case.
    public func products(after sku: String, containing part: String?, limit: Int) throws -> [Product] {
        var sql = Product.columns + " WHERE sku > \(bind: sku)"
        if let part, !part.isEmpty {
            let pattern = "%" + NameText.escapedForLike(part.lowercased()) + "%"
            sql =
                sql
                + " AND (LOWER(sku) LIKE \(bind: pattern) ESCAPE '!' OR LOWER(name) LIKE \(bind: pattern) ESCAPE '!')"
        }
        return try completed(tx.rows(sql + " ORDER BY sku LIMIT \(bind: limit)"))
    }

    public func hasProducts() throws -> Bool {
        try tx.row("SELECT id FROM product LIMIT 1") != nil
    }

    /// SKUs of products that are told apart, archived ones too; at most `limit`.
    public func trackedSKUs(limit: Int) throws -> [String] {
        try tx.rows("SELECT sku FROM product WHERE tracking <> 'none' ORDER BY sku LIMIT \(bind: limit)").map { $0[0] }
    }

    /// SKUs of products with expiry on; at most `limit`.
    public func expiringSKUs(limit: Int) throws -> [String] {
        try tx.rows("SELECT sku FROM product WHERE expiration_enabled = 1 ORDER BY sku LIMIT \(bind: limit)")
            .map { $0[0] }
    }

    /// The product that a barcode stands for, and what one scan of it counts.
    public func product(barcode: String) throws -> (product: Product, packaging: Packaging?)? {
        guard
            let row = try tx.row(
                """
                SELECT product_id, packaging_name, packaging_quantity
                  FROM product_barcode
                 WHERE barcode = \(bind: barcode)
                """),
            let product = try product(row[0] as ProductID)
        else { return nil }
        let name: String? = row[1]
        let packaging = name.flatMap { name in product.packagings.first { $0.name == name } }
        return (product, packaging)
    }

    /// SKUs that use one of these barcodes.
    public func owners(ofBarcodes barcodes: [String]) throws -> [String: ProductID] {
        let rows = try tx.rows("SELECT barcode, product_id FROM product_barcode WHERE barcode IN \(list: barcodes)")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String, $0[1] as ProductID) })
    }

    /// Whether the product has a movement; then its unit and decimals are fixed.
    public func hasMoved(_ product: ProductID) throws -> Bool {
        try tx.row("SELECT posting_id FROM movement WHERE product_id = \(bind: product) LIMIT 1") != nil
    }
}

// MARK: - Writing

extension Store {
    public func insert(_ products: [Product]) throws -> [ProductID] {
        let keys = try drawKeys("product", products.count)
        try tx.insert(
            into: "product",
            ["id", "sku"] + Product.fieldNames,
            rows: zip(keys, products).lazy.map { key, product in [.integer(key), .text(product.sku)] + product.fields })
        let ids = keys.map { ProductID($0) }
        for (id, product) in zip(ids, products) { try insertParts(of: product, id) }
        return ids
    }

    /// Changes everything but the SKU.
    public func update(_ product: Product) throws {
        try tx.update("product", product.id.rawValue, Product.fieldNames, product.fields)
        try tx.execute("DELETE FROM product_barcode WHERE product_id = \(bind: product.id)")
        try tx.execute("DELETE FROM packaging WHERE product_id = \(bind: product.id)")
        try insertParts(of: product, product.id)
    }

    private func insertParts(of product: Product, _ id: ProductID) throws {
        for barcode in product.barcodes {
            try tx.execute(
                "INSERT INTO product_barcode (barcode, product_id) VALUES (\(bind: barcode), \(bind: id))")
        }
        for packaging in product.packagings {
            try tx.execute(
                """
                INSERT INTO packaging (product_id, name, quantity)
                VALUES (\(bind: id), \(bind: packaging.name), \(bind: packaging.quantity))
                """)
            guard let barcode = packaging.barcode else { continue }
            try tx.execute(
                """
                INSERT INTO product_barcode (barcode, product_id, packaging_name, packaging_quantity)
                VALUES (\(bind: barcode), \(bind: id), \(bind: packaging.name), \(bind: packaging.quantity))
                """)
        }
    }
}

// MARK: - Reading rows

extension Store {
    /// Products with their barcodes and packagings, three statements for any number of rows.
    private func completed(_ rows: [SQLRow]) throws -> [Product] {
        var products = rows.map(Product.init(row:))
        if products.isEmpty { return [] }
        let ids = products.map(\.id)
        var barcodes: [ProductID: [String]] = [:]
        var boxCodes: [ProductID: [String: String]] = [:]
        for row in try tx.rows(
            """
            SELECT product_id, barcode, packaging_name
              FROM product_barcode
             WHERE product_id IN \(list: ids)
             ORDER BY barcode
            """)
        {
            if let name: String = row[2] {
                boxCodes[row[0], default: [:]][name] = row[1]
            } else {
                barcodes[row[0], default: []].append(row[1])
            }
        }
        var packagings: [ProductID: [Packaging]] = [:]
        for row in try tx.rows(
            "SELECT product_id, name, quantity FROM packaging WHERE product_id IN \(list: ids) ORDER BY quantity, name")
        {
            let id: ProductID = row[0]
            let name: String = row[1]
            packagings[id, default: []].append(Packaging(name: name, quantity: row[2], barcode: boxCodes[id]?[name]))
        }
        for index in products.indices {
            products[index].barcodes = barcodes[products[index].id] ?? []
            products[index].packagings = packagings[products[index].id] ?? []
        }
        return products
    }
}

// MARK: - Keys, for locking before a transaction

extension Store {
    public func productIDs(skus: [String]) throws -> [ProductID] {
        try chunked(Array(Set(skus))) {
            try tx.rows("SELECT id FROM product WHERE sku IN \(list: $0)").map { $0[0] }
        }
    }

    /// The products on a document's lines and in its movements.
    public func productIDs(of document: DocumentID) throws -> [ProductID] {
        try tx.rows(
            """
            SELECT product_id FROM document_line WHERE document_id = \(bind: document)
            UNION
            SELECT m.product_id
              FROM posting p
              JOIN movement m ON m.posting_id = p.id
             WHERE p.document_id = \(bind: document)
            """
        ).map { $0[0] }
    }
}
