import StockDomain

/// What the forms of a place offer to choose from.
public struct PlaceChoices: Sendable {
    public let places: [LocationView]
    public let partners: [Partner]
    public let settings: Settings

    public init(places: [LocationView], partners: [Partner], settings: Settings) {
        self.places = places
        self.partners = partners
        self.settings = settings
    }
}

/// Places as a list, with the form for a new one.
public func locationListPage(_ frame: Frame, _ choices: PlaceChoices, _ values: FormValues) -> HTML {
    let rows = choices.places.map { view -> [HTML] in
        let blocked: HTML = view.location.isBlocked ? badge("blocked", .blocked) : ""
        return [
            number(view.location.code, at: address("locations", view.location.code)), HTML.text(view.location.name),
            HTML.text(view.parent?.code ?? ""), HTML.text(view.location.usage.inWords),
            HTML.text(view.partner?.name ?? ""), blocked,
        ]
    }
    let usages = [
        Field.Choice("internal", "goods stand here"), Field.Choice("transit", "goods on their way"),
        Field.Choice("view", "only holds other places"),
    ]
    return frame.page(
        title: "Places", section: .setup, notices: values.notices,
        content: """
            \(table(["Code", "Name", "Below", "Usage", "Whose", "State"], rows, caption: "Places"))
            <details\(attribute("open", if: values.refusal != nil))><summary>Add a place</summary>
            \(form(action: "/locations", key: values.key, submit: "Add place", """
                <div class="fields">\(values.field("code", "Code", isRequired: true))
                \(values.field("usage", "What for", .choice(usages)))</div>
                \(locationFields(values, choices, of: nil))
                """))
            </details>
            """)
}

/// One place: what stands there, and its settings.
public func locationPage(
    _ frame: Frame, _ view: LocationView, stock: Page<StockRow>, _ choices: PlaceChoices, _ values: FormValues,
    clock: PageClock
) -> HTML {
    let place = view.location
    let count: HTML =
        place.usage == .internal
        ? buttonLink("Count", address("counts", "new", query: [("location", place.code)])) : ""
    return frame.page(
        title: "\(place.code) · \(place.name)", section: .setup, actions: count, notices: values.notices,
        content: """
            \(facts(placeFacts(view, clock)))
            \(place.usage.holdsStock || place.usage == .view ? standing(stock, choices.settings) : "")
            \(canChange(place) ? change(place, choices, values) : "")
            """)
}

private func canChange(_ place: Location) -> Bool { place.usage.holdsStock || place.usage == .view }

private func placeFacts(_ view: LocationView, _ clock: PageClock) -> [(String, HTML)] {
    let place = view.location
    var pairs: [(String, HTML)] = [("Usage", HTML.text(place.usage.inWords))]
    if let parent = view.parent { pairs.append(("Below", number(parent.code, at: address("locations", parent.code)))) }
    if let partner = view.partner { pairs.append(("Whose", HTML.text(partner.name))) }
    if place.isBlocked { pairs.append(("State", badge("blocked", .blocked))) }
    if place.isMixing { pairs.append(("Lots", "become one here")) }
    if let days = place.countIntervalDays { pairs.append(("Counted every", "\(days) days")) }
    if place.usage == .internal {
        pairs.append(("Last counted", place.lastCountedAt.map(clock.moment) ?? "never"))
    }
    return pairs
}

private func standing(_ stock: Page<StockRow>, _ settings: Settings) -> HTML {
    var columns: [Column] = ["Product", "Place", .figure("Quantity"), .figure("Set aside")]
    if settings.showsNumbers { columns.insert("Number", at: 1) }
    let rows = stock.items.map { row -> [HTML] in
        var cells: [HTML] = [
            number(row.sku, at: address("products", row.sku)), HTML.text(row.locationCode), quantity(row.quantity),
            quantity(row.reserved),
        ]
        if settings.showsNumbers { cells.insert(stockNumber(row), at: 1) }
        return cells
    }
    let more: HTML? =
        stock.nextCursor == nil ? nil : "<p class=\"hint\">Only the first \(stock.items.count) are shown.</p>"
    return card(
        "What stands here",
        table(columns, rows, caption: "Goods", empty: "<p class=\"nothing\">Nothing.</p>") + (more ?? ""))
}

private func stockNumber(_ row: StockRow) -> HTML {
    guard let text = row.number?.text, let lot = row.key.lot else { return "" }
    let held: HTML? = row.status == .released ? nil : " \(statusBadge(row.status))"
    return "\(number(text, at: lotAddress(lot)))\(held)"
}

private func change(_ place: Location, _ choices: PlaceChoices, _ values: FormValues) -> HTML {
    """
    <details\(attribute("open", if: values.refusal != nil))><summary>Change</summary>
    \(form(action: address("locations", place.code), key: values.key, submit: "Save",
            locationFields(values, choices, of: place)))</details>
    """
}

/// The inputs of a place (R19, R22, R25, R33, R34b).
private func locationFields(_ values: FormValues, _ choices: PlaceChoices, of place: Location?) -> HTML {
    let parents = choices.places.map(\.location).filter {
        ($0.usage.holdsStock || $0.usage == .view) && $0.code != place?.code
    }
    let partners =
        [Field.Choice("", "our own")] + choices.partners.map { Field.Choice($0.code, "\($0.name) (\($0.code))") }
    let mixing: HTML? =
        choices.settings.showsNumbers
        ? values.field("mixing", "A tank or bin in which lots become one", .choice(noYes)) : nil
    return """
        <div class="fields">\(values.field("name", "Name", isRequired: true))
        \(values.field("parent", "Below", .choice([Field.Choice("", "none")] + parents.map { Field.Choice($0.code, $0.code) })))
        \(values.field("partner", "Whose", .choice(partners)))
        \(values.field("blocked", "Goods here are blocked", .choice(noYes)))
        \(strategyField(values, showsDates: choices.settings.showsDates, none: "as the place above says"))
        \(values.field("pick_sequence", "Order of walking", .figure))
        \(values.field("barcode", "Barcode"))
        \(values.field("count_interval_days", "Count every so many days", .figure))\(mixing)</div>
        """
}

extension FormValues {
    /// A place's form as it stands.
    public init(key: String, _ view: LocationView) {
        let place = view.location
        self.init(
            key: key,
            [
                "name": place.name, "parent": view.parent?.code ?? "", "partner": view.partner?.code ?? "",
                "blocked": "\(place.isBlocked)", "removal_strategy": place.removalStrategy?.rawValue ?? "",
                "pick_sequence": place.pickSequence.map { "\($0)" } ?? "", "mixing": "\(place.isMixing)",
                "barcode": place.barcode ?? "",
                "count_interval_days": place.countIntervalDays.map { "\($0)" } ?? "",
            ])
    }
}

extension LocationUsage {
    /// What goods there are, as people say it.
    fileprivate var inWords: String {
        switch self {
        case .view: "holds other places"
        case .internal: "goods stand here"
        case .transit: "goods on their way"
        case .supplier: "at suppliers"
        case .customer: "at customers"
        case .production: "in production"
        case .loss: "lost and found"
        case .scrap: "thrown away"
        case .opening: "where opening stock comes from"
        }
    }
}
