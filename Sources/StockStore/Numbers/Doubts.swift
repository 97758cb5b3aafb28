import SQLCore
import StockDomain

/// Reasons to doubt numbers, kept with the movements that brought them (R16).
extension Store {
    func insert(_ doubts: [Int: [Doubt]], of posting: PostingID) throws {
        if doubts.isEmpty { return }
        let rows = doubts.sorted { $0.key < $1.key }.flatMap { position, doubts in
            doubts.map { $0.fields(of: posting, at: position) }
        }
        try tx.insert(into: "doubt", Doubt.columnNames, rows: rows)
    }
}

extension Doubt {
    static let columnNames = ["posting_id", "position", "code", "detail"]

    func fields(of posting: PostingID, at position: Int) -> [SQLValue] {
        [posting.sqlValue, position.sqlValue, .text(code.rawValue), .text(detail)]
    }
}
