import StockDomain

/// Numbers, those created last first.
public func lotListPage(
    _ frame: Frame, _ page: Page<LotView>, searched: String, product: String, onlyOnHand: Bool, status: LotStatus?,
    next: String?
) -> HTML {
    let rows = page.items.map { view -> [HTML] in
        [
            number(view.lot.number.text, at: lotAddress(view.lot.id)),
            "\(number(view.product.sku, at: address("products", view.product.sku))) \(view.product.name)",
            HTML.text(view.lot.kind.rawValue), statusBadge(view.status), day(view.lot.dates.expiresOn),
            quantity(view.onHand, view.product.unit),
        ]
    }
    let filter = filterForm(
        action: "/lots",
        field(Field("q", "Part of the number", value: searched))
            + field(Field("product", "Product (SKU)", value: product))
            + field(Field("status", "Status", .choice(statusChoices), value: status?.rawValue))
            + field(Field("on_hand", "Only on hand", .tick, value: onlyOnHand ? "on" : "")))
    return frame.page(
        title: "Lots & serial numbers", section: .lots,
        actions: buttonLink("Doubtful", "/reports/doubtful") + buttonLink("Shared", "/reports/shared-numbers"),
        content: filter
            + table(
                ["Number", "Product", "Kind", "Status", "Expires", .figure("On hand")], rows,
                caption: "Lots and serial numbers",
                empty: emptyState("There is no such number."))
            + nextPage(next))
}

private let statusChoices =
    [Field.Choice("", "any")] + LotStatus.allCases.map { Field.Choice($0.rawValue, $0.inWords) }

/// One number: how it stands, where it is, its days, its movements.
///
/// - Parameter freed: documents that have just lost what was set aside of it.
public func lotPage(
    _ frame: Frame, _ view: LotView, _ movements: [MovementRow], freed: [String] = [], clock: PageClock
) -> HTML {
    let lot = view.lot
    return frame.page(
        title: "\(lot.number) · \(view.product.name)", section: .lots, searched: lot.number.text,
        actions: buttonLink("Certificate", lotAddress(lot.id) + "/certificate")
            + buttonLink("Mass balance", address("reports", "mass-balance", query: [("lot", "\(lot.id.rawValue)")])),
        notices: freedNotice(freed),
        content: """
            \(lotTabs(lot.id, current: .lot, isUnit: lot.kind == .serial))
            \(answer(HTML.text(sentence(view, clock))))
            \(holding(view))
            \(blockTable(view, clock))
            \(facts(lotFacts(view)))
            \(card("Where it is", sum: quantity(view.onHand, view.product.unit), places(view)))
            \(card("What happened", movementTable(movements, view, clock)))
            <p class="actions">\(buttonLink("Renumber, split, merge…", lotAddress(lot.id) + "/correct"))</p>
            """)
}

private func freedNotice(_ documents: [String]) -> [HTML] {
    if documents.isEmpty { return [] }
    let links = documents.map { "\(number($0, at: address("find", query: [("q", $0)]))) " as HTML }
    return [warningNotice("Goods were set aside of it and are free again. Look at: \(links)")]
}

/// How the number stands, and what can be done about it.
private func holding(_ view: LotView) -> HTML {
    let path = lotAddress(view.lot.id)
    let release: HTML? = view.blocks.isEmpty ? nil : buttonLink("Release…", path + "/release")
    return
        "<p class=\"actions\">\(statusBadge(view.status)) \(buttonLink("Put on hold…", path + "/hold"))\(release)</p>"
}

private func sentence(_ view: LotView, _ clock: PageClock) -> String {
    if view.lot.kind == .serial {
        guard let place = view.whereabouts else { return "\(view.lot.number) has never moved." }
        return "\(view.lot.number) is \(place.inWords(zone: clock.zone))."
    }
    let places = Set(view.places.map(\.locationCode))
    if view.onHand == .zero { return "Nothing of \(view.lot.number) is on hand." }
    let whereabouts = places.count == 1 ? "in \(places.first ?? "")" : "in \(places.count) places"
    return "\(view.onHand.grouped) \(view.product.unit) of \(view.lot.number) are on hand \(whereabouts)."
}

private func lotFacts(_ view: LotView) -> [(String, HTML)] {
    let dates = view.lot.dates
    var pairs: [(String, HTML)] = [
        ("Product", "\(number(view.product.sku, at: address("products", view.product.sku))) \(view.product.name)"),
        ("Kind", HTML.text(view.lot.kind.rawValue)),
    ]
    if let batch = view.batch { pairs.append(("Belongs to", number(batch.number.text, at: lotAddress(batch.id)))) }
    if !view.formerNumbers.isEmpty {
        pairs.append(("Also known as", HTML.text(view.formerNumbers.joined(separator: ", "))))
    }
    let theirs = view.supplierNumbers.map { "\($0.number) (\($0.supplier ?? "?"))" }
    if !theirs.isEmpty { pairs.append(("Supplier's number", HTML.text(Set(theirs).sorted().joined(separator: ", ")))) }
    let days: [(String, CalendarDate?)] = [
        ("Made on", dates.productionDate), ("Expires", dates.expiresOn), ("Best before", dates.bestBeforeOn),
        ("Remove on", dates.removalOn), ("Warn on", dates.alertOn),
    ]
    pairs += days.compactMap { name, date in date.map { (name, day($0)) } }
    return pairs
}

private func places(_ view: LotView) -> HTML {
    let rows = view.places.map { row -> [HTML] in
        let blocked: HTML =
            !row.isBlocked
            ? "" : row.status == .released ? " \(badge("blocked place", .blocked))" : " \(statusBadge(row.status))"
        return [
            "\(row.locationCode)\(blocked)", row.packageNumber.map { number($0) } ?? "",
            quantity(row.quantity, view.product.unit), quantity(row.reserved, view.product.unit),
        ]
    }
    return table(
        ["Place", "Package", .figure("Quantity"), .figure("Reserved")], rows, caption: "Places",
        empty: "<p class=\"nothing\">Nothing is on hand.</p>")
}

private func movementTable(_ movements: [MovementRow], _ view: LotView, _ clock: PageClock) -> HTML {
    let rows = movements.map { row -> [HTML] in
        let back: HTML = row.reverses == nil ? "" : " \(badge("takes back", .asked))"
        return [
            clock.moment(row.happenedAt), "\(row.kind.inWords)\(back)",
            row.document.map { number($0, at: address("find", query: [("q", $0)])) } ?? "",
            HTML.text(row.partner ?? ""), HTML.text("\(row.from) → \(row.to)"),
            quantity(row.quantity, view.product.unit),
        ]
    }
    return table(
        ["When", "What", "Document", "Partner", "From → to", .figure("Quantity")], rows, caption: "Movements",
        empty: "<p class=\"nothing\">Nothing yet.</p>")
}
