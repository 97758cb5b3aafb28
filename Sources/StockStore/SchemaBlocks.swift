/// Blocks of numbers, since version 2. Spelled as in `Schema`.
extension Schema {
    /// A block is opened, and closed once; everything else about it stays (invariant 11).
    static let blocks = [
        """
        CREATE TABLE block (
            id {id},
            lot_id {int} NOT NULL REFERENCES lot (id),
            kind {text} NOT NULL CHECK (kind IN ('quarantine', 'hold', 'rejected', 'recalled')),
            cause {text} NOT NULL CHECK (cause IN ('person', 'rule', 'recall')),
            location_id {int} REFERENCES location (id),
            package_id {int} REFERENCES package (id),
            reason {text} NOT NULL,
            posting_id {int},
            recall_id {int},
            opened_at {int} NOT NULL,
            opened_by {int} NOT NULL REFERENCES actor (id),
            closed_at {int},
            closed_by {int} REFERENCES actor (id),
            closing_reason {text},
            CHECK ((closed_at IS NULL) = (closed_by IS NULL))
        )
        """,
        "CREATE INDEX block_lot ON block (lot_id)",
        "CREATE INDEX block_open ON block (lot_id) WHERE closed_at IS NULL",
    ]
}
