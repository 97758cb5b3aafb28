/// What documents and their lines say since version 2. Spelled as in `Schema`.
extension Schema {
    static let documentsOfRules =
        columns(of: "document", ["certificate {text}", "blind {int} NOT NULL DEFAULT 0"])
        + columns(
            of: "document_line",
            [
                "package_id {int} REFERENCES package (id)",
                "packaging {text}",
                "override_reason {text}",
                "done_so_far {int}",
                "is_unplanned {int} NOT NULL DEFAULT 0",
                "delivery_id {int} REFERENCES document (id)",
                "book_quantity {int}",
                "counted_at {int}",
            ])
        + columns(
            of: "line_number",
            [
                "is_unknown {int} NOT NULL DEFAULT 0",
                "package {text}",
                "entered_at {int}",
                "book_quantity {int}",
            ])
        + columns(of: "reservation", ["why {text}", "position {int} NOT NULL DEFAULT 0"])
        + [
            // What befell a document without its own doing: a reservation lost, a hold, a count (R36, R37).
            """
            CREATE TABLE document_event (
                document_id {int} NOT NULL REFERENCES document (id),
                position {int} NOT NULL,
                at {int} NOT NULL,
                actor_id {int} NOT NULL REFERENCES actor (id),
                code {text} NOT NULL,
                detail {text} NOT NULL,
                PRIMARY KEY (document_id, position)
            )
            """,
            // Why the strategy took these goods, kept with the movement when the reservation is gone (R35).
            """
            CREATE TABLE choice (
                posting_id {int} NOT NULL,
                position {int} NOT NULL,
                why {text} NOT NULL,
                PRIMARY KEY (posting_id, position)
            )
            """,
            // Goods taken though others ranked before them, or though past their best (R35, R41).
            """
            CREATE TABLE override (
                posting_id {int} NOT NULL,
                position {int} NOT NULL,
                rule {text} NOT NULL,
                reason {text} NOT NULL,
                passed_over_lot_id {int} REFERENCES lot (id),
                detail {text} NOT NULL,
                PRIMARY KEY (posting_id, position)
            )
            """,
            """
            CREATE TABLE correction (
                id {id},
                kind {text} NOT NULL CHECK (kind IN ('number', 'partner', 'component')),
                reversed_posting_id {int} REFERENCES posting (id),
                reversing_posting_id {int} REFERENCES posting (id),
                new_posting_id {int} REFERENCES posting (id),
                from_lot_id {int} REFERENCES lot (id),
                to_lot_id {int} REFERENCES lot (id),
                quantity {int} NOT NULL,
                reason {text} NOT NULL,
                actor_id {int} NOT NULL REFERENCES actor (id),
                at {int} NOT NULL
            )
            """,
            "CREATE INDEX correction_from ON correction (from_lot_id) WHERE from_lot_id IS NOT NULL",
            "CREATE INDEX correction_to ON correction (to_lot_id) WHERE to_lot_id IS NOT NULL",
        ]

    /// A count may name a number of which there is nothing, as a draft too (R25). No engine changes a check in place.
    static let documentsOfVersion4 = [
        """
        CREATE TABLE named_number (
            line_id {int} NOT NULL REFERENCES document_line (id),
            position {int} NOT NULL,
            number {text} NOT NULL,
            quantity {int} CHECK (quantity >= 0),
            supplier_number {text},
            production_date {text},
            expires_on {text},
            batch {text},
            entered {text} NOT NULL,
            is_unknown {int} NOT NULL DEFAULT 0,
            package {text},
            entered_at {int},
            book_quantity {int},
            PRIMARY KEY (line_id, position)
        )
        """,
        """
        INSERT INTO named_number (line_id, position, number, quantity, supplier_number, production_date, expires_on,
                                  batch, entered, is_unknown, package, entered_at, book_quantity)
        SELECT line_id, position, number, quantity, supplier_number, production_date, expires_on,
               batch, entered, is_unknown, package, entered_at, book_quantity
          FROM line_number
        """,
        "DROP TABLE line_number",
        "ALTER TABLE named_number RENAME TO line_number",
    ]
}
