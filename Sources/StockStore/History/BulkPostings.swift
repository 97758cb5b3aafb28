import SQLCore
import StockDomain

extension BulkWriting {
    func insertPostings() throws {
        var index = 0
        try tx.insert(
            into: "posting",
            [
                "id", "kind", "document_id", "partner_id", "actor_id", "happened_at", "recorded_at", "reason",
                "step_id", "reverses", "hash",
            ]
        ) {
            if index == history.postings.count { return nil }
            defer { index += 1 }
            return postingFields(at: index)
        }
        try tx.insert(into: "unsealed", ["posting_id"], rows: postingKeys.lazy.map { [.integer($0)] })
    }

    private func postingFields(at index: Int) -> [SQLValue] {
        let posting = posting(at: index)
        let hash = PostingForm.hash(of: posting, introducing: numbersIntroduced(at: index))
        return [
            posting.id.sqlValue, posting.kind.sqlValue, posting.documentID.sqlValue, posting.partnerID.sqlValue,
            posting.actorID.sqlValue, posting.happenedAt.sqlValue, posting.recordedAt.sqlValue,
            posting.reason.sqlValue, posting.stepID.sqlValue, posting.reverses.sqlValue, .blob(hash.bytes),
        ]
    }

    /// The posting as the ledger knows it, with its movements.
    private func posting(at index: Int) -> Posting {
        let told = history.postings[index]
        return Posting(
            id: PostingID(postingKeys[index]), kind: told.kind,
            documentID: told.document < 0 ? nil : DocumentID(documentKeys[Int(told.document)]),
            partnerID: told.partnerID, actorID: actor, happenedAt: told.happenedAt, recordedAt: now,
            reason: told.reason, stepID: told.step < 0 ? nil : StepID(postingKeys[Int(told.step)]),
            reverses: told.reverses < 0 ? nil : PostingID(postingKeys[Int(told.reverses)]),
            movements: told.rows.map { movement(history.rows[Int($0)]) }, renumbering: renumberings[Int32(index)])
    }

    private func movement(_ row: History.Row) -> Movement {
        Movement(
            productID: history.item(of: row.goods).id, lotID: lotID(row.goods), quantity: row.quantity,
            from: spots[Int(row.from)], to: spots[Int(row.to)], entered: row.entered)
    }

    private func numbersIntroduced(at posting: Int) -> [LotID: LotNumber] {
        var numbers: [LotID: LotNumber] = [:]
        for index in history.postings[posting].rows {
            let goods = history.rows[Int(index)].goods
            guard history.goods[Int(goods)].firstPosting == Int32(posting), facts.lots[goods]?.hasMoved != true,
                let lot = lotID(goods)
            else { continue }
            numbers[lot] = history.goods[Int(goods)].number
        }
        return numbers
    }

    func insertMovements(progress: (Int) -> Void) throws {
        var index = 0
        try tx.insert(into: "movement", Movement.columnNames) {
            if index == history.rows.count { return nil }
            if index % 8_192 == 0 { progress(index) }
            defer { index += 1 }
            return movementFields(at: index)
        }
        progress(index)
    }

    private func movementFields(at index: Int) -> [SQLValue] {
        let row = history.rows[index]
        let posting = history.postings[Int(row.posting)]
        let from = spots[Int(row.from)]
        let to = spots[Int(row.to)]
        let lot = lotKeys[Int(row.goods)]
        return [
            .integer(postingKeys[Int(row.posting)]), .integer(Int64(Int32(index) - posting.rows.lowerBound)),
            .integer(history.item(of: row.goods).id.rawValue), lot == 0 ? .null : .integer(lot),
            .integer(row.quantity.millionths), .integer(from.location.rawValue), from.package.sqlValue,
            .integer(to.location.rawValue), to.package.sqlValue, .integer(posting.happenedAt.rawValue), .null,
            row.entered.sqlValue,
        ]
    }

    func insertSupplierNumbers() throws {
        let named = history.supplierNumbers.sorted { $0.key < $1.key }
        try tx.insert(
            into: "supplier_number", ["posting_id", "position", "lot_id", "partner_id", "number", "search_key"],
            rows: named.lazy.map { index, number in
                let row = history.rows[Int(index)]
                let posting = history.postings[Int(row.posting)]
                return [
                    .integer(postingKeys[Int(row.posting)]), .integer(Int64(index - posting.rows.lowerBound)),
                    lotID(row.goods).sqlValue, posting.partnerID.sqlValue, .text(number),
                    .text(NameText.searchKey(of: number)),
                ]
            })
    }
}
