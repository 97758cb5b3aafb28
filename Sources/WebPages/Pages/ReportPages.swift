import StockDomain

/// The way to every report, each with the question that it answers.
public func reportsPage(_ frame: Frame, showsDates: Bool) -> HTML {
    let reports = [
        ("/reports/expiry", "Expiry", "What on hand expires soon or has?"),
        ("/lots?status=hold", "On hold", "What is held, and where?"),
        ("/reports/unnumbered", "Without a number", "Which goods should have a number and have none?"),
        ("/reports/doubtful", "Doubtful numbers", "Which numbers may nobody have read off the goods?"),
        ("/reports/shared-numbers", "Shared numbers", "Which number stands for several products?"),
        ("/reports/drawn-numbers", "Unused numbers", "Which of our own numbers were handed out and never used?"),
        ("/reports/overrides", "Other goods taken", "What left though other goods were to leave first?"),
        ("/reports/mass-balance", "Mass balance", "Does what came in add up to what is here and what went?"),
        ("/reports/gaps", "Gaps", "What could a recall not know, and how much may that hide?"),
        ("/reports/exposure", "Exposure", "Whom might goods without number have reached?"),
        ("/reports/tracking-review", "Tracking review", "What did the numbers take, and who ever asked for them?"),
        ("/checklist", "Set-up checklist", "What is set up, and what is not?"),
        ("/reports/changes", "What was changed", "Who changed which field of what?"),
    ].filter { showsDates || $0.0 != "/reports/expiry" }
    let rows = reports.map { path, name, question -> [HTML] in
        ["<a href=\"\(path)\">\(name)</a>", HTML.text(question)]
    }
    return frame.page(
        title: "Reports", section: .reports, content: table(["Report", "Answers"], rows, caption: "Reports"))
}

/// What left against the proposal or past its best (R35, R41).
public func overridesPage(_ frame: Frame, _ page: Page<OverrideRow>, next: String?, clock: PageClock) -> HTML {
    let rows = page.items.map { row -> [HTML] in
        [
            clock.moment(row.happenedAt), number(row.sku, at: address("products", row.sku)),
            linkedLot(row.number, row.lotID), quantity(row.quantity), linkedLot(row.passedOver, row.passedOverID),
            HTML.text(row.reason), HTML.text(row.actorName),
            row.document.map { number($0, at: address("find", query: [("q", $0)])) } ?? "",
            HTML.text(row.partnerCode ?? ""),
        ]
    }
    return frame.page(
        title: "Other goods taken", section: .reports, actions: csv("overrides"),
        content: answer("Goods that left though others were to leave first, or past their best, each with its reason.")
            + table(
                [
                    "When", "Product", "Took", .figure("Quantity"), "Instead of", "Reason", "Who", "Document",
                    "Partner",
                ], rows, caption: "Other goods taken", empty: emptyState("Nobody has taken other goods than proposed."))
            + nextPage(next))
}

private func linkedLot(_ text: LotNumber?, _ id: LotID?) -> HTML {
    guard let text else { return "" }
    return id.map { number(text.text, at: lotAddress($0)) } ?? number(text.text)
}

/// Numbers of our own that were handed out and never used (R14).
public func drawnNumbersPage(
    _ frame: Frame, _ page: Page<DrawnNumber>, product: String, next: String?, clock: PageClock
) -> HTML {
    let rows = page.items.map { drawn -> [HTML] in
        [
            number(drawn.number.text), number(drawn.sku, at: address("products", drawn.sku)),
            clock.moment(drawn.drawnAt), HTML.text(drawn.actor),
        ]
    }
    return frame.page(
        title: "Unused numbers", section: .reports, actions: csv("drawn-numbers"),
        content: answer(
            "Numbers of our own that were handed out and stand on no goods: gaps that somebody may ask about.")
            + filterForm(action: "/reports/drawn-numbers", field(Field("product", "Product (SKU)", value: product)))
            + table(
                ["Number", "Product", "Handed out", "To"], rows, caption: "Unused numbers",
                empty: emptyState("Every number that was handed out is used."))
            + nextPage(next))
}

/// Goods that should have a number and have none, with the way to number them (R29).
public func unnumberedPage(_ frame: Frame, _ page: Page<StockRow>, next: String?, clock: PageClock) -> HTML {
    let rows = page.items.map { row -> [HTML] in
        [
            number(row.sku, at: address("products", row.sku)), HTML.text(row.locationCode),
            row.packageNumber.map { number($0) } ?? "", quantity(row.quantity),
            row.incomingAt.map(clock.moment) ?? "",
            "<a href=\"\(address("products", row.sku, "tracking"))\">Number them</a>",
        ]
    }
    return frame.page(
        title: "Without a number", section: .reports, actions: csv("unnumbered"),
        content: answer(
            rows.isEmpty
                ? "All goods that should have a number have one."
                : "These goods should have a number and have none: they cannot leave until they are numbered or counted."
        )
            + table(
                ["Product", "Place", "Package", .figure("Quantity"), "Since", "Way out"], rows,
                caption: "Goods without a number")
            + nextPage(next))
}

/// Which field of what was changed, by whom, and why (R55).
public func changesPage(
    _ frame: Frame, _ page: Page<ChangeRow>, showsNumbers: Bool, next: String?, clock: PageClock
) -> HTML {
    let shown = page.items.filter { showsNumbers || !speaksOfNumbers($0.change.field) }
    let rows = shown.map { row -> [HTML] in
        [
            clock.moment(row.at), HTML.text(row.actor), "\(row.subject.rawValue) \(subjectLink(row))",
            HTML.text(inWords(row.change.field)), HTML.text(row.change.old ?? ""), HTML.text(row.change.new ?? ""),
            HTML.text(row.reason ?? ""),
        ]
    }
    return frame.page(
        title: "What was changed", section: .reports,
        content: table(
            ["When", "Who", "Of", "Field", "Before", "After", "Reason"], rows, caption: "Changes",
            empty: emptyState("Nothing was changed yet.")) + nextPage(next))
}

/// The thing that was changed, by its name, with the way to its page.
private func subjectLink(_ row: ChangeRow) -> HTML {
    guard let name = row.subjectName else { return "" }
    switch row.subject {
    case .product: return number(name, at: address("products", name))
    case .partner: return number(name, at: address("partners", name))
    case .location: return number(name, at: address("locations", name))
    case .lot: return number(name, at: address("lots", "\(row.subjectID)"))
    case .document: return number(name, at: address("find", query: [("q", name)]))
    case .category, .recall, .settings, .token: return number(name)
    }
}

/// Whether a field says something of lots and serials, which nobody wants to hear of while they are off (R1).
private func speaksOfNumbers(_ field: String) -> Bool {
    [
        "track", "capture", "expir", "lot", "serial", "number", "level", "best_before", "shelf", "quarantine",
        "removal", "alert",
    ]
    .contains { field.contains($0) }
}

private func csv(_ report: String) -> HTML {
    buttonLink("CSV", address("api", "v1", "reports", report, query: [("format", "csv")]))
}
