import StockDomain
import TabularFiles

/// Rows of kind `renumber`: former names of goods, which move nothing (R18).
extension MovementReader {
    func readRenumbering(_ row: CSVRow, _ shared: PostingHead) {
        var own = shared
        // Each is a posting of its own, even at one moment.
        if builder.history.renumberings.last?.posting == own.posting { own.begin(self, row) }
        head = own
        let sku = row.text(columns.sku)
        guard let product = builder.product(sku: sku) else {
            return fault(row, "unknown_sku", "There is no product “\(sku)”.")
        }
        guard let kind = numberKind(of: product, row), let former = number(row, columns.lot),
            let right = number(row, columns.toLot)
        else { return }
        if !row.isEmpty(columns.quantity) {
            return fault(row, "invalid_value", "Renumbering moves nothing, so the quantity must be empty.")
        }
        if columns.reason >= 0, !row.isEmpty(columns.reason) {
            builder.addReason(NameText.normalised(row.text(columns.reason)), to: own.posting)
        }
        builder.add(
            HistoryRenumbering(
                posting: own.posting, product: product, kind: kind, former: former, number: right,
                line: Int32(row.line)))
    }

    private func number(_ row: CSVRow, _ column: Int) -> LotNumber? {
        do {
            return try LotNumber(row.optional(column))
        } catch {
            fault(
                row, "invalid_value", "Renumbering says in lot what the goods were called and in to_lot what they are.")
            return nil
        }
    }
}
