/// Recipes and production orders (R23, R24, R43). Spelled as in `Schema`.
extension Schema {
    static let productionOfVersion3: [String] =
        columns(
            of: "document_line",
            [
                "role {text} CHECK (role IN ('output', 'component', 'by_product'))",
                // The number of the output into which a component goes.
                "for_output {text}",
                "recipe_code {text}",
            ]) + recipes

    /// Co-products, which take a share of what goes in, in millionths of a percent; how much of a product more or less
    /// than planned is used without asking.
    static let productionOfVersion4: [String] =
        columns(
            of: "document_line",
            ["input_share {int} CHECK (input_share > 0 AND input_share < 100000000)"])
        + columns(
            of: "recipe_part",
            ["input_share {int} CHECK (input_share > 0 AND input_share < 100000000)"])
        + columns(of: "product", ["consumption_tolerance_percent {int}"])

    /// How much of what goes in may be unexplained, in millionths of a percent, of a recipe and of the output of an
    /// order; goods that only hold others.
    static let productionOfVersion5: [String] =
        columns(
            of: "recipe",
            ["yield_tolerance {int} CHECK (yield_tolerance >= 0 AND yield_tolerance <= 100000000)"])
        + columns(
            of: "document_line",
            ["yield_tolerance {int} CHECK (yield_tolerance >= 0 AND yield_tolerance <= 100000000)"])
        + columns(of: "product", ["packaging_material {int} NOT NULL DEFAULT 0"])

    private static let recipes = [
        """
        CREATE TABLE recipe (
            code {text} PRIMARY KEY,
            name {text} NOT NULL,
            product_id {int} NOT NULL REFERENCES product (id),
            quantity {int} NOT NULL CHECK (quantity > 0),
            archived {int} NOT NULL
        )
        """,
        "CREATE INDEX recipe_product ON recipe (product_id)",
        """
        CREATE TABLE recipe_part (
            recipe_code {text} NOT NULL REFERENCES recipe (code),
            position {int} NOT NULL,
            role {text} NOT NULL CHECK (role IN ('component', 'by_product')),
            product_id {int} NOT NULL REFERENCES product (id),
            quantity {int} NOT NULL CHECK (quantity > 0),
            PRIMARY KEY (recipe_code, position)
        )
        """,
        "CREATE INDEX recipe_part_product ON recipe_part (product_id)",
    ]
}
