/// What piles sort by, and packages in packages, since version 2. Spelled as in `Schema`.
extension Schema {
    /// What reserving sorts and filters by stands on the pile itself; undated goods have the last day of all.
    static let stockOfRules =
        columns(
            of: "balance",
            [
                "removal_on {text} NOT NULL DEFAULT '9999-12-31'",
                "expires_on {text} NOT NULL DEFAULT '9999-12-31'",
                "pick_sequence {int} NOT NULL DEFAULT 999999999",
                "place_key {text} NOT NULL DEFAULT ''",
            ])
        + [
            """
            CREATE INDEX balance_fefo ON balance (product_id, removal_on, incoming_at, lot_id, id)
             WHERE blocked = 0 AND quantity > reserved
            """,
            """
            CREATE INDEX balance_closest ON balance (product_id, pick_sequence, place_key, incoming_at, lot_id, id)
             WHERE blocked = 0 AND quantity > reserved
            """,
            // What a strategy passes over is few beside what it may take, and is named with each choice (R35).
            """
            CREATE INDEX balance_passed_over ON balance (product_id, incoming_at)
             WHERE quantity > 0 AND (blocked = 1 OR quantity <= reserved)
            """,
        ]

    /// What is passed over is read in the order of the strategies, so that its number does not matter (R35).
    static let stockOfVersion4 = [
        "DROP INDEX balance_passed_over",
        """
        CREATE INDEX balance_passed_over ON balance (product_id, incoming_at, lot_id, id)
         WHERE quantity > 0 AND (blocked = 1 OR quantity <= reserved)
        """,
        """
        CREATE INDEX balance_passed_over_fefo ON balance (product_id, removal_on, incoming_at, lot_id, id)
         WHERE quantity > 0 AND (blocked = 1 OR quantity <= reserved)
        """,
    ]

    /// A recall asks what lies here of its products without a number; what has one may be a thousand times as much.
    static let stockOfVersion5 = [
        "CREATE INDEX balance_plain ON balance (product_id) WHERE lot_id IS NULL"
    ]

    static let packages =
        columns(
            of: "package",
            [
                "parent_id {int} REFERENCES package (id)",
                "location_id {int} REFERENCES location (id)",
            ])
        + [
            "CREATE INDEX package_parent ON package (parent_id) WHERE parent_id IS NOT NULL",
            // Which package stood in which, and since when.
            """
            CREATE TABLE package_nesting (
                package_id {int} NOT NULL REFERENCES package (id),
                position {int} NOT NULL,
                parent_id {int} REFERENCES package (id),
                location_id {int} REFERENCES location (id),
                happened_at {int} NOT NULL,
                recorded_at {int} NOT NULL,
                actor_id {int} NOT NULL REFERENCES actor (id),
                PRIMARY KEY (package_id, position)
            )
            """,
            "CREATE INDEX package_nesting_parent ON package_nesting (parent_id) WHERE parent_id IS NOT NULL",
        ]
}
