/// What people write on the sheet of a drill (R50). Spelled as in `Schema`.
extension Schema {
    static let drillSheets: [String] = [
        """
        CREATE TABLE drill_sheet (
            recall_id {int} PRIMARY KEY REFERENCES recall (id),
            scenario {text},
            chosen_by {text},
            line {text},
            explanation {text}
        )
        """,
        """
        CREATE TABLE drill_count (
            recall_id {int} NOT NULL REFERENCES recall (id),
            position {int} NOT NULL,
            location_id {int} NOT NULL REFERENCES location (id),
            lot_id {int} NOT NULL REFERENCES lot (id),
            book {int} NOT NULL,
            counted {int} NOT NULL,
            counted_by {text} NOT NULL,
            counted_at {int} NOT NULL,
            PRIMARY KEY (recall_id, position)
        )
        """,
        """
        CREATE TABLE drill_record (
            recall_id {int} NOT NULL REFERENCES recall (id),
            position {int} NOT NULL,
            kind {text} NOT NULL,
            reference {text} NOT NULL,
            found {int} NOT NULL,
            remark {text},
            PRIMARY KEY (recall_id, position)
        )
        """,
        """
        CREATE TABLE drill_action (
            recall_id {int} NOT NULL REFERENCES recall (id),
            position {int} NOT NULL,
            what {text} NOT NULL,
            owner {text} NOT NULL,
            due {text},
            done_on {text},
            PRIMARY KEY (recall_id, position)
        )
        """,
        """
        CREATE TABLE drill_signature (
            recall_id {int} NOT NULL REFERENCES recall (id),
            meaning {text} NOT NULL,
            signed_at {int} NOT NULL,
            signed_by {int} NOT NULL REFERENCES actor (id),
            PRIMARY KEY (recall_id, meaning)
        )
        """,
    ]
}
