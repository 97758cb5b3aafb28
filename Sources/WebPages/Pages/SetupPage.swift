import StockDomain

/// Switches, and the way to everything that is set up once.
public func setupPage(_ frame: Frame, _ settings: Settings, _ values: FormValues) -> HTML {
    let links = [
        ("Products", "/products"), ("Categories", "/categories"), ("Partners", "/partners"), ("Places", "/locations"),
        ("Checklist", "/checklist"), ("What was changed", "/reports/changes"),
    ]
    let onOff = [Field.Choice("false", "off"), Field.Choice("true", "on")]
    return frame.page(
        title: "Set-up", section: .setup, notices: values.notices,
        content: """
            \(answer(settings.lotsAndSerials
                ? "Lots & serial numbers are on; each product says how it is tracked."
                : "Lots & serial numbers are off: nothing speaks of them until you turn them on."))
            <p class="actions">\(links.map { buttonLink($0.0, $0.1) })</p>
            \(form(action: "/setup", key: values.key, submit: "Save", """
                <div class="fields">
                \(values.field("lots_and_serials", "Lots & serial numbers", .choice(onOff)))
                \(values.field("expiration_dates", "Expiration dates", .choice(onOff)))
                \(values.field("time_zone", "Time zone", hint: "such as Europe/London"))
                \(values.field("lock_date", "Locked up to", .day, hint: "nothing can be booked on this day or before"))
                \(values.field("negative_stock", "Stock of goods without numbers may fall below zero", .choice(noYes)))
                \(values.field("partner_place_count_days", "Days until a partner’s place must be counted again", .figure))
                \(values.field("currency", "Currency of costs", hint: "three letters, such as EUR"))
                </div>
                \(settings.showsNumbers ? numberSettings(values, settings) : "")
                """))
            """)
}

/// What is decided once about numbers; nothing of it while nothing speaks of them (R1).
private func numberSettings(_ values: FormValues, _ settings: Settings) -> HTML {
    let unique = [Field.Choice("product", "per product"), Field.Choice("company", "in the whole company")]
    let ages = [Field.Choice("keep", "keep the age of their lot"), Field.Choice("new", "begin anew")]
    let kinds = DocumentKind.allCases.filter { $0.createsNumbers && $0 != .opening }.enumerated().map { index, kind in
        values.field(
            "documents_without_new_numbers/\(index)", kind.title,
            .choice([Field.Choice("", "new ones too"), Field.Choice(kind.rawValue, "known ones only")]))
    }
    let thresholds = (0..<5).map { values.field("expiry_thresholds/\($0)", "Days \($0 + 1)", .figure) }
    let dates: HTML? =
        settings.showsDates
        ? "<fieldset><legend>Warn before expiry</legend><div class=\"fields\">\(thresholds)</div></fieldset>" : nil
    return """
        <fieldset><legend>Numbers</legend><div class="fields">
        \(values.field("unique_numbers", "Numbers are unique", .choice(unique)))
        \(values.field("returned_stock_date", "Returned goods", .choice(ages)))
        \(values.field("release_needs_second_person", "Whoever holds goods cannot release them", .choice(noYes)))
        \(values.field("yearly_drill", "The checklist asks for a drill every year", .choice(noYes)))
        </div></fieldset>
        <fieldset><legend>Which documents bring in new numbers</legend><div class="fields">\(kinds)</div></fieldset>
        \(dates)
        <fieldset><legend>Numbers of your own</legend><div class="fields">\(numberingFields(values))</div></fieldset>
        \(mailSettings(values))
        """
}

/// How notices of recalls are mailed, and where customers answer them.
private func mailSettings(_ values: FormValues) -> HTML {
    let securities = [
        Field.Choice("starttls", "STARTTLS (port 587)"), Field.Choice("tls", "TLS from the start (port 465)"),
        Field.Choice("none", "none: on this machine only"),
    ]
    return """
        <fieldset><legend>Mail for recall notices</legend><div class="fields">
        \(values.field("smtp_host", "Mail server", hint: "such as mail.example; empty: Lotwise sends nothing"))
        \(values.field("smtp_port", "Port", .figure))
        \(values.field("smtp_security", "Encryption", .choice(securities)))
        \(values.field("smtp_user", "User", hint: "its password is given to the server: LOTWISE_SMTP_PASSWORD"))
        \(values.field("mail_from", "Sender", hint: "such as Quality <recall@stock.example>"))
        \(values.field("public_address", "Where customers answer", hint: "such as https://stock.example"))
        </div></fieldset>
        """
}

extension FormValues {
    /// The settings' form as it stands.
    public init(key: String, _ settings: Settings) {
        var values = [
            "lots_and_serials": "\(settings.lotsAndSerials)", "expiration_dates": "\(settings.expirationDates)",
            "time_zone": settings.timeZone, "lock_date": settings.lockDate?.description ?? "",
            "negative_stock": "\(settings.allowsNegativeStock)",
            "partner_place_count_days": "\(settings.partnerPlaceCountDays)",
            "unique_numbers": settings.uniqueNumbers.rawValue,
            "returned_stock_date": settings.returnedStockDate.rawValue,
            "release_needs_second_person": "\(settings.releaseNeedsSecondPerson)",
            "yearly_drill": "\(settings.wantsYearlyDrill)", "currency": settings.currency ?? "",
            "public_address": settings.publicAddress ?? "", "smtp_host": settings.mail.host ?? "",
            "smtp_port": "\(settings.mail.port)", "smtp_user": settings.mail.user ?? "",
            "smtp_security": settings.mail.security.rawValue, "mail_from": settings.mail.from?.text ?? "",
        ]
        let kinds = DocumentKind.allCases.filter { $0.createsNumbers && $0 != .opening }
        for (index, kind) in kinds.enumerated() where settings.kindsWithoutNewNumbers.contains(kind) {
            values["documents_without_new_numbers/\(index)"] = kind.rawValue
        }
        for (index, days) in settings.expiryThresholds.enumerated() { values["expiry_thresholds/\(index)"] = "\(days)" }
        settings.numbering.fields(into: &values)
        self.init(key: key, values)
    }
}
