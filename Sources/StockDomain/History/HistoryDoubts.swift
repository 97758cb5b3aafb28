/// Numbers of a history that nobody may have read off the goods (R16): listed, and kept with their movements.
extension HistoryRules {
    /// Judges every number where it comes in first, and on receipts each time; the file's earlier numbers and those of
    /// the ledger teach what is usual.
    mutating func doubtNumbers() {
        var incoming = IncomingNumbers(habits: facts.habits)
        var named: [ProductID: Set<LotNumber>]?
        for (index, posting) in history.postings.enumerated() {
            let rows = comingIn(with: posting, at: Int32(index))
            if rows.isEmpty { continue }
            let lines = rows.map { line(history.rows[Int($0)], of: posting, at: Int32(index)) }
            let doubts = incoming.judge(lines, from: posting.partnerID, on: posting.day) { number, product in
                // Few numbers need this look: it is made ready for the first of them.
                let all = named ?? numbersByProduct()
                named = all
                return all[product]?.contains(number) == true
            }
            for (row, found) in zip(rows, doubts) where !found.isEmpty { keep(found, of: row) }
        }
        decision.habits = incoming.habits.filter { facts.habits[$0.key] != $0.value }
    }

    /// The posting's rows with numbers that come from outside.
    private func comingIn(with posting: HistoryPosting, at index: Int32) -> [Int32] {
        guard posting.reverses < 0, HistoryRules.bringingIn.contains(posting.kind) else { return [] }
        return posting.rows.filter { position in
            let row = history.rows[Int(position)]
            guard history.goods[Int(row.goods)].number != nil, history.usage(of: row.to).holdsStock,
                !history.usage(of: row.from).holdsStock
            else { return false }
            return isReceived(posting) || !isKnown(row.goods, before: index)
        }
    }

    private static let bringingIn: Set<PostingKind> = [.receipt, .opening, .count, .customerReturn, .production]

    /// A made-up number is made up again with the next goods, so those that exist count where goods come in.
    private func isReceived(_ posting: HistoryPosting) -> Bool { posting.kind == .receipt || posting.kind == .opening }

    private func isKnown(_ goods: Int32, before posting: Int32) -> Bool {
        facts.lots[goods] != nil || history.goods[Int(goods)].firstPosting < posting
    }

    private func line(_ row: History.Row, of posting: HistoryPosting, at index: Int32) -> IncomingNumbers.Line {
        let goods = history.goods[Int(row.goods)]
        let item = history.products[Int(goods.product)]
        let candidate = DoubtfulNumbers.Candidate(
            number: goods.number ?? LotNumber(stored: ""), product: item.sku, unit: item.unit,
            quantities: [row.quantity], isKnown: isKnown(row.goods, before: index))
        // Whoever booked an export of ours has heard of its doubts.
        let isJudged = !terms.isOwnExport && (row.entered ?? .imported).canBeInvented
        return IncomingNumbers.Line(product: item.id, candidate: candidate, isJudged: isJudged)
    }

    private func numbersByProduct() -> [ProductID: Set<LotNumber>] {
        history.goods.reduce(into: [:]) { numbers, goods in
            guard let number = goods.number else { return }
            numbers[history.products[Int(goods.product)].id, default: []].insert(number)
        }
    }

    private mutating func keep(_ doubts: [Doubt], of row: Int32) {
        decision.doubts[row] = doubts
        for doubt in doubts {
            decision.warnings.add(line: history.rows[Int(row)].line, doubt.code.rawValue, doubt.detail)
        }
    }
}
