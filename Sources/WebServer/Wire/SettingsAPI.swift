import StockDomain

extension Settings {
    /// The answer of `settings`.
    var json: JSON {
        [
            "expiration_dates": .bool(expirationDates), "lock_date": JSON(lockDate),
            "lots_and_serials": .bool(lotsAndSerials), "time_zone": .string(timeZone),
        ]
    }
}

extension SettingsChange {
    init(_ body: RequestObject) {
        self.init(
            lotsAndSerials: body.optional("lots_and_serials", .bool),
            expirationDates: body.optional("expiration_dates", .bool), timeZone: body.optional("time_zone", .text()),
            lockDate: body.change("lock_date", .day))
    }
}
