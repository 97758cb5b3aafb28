import SQLCore
import StockDomain

extension BulkWriting {
    func insertDoubts() throws {
        let rows = decision.doubts.sorted { $0.key < $1.key }.flatMap { index, doubts in
            let posting = history.rows[Int(index)].posting
            let position = Int(index - history.postings[Int(posting)].rows.lowerBound)
            return doubts.map { $0.fields(of: PostingID(postingKeys[Int(posting)]), at: position) }
        }
        try tx.insert(into: "doubt", Doubt.columnNames, rows: rows)
    }
}
