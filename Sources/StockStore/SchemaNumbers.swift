/// Numbers of our own, doubts about numbers, and facts about lots, since version 2. Spelled as in `Schema`.
extension Schema {
    static let numbersOfRules =
        columns(
            of: "lot",
            [
                "typed_dates {int} NOT NULL DEFAULT 0",
                "marks {int} NOT NULL DEFAULT 0",
            ])
        + [
            // Lots of which something is not known are few, and a recall asks for all of a product.
            "CREATE INDEX lot_marked ON lot (product_id) WHERE marks <> 0",
            // A number that was drawn is never drawn again; the row of product 0 counts for all without numbering.
            """
            CREATE TABLE number_counter (
                product_id {id},
                last {int} NOT NULL
            )
            """,
            """
            CREATE TABLE drawn_number (
                product_id {int} NOT NULL REFERENCES product (id),
                number {text} NOT NULL,
                drawn_at {int} NOT NULL,
                actor_id {int} NOT NULL REFERENCES actor (id),
                PRIMARY KEY (product_id, number)
            )
            """,
            "CREATE INDEX drawn_number_number ON drawn_number (number)",
            """
            CREATE TABLE doubt (
                posting_id {int} NOT NULL,
                position {int} NOT NULL,
                code {text} NOT NULL,
                detail {text} NOT NULL,
                PRIMARY KEY (posting_id, position, code)
            )
            """,
            // How numbers of a product from a partner usually look; partner 0 for nobody in particular (R16).
            """
            CREATE TABLE number_habit (
                partner_id {int} NOT NULL,
                product_id {int} NOT NULL REFERENCES product (id),
                learned {text} NOT NULL,
                PRIMARY KEY (product_id, partner_id)
            )
            """,
            "CREATE INDEX number_habit_partner ON number_habit (partner_id)",
            // A date that a scan or a list gave for a product without expiry (R4).
            """
            CREATE TABLE unused_date (
                posting_id {int} NOT NULL,
                position {int} NOT NULL,
                product_id {int} NOT NULL REFERENCES product (id),
                expires_on {text} NOT NULL,
                PRIMARY KEY (posting_id, position)
            )
            """,
            "CREATE INDEX unused_date_product ON unused_date (product_id)",
            """
            CREATE TABLE lot_attribute (
                lot_id {int} NOT NULL REFERENCES lot (id),
                name {text} NOT NULL,
                value {text} NOT NULL,
                search_key {text} NOT NULL,
                PRIMARY KEY (lot_id, name)
            )
            """,
            "CREATE INDEX lot_attribute_search ON lot_attribute (search_key)",
        ]
}
