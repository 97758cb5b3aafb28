import SQLCore
import StockDomain

extension Store {
    /// All recipes by code.
    public func recipes() throws -> [Recipe] {
        try completed(tx.rows(Recipe.columns + " ORDER BY code"))
    }

    public func recipe(code: String) throws -> Recipe? {
        try completed(tx.rows(Recipe.columns + " WHERE code = \(bind: code)")).first
    }

    /// The recipes that make a product.
    public func recipes(of product: ProductID) throws -> [Recipe] {
        try completed(tx.rows(Recipe.columns + " WHERE product_id = \(bind: product) ORDER BY code"))
    }

    public func insert(_ recipe: Recipe) throws {
        try tx.execute(
            """
            INSERT INTO recipe (code, name, product_id, quantity, yield_tolerance, archived)
            VALUES (\(bind: recipe.code), \(bind: recipe.name), \(bind: recipe.productID), \(bind: recipe.quantity),
                    \(bind: recipe.yieldTolerance), \(bind: recipe.isArchived))
            """)
        try insertParts(of: recipe)
    }

    /// Changes everything but the code.
    public func update(_ recipe: Recipe) throws {
        try tx.execute(
            """
            UPDATE recipe
               SET name = \(bind: recipe.name),
                   product_id = \(bind: recipe.productID),
                   quantity = \(bind: recipe.quantity),
                   yield_tolerance = \(bind: recipe.yieldTolerance),
                   archived = \(bind: recipe.isArchived)
             WHERE code = \(bind: recipe.code)
            """)
        try tx.execute("DELETE FROM recipe_part WHERE recipe_code = \(bind: recipe.code)")
        try insertParts(of: recipe)
    }

    private func insertParts(of recipe: Recipe) throws {
        try tx.insert(
            into: "recipe_part", ["recipe_code", "position", "role", "product_id", "quantity", "input_share"],
            rows: recipe.parts.enumerated().lazy.map { position, part in
                [
                    .text(recipe.code), position.sqlValue, part.role.sqlValue, part.productID.sqlValue,
                    part.quantity.sqlValue, part.inputShare.sqlValue,
                ]
            })
    }

    private func completed(_ rows: [SQLRow]) throws -> [Recipe] {
        var recipes = rows.map { row in
            Recipe(
                code: row[0], name: row[1], productID: row[2], quantity: row[3], yieldTolerance: row[5],
                isArchived: row[4])
        }
        if recipes.isEmpty { return [] }
        var parts: [String: [RecipePart]] = [:]
        for row in try chunked(
            recipes.map(\.code),
            {
                try tx.rows(
                    """
                    SELECT recipe_code, role, product_id, quantity, input_share
                      FROM recipe_part
                     WHERE recipe_code IN \(list: $0)
                     ORDER BY recipe_code, position
                    """)
            })
        {
            parts[row[0], default: []].append(
                RecipePart(role: row[1], productID: row[2], quantity: row[3], inputShare: row[4]))
        }
        for index in recipes.indices { recipes[index].parts = parts[recipes[index].code] ?? [] }
        return recipes
    }
}

extension Recipe {
    fileprivate static let columns: SQL =
        "SELECT code, name, product_id, quantity, archived, yield_tolerance FROM recipe"
}

extension ProductionRole: SQLBindable, SQLReadable {}
