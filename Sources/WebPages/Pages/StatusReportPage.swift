import StockDomain

/// The status report, to be printed.
public func statusReportPage(_ frame: Frame, _ view: RecallView, _ report: StatusReport, clock: PageClock) -> HTML {
    let points = report.points.enumerated().map { index, point -> HTML in
        let rows: HTML? = index == 3 ? consigneeTable(report) : nil
        return "<section class=\"card\"><h2>\(index + 1). \(point.title)</h2><p>\(point.text)</p>\(rows)</section>"
    }
    let path = view.recall.isDrill ? "drills" : "recalls"
    return frame.page(
        title: "Status report of \(view.recall.number)", section: .recall,
        actions: buttonLink(
            "As CSV", address("api", "v1", path, view.recall.number, "status-report", query: [("format", "csv")])),
        content: """
            \(recallTabs(view.recall, current: .report))
            \(answer("As of \(clock.moment(view.now)). Reason: \(view.recall.reason)"))
            \(points)
            \(consignedCard(view, clock))
            \(timeline(view, clock))
            """)
}

/// What each consignee had and what became of it.
private func consigneeTable(_ report: StatusReport) -> HTML {
    let rows = report.rows.map { row -> [HTML] in
        let unit = row.goods.product.unit
        func amount(_ quantity: Quantity) -> HTML { quantity == .zero ? nothing : HTML.text(quantity.grouped) }
        return [
            "\(row.partner.name) (\(row.partner.code))", HTML.text(row.goods.product.sku),
            quantity(row.goods.delivered, unit), row.onHand.map { HTML.text($0.grouped) } ?? badge("not said", .asked),
            amount(row.goods.returned), amount(row.goods.destroyed), amount(row.goods.corrected),
            amount(row.goods.sold), amount(row.accounted),
            row.open == .zero ? badge("none", .ok) : "<b>\(row.open.grouped)</b>",
        ]
    }
    return table(
        [
            "Consignee", "Product", .figure("Delivered"), .figure("Had when told"), .figure("Returned"),
            .figure("Destroyed"), .figure("Corrected"), .figure("Sold on"), .figure("Accounted for"), .figure("Open"),
        ], rows, caption: "Consignees and what became of the goods",
        empty: "<p class=\"nothing\">No consignee had any.</p>")
}
