import SQLCore

/// The second version: what the rules of the warehouse need. Spelled as in `Schema`.
extension Schema {
    static let version2: [String] =
        masterDataOfRules + numbersOfRules + blocks + documentsOfRules + stockOfRules + packages + changeOfTracking
        + records + correctionTables

    /// The third version: packages, production, recalls, units, and what capture still needed.
    static let version3: [String] =
        packagesOfVersion3 + productionOfVersion3 + captureOfVersion3 + recallsOfVersion3 + unitsOfVersion3

    private static let masterDataOfRules =
        columns(
            of: "product",
            [
                "capture {text} NOT NULL DEFAULT 'every_move' CHECK (capture IN ('every_move', 'delivery_only'))",
                "removal_strategy {text}",
                "numbering_prefix {text}",
                "numbering_padding {int}",
                "numbering_check {int} NOT NULL DEFAULT 0",
                "numbering_random {int} NOT NULL DEFAULT 0",
                "quarantine_at_receipt {int} NOT NULL DEFAULT 0",
                "returns_released {int} NOT NULL DEFAULT 0",
                "receipt_tolerance_percent {int}",
                "range_tolerance_days {int}",
                "output_expires_with_inputs {int} NOT NULL DEFAULT 0",
                "level_reason {text}",
                "attributes {text} NOT NULL DEFAULT '{}'",
            ])
        + columns(
            of: "category",
            [
                "default_capture {text}",
                "removal_strategy {text}",
                "expiration_enabled {int}",
                "expiration_kind {text}",
                "shelf_life_days {int}",
                "best_before_days {int}",
                "removal_days {int}",
                "alert_days {int}",
                "expiration_required {int}",
                "numbering_prefix {text}",
                "numbering_padding {int}",
                "numbering_check {int}",
                "numbering_random {int}",
            ])
        + [
            """
            CREATE TABLE category_lot_attribute (
                category_id {int} NOT NULL REFERENCES category (id),
                position {int} NOT NULL,
                name {text} NOT NULL,
                PRIMARY KEY (category_id, position)
            )
            """
        ]
        + columns(
            of: "location",
            [
                "removal_strategy {text}",
                "pick_sequence {int}",
                "place_key {text} NOT NULL DEFAULT ''",
                "mixing {int} NOT NULL DEFAULT 0",
                "barcode {text}",
                "count_interval_days {int}",
                "last_counted_at {int}",
            ])
        + ["CREATE UNIQUE INDEX location_barcode ON location (barcode) WHERE barcode IS NOT NULL"]
        + columns(
            of: "partner",
            [
                "min_remaining_days {int}",
                "min_remaining_percent {int}",
                "single_lot {int} NOT NULL DEFAULT 0",
                "no_older_than_last {int} NOT NULL DEFAULT 0",
                "quarantine_at_receipt {int} NOT NULL DEFAULT 0",
            ])

    private static let numbersOfRules =
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

    /// A block is opened, and closed once; everything else about it stays (invariant 11).
    private static let blocks = [
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

    private static let documentsOfRules =
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

    /// What reserving sorts and filters by stands on the pile itself; undated goods have the last day of all.
    private static let stockOfRules =
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

    private static let packages =
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

    /// The draft of a guided change of level, and the stock as its preview showed it (R7).
    private static let changeOfTracking = [
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

    private static let records = [
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

    static func columns(of table: String, _ definitions: [String]) -> [String] {
        definitions.map { "ALTER TABLE \(table) ADD COLUMN \($0)" }
    }
}
