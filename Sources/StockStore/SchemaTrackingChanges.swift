/// Guided changes of level, since version 2. Spelled as in `Schema`.
extension Schema {
    /// The draft of a guided change of level, and the stock as its preview showed it (R7).
    static let changeOfTracking = [
        """
        CREATE TABLE tracking_change (
            id {id},
            product_id {int} NOT NULL REFERENCES product (id),
            state {text} NOT NULL CHECK (state IN ('draft', 'applied', 'cancelled')),
            from_tracking {text} NOT NULL,
            from_capture {text} NOT NULL,
            to_tracking {text} NOT NULL,
            to_capture {text} NOT NULL,
            difference_reason {text},
            version {int} NOT NULL,
            created_at {int} NOT NULL,
            created_by {int} NOT NULL REFERENCES actor (id),
            seen_at {int} NOT NULL,
            applied_at {int},
            applied_by {int} REFERENCES actor (id)
        )
        """,
        "CREATE UNIQUE INDEX tracking_change_draft ON tracking_change (product_id) WHERE state = 'draft'",
        "CREATE INDEX tracking_change_product ON tracking_change (product_id)",
        """
        CREATE TABLE tracking_change_number (
            change_id {int} NOT NULL REFERENCES tracking_change (id),
            position {int} NOT NULL,
            location_id {int} NOT NULL REFERENCES location (id),
            package_id {int} REFERENCES package (id),
            number {text} NOT NULL,
            quantity {int} NOT NULL CHECK (quantity > 0),
            expires_on {text},
            from_lot {text},
            entered {text} NOT NULL,
            entered_at {int} NOT NULL,
            PRIMARY KEY (change_id, position)
        )
        """,
        """
        CREATE TABLE tracking_change_pile (
            change_id {int} NOT NULL REFERENCES tracking_change (id),
            position {int} NOT NULL,
            location_id {int} NOT NULL,
            package_id {int},
            lot_id {int},
            quantity {int} NOT NULL,
            PRIMARY KEY (change_id, position)
        )
        """,
    ]
}
