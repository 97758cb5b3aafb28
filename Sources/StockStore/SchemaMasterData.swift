/// What products, categories, places and partners say since version 2. Spelled as in `Schema`.
extension Schema {
    static let masterDataOfRules =
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
}
