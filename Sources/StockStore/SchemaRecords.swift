/// Changed fields, notes, files and questions, since version 2. Spelled as in `Schema`.
extension Schema {
    static let records = [
        // Who changed which field of what, from what to what, and why (R55).
        """
        CREATE TABLE field_change (
            id {id},
            at {int} NOT NULL,
            actor_id {int} NOT NULL REFERENCES actor (id),
            subject {text} NOT NULL,
            subject_id {int} NOT NULL,
            field {text} NOT NULL,
            old {text},
            new {text},
            reason {text}
        )
        """,
        "CREATE INDEX field_change_subject ON field_change (subject, subject_id, id)",
        """
        CREATE TABLE note (
            id {id},
            subject {text} NOT NULL,
            subject_id {int} NOT NULL,
            text {text} NOT NULL,
            at {int} NOT NULL,
            actor_id {int} NOT NULL REFERENCES actor (id)
        )
        """,
        "CREATE INDEX note_subject ON note (subject, subject_id, id)",
        """
        CREATE TABLE attachment (
            id {id},
            subject {text} NOT NULL,
            subject_id {int} NOT NULL,
            name {text} NOT NULL,
            media_type {text} NOT NULL,
            size {int} NOT NULL,
            digest {blob} NOT NULL,
            content {blob} NOT NULL,
            at {int} NOT NULL,
            actor_id {int} NOT NULL REFERENCES actor (id)
        )
        """,
        "CREATE INDEX attachment_subject ON attachment (subject, subject_id, id)",
        // How often a number was asked for, by whom, on which day (R8a, R9).
        """
        CREATE TABLE question_asked (
            lot_id {int} NOT NULL REFERENCES lot (id),
            actor_id {int} NOT NULL REFERENCES actor (id),
            day {text} NOT NULL,
            times {int} NOT NULL,
            last_at {int} NOT NULL,
            PRIMARY KEY (lot_id, actor_id, day)
        )
        """,
    ]
}
