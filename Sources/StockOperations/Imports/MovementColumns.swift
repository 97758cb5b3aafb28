import TabularFiles

/// Where the columns of a history stand in the file; -1 for those it lacks.
struct MovementColumns {
    static let required = ["at", "kind", "document", "partner", "sku", "quantity"]
    static let optional = [
        "lot", "expires_on", "reason", "from_location", "to_location", "supplier_lot", "batch", "package", "step",
        "posting", "reverses", "entered", "recorded_at", "to_lot", "to_package", "origin", "number_kind",
        "lot_attributes", "lot_marks",
    ]

    let at, kind, document, partner, sku, quantity: Int
    let lot, expiresOn, reason, fromLocation, toLocation, supplierLot, batch, package, step: Int
    let posting, reverses, entered, toLot, toPackage, origin, numberKind, lotAttributes, lotMarks: Int
    /// Those that tell one posting from the next.
    let head: [Int]

    init(_ csv: CSVReader) throws(FileFault) {
        try csv.checkColumns(required: MovementColumns.required, optional: MovementColumns.optional)
        self.init(found: csv)
    }

    /// The columns of a file of opening stock, of which those are looked for that a history has too.
    init(stock csv: CSVReader) {
        self.init(found: csv, to: "location")
    }

    private init(found csv: CSVReader, to toColumn: String = "to_location") {
        func find(_ name: String) -> Int { csv.column(name) ?? -1 }
        at = find("at")
        kind = find("kind")
        document = find("document")
        partner = find("partner")
        sku = find("sku")
        quantity = find("quantity")
        lot = find("lot")
        expiresOn = find("expires_on")
        reason = find("reason")
        fromLocation = find("from_location")
        toLocation = find(toColumn)
        supplierLot = find("supplier_lot")
        batch = find("batch")
        package = find("package")
        step = find("step")
        posting = find("posting")
        reverses = find("reverses")
        entered = find("entered")
        toLot = find("to_lot")
        toPackage = find("to_package")
        origin = find("origin")
        numberKind = find("number_kind")
        lotAttributes = find("lot_attributes")
        lotMarks = find("lot_marks")
        head = [at, kind, document, partner, step, posting, reverses, origin].filter { $0 >= 0 }
    }
}

extension CSVRow {
    /// The text of a column that the file may lack; empty then.
    func optional(_ column: Int) -> String { column < 0 ? "" : text(column) }
}
