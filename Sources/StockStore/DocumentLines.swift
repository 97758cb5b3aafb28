import SQLCore
import StockDomain

extension Store {
    /// The lines of a document in their order, with the numbers named ahead.
    public func lines(of document: DocumentID) throws -> [DocumentLine] {
        var lines = try tx.rows(
            """
            SELECT id, document_id, position, product_id, quantity, location_id, reason, package_id, packaging,
                   override_reason, delivery_id, book_quantity, counted_at, done_so_far, is_unplanned,
                   is_whole_package, role, for_output, recipe_code, input_share, yield_tolerance
              FROM document_line
             WHERE document_id = \(bind: document)
             ORDER BY position
            """
        ).map { row in
            DocumentLine(
                id: row[0], documentID: row[1], position: row[2], productID: row[3], quantity: row[4],
                locationID: row[5], reason: row[6], details: LineDetails(row: row, from: 7))
        }
        if lines.isEmpty { return [] }
        let numbers = try numbers(of: lines.map(\.id))
        for index in lines.indices { lines[index].numbers = numbers[lines[index].id] ?? [] }
        return lines
    }

    private func numbers(of lines: [LineID]) throws -> [LineID: [NumberEntry]] {
        var numbers: [LineID: [NumberEntry]] = [:]
        for row in try chunked(
            lines,
            {
                try tx.rows(
                    """
                    SELECT line_id, number, quantity, supplier_number, production_date, expires_on, batch, entered,
                           position, entered_at, is_unknown, package, book_quantity
                      FROM line_number
                     WHERE line_id IN \(list: $0)
                     ORDER BY line_id, position
                    """)
            })
        {
            numbers[row[0], default: []].append(
                NumberEntry(
                    number: row[1], quantity: row[2], supplierNumber: row[3], productionDate: row[4],
                    expiresOn: row[5], batch: row[6], entered: row[7], enteredAt: row[9], isUnknown: row[10],
                    package: row[11], bookQuantity: row[12], pointer: "/numbers/\(row[8] as Int)"))
        }
        return numbers
    }

    /// Inserts lines behind the ones that are there; the positions in `lines` count from 0 among them.
    public func insert(_ lines: [DocumentLine], of document: DocumentID) throws -> [DocumentLine] {
        let first: Int =
            try tx.value("SELECT MAX(position) + 1 FROM document_line WHERE document_id = \(bind: document)") ?? 0
        let keys = try drawKeys("document_line", lines.count)
        var written = lines
        for index in written.indices {
            written[index].id = LineID(keys[index])
            written[index].documentID = document
            written[index].position = first + index
        }
        try tx.insert(
            into: "document_line",
            ["id", "document_id", "position", "product_id", "quantity", "location_id", "reason"]
                + LineDetails.fieldNames,
            rows: written.lazy.map { line in
                [
                    line.id.sqlValue, line.documentID.sqlValue, line.position.sqlValue, line.productID.sqlValue,
                    line.quantity.sqlValue, line.locationID.sqlValue, line.reason.sqlValue,
                ] + line.details.fields
            })
        for line in written { try insert(line.numbers, of: line.id) }
        return written
    }

    private func insert(_ numbers: [NumberEntry], of line: LineID) throws {
        try tx.insert(
            into: "line_number",
            [
                "line_id", "position", "number", "quantity", "supplier_number", "production_date", "expires_on",
                "batch", "entered", "entered_at", "is_unknown", "package", "book_quantity",
            ],
            rows: numbers.enumerated().lazy.map { position, entry in
                [
                    line.sqlValue, position.sqlValue, entry.number.sqlValue, entry.quantity.sqlValue,
                    entry.supplierNumber.sqlValue, entry.productionDate.sqlValue, entry.expiresOn.sqlValue,
                    entry.batch.sqlValue, entry.entered.sqlValue, entry.enteredAt.sqlValue, entry.isUnknown.sqlValue,
                    entry.package.sqlValue, entry.bookQuantity.sqlValue,
                ]
            })
    }

    /// Replaces quantity, place, reason, details and numbers of a line.
    public func update(_ line: DocumentLine) throws {
        try tx.update(
            "document_line", line.id.rawValue, ["quantity", "location_id", "reason"] + LineDetails.fieldNames,
            [line.quantity.sqlValue, line.locationID.sqlValue, line.reason.sqlValue] + line.details.fields)
        try tx.execute("DELETE FROM line_number WHERE line_id = \(bind: line.id)")
        try insert(line.numbers, of: line.id)
    }

    /// Removes lines that nothing has been posted for; their reservations must be gone.
    public func delete(_ lines: [LineID]) throws {
        if lines.isEmpty { return }
        if engine == .sqlite { try keepKeysTaken(lines.map(\.rawValue), of: "document_line") }
        try tx.execute("DELETE FROM line_number WHERE line_id IN \(list: lines)")
        try tx.execute("DELETE FROM document_line WHERE id IN \(list: lines)")
    }

    /// Forgets the numbers named ahead, once they are done.
    public func deleteNumbers(of lines: [LineID]) throws {
        if lines.isEmpty { return }
        try tx.execute("DELETE FROM line_number WHERE line_id IN \(list: lines)")
    }
}
