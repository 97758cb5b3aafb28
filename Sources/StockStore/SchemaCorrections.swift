import SQLCore

/// What corrections need (R18–R19); part of the second version. Spelled as in `Schema`.
extension Schema {
    static let correctionTables = [
        // What a posting of kind renumber did: such a posting moves nothing, and its hash covers this row.
        """
        CREATE TABLE renumbering (
            posting_id {id},
            lot_id {int} NOT NULL REFERENCES lot (id),
            former_number {text} NOT NULL,
            number {text} NOT NULL,
            joined_to {int} REFERENCES lot (id)
        )
        """,
        "CREATE INDEX renumbering_lot ON renumbering (lot_id)",
        // The highest key that a row deleted since ever had: on SQLite it would be given out again.
        """
        CREATE TABLE highest_key (
            name {text} PRIMARY KEY,
            last {int} NOT NULL
        )
        """,
        // A step may be taken back piece by piece (R18b); that nothing is taken back twice is asked of the sums.
        "DROP INDEX posting_reversed_once",
        "CREATE INDEX posting_reverses ON posting (reverses) WHERE reverses IS NOT NULL",
    ]
}
