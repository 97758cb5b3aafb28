import SQLCore
import StockDomain

extension Store {
    public func location(code: String) throws -> Location? {
        try tx.row(Location.columns + " WHERE code = \(bind: code)").map(Location.init(row:))
    }

    public func location(_ id: LocationID) throws -> Location? {
        try tx.row(Location.columns + " WHERE id = \(bind: id)").map(Location.init(row:))
    }

    public func location(_ standard: StandardLocation) throws -> Location {
        guard let location = try location(code: standard.rawValue) else {
            throw SQLError.failed(code: "", message: "the place \(standard.rawValue) is missing", statement: "")
        }
        return location
    }

    /// All places by code; a company has some hundreds at most.
    public func locations() throws -> [Location] {
        try tx.rows(Location.columns + " ORDER BY code").map(Location.init(row:))
    }

    public func placesByID() throws -> [LocationID: Location] {
        Dictionary(uniqueKeysWithValues: try locations().map { ($0.id, $0) })
    }

    public func insert(_ location: Location) throws -> LocationID {
        let id = LocationID(try drawKey("location"))
        try tx.insert(
            into: "location", ["id", "code", "usage"] + Location.fieldNames,
            rows: [[id.sqlValue, .text(location.code), location.usage.sqlValue] + location.fields])
        return id
    }

    /// Changes what may change: all but code and usage. Stock there and below becomes blocked or free with the place,
    /// and takes its order of walking.
    public func update(_ location: Location) throws {
        try tx.update("location", location.id.rawValue, Location.fieldNames, location.fields)
        try refreshPiles("location_id IN \(list: locationAndBelow(location.id))")
    }
}

extension Location {
    /// The columns that may change, in the order of `fields`.
    static let fieldNames = [
        "name", "parent_id", "partner_id", "blocked", "removal_strategy", "pick_sequence", "place_key", "mixing",
        "barcode", "count_interval_days", "last_counted_at",
    ]

    static let columns: SQL = """
        SELECT id, code, name, parent_id, usage, partner_id, blocked, removal_strategy, pick_sequence, mixing,
               barcode, count_interval_days, last_counted_at
          FROM location
        """

    init(row: SQLRow) {
        self.init(
            id: row[0], code: row[1], name: row[2], parentID: row[3], usage: row[4], partnerID: row[5],
            isBlocked: row[6], removalStrategy: row[7], pickSequence: row[8], isMixing: row[9], barcode: row[10],
            countIntervalDays: row[11], lastCountedAt: row[12])
    }

    fileprivate var fields: [SQLValue] {
        [
            .text(name), parentID.sqlValue, partnerID.sqlValue, isBlocked.sqlValue, removalStrategy.sqlValue,
            pickSequence.sqlValue, .text(walk.key), isMixing.sqlValue, barcode.sqlValue, countIntervalDays.sqlValue,
            lastCountedAt.sqlValue,
        ]
    }
}
