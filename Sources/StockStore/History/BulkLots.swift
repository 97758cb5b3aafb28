import SQLCore
import StockDomain

extension BulkWriting {
    func insertLots() throws {
        var index = 0
        try tx.insert(
            into: "lot",
            [
                "id", "product_id", "kind", "number", "search_key", "batch_id", "expires_on", "best_before_on",
                "removal_on", "alert_on", "typed_dates", "archived", "first_posting_id",
            ]
        ) {
            if index == newLots.count { return nil }
            defer { index += 1 }
            return lotFields(newLots[index])
        }
        for goods in facts.lots.filter({ !$0.value.hasMoved }).keys.sorted() {
            guard let posting = firstPostingKey(of: goods) else { continue }
            try tx.execute(
                "UPDATE lot SET first_posting_id = \(bind: posting) WHERE id = \(bind: lotKeys[Int(goods)])")
        }
    }

    func insertMarks() throws {
        for (goods, marks) in history.marks.sorted(by: { $0.key < $1.key }) {
            guard let lot = lotID(goods) else { continue }
            try tx.execute("UPDATE lot SET marks = marks | \(bind: marks.rawValue) WHERE id = \(bind: lot)")
        }
    }

    func insertAttributes() throws {
        for (goods, attributes) in history.attributes.sorted(by: { $0.key < $1.key }) {
            if let lot = lotID(goods) { try store.setAttributes(attributes, of: lot) }
        }
    }

    private func lotFields(_ index: Int32) -> [SQLValue] {
        let goods = history.goods[Int(index)]
        let item = history.products[Int(goods.product)]
        let number = goods.number?.text ?? ""
        let dates = expiry(of: goods).map { expiry in
            LotDates(typedExpiry: expiry, productionDate: nil, of: item.expiration, on: expiry)
        }
        return [
            .integer(lotKeys[Int(index)]), item.id.sqlValue, goods.kind.sqlValue, .text(number),
            .text(NameText.searchKey(of: number)), goods.batch < 0 ? .null : .integer(lotKeys[Int(goods.batch)]),
            dates?.expiresOn.sqlValue ?? .null, dates?.bestBeforeOn.sqlValue ?? .null,
            dates?.removalOn.sqlValue ?? .null, dates?.alertOn.sqlValue ?? .null,
            (dates?.typed ?? []).rawValue.sqlValue, .integer(0),
            firstPostingKey(of: index).sqlValue,
        ]
    }

    /// Its own, or that of the lot to which a serial belongs (R12).
    private func expiry(of goods: History.Goods) -> CalendarDate? {
        if goods.batch < 0 { return goods.expiresOn }
        return goods.expiresOn ?? facts.lots[goods.batch]?.expiresOn ?? history.goods[Int(goods.batch)].expiresOn
    }

    private func firstPostingKey(of goods: Int32) -> Int64? {
        let posting = history.goods[Int(goods)].firstPosting
        return posting < 0 ? nil : postingKeys[Int(posting)]
    }
}
