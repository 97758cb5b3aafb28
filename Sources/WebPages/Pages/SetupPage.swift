import StockDomain

/// Switches, and the way to everything that is set up once.
public func setupPage(_ frame: Frame, _ settings: Settings, _ values: FormValues) -> HTML {
    let ofNumbers =
        settings.lotsAndSerials ? [("Tracking review", "/reports/tracking-review"), ("Gaps", "/reports/gaps")] : []
    let links =
        ([
            ("Products", "/products"), ("Partners", "/partners"), ("Places", "/locations"), ("Checklist", "/checklist"),
            ("Mass balance", "/reports/mass-balance"), ("Exposure of goods without number", "/reports/exposure"),
        ] + ofNumbers).map { "<li><a href=\"\($0.1)\">\($0.0)</a></li>" as HTML }
    let onOff = [Field.Choice("false", "off"), Field.Choice("true", "on")]
    return frame.page(
        title: "Set-up", section: .setup, notices: values.notices,
        content: """
            \(answer(settings.lotsAndSerials
                ? "Lots & serial numbers are on; each product says how it is tracked."
                : "Lots & serial numbers are off: nothing speaks of them until you turn them on."))
            <ul class="plain">\(links)</ul>
            \(form(action: "/setup", key: values.key, submit: "Save", """
                <div class="fields">
                \(values.field("lots_and_serials", "Lots & serial numbers", .choice(onOff)))
                \(values.field("expiration_dates", "Expiration dates", .choice(onOff)))
                \(values.field("time_zone", "Time zone", hint: "such as Europe/London"))
                \(values.field("lock_date", "Locked up to", .day, hint: "nothing can be booked on this day or before"))
                </div>
                """))
            """)
}

extension FormValues {
    /// The settings' form as it stands.
    public init(key: String, _ settings: Settings) {
        self.init(
            key: key,
            [
                "lots_and_serials": "\(settings.lotsAndSerials)", "expiration_dates": "\(settings.expirationDates)",
                "time_zone": settings.timeZone, "lock_date": settings.lockDate?.description ?? "",
            ])
    }
}

/// Partners by code, with the form for a new one.
public func partnerListPage(
    _ frame: Frame, _ partners: [Partner], searched: String, _ values: FormValues, next: String?
) -> HTML {
    let rows = partners.map { partner -> [HTML] in
        let mark: HTML = partner.isAnonymous ? " \(badge("anonymous", .asked))" : ""
        return [
            number(partner.code, at: address("partners", partner.code)), "\(partner.name)\(mark)",
            HTML.text(partner.kind.rawValue),
            HTML.text(partner.phone ?? ""), HTML.text(partner.email ?? ""), HTML.text(partner.address ?? ""),
        ]
    }
    let kinds = Partner.Kind.allCases.map { Field.Choice($0.rawValue, $0.rawValue) }
    let anonymous = [Field.Choice("false", "no"), Field.Choice("true", "yes")]
    return frame.page(
        title: "Partners", section: .setup, notices: values.notices,
        content: """
            \(filterForm(action: "/partners", field(Field("q", "Code or name", value: searched))))
            \(table(["Code", "Name", "Kind", "Phone", "Mail", "Address"], rows, caption: "Partners",
                    empty: emptyState("There is no such partner.")))
            \(nextPage(next))
            <details\(attribute("open", if: values.refusal != nil))><summary>Add a partner</summary>
            \(form(action: "/partners", key: values.key, submit: "Add partner", """
                <div class="fields">\(values.field("code", "Code", isRequired: true))\(values.field("name", "Name", isRequired: true))
                \(values.field("kind", "Kind", .choice(kinds)))\(values.field("phone", "Phone", .phone))
                \(values.field("email", "Mail", .email))\(values.field("address", "Address"))
                \(values.field("anonymous", "Anonymous, such as counter sales", .choice(anonymous)))</div>
                """))
            </details>
            """)
}

/// Places as a list, with the form for a new one.
public func locationListPage(_ frame: Frame, _ places: [LocationView], _ values: FormValues) -> HTML {
    let rows = places.map { view -> [HTML] in
        let blocked: HTML = view.location.isBlocked ? badge("blocked", .blocked) : ""
        return [
            number(view.location.code), HTML.text(view.location.name), HTML.text(view.parent?.code ?? ""),
            HTML.text(view.location.usage.rawValue), HTML.text(view.partner?.name ?? ""), blocked,
        ]
    }
    let parents =
        [Field.Choice("", "none")]
        + places.filter { $0.location.usage.holdsStock || $0.location.usage == .view }
        .map { Field.Choice($0.location.code, $0.location.code) }
    return frame.page(
        title: "Places", section: .setup, notices: values.notices,
        content: """
            \(table(["Code", "Name", "Below", "Usage", "Whose", ""], rows, caption: "Places"))
            <details\(attribute("open", if: values.refusal != nil))><summary>Add a place</summary>
            \(form(action: "/locations", key: values.key, submit: "Add place", """
                <div class="fields">\(values.field("code", "Code", isRequired: true))\(values.field("name", "Name", isRequired: true))
                \(values.field("parent", "Below", .choice(parents)))</div>
                """))
            </details>
            """)
}
