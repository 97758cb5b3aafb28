/// Recall cases and drills (R49, R50). Spelled as in `Schema`.
extension Schema {
    static let recallsOfVersion3: [String] = recallCases + recallLists + recallTelling

    /// Whether the lot of a drill was drawn by its seed; nothing where nobody wrote that down.
    static let recallsOfVersion5: [String] = columns(of: "recall", ["drawn {int} CHECK (drawn IN (0, 1))"])

    private static let recallCases = [
        """
        CREATE TABLE recall (
            id {id},
            number {text} NOT NULL,
            drill {int} NOT NULL CHECK (drill IN (0, 1)),
            ordinal {int} NOT NULL,
            state {text} NOT NULL CHECK (state IN ('draft', 'started', 'withdrawn', 'closed')),
            hazard_class {text},
            depth {text} NOT NULL,
            reason {text} NOT NULL,
            goods_kind {text} NOT NULL,
            hazard {text},
            instructions {text},
            contact {text},
            template {text},
            check_level {text} NOT NULL,
            check_percent {int},
            seed {int} NOT NULL,
            expected_end {text},
            round {int} NOT NULL,
            created_at {int} NOT NULL,
            created_by {int} NOT NULL REFERENCES actor (id),
            started_at {int},
            started_by {int} REFERENCES actor (id),
            ended_at {int},
            ended_by {int} REFERENCES actor (id),
            conclusion {text},
            version {int} NOT NULL
        )
        """,
        "CREATE UNIQUE INDEX recall_number ON recall (number)",
        "CREATE UNIQUE INDEX recall_ordinal ON recall (drill, ordinal)",
        """
        CREATE TABLE recall_term (
            recall_id {int} NOT NULL REFERENCES recall (id),
            position {int} NOT NULL,
            round {int} NOT NULL,
            exception {int} NOT NULL,
            lot_id {int} REFERENCES lot (id),
            product_id {int} REFERENCES product (id),
            number {text},
            first_number {text},
            last_number {text},
            supplier_id {int} REFERENCES partner (id),
            supplier_number {text},
            produced_from {text},
            produced_to {text},
            received_from {text},
            received_to {text},
            expires_from {text},
            expires_to {text},
            PRIMARY KEY (recall_id, position)
        )
        """,
        """
        CREATE TABLE recall_event (
            recall_id {int} NOT NULL REFERENCES recall (id),
            position {int} NOT NULL,
            at {int} NOT NULL,
            actor_id {int} REFERENCES actor (id),
            code {text} NOT NULL,
            detail {text} NOT NULL,
            PRIMARY KEY (recall_id, position)
        )
        """,
        // Signs the links by which consignees answer; one row.
        """
        CREATE TABLE recall_secret (
            id {id},
            secret {blob} NOT NULL
        )
        """,
    ]

    /// What was frozen.
    private static let recallLists = [
        """
        CREATE TABLE recall_lot (
            recall_id {int} NOT NULL REFERENCES recall (id),
            lot_id {int} NOT NULL REFERENCES lot (id),
            round {int} NOT NULL,
            named {int} NOT NULL,
            held {int} NOT NULL,
            released_at {int},
            released_by {int} REFERENCES actor (id),
            release_reason {text},
            PRIMARY KEY (recall_id, lot_id)
        )
        """,
        "CREATE INDEX recall_lot_lot ON recall_lot (lot_id)",
        """
        CREATE TABLE recall_consignee (
            recall_id {int} NOT NULL REFERENCES recall (id),
            partner_id {int} NOT NULL REFERENCES partner (id),
            round {int} NOT NULL,
            turn {int} NOT NULL,
            PRIMARY KEY (recall_id, partner_id)
        )
        """,
        """
        CREATE TABLE recall_holding (
            recall_id {int} NOT NULL REFERENCES recall (id),
            partner_id {int} NOT NULL REFERENCES partner (id),
            lot_id {int} NOT NULL REFERENCES lot (id),
            product_id {int} NOT NULL REFERENCES product (id),
            round {int} NOT NULL,
            quantity {int} NOT NULL CHECK (quantity > 0),
            PRIMARY KEY (recall_id, partner_id, lot_id)
        )
        """,
        "CREATE INDEX block_recall ON block (recall_id) WHERE recall_id IS NOT NULL",
    ]

    /// What was said and heard; rows are only added.
    private static let recallTelling = [
        """
        CREATE TABLE recall_notice (
            recall_id {int} NOT NULL REFERENCES recall (id),
            position {int} NOT NULL,
            partner_id {int} NOT NULL REFERENCES partner (id),
            round {int} NOT NULL,
            reminder {int} NOT NULL,
            method {text} NOT NULL,
            sent_at {int} NOT NULL,
            sent_by {int} NOT NULL REFERENCES actor (id),
            content {text} NOT NULL,
            PRIMARY KEY (recall_id, position)
        )
        """,
        """
        CREATE TABLE recall_answer (
            recall_id {int} NOT NULL REFERENCES recall (id),
            position {int} NOT NULL,
            partner_id {int} NOT NULL REFERENCES partner (id),
            product_id {int} NOT NULL REFERENCES product (id),
            have {int},
            destroyed {int},
            returned {int},
            corrected {int},
            sold {int},
            remark {text},
            answered_at {int} NOT NULL,
            written_by {int} REFERENCES actor (id),
            PRIMARY KEY (recall_id, position)
        )
        """,
        """
        CREATE TABLE recall_check (
            recall_id {int} NOT NULL REFERENCES recall (id),
            partner_id {int} NOT NULL REFERENCES partner (id),
            round {int} NOT NULL,
            done_at {int},
            done_by {int} REFERENCES actor (id),
            method {text},
            effective {int},
            remark {text},
            PRIMARY KEY (recall_id, partner_id)
        )
        """,
    ]
}
