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
        try tx.execute(
            """
            INSERT INTO location (id, code, name, parent_id, usage, partner_id, blocked)
            VALUES (\(bind: id), \(bind: location.code), \(bind: location.name), \(bind: location.parentID),
                    \(bind: location.usage), \(bind: location.partnerID), \(bind: location.isBlocked))
            """)
        return id
    }

    /// Changes what may change: all but code and usage. Stock there becomes blocked or free with the place.
    public func update(_ location: Location) throws {
        try tx.execute(
            """
            UPDATE location
               SET name = \(bind: location.name),
                   parent_id = \(bind: location.parentID),
                   partner_id = \(bind: location.partnerID),
                   blocked = \(bind: location.isBlocked)
             WHERE id = \(bind: location.id)
            """)
        try tx.execute(
            "UPDATE balance SET blocked = \(bind: location.isBlocked) WHERE location_id = \(bind: location.id)")
    }
}

extension Location {
    static let columns: SQL = "SELECT id, code, name, parent_id, usage, partner_id, blocked FROM location"

    init(row: SQLRow) {
        self.init(
            id: row[0], code: row[1], name: row[2], parentID: row[3], usage: row[4], partnerID: row[5],
            isBlocked: row[6])
    }
}
