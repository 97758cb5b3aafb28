import SQLCore
import StockDomain

extension Why {
    /// As it is kept: the rule, the count and the sentence in the first line, a line for each number passed over.
    /// No number and no sentence of ours holds a tab or a line break (R10).
    var stored: String {
        let head = [rule, "\(passedOverMore)", text]
        let lines = passedOver.map { [$0.number?.text ?? "", $0.code, $0.text] }
        return ([head] + lines).map { $0.joined(separator: "\t") }.joined(separator: "\n")
    }

    init?(stored text: String) {
        let lines = text.split(separator: "\n").map { line in
            line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        }
        guard let head = lines.first, lines.allSatisfy({ $0.count == 3 }), let more = Int(head[1]) else { return nil }
        self.init(
            rule: head[0], text: head[2],
            passedOver: lines.dropFirst().map { fields in
                let number = fields[0].isEmpty ? nil : LotNumber(stored: fields[0])
                return Why.PassedOver(number: number, code: fields[1], text: fields[2])
            },
            passedOverMore: more)
    }
}

extension Why: SQLBindable, SQLReadable {
    public var sqlValue: SQLValue { .text(stored) }
    public init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.init(stored: text)
    }
}

extension Store {
    /// Keeps why goods were chosen with the movements that took them.
    public func insert(_ choices: [Int: Why], of posting: PostingID) throws {
        try tx.insert(
            into: "choice", ["posting_id", "position", "why"],
            rows: choices.sorted { $0.key < $1.key }.lazy.map { [posting.sqlValue, $0.sqlValue, $1.sqlValue] })
    }
}
