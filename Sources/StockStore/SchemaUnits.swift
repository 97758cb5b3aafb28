/// Units with their warranty and service, balances over a period (R51, R53). Spelled as in `Schema`.
extension Schema {
    static let unitsOfVersion3: [String] = [
        // How much of another unit, such as kg, one stock unit of a product is. A change is a new version, so that a
        // balance printed once can be worked out again (R51).
        """
        CREATE TABLE unit_factor (
            product_id {int} NOT NULL REFERENCES product (id),
            unit {text} NOT NULL,
            version {int} NOT NULL,
            factor {int} NOT NULL CHECK (factor > 0),
            at {int} NOT NULL,
            actor_id {int} NOT NULL REFERENCES actor (id),
            PRIMARY KEY (product_id, unit, version)
        )
        """,
        // Who has registered a unit as his; the last one counts, the others stay (R53).
        """
        CREATE TABLE registration (
            lot_id {int} NOT NULL REFERENCES lot (id),
            position {int} NOT NULL,
            number {text} NOT NULL,
            registered_on {text} NOT NULL,
            holder_id {int} REFERENCES partner (id),
            at {int} NOT NULL,
            actor_id {int} NOT NULL REFERENCES actor (id),
            PRIMARY KEY (lot_id, position)
        )
        """,
        "CREATE INDEX registration_number ON registration (number)",
        // What was done to a unit: looked at, repaired, calibrated (R53). Entries are never changed.
        """
        CREATE TABLE service (
            lot_id {int} NOT NULL REFERENCES lot (id),
            position {int} NOT NULL,
            kind {text} NOT NULL,
            serviced_on {text} NOT NULL,
            text {text} NOT NULL,
            reference {text},
            at {int} NOT NULL,
            actor_id {int} NOT NULL REFERENCES actor (id),
            PRIMARY KEY (lot_id, position)
        )
        """,
        "CREATE INDEX service_day ON service (serviced_on, lot_id, position)",
    ]
}
