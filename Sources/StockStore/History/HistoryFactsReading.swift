import SQLCore
import StockDomain

/// What the ledger knows of the goods of a file; an empty ledger costs a few statements, whatever the file's size.
extension Store {
    public func facts(about history: History) throws -> HistoryFacts {
        var facts = HistoryFacts()
        facts.takenDocuments = try takenDocuments(of: history)
        facts.packages = try packageIDs(numbers: history.packages)
        facts.habits = try numberHabits()
        if try tx.row("SELECT id FROM lot LIMIT 1") != nil {
            facts.lots = try knownLots(of: history)
            facts.similar = try similarNumbers(to: history, known: facts.lots)
        }
        if try tx.row("SELECT posting_id FROM movement LIMIT 1") != nil {
            try addPiles(of: history, to: &facts)
            try addTimelines(of: history, to: &facts)
        }
        return facts
    }

    private func takenDocuments(of history: History) throws -> [Int32] {
        if try tx.row("SELECT id FROM document LIMIT 1") == nil { return [] }
        let numbered = history.documents.indices.filter { history.documents[$0].number != nil }
        return try chunked(numbered) { part in
            let numbers = part.map { history.documents[$0].number ?? "" }
            let rows = try tx.rows("SELECT number, kind FROM document WHERE number IN \(list: numbers)")
            let taken = Set(rows.map { DocumentName(number: $0[0], kind: $0[1]) })
            return part.filter {
                taken.contains(
                    DocumentName(number: history.documents[$0].number ?? "", kind: history.documents[$0].kind))
            }.map { Int32($0) }
        }
    }

    private struct DocumentName: Hashable {
        let number: String
        let kind: DocumentKind
    }

    public func packageIDs(numbers: [String]) throws -> [String: PackageID] {
        let rows = try chunked(numbers) {
            try tx.rows("SELECT number, id FROM package WHERE number IN \(list: $0)")
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String, $0[1] as PackageID) })
    }
}

// MARK: - Lots

extension Store {
    private struct LotName: Hashable {
        let product: ProductID
        let kind: LotKind
        let number: String
    }

    private func knownLots(of history: History) throws -> [Int32: HistoryFacts.KnownLot] {
        // Sorted, so that the same number of several products is asked for once.
        let named = history.goods.indices.filter { history.goods[$0].number != nil }
            .sorted { (history.goods[$0].number?.text ?? "") < (history.goods[$1].number?.text ?? "") }
        let found = try chunked(named) { try knownLots(at: $0, of: history) }
        let suppliers = try sources(of: found.map(\.lot.id))
        return Dictionary(
            uniqueKeysWithValues: found.map { index, lot, hasMoved in
                let known = HistoryFacts.KnownLot(
                    id: lot.id, expiresOn: lot.dates.expiresOn, hasMoved: hasMoved,
                    suppliers: Set((suppliers[lot.id] ?? []).compactMap(\.partnerID)))
                return (Int32(index), known)
            })
    }

    private func knownLots(
        at indices: [Int], of history: History
    ) throws -> [(index: Int, lot: Lot, hasMoved: Bool)] {
        var wanted: [LotName: Int] = [:]
        for index in indices {
            let goods = history.goods[index]
            guard let number = goods.number?.text, let kind = goods.kind else { continue }
            wanted[LotName(product: history.products[Int(goods.product)].id, kind: kind, number: number)] = index
        }
        let rows = try tx.rows(
            """
            SELECT id, product_id, kind, number, batch_id, production_date, expires_on, best_before_on, removal_on,
                   alert_on, joined_to, archived, typed_dates, marks, first_posting_id
              FROM lot
             WHERE number IN \(list: Array(Set(wanted.keys.map(\.number))).sorted())
             ORDER BY id
            """)
        return rows.compactMap { row in
            let lot = Lot(row: row)
            let name = LotName(product: lot.productID, kind: lot.kind, number: lot.number.text)
            return wanted[name].map { ($0, lot, (row[14] as PostingID?) != nil) }
        }
    }

    /// For numbers that are new, another one of the product that looks the same (R10).
    private func similarNumbers(
        to history: History, known: [Int32: HistoryFacts.KnownLot]
    ) throws -> [Int32: String] {
        let new = history.goods.indices.filter { history.goods[$0].number != nil && known[Int32($0)] == nil }
        let found = try chunked(new) { part -> [(Int32, String)] in
            var wanted: [LotName: Int] = [:]
            for index in part {
                let goods = history.goods[index]
                guard let number = goods.number, let kind = goods.kind else { continue }
                let product = history.products[Int(goods.product)].id
                wanted[LotName(product: product, kind: kind, number: NameText.likeness(of: number.text))] = index
            }
            let keys = Set(part.map { NameText.searchKey(of: history.goods[$0].number?.text ?? "") })
            return try tx.rows(
                "SELECT product_id, kind, number FROM lot WHERE search_key IN \(list: keys.sorted()) ORDER BY id"
            ).compactMap { row in
                let number: String = row[2]
                let like = LotName(product: row[0], kind: row[1], number: NameText.likeness(of: number))
                return wanted[like].map { (Int32($0), number) }
            }
        }
        return Dictionary(found) { first, _ in first }
    }
}

// MARK: - Stock

extension Store {
    /// The piles of a history's products that it leaves as they are.
    public func piles(
        beside decision: HistoryDecision, of history: History
    ) throws -> [(sku: String, pile: Balance)] {
        let touched = Set(decision.piles.map(\.pile.balanceID))
        let skus = Dictionary(history.products.map { ($0.id, $0.sku) }) { first, _ in first }
        let all = try chunked(skus.keys.sorted()) {
            try tx.rows(Balance.columns + " WHERE product_id IN \(list: $0) ORDER BY id")
        }
        return all.map(Balance.init(row:)).filter { !touched.contains($0.id) }
            .map { (skus[$0.key.product] ?? "", $0) }
    }

    private func addPiles(of history: History, to facts: inout HistoryFacts) throws {
        let goodsOfLot = Dictionary(uniqueKeysWithValues: facts.lots.map { ($0.value.id, $0.key) })
        let goodsOfProduct = plainGoods(of: history)
        let lotRows = try chunked(goodsOfLot.keys.sorted()) {
            try tx.rows(Balance.columns + " WHERE lot_id IN \(list: $0) ORDER BY id")
        }
        let plainRows = try chunked(goodsOfProduct.keys.sorted()) {
            try tx.rows(Balance.columns + " WHERE product_id IN \(list: $0) AND lot_id IS NULL ORDER BY id")
        }
        for balance in (lotRows + plainRows).map(Balance.init(row:)) {
            let goods = balance.key.lot.map { goodsOfLot[$0] } ?? goodsOfProduct[balance.key.product]
            guard let goods else { continue }
            facts.piles[goods, default: []].append(
                HistoryFacts.KnownPile(
                    balanceID: balance.id, spot: balance.key.spot, quantity: balance.quantity,
                    reserved: balance.reserved, incomingAt: balance.incomingAt))
        }
        for (lot, place) in try serialPlaces(of: goodsOfLot.keys.sorted()) {
            guard let goods = goodsOfLot[lot] else { continue }
            facts.serials[goods] = HistoryFacts.KnownSerial(spot: place.spot, partnerID: place.partnerID)
        }
    }

    /// Positions of goods without number, by product.
    private func plainGoods(of history: History) -> [ProductID: Int32] {
        var found: [ProductID: Int32] = [:]
        for index in history.goods.indices where history.goods[index].kind == nil {
            found[history.products[Int(history.goods[index].product)].id] = Int32(index)
        }
        return found
    }

    /// Whole time lines, only of goods that have moved after the file's first movement of them.
    private func addTimelines(of history: History, to facts: inout HistoryFacts) throws {
        let first = firstMoments(of: history)
        for (goods, lot) in facts.lots.sorted(by: { $0.key < $1.key }) {
            let product = history.item(of: goods).id
            guard let moment = first[goods], try hasMoved(lot: lot.id, product: product, after: moment) else {
                continue
            }
            facts.timelines[goods] = try timeline(lot: lot.id, product: product)
        }
        for (product, goods) in plainGoods(of: history).sorted(by: { $0.value < $1.value }) {
            guard let moment = first[goods], try hasMoved(lot: nil, product: product, after: moment) else { continue }
            facts.timelines[goods] = try timeline(lot: nil, product: product)
        }
    }

    private func firstMoments(of history: History) -> [Int32: Instant] {
        var first: [Int32: Instant] = [:]
        for row in history.rows {
            let at = history.postings[Int(row.posting)].happenedAt
            if first[row.goods].map({ at < $0 }) ?? true { first[row.goods] = at }
        }
        return first
    }
}
