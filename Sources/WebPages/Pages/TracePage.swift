import StockDomain

/// The picture of a trace, or why there is none.
public enum TraceDrawing: Sendable {
    /// SVG, drawn by Graphviz from text in which all names are quoted.
    case drawn(HTML, isCollapsed: Bool)
    case notInstalled
    /// It could not be drawn in time.
    case failed
    /// Nothing to draw: one lot that led nowhere.
    case none
}

/// Where lots came from and what they became: upstream to the left, downstream to the right (R44).
///
/// - Parameters:
///   - lot: the lot whose tab it is; nil for a trace of several, or of a document, partner or product.
///   - origin: what was asked of when that was no number, such as `OUT-00012`; nil for numbers.
///   - form: the address to which the question about a past day goes.
///   - files: the same answer as JSON and CSV.
public func tracePage(
    _ frame: Frame, _ trace: Trace, lot: LotID?, of origin: String? = nil, drawing: TraceDrawing,
    knownOn: CalendarDate?,
    form: (address: String, query: [(String, String?)]), files: (json: String, csv: String), clock: PageClock
) -> HTML {
    let up = trace.nodes.filter { $0.level < 0 }.sorted { ($0.level, $1.lot) > ($1.level, $0.lot) }
    let down = trace.nodes.filter { $0.level > 0 }.sorted { ($0.level, $0.lot) < ($1.level, $1.lot) }
    let name = trace.lot.number ?? ""
    return frame.page(
        title: origin.map { "Trace of \($0)" }
            ?? (trace.lots.count == 1 ? "\(name) · \(trace.lot.product.name)" : "Trace of \(trace.lots.count) numbers"),
        section: .lots, searched: origin == nil && trace.lots.count == 1 ? name : "",
        actions: buttonLink("CSV", files.csv) + buttonLink("JSON", files.json),
        content: """
            \(lot.map { lotTabs($0, current: .trace, isUnit: trace.lot.kind == .serial) })
            \(answer(HTML.text(sentence(down: down.count, trace, of: origin, clock))))
            \(picture(drawing))
            \(gapList(trace.gaps))
            <div class="trace">
            <section>\(column("Came from", up, trace, clock, empty: "Nothing went into it."))\(receipts(trace, clock))</section>
            <section>\(column("Became", down, trace, clock, empty: "It went into nothing else."))\(deliveries(trace, clock))</section>
            </div>
            \(edgeTable(trace, clock))
            \(knownOnForm(knownOn, action: form.address, keeping: form.query))
            """)
}

/// Asks the same as it was known at the end of a past day.
public func knownOnForm(_ day: CalendarDate?, action: String, keeping query: [(String, String?)] = []) -> HTML {
    filterForm(
        action: action, submit: "Show",
        query.compactMap { name, value in value.map { hiddenField(name, $0) } }.joined(by: "")
            + field(
                Field(
                    "known_on", "As it was known on", .day, value: day?.description,
                    hint: "only what had been recorded by the end of that day; empty for now")))
}

/// `5 numbers and goods without number`; empty of nothing.
func amongParts(_ parts: some Collection<LotName>) -> String {
    let numbers = parts.count { $0.id != nil }
    let known = numbers == 0 ? [] : [numbers.counted("number")]
    return (known + (numbers < parts.count ? ["goods without number"] : [])).joined(separator: " and ")
}

private func sentence(down: Int, _ trace: Trace, of origin: String?, _ clock: PageClock) -> String {
    func lots(_ count: Int) -> String { count.counted("number") }
    let isOne = trace.lots.count == 1
    let name =
        (origin.map { "\($0) moved \(isOne ? trace.lot.number ?? "these goods" : lots(trace.lots.count)): " } ?? "")
        + (origin != nil
            ? isOne ? "it" : "they" : isOne ? trace.lot.number ?? "These goods" : "These \(trace.lots.count) numbers")
    let parts = amongParts(trace.nodes.filter { $0.level < 0 }.map(\.lot))
    let into =
        parts.isEmpty
        ? "\(isOne ? "is" : "are") not made of other numbers on record"
        : "\(isOne ? "has" : "have") \(parts) in \(isOne ? "it" : "them")"
    let after = down == 0 ? "became part of none" : "became part of \(lots(down))"
    let then = trace.knownAt.map { known in
        "As it was known on \(clock.zone.day(of: known.adding(seconds: -1)).inWords): "
    }
    let suppliers = Set(trace.receipts.compactMap { $0.supplier?.id }).count
    let customers = Set(trace.deliveries.map { $0.partner?.id }).count
    let ends = [
        suppliers > 0 ? "The goods came from \(suppliers.counted("supplier"))" : nil,
        customers > 0 ? "\(customers.counted("customer")) got some" : nil,
    ].compactMap(\.self)
    let reach = ends.isEmpty ? "" : " \(ends.joined(separator: "; "))."
    return "\(then ?? "")\(name) \(into) and \(after).\(reach)"
}

private func picture(_ drawing: TraceDrawing) -> HTML {
    switch drawing {
    case .drawn(let svg, let isCollapsed):
        let hint: HTML? =
            isCollapsed
            ? "<p class=\"hint\">Too many to draw one by one: a box stands for all numbers of a product at one step. The table has each.</p>"
            : nil
        return "<figure class=\"trace-picture\" tabindex=\"0\">\(svg)</figure>\(hint)"
    case .notInstalled:
        return
            "<p class=\"hint\">There is no picture, because Graphviz is not installed; the table below says the same.</p>"
    case .failed: return "<p class=\"hint\">The picture could not be drawn in time; the table below says the same.</p>"
    case .none: return ""
    }
}

private func column(
    _ title: String, _ nodes: [Trace.Node], _ trace: Trace, _ clock: PageClock, empty: String
) -> HTML {
    // Each step stands on one card: with what went in on the left, with what came out on the right.
    let ways = Dictionary(grouping: trace.edges) { nodes.first?.level ?? 0 < 0 ? $0.from : $0.to }
    let cards = nodes.prefix(200).map { node -> HTML in
        let edges = ways[node.lot] ?? []
        let lines = edges.prefix(20).map { edge -> HTML in
            let document: HTML = edge.document.map { documentLink($0) } ?? "batch"
            let moment: HTML? = edge.happenedAt.map { " · \(clock.day($0))" }
            return """
                <li>\(lotLink(edge.from)) → \(lotLink(edge.to)) · \(quantity(edge.quantity, edge.from.product.unit)) \
                · \(document)\(moment)</li>
                """
        }
        let more: HTML? = edges.count > 20 ? "<li>and \(edges.count - 20) more, in the table</li>" : nil
        let kind: HTML = node.lot.id == nil ? "card node boundary" : "card node"
        return """
            <article class="\(kind)"><h3>\(lotLink(node.lot)) \(node.lot.product.name)</h3>
            <ul class="plain">\(lines)\(more)</ul></article>
            """
    }
    let more: HTML? =
        nodes.count > 200 ? "<p class=\"hint\">\(nodes.count - 200) more are in the table and in the CSV.</p>" : nil
    return "<h2>\(title)</h2>\(cards.isEmpty ? ["<p class=\"nothing\">\(empty)</p>"] : cards)\(more)"
}

/// Every step with its share, as a table; how inputs are divided stands there where co-products declare it.
private func edgeTable(_ trace: Trace, _ clock: PageClock) -> HTML {
    let isDivided = trace.edges.contains { $0.inputShare != nil }
    let rows = trace.edges.prefix(1_000).map { edge -> [HTML] in
        [
            edge.happenedAt.map { clock.day($0) } ?? "", edge.document.map { documentLink($0) } ?? "batch",
            "\(lotLink(edge.from)) \(edge.from.product.name)", "\(lotLink(edge.to)) \(edge.to.product.name)",
            quantity(edge.quantity, edge.from.product.unit), percent(edge.share),
        ] + (isDivided ? [percent(edge.inputShare)] : [])
    }
    if rows.isEmpty { return "" }
    let short: HTML? =
        trace.shortenedSteps.isEmpty
        ? nil
        : "<p class=\"hint\">Of \(trace.shortenedSteps.count.counted("step")) with very many numbers not every way is told: all that went in became part of all that came out.</p>"
    let more: HTML? =
        trace.edges.count > 1_000 ? "<p class=\"hint\">\(trace.edges.count - 1_000) more are in the CSV.</p>" : nil
    let hint: HTML? =
        isDivided
        ? "<p class=\"hint\">Where co-products declare what they take, each output has its share of what went in; every input stays an ancestor of all of them.</p>"
        : nil
    let columns: [Column] =
        ["Day", "Document", "From", "To", .figure("Quantity"), .figure("Share of its product")]
        + (isDivided ? [.figure("Goes into it")] : [])
    return card("Steps", "\(table(columns, Array(rows), caption: "Steps"))\(hint)\(short)\(more)")
}

private func percent(_ share: Share?) -> HTML {
    HTML.text(share.map { "\(Quantity(millionths: $0.millionths * 100).description) %" } ?? "")
}

private func receipts(_ trace: Trace, _ clock: PageClock) -> HTML {
    let items = trace.receipts.map { origin -> HTML in
        let receipt = origin.receipt
        let theirs: HTML? = receipt.supplierNumber.map { " · their \(number($0))" }
        return """
            <li>\(lotLink(receipt.lot)) · \(origin.supplier?.name ?? "Without a supplier")\(theirs) \
            · \(receipt.document.map { documentLink($0) } ?? nothing) · \(clock.day(receipt.happenedAt)) \
            · \(quantity(receipt.quantity, receipt.lot.product.unit))</li>
            """
    }
    return card("Receipts", list(items, empty: "No receipt is on record."))
        + estimateCard(trace.estimatedReceipts, clock)
}

private func deliveries(_ trace: Trace, _ clock: PageClock) -> HTML {
    let returns: HTML? =
        trace.returns.isEmpty
        ? nil : card("Brought back", list(trace.returns.map { item($0, clock) }, empty: ""))
    return card("Deliveries", list(trace.deliveries.map { item($0, clock) }, empty: "Nothing was delivered."))
        + (returns ?? "")
}

private func item(_ traced: TracedDelivery, _ clock: PageClock) -> HTML {
    let delivery = traced.delivery
    return """
        <li>\(lotLink(delivery.lot)) · \(traced.partner?.name ?? "Without a partner") \
        · \(delivery.document.map { documentLink($0) } ?? nothing) · \(clock.day(delivery.happenedAt)) \
        · \(quantity(delivery.quantity, delivery.lot.product.unit))</li>
        """
}
