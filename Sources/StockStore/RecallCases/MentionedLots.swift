import SQLCore
import StockDomain

/// A lot that has a number which somebody mentioned, or one that looks like it.
public struct MentionedLot: Sendable, Equatable {
    public let lot: LotID
    /// The number as it is kept.
    public let number: String
    public let foundBy: FoundBy
}

extension Store {
    /// Lots whose own or supplier's number is one of these, or would be taken for one of them in a search.
    public func lots(mentioned numbers: [LotNumber]) throws -> [MentionedLot] {
        let keys = Array(Set(numbers.map { NameText.searchKey(of: $0.text) })).sorted()
        return try chunked(keys) { part in
            try tx.rows(
                """
                SELECT COALESCE(joined_to, id), number, 'number'
                  FROM lot
                 WHERE search_key IN \(list: part)
                UNION
                SELECT COALESCE(n.joined_to, n.id), s.number, 'supplier_number'
                  FROM supplier_number s
                  JOIN lot n ON n.id = s.lot_id
                 WHERE s.search_key IN \(list: part)
                 ORDER BY 1, 3, 2
                """
            ).map { row in
                MentionedLot(lot: row[0], number: row[1], foundBy: FoundBy(rawValue: row[2]) ?? .number)
            }
        }
    }

    /// Those of these lots that came from a supplier.
    public func lots(_ lots: [LotID], receivedFrom supplier: PartnerID) throws -> Set<LotID> {
        Set(
            try chunked(lots) { part in
                try tx.rows(
                    """
                    SELECT DISTINCT COALESCE(n.joined_to, n.id)
                      FROM lot n
                      JOIN movement m ON m.lot_id = n.id
                      JOIN posting p ON p.id = m.posting_id
                     WHERE (n.id IN \(list: part) OR n.joined_to IN \(list: part))
                       AND p.kind = 'receipt'
                       AND p.partner_id = \(bind: supplier)
                     ORDER BY 1
                    """
                ).map { $0[0] as LotID }
            })
    }
}
