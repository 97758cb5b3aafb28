import SQLCore
import StockDomain

extension Store {
    public func settings() throws -> Settings {
        var settings = Settings()
        for row in try tx.rows("SELECT name, value FROM setting ORDER BY name") {
            settings.read(row[0], row[1])
        }
        return settings
    }

    public func save(_ settings: Settings) throws {
        for (name, value) in settings.rows { try set(name, value) }
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

// MARK: - Rows

extension Settings {
    /// Takes over one row; what is not known stays as it is by default.
    fileprivate mutating func read(_ name: String, _ value: String) {
        switch name {
        case "lots_and_serials": lotsAndSerials = value == "on"
        case "expiration_dates": expirationDates = value == "on"
        case "time_zone": timeZone = value
        case "lock_date": lockDate = CalendarDate(value)
        case "unique_numbers": uniqueNumbers = UniqueNumbers(rawValue: value) ?? .product
        case "returned_stock_date": returnedStockDate = ReturnedStockDate(rawValue: value) ?? .keep
        case "negative_stock": allowsNegativeStock = value == "on"
        case "kinds_without_new_numbers":
            kindsWithoutNewNumbers = Set(value.split(separator: ",").compactMap { DocumentKind(rawValue: String($0)) })
        case "release_needs_second_person": releaseNeedsSecondPerson = value == "on"
        case "partner_place_count_days": partnerPlaceCountDays = Int(value) ?? partnerPlaceCountDays
        case "expiry_thresholds": expiryThresholds = value.split(separator: ",").compactMap { Int($0) }
        case "numbering_prefix": numbering.prefix = value
        case "numbering_padding": numbering.padding = Int(value)
        case "numbering_check": numbering.hasCheckCharacter = value == "on"
        case "numbering_random": numbering.isRandom = value == "on"
        case "consumption_tolerance_percent": consumptionTolerancePercent = Int(value)
        case "yearly_drill": wantsYearlyDrill = value == "on"
        case "gs1_company_prefix": companyPrefix = value.isEmpty ? nil : value
        case "currency": currency = value.isEmpty ? nil : value
        case "public_address": publicAddress = value.isEmpty ? nil : value
        default: readMail(name, value)
        }
    }

    private mutating func readMail(_ name: String, _ value: String) {
        switch name {
        case "smtp_host": mail.host = value.isEmpty ? nil : value
        case "smtp_port": mail.port = Int(value) ?? mail.port
        case "smtp_user": mail.user = value.isEmpty ? nil : value
        case "smtp_security": mail.security = MailServer.Security(rawValue: value) ?? mail.security
        case "mail_from": mail.from = MailAddress(value)
        default: break
        }
    }

    fileprivate var rows: [(String, String)] {
        func word(_ isOn: Bool) -> String { isOn ? "on" : "off" }
        return [
            ("lots_and_serials", word(lotsAndSerials)), ("expiration_dates", word(expirationDates)),
            ("time_zone", timeZone), ("lock_date", lockDate?.description ?? ""),
            ("unique_numbers", uniqueNumbers.rawValue), ("returned_stock_date", returnedStockDate.rawValue),
            ("negative_stock", word(allowsNegativeStock)),
            ("kinds_without_new_numbers", kindsWithoutNewNumbers.map(\.rawValue).sorted().joined(separator: ",")),
            ("release_needs_second_person", word(releaseNeedsSecondPerson)),
            ("partner_place_count_days", String(partnerPlaceCountDays)),
            ("expiry_thresholds", expiryThresholds.map(String.init).joined(separator: ",")),
            ("numbering_prefix", numbering.prefix ?? ""), ("numbering_padding", String(numbering.padding ?? 0)),
            ("numbering_check", word(numbering.hasCheckCharacter)),
            ("numbering_random", word(numbering.isRandom)), ("yearly_drill", word(wantsYearlyDrill)),
            ("gs1_company_prefix", companyPrefix ?? ""),
            ("consumption_tolerance_percent", consumptionTolerancePercent.map(String.init) ?? ""),
            ("currency", currency ?? ""), ("public_address", publicAddress ?? ""),
            ("smtp_host", mail.host ?? ""), ("smtp_port", String(mail.port)), ("smtp_user", mail.user ?? ""),
            ("smtp_security", mail.security.rawValue), ("mail_from", mail.from?.text ?? ""),
        ]
    }
}
