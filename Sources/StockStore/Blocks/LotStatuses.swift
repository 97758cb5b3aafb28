import SQLCore
import StockDomain

extension Lot {
    /// The condition on `lot` that the strictest of its open blocks, or of its batch's, gives this status.
    static func stands(_ status: LotStatus) -> SQL {
        guard let kind = status.kind else { return "NOT \(sql: has(Block.Kind.allCases))" }
        let stricter = Block.Kind.allCases.filter { $0 > kind }
        return stricter.isEmpty ? has([kind]) : "\(sql: has([kind])) AND NOT \(sql: has(stricter))"
    }

    private static func has(_ kinds: [Block.Kind]) -> SQL {
        """
        EXISTS (SELECT 1
                  FROM block k
                 WHERE k.lot_id IN (lot.id, lot.batch_id)
                   AND k.closed_at IS NULL
                   AND k.kind IN \(list: kinds))
        """
    }
}

extension Store {
    /// How many numbers are held, by the strictest of their own open blocks; strictest first.
    public func heldNumbers() throws -> [HeldNumbers] {
        let kinds = try tx.rows("SELECT DISTINCT lot_id, kind FROM block WHERE closed_at IS NULL").map { row in
            (row[0] as LotID, row[1] as Block.Kind)
        }
        let strictest = Dictionary(kinds, uniquingKeysWith: max)
        return Dictionary(grouping: strictest.values) { $0 }
            .sorted { $0.key > $1.key }
            .map { HeldNumbers(status: LotStatus($0.key), count: $0.value.count) }
    }
}
