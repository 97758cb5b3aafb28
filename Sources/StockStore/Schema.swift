import SQLCore

/// The tables, as one text for both engines; `{id}`, `{int}`, `{text}` and `{blob}` are each engine's types.
///
/// Amounts are millionths, instants microseconds since 1970 in UTC, days text such as `2027-05-31`.
enum Schema {
    /// The first version's statements, in order.
    static let version1: [String] = masterData + lots + documents + ledger + stock + trust

    private static let masterData = [
        """
        CREATE TABLE setting (
            name {text} PRIMARY KEY,
            value {text} NOT NULL
        )
        """,
        """
        CREATE TABLE actor (
            id {id},
            name {text} NOT NULL,
            kind {text} NOT NULL CHECK (kind IN ('local', 'token', 'program')),
            role {text} NOT NULL,
            token_hash {blob},
            expires_on {text},
            created_at {int} NOT NULL
        )
        """,
        "CREATE UNIQUE INDEX actor_name ON actor (name)",
        "CREATE UNIQUE INDEX actor_token ON actor (token_hash)",
        """
        CREATE TABLE category (
            id {id},
            code {text} NOT NULL,
            name {text} NOT NULL,
            parent_id {int} REFERENCES category (id),
            default_tracking {text}
        )
        """,
        "CREATE UNIQUE INDEX category_code ON category (code)",
        """
        CREATE TABLE product (
            id {id},
            sku {text} NOT NULL,
            name {text} NOT NULL,
            category_id {int} REFERENCES category (id),
            unit {text} NOT NULL,
            decimals {int} NOT NULL CHECK (decimals BETWEEN 0 AND 6),
            tracking {text} NOT NULL CHECK (tracking IN ('none', 'lot', 'serial')),
            expiration_enabled {int} NOT NULL,
            expiration_kind {text} NOT NULL,
            shelf_life_days {int},
            best_before_days {int},
            removal_days {int},
            alert_days {int},
            expiration_required {int} NOT NULL,
            warranty_months {int},
            archived {int} NOT NULL
        )
        """,
        "CREATE UNIQUE INDEX product_sku ON product (sku)",
        """
        CREATE TABLE product_barcode (
            barcode {text} PRIMARY KEY,
            product_id {int} NOT NULL REFERENCES product (id),
            packaging_name {text},
            packaging_quantity {int} CHECK (packaging_quantity > 0)
        )
        """,
        "CREATE INDEX product_barcode_product ON product_barcode (product_id)",
        """
        CREATE TABLE packaging (
            product_id {int} NOT NULL REFERENCES product (id),
            name {text} NOT NULL,
            quantity {int} NOT NULL CHECK (quantity > 0),
            PRIMARY KEY (product_id, name)
        )
        """,
        """
        CREATE TABLE partner (
            id {id},
            code {text} NOT NULL,
            name {text} NOT NULL,
            kind {text} NOT NULL CHECK (kind IN ('supplier', 'customer', 'both')),
            anonymous {int} NOT NULL,
            email {text},
            phone {text},
            address {text},
            country {text},
            gln {text}
        )
        """,
        "CREATE UNIQUE INDEX partner_code ON partner (code)",
        """
        CREATE TABLE location (
            id {id},
            code {text} NOT NULL,
            name {text} NOT NULL,
            parent_id {int} REFERENCES location (id),
            usage {text} NOT NULL,
            partner_id {int} REFERENCES partner (id),
            blocked {int} NOT NULL
        )
        """,
        "CREATE UNIQUE INDEX location_code ON location (code)",
        """
        CREATE TABLE package (
            id {id},
            number {text} NOT NULL
        )
        """,
        "CREATE UNIQUE INDEX package_number ON package (number)",
    ]

    private static let lots = [
        """
        CREATE TABLE lot (
            id {id},
            product_id {int} NOT NULL REFERENCES product (id),
            kind {text} NOT NULL CHECK (kind IN ('lot', 'serial')),
            number {text} NOT NULL,
            search_key {text} NOT NULL,
            batch_id {int} REFERENCES lot (id),
            production_date {text},
            expires_on {text},
            best_before_on {text},
            removal_on {text},
            alert_on {text},
            joined_to {int} REFERENCES lot (id),
            archived {int} NOT NULL,
            first_posting_id {int}
        )
        """,
        "CREATE UNIQUE INDEX lot_identity ON lot (product_id, kind, number)",
        "CREATE INDEX lot_number ON lot (number)",
        "CREATE INDEX lot_search ON lot (search_key)",
        "CREATE INDEX lot_batch ON lot (batch_id) WHERE batch_id IS NOT NULL",
        """
        CREATE TABLE lot_former_number (
            lot_id {int} NOT NULL REFERENCES lot (id),
            number {text} NOT NULL,
            search_key {text} NOT NULL,
            posting_id {int} NOT NULL,
            PRIMARY KEY (lot_id, posting_id)
        )
        """,
        "CREATE INDEX lot_former_number_search ON lot_former_number (search_key)",
        """
        CREATE TABLE supplier_number (
            posting_id {int} NOT NULL,
            position {int} NOT NULL,
            lot_id {int} NOT NULL REFERENCES lot (id),
            partner_id {int} REFERENCES partner (id),
            number {text} NOT NULL,
            search_key {text} NOT NULL,
            PRIMARY KEY (posting_id, position)
        )
        """,
        "CREATE INDEX supplier_number_lot ON supplier_number (lot_id)",
        "CREATE INDEX supplier_number_search ON supplier_number (search_key)",
    ]

    private static let documents = [
        """
        CREATE TABLE document_counter (
            kind {text} PRIMARY KEY,
            last {int} NOT NULL
        )
        """,
        """
        CREATE TABLE document (
            id {id},
            kind {text} NOT NULL,
            number {text} NOT NULL,
            state {text} NOT NULL CHECK (state IN ('draft', 'ready', 'in_transit', 'done', 'cancelled')),
            partner_id {int} REFERENCES partner (id),
            origin {text},
            location_id {int} REFERENCES location (id),
            to_location_id {int} REFERENCES location (id),
            planned_on {text} NOT NULL,
            priority {int} NOT NULL,
            reason {text},
            scrap_kind {text},
            witness {text},
            happened_at {int},
            version {int} NOT NULL,
            backorder_of {int} REFERENCES document (id)
        )
        """,
        "CREATE UNIQUE INDEX document_number ON document (number, kind)",
        "CREATE INDEX document_open ON document (kind, planned_on, id) WHERE state <> 'done' AND state <> 'cancelled'",
        "CREATE INDEX document_kind ON document (kind, id)",
        "CREATE INDEX document_backorder ON document (backorder_of) WHERE backorder_of IS NOT NULL",
        "CREATE INDEX document_origin ON document (origin) WHERE origin IS NOT NULL",
        """
        CREATE TABLE document_line (
            id {id},
            document_id {int} NOT NULL REFERENCES document (id),
            position {int} NOT NULL,
            product_id {int} NOT NULL REFERENCES product (id),
            quantity {int} NOT NULL CHECK (quantity >= 0),
            location_id {int} REFERENCES location (id),
            reason {text}
        )
        """,
        "CREATE UNIQUE INDEX document_line_position ON document_line (document_id, position)",
        """
        CREATE TABLE line_number (
            line_id {int} NOT NULL REFERENCES document_line (id),
            position {int} NOT NULL,
            number {text} NOT NULL,
            quantity {int} CHECK (quantity > 0),
            supplier_number {text},
            production_date {text},
            expires_on {text},
            batch {text},
            entered {text} NOT NULL,
            PRIMARY KEY (line_id, position)
        )
        """,
        """
        CREATE TABLE reservation (
            line_id {int} NOT NULL REFERENCES document_line (id),
            balance_id {int} NOT NULL,
            quantity {int} NOT NULL CHECK (quantity > 0),
            PRIMARY KEY (line_id, balance_id)
        )
        """,
        "CREATE INDEX reservation_balance ON reservation (balance_id)",
    ]

    private static let ledger = [
        """
        CREATE TABLE posting (
            id {id},
            kind {text} NOT NULL,
            document_id {int} REFERENCES document (id),
            partner_id {int} REFERENCES partner (id),
            actor_id {int} NOT NULL REFERENCES actor (id),
            happened_at {int} NOT NULL,
            recorded_at {int} NOT NULL,
            reason {text},
            step_id {int},
            reverses {int} REFERENCES posting (id),
            hash {blob} NOT NULL
        )
        """,
        "CREATE INDEX posting_document ON posting (document_id)",
        "CREATE INDEX posting_partner ON posting (partner_id, happened_at)",
        "CREATE INDEX posting_step ON posting (step_id) WHERE step_id IS NOT NULL",
        "CREATE UNIQUE INDEX posting_reversed_once ON posting (reverses) WHERE reverses IS NOT NULL",
        """
        CREATE TABLE movement (
            posting_id {int} NOT NULL,
            position {int} NOT NULL,
            product_id {int} NOT NULL,
            lot_id {int},
            quantity {int} NOT NULL CHECK (quantity > 0),
            from_location_id {int} NOT NULL,
            from_package_id {int},
            to_location_id {int} NOT NULL,
            to_package_id {int},
            happened_at {int} NOT NULL,
            line_id {int},
            entered {text},
            PRIMARY KEY (posting_id, position)
        ) {clustered}
        """,
        "CREATE INDEX movement_lot ON movement (lot_id, happened_at) WHERE lot_id IS NOT NULL",
        "CREATE INDEX movement_product ON movement (product_id, happened_at)",
    ]

    private static let stock = [
        """
        CREATE TABLE balance (
            id {id},
            product_id {int} NOT NULL,
            location_id {int} NOT NULL,
            lot_id {int},
            package_id {int},
            quantity {int} NOT NULL CHECK (quantity >= 0 OR may_be_negative = 1),
            reserved {int} NOT NULL CHECK (reserved >= 0),
            may_be_negative {int} NOT NULL,
            incoming_at {int} NOT NULL,
            blocked {int} NOT NULL,
            CONSTRAINT balance_reserved CHECK (may_be_negative = 1 OR reserved <= quantity)
        )
        """,
        """
        CREATE UNIQUE INDEX balance_identity
            ON balance (product_id, location_id, COALESCE(lot_id, 0), COALESCE(package_id, 0))
        """,
        "CREATE INDEX balance_lot ON balance (lot_id) WHERE lot_id IS NOT NULL",
        """
        CREATE INDEX balance_fifo ON balance (product_id, incoming_at, lot_id, id)
            WHERE blocked = 0 AND quantity > reserved
        """,
        """
        CREATE TABLE serial_at (
            lot_id {id},
            location_id {int} NOT NULL,
            package_id {int},
            partner_id {int},
            posting_id {int} NOT NULL
        )
        """,
        """
        CREATE TABLE step_lot (
            step_id {int} NOT NULL,
            lot_id {int} NOT NULL,
            consumed {int} NOT NULL CHECK (consumed >= 0),
            produced {int} NOT NULL CHECK (produced >= 0),
            PRIMARY KEY (step_id, lot_id)
        ) {clustered}
        """,
        "CREATE INDEX step_lot_lot ON step_lot (lot_id, step_id)",
    ]

    private static let trust = [
        "CREATE TABLE unsealed (posting_id {id})",
        """
        CREATE TABLE posting_seal (
            position {id},
            posting_id {int} NOT NULL,
            seal_id {int} NOT NULL
        )
        """,
        "CREATE UNIQUE INDEX posting_seal_posting ON posting_seal (posting_id)",
        """
        CREATE TABLE seal (
            id {id},
            first_position {int} NOT NULL,
            last_position {int} NOT NULL,
            root {blob} NOT NULL,
            hash {blob} NOT NULL,
            sealed_at {int} NOT NULL
        )
        """,
        """
        CREATE TABLE answered_request (
            actor_id {int} NOT NULL,
            request_key {text} NOT NULL,
            fingerprint {blob} NOT NULL,
            status {int} NOT NULL,
            body {blob} NOT NULL,
            answered_at {int} NOT NULL,
            PRIMARY KEY (actor_id, request_key)
        )
        """,
        "CREATE INDEX answered_request_age ON answered_request (answered_at)",
        """
        CREATE TABLE imported_file (
            digest {blob} PRIMARY KEY,
            kind {text} NOT NULL,
            rows_read {int} NOT NULL,
            imported_at {int} NOT NULL,
            actor_id {int} NOT NULL
        )
        """,
    ]
}
