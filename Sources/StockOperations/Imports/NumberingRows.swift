import StockDomain

/// Rows of goods that carry numbers only outside (R5): one row of a file is two movements.
extension MovementReader {
    /// Adds a delivery or return as it runs: the plain goods go through the place *Numbering*, where each number is
    /// given or taken off.
    func addThroughNumbering(_ row: History.Row, _ kind: HistoryKind) {
        guard let place = catalogue.places[StandardLocation.numbering.rawValue] else { return }
        let numbering = builder.spot(place)
        var plain = row
        plain.goods = builder.goods(of: builder.history.goods[Int(row.goods)].product, line: Int(row.line))
        plain.entered = nil
        var numbered = row
        if kind == .delivery {
            plain.to = numbering
            numbered.from = numbering
        } else {
            numbered.to = numbering
            plain.from = numbering
        }
        builder.add(plain)
        builder.add(numbered)
        builder.setStep(row.posting, of: row.posting)
    }
}
