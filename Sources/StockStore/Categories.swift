import SQLCore
import StockDomain

extension Store {
    public func categories() throws -> [Category] {
        try completed(tx.rows(Category.columns + " ORDER BY code"))
    }

    public func category(code: String) throws -> Category? {
        try completed(tx.rows(Category.columns + " WHERE code = \(bind: code)")).first
    }

    public func insert(_ category: Category) throws -> CategoryID {
        let id = CategoryID(try drawKey("category"))
        try tx.insert(
            into: "category", ["id", "code"] + Category.fieldNames,
            rows: [[id.sqlValue, .text(category.code)] + category.fields])
        try insertAttributes(of: category, id)
        return id
    }

    /// Changes everything but the code.
    public func update(_ category: Category) throws {
        try tx.update("category", category.id.rawValue, Category.fieldNames, category.fields)
        try tx.execute("DELETE FROM category_lot_attribute WHERE category_id = \(bind: category.id)")
        try insertAttributes(of: category, category.id)
    }

    private func insertAttributes(of category: Category, _ id: CategoryID) throws {
        try tx.insert(
            into: "category_lot_attribute", ["category_id", "position", "name"],
            rows: category.lotAttributes.enumerated().lazy.map { position, name in
                [id.sqlValue, position.sqlValue, .text(name)]
            })
    }

    private func completed(_ rows: [SQLRow]) throws -> [Category] {
        var categories = rows.map(Category.init(row:))
        var names: [CategoryID: [String]] = [:]
        for row in try tx.rows(
            "SELECT category_id, name FROM category_lot_attribute ORDER BY category_id, position")
        {
            names[row[0], default: []].append(row[1])
        }
        for index in categories.indices { categories[index].lotAttributes = names[categories[index].id] ?? [] }
        return categories
    }
}

extension Category {
    /// The columns after `id` and `code`, in the order of `fields`.
    static let fieldNames =
        ["name", "parent_id", "default_tracking", "default_capture", "removal_strategy"] + Expiration.fieldNames
        + Numbering.fieldNames

    static let columns = SQL(verbatim: "SELECT id, code, \(fieldNames.joined(separator: ", ")) FROM category")

    init(row: SQLRow) {
        let hasExpiration = (row[7] as Int?) != nil
        let hasNumbering = (row[16] as Int?) != nil
        self.init(
            id: row[0], code: row[1], name: row[2], parentID: row[3], defaultTracking: row[4], defaultCapture: row[5],
            defaultExpiration: hasExpiration ? Expiration(row: row, from: 7) : nil,
            defaultNumbering: hasNumbering ? Numbering(row: row, from: 14) : nil, removalStrategy: row[6])
    }

    var fields: [SQLValue] {
        [
            .text(name), parentID.sqlValue, defaultTracking.sqlValue, defaultCapture.sqlValue,
            removalStrategy.sqlValue,
        ] + (defaultExpiration?.fields ?? Expiration.fieldNames.map { _ in .null })
            + (defaultNumbering?.fields ?? Numbering.fieldNames.map { _ in .null })
    }
}
