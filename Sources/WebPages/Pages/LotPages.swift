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
        actions: buttonLink("Doubtful", "/reports/doubtful") + buttonLink("Shared", "/reports/shared-numbers")
            + buttonLink("Packages", "/packages"),
        content: filter
            + table(
                ["Number", "Product", "Kind", "Status", "Expires", .figure("On hand")], rows,
                caption: "Lots and serial numbers",
                empty: emptyState("There is no such number."))
            + nextPage(next))
}

private let statusChoices =
    [Field.Choice("", "any")] + LotStatus.allCases.map { Field.Choice($0.rawValue, $0.inWords) }

/// Everything that the page of one number shows.
public struct LotOnPage: Sendable {
    public let view: LotView
    public let movements: [MovementRow]
    /// Corrections, former names, changed days and facts, blocks; latest first.
    public let decisions: [LotHistoryEntry]
    public let relatives: [LotRelative]
    public let papers: Papers
    /// What the change that led here had to say.
    public let warnings: [Warning]

    public init(
        view: LotView, movements: [MovementRow], decisions: [LotHistoryEntry], relatives: [LotRelative],
        papers: Papers, warnings: [Warning]
    ) {
        self.view = view
        self.movements = movements
        self.decisions = decisions
        self.relatives = relatives
        self.papers = papers
        self.warnings = warnings
    }
}

/// One number: how it stands, where it is, its days, what was decided about it, its movements.
public func lotPage(_ frame: Frame, _ lot: LotOnPage, _ forms: PageForms, clock: PageClock) -> HTML {
    let view = lot.view
    return frame.page(
        title: "\(view.lot.number) · \(view.product.name)", section: .lots, searched: view.lot.number.text,
        actions: buttonLink("Certificate", lotAddress(view.lot.id) + "/certificate")
            + buttonLink(
                "Mass balance", address("reports", "mass-balance", query: [("lot", "\(view.lot.id.rawValue)")])),
        notices: forms.values.notices + warningNotices(lot.warnings),
        content: """
            \(lotTabs(view.lot.id, current: .lot, isUnit: view.lot.kind == .serial))
            \(answer(HTML.text(sentence(view, clock))))
            \(holding(view))
            \(blockTable(view, clock))
            \(facts(lotFacts(view)))
            \(card("Where it is", sum: quantity(view.onHand, view.product.unit), places(view)))
            \(relatives(lot, clock))
            \(decisions(lot, clock))
            \(partsLink(lot.view.lot))
            \(card("What happened", movementTable(lot.movements, view, clock)))
            \(notesAndFiles(lot.papers, at: lotAddress(view.lot.id), forms, clock))
            """)
}

/// A unit has parts, now and before (R53).
private func partsLink(_ lot: Lot) -> HTML? {
    lot.kind == .serial
        ? "<p class=\"actions\">\(buttonLink("Parts…", lotAddress(lot.id) + "/components"))</p>" : nil
}

/// How the number stands, and what can be done about it.
private func holding(_ view: LotView) -> HTML {
    let path = lotAddress(view.lot.id)
    let release: HTML? = view.blocks.isEmpty ? nil : buttonLink("Release…", path + "/release")
    let scrap: HTML? = view.onHand > .zero ? buttonLink("Scrap everywhere…", path + "/scrap") : nil
    return """
        <p class="actions">\(statusBadge(view.status)) \(buttonLink("Put on hold…", path + "/hold"))\(release)\
        \(buttonLink("Dates and facts…", path + "/change"))\(buttonLink("Renumber, split, merge…", path + "/correct"))\
        \(scrap)</p>
        """
}

/// The lots it was split from or merged into, or was before a change of level.
private func relatives(_ lot: LotOnPage, _ clock: PageClock) -> HTML {
    if lot.relatives.isEmpty { return "" }
    let rows = lot.relatives.map { relative -> [HTML] in
        [
            HTML.text(relative.kind.inWords), relative.isOrigin ? "from" : "into",
            number(relative.number.text, at: lotAddress(relative.lotID)),
            quantity(relative.quantity, lot.view.product.unit), clock.moment(relative.happenedAt),
        ]
    }
    return card(
        "Split, merged, changed",
        table(["How", "Way", "Number", .figure("Quantity"), "When"], rows, caption: "Lots it was or became"))
}

/// Who held, released, corrected and changed it, and why (R18a).
private func decisions(_ lot: LotOnPage, _ clock: PageClock) -> HTML {
    if lot.decisions.isEmpty { return "" }
    let rows = lot.decisions.map { entry -> [HTML] in
        [clock.moment(entry.at), HTML.text(entry.what), HTML.text(entry.reason ?? ""), HTML.text(entry.actorName)]
    }
    return card(
        "What was decided and corrected",
        table(["When", "What", "Reason", "Who"], rows, caption: "Decisions and corrections"))
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
    pairs += view.lot.marks.inWords.map { ("Mind", badge($0, .asked)) }
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
    return pairs + view.attributes.sorted { $0.key < $1.key }.map { ($0.key, HTML.text($0.value)) }
}

private func places(_ view: LotView) -> HTML {
    let rows = view.places.map { row -> [HTML] in
        let blocked: HTML =
            !row.isBlocked
            ? "" : row.status == .released ? " \(badge("blocked place", .blocked))" : " \(statusBadge(row.status))"
        return [
            "\(row.locationCode)\(blocked)", row.packageNumber.map { number($0, at: packageAddress($0)) } ?? "",
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
