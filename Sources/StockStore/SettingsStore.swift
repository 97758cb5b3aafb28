import SQLCore
import StockDomain

extension Store {
    public func settings() throws -> Settings {
        var settings = Settings()
        for row in try tx.rows("SELECT name, value FROM setting ORDER BY name") {
            let value: String = row[1]
            switch row[0] as String {
            case "lots_and_serials": settings.lotsAndSerials = value == "on"
            case "expiration_dates": settings.expirationDates = value == "on"
            case "time_zone": settings.timeZone = value
            case "lock_date": settings.lockDate = CalendarDate(value)
            default: break
            }
        }
        return settings
    }

    public func save(_ settings: Settings) throws {
        try set("lots_and_serials", settings.lotsAndSerials ? "on" : "off")
        try set("expiration_dates", settings.expirationDates ? "on" : "off")
        try set("time_zone", settings.timeZone)
        try set("lock_date", settings.lockDate?.description ?? "")
    }

    private func set(_ name: String, _ value: String) throws {
        try tx.execute(
            """
            INSERT INTO setting (name, value)
            VALUES (\(bind: name), \(bind: value))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
    }
}

// MARK: - The demo company

extension Store {
    /// A number that visitors may try.
    public func suggestedNumber() throws -> String? {
        try tx.value("SELECT value FROM setting WHERE name = 'suggested_number'")
    }

    public func suggest(_ number: String) throws {
        try set("suggested_number", number)
    }
}
