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
            [
                "id", "sku", "name", "category_id", "unit", "decimals", "tracking", "expiration_enabled",
                "expiration_kind", "shelf_life_days", "best_before_days", "removal_days", "alert_days",
                "expiration_required", "warranty_months", "archived",
            ],
            rows: zip(keys, products).lazy.map { key, product in [.integer(key), .text(product.sku)] + product.fields })
        let ids = keys.map { ProductID($0) }
        for (id, product) in zip(ids, products) { try insertParts(of: product, id) }
        return ids
    }

    /// Changes everything but the SKU.
    public func update(_ product: Product) throws {
        try tx.execute(
            """
            UPDATE product
               SET name = \(bind: product.name),
                   category_id = \(bind: product.categoryID),
                   unit = \(bind: product.unit),
                   decimals = \(bind: product.decimals),
                   tracking = \(bind: product.tracking),
                   expiration_enabled = \(bind: product.expiration.isEnabled),
                   expiration_kind = \(bind: product.expiration.kind),
                   shelf_life_days = \(bind: product.expiration.shelfLifeDays),
                   best_before_days = \(bind: product.expiration.bestBeforeDays),
                   removal_days = \(bind: product.expiration.removalDays),
                   alert_days = \(bind: product.expiration.alertDays),
                   expiration_required = \(bind: product.expiration.isRequired),
                   warranty_months = \(bind: product.warrantyMonths),
                   archived = \(bind: product.isArchived)
             WHERE id = \(bind: product.id)
            """)
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

extension Product {
    static let columns: SQL = """
        SELECT id, sku, name, category_id, unit, decimals, tracking, expiration_enabled, expiration_kind,
               shelf_life_days, best_before_days, removal_days, alert_days, expiration_required, warranty_months,
               archived
          FROM product
        """

    init(row: SQLRow) {
        self.init(
            id: row[0], sku: row[1], name: row[2], categoryID: row[3], unit: row[4], decimals: row[5],
            tracking: row[6],
            expiration: Expiration(
                isEnabled: row[7], kind: row[8], shelfLifeDays: row[9], bestBeforeDays: row[10], removalDays: row[11],
                alertDays: row[12], isRequired: row[13]),
            warrantyMonths: row[14], isArchived: row[15])
    }

    /// The columns after `id` and `sku`.
    fileprivate var fields: [SQLValue] {
        [
            .text(name), categoryID.sqlValue, .text(unit), decimals.sqlValue, tracking.sqlValue,
            expiration.isEnabled.sqlValue, expiration.kind.sqlValue, expiration.shelfLifeDays.sqlValue,
            expiration.bestBeforeDays.sqlValue, expiration.removalDays.sqlValue, expiration.alertDays.sqlValue,
            expiration.isRequired.sqlValue, warrantyMonths.sqlValue, isArchived.sqlValue,
        ]
    }
}

// MARK: - Categories

extension Store {
    public func categories() throws -> [Category] {
        try tx.rows("SELECT id, code, name, parent_id, default_tracking FROM category ORDER BY code")
            .map(Category.init(row:))
    }

    public func category(code: String) throws -> Category? {
        try tx.row("SELECT id, code, name, parent_id, default_tracking FROM category WHERE code = \(bind: code)")
            .map(Category.init(row:))
    }

    public func insert(_ category: Category) throws -> CategoryID {
        let id = CategoryID(try drawKey("category"))
        try tx.execute(
            """
            INSERT INTO category (id, code, name, parent_id, default_tracking)
            VALUES (\(bind: id), \(bind: category.code), \(bind: category.name), \(bind: category.parentID),
                    \(bind: category.defaultTracking))
            """)
        return id
    }

    public func update(_ category: Category) throws {
        try tx.execute(
            """
            UPDATE category
               SET name = \(bind: category.name),
                   parent_id = \(bind: category.parentID),
                   default_tracking = \(bind: category.defaultTracking)
             WHERE id = \(bind: category.id)
            """)
    }
}

extension Category {
    init(row: SQLRow) {
        self.init(id: row[0], code: row[1], name: row[2], parentID: row[3], defaultTracking: row[4])
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
