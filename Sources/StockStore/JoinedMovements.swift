import SQLCore
import StockDomain

extension Store {
    /// A posting as it moves stock: a number that was joined to another since counts as that other (R18).
    ///
    /// Only what takes an older posting back can name such a number.
    public func countingJoined(_ posting: Posting) throws -> Posting {
        var counting = posting
        counting.movements = try countingJoined(posting.movements)
        return counting
    }

    /// The same of its movements.
    public func countingJoined(_ movements: [Movement]) throws -> [Movement] {
        let lots = Set(movements.compactMap(\.lotID)).sorted()
        let joined = try chunked(lots) {
            try tx.rows("SELECT id, joined_to FROM lot WHERE id IN \(list: $0) AND joined_to IS NOT NULL")
        }
        if joined.isEmpty { return movements }
        let right = Dictionary(uniqueKeysWithValues: joined.map { ($0[0] as LotID, $0[1] as LotID) })
        return movements.map { movement in
            var counting = movement
            counting.lotID = movement.lotID.map { right[$0] ?? $0 }
            return counting
        }
    }
}
