import SQLCore
import StockDomain

extension Store {
    /// The free facts of lots, by lot and name (R55).
    public func attributes(of lots: [LotID]) throws -> [LotID: [String: String]] {
        var attributes: [LotID: [String: String]] = [:]
        for row in try chunked(
            lots,
            { try tx.rows("SELECT lot_id, name, value FROM lot_attribute WHERE lot_id IN \(list: $0)") })
        {
            attributes[row[0], default: [:]][row[1]] = row[2]
        }
        return attributes
    }

    /// Replaces all facts of a lot.
    public func setAttributes(_ attributes: [String: String], of lot: LotID) throws {
        try tx.execute("DELETE FROM lot_attribute WHERE lot_id = \(bind: lot)")
        try tx.insert(
            into: "lot_attribute", ["lot_id", "name", "value", "search_key"],
            rows: attributes.sorted { $0.key < $1.key }.lazy.map { name, value in
                [lot.sqlValue, .text(name), .text(value), .text(NameText.searchKey(of: value))]
            })
    }

    /// The free facts of all lots that have some, as one small JSON object each.
    public func attributesInJSON() throws -> [LotID: String] {
        var attributes: [LotID: [String: String]] = [:]
        for row in try tx.rows("SELECT lot_id, name, value FROM lot_attribute") {
            attributes[row[0], default: [:]][row[1]] = row[2]
        }
        return attributes.mapValues(Attributes.written)
    }
}
