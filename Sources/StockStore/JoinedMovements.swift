import SQLCore
import StockDomain

extension Store {
    /// A posting as it moves stock: a number that was joined to another since counts as that other (R18).
    ///
    /// Only what takes an older posting back can name such a number.
    public func countingJoined(_ posting: Posting) throws -> Posting {
        let lots = Set(posting.movements.compactMap(\.lotID)).sorted()
        let joined = try chunked(lots) {
            try tx.rows("SELECT id, joined_to FROM lot WHERE id IN \(list: $0) AND joined_to IS NOT NULL")
        }
        if joined.isEmpty { return posting }
        let right = Dictionary(uniqueKeysWithValues: joined.map { ($0[0] as LotID, $0[1] as LotID) })
        var counting = posting
        for index in counting.movements.indices {
            guard let lot = counting.movements[index].lotID, let other = right[lot] else { continue }
            counting.movements[index].lotID = other
        }
        return counting
    }
}
