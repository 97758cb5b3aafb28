/// What other rules would have refused or asked; it has happened, so it is only listed.
extension HistoryRules {
    mutating func judge(_ index: Int32, _ posting: HistoryPosting, _ replay: inout GoodsReplay) {
        let row = self.row(index)
        warnOfDates(row, posting)
        let known = facts.lots[row.goods]
        if !replay.follow(row, posting), known == nil {
            decision.warnings.add(
                line: row.line, "not_held_by_partner",
                "More of \(history.name(of: row.goods)) came back than this partner had.")
        }
        if let question = replay.questionOfSource(
            posting, supplierNumber: history.supplierNumbers[index], known: known?.suppliers)
        {
            ask(line: row.line, question, "\(history.name(of: row.goods)) has come from another source before.")
        }
        let from = history.spots[Int(row.from)]
        let leaves = posting.kind == .delivery || posting.kind == .production
        if leaves, posting.reverses < 0, history.places[from.location]?.isBlocked == true {
            decision.warnings.add(
                line: row.line, "lot_blocked",
                "\(history.name(of: row.goods)) left \(history.placeName(from)), where goods are not released.")
        }
    }

    /// Expired goods delivered or used (R41), and doubtful dates of goods received (R40).
    private mutating func warnOfDates(_ row: History.Row, _ posting: HistoryPosting) {
        let goods = history.goods[Int(row.goods)]
        let item = history.products[Int(goods.product)]
        guard item.expiration.isEnabled, posting.reverses < 0,
            let expiry = facts.lots[row.goods]?.expiresOn ?? goods.expiresOn
        else { return }
        switch posting.kind {
        case .delivery, .production:
            if posting.day > expiry, history.usage(of: row.from).holdsStock {
                decision.warnings.add(
                    line: row.line, "lot_expired", "\(history.name(of: row.goods)) had expired on \(expiry).")
            }
        case .receipt:
            let left = expiry.daysSince1970 - posting.day.daysSince1970
            if left < 0 || item.expiration.shelfLifeDays.map({ left * 2 < $0 }) == true {
                decision.warnings.add(
                    line: row.line, "date_doubtful",
                    "\(history.name(of: row.goods)) came in with \(left) days until its expiry.")
            }
        default: break
        }
    }
}
