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
