import StockDomain

/// Where a lot came from and what it became: upstream to the left, downstream to the right (R44).
public func tracePage(_ frame: Frame, _ trace: Trace, lot: LotID, clock: PageClock) -> HTML {
    let up = trace.nodes.filter { $0.level < 0 }.sorted { ($0.level, $1.lot) > ($1.level, $0.lot) }
    let down = trace.nodes.filter { $0.level > 0 }.sorted { ($0.level, $0.lot) < ($1.level, $1.lot) }
    return frame.page(
        title: "\(trace.lot.number ?? "") · \(trace.lot.product.name)", section: .lots,
        searched: trace.lot.number ?? "",
        content: """
            \(lotTabs(lot, current: .trace))
            \(answer(HTML.text(sentence(up: up.count, down: down.count, trace))))
            \(gapList(trace.gaps))
            <div class="trace">
            <section>\(column("Came from", up, trace, clock, empty: "Nothing went into it."))\(receipts(trace, clock))</section>
            <section>\(column("Became", down, trace, clock, empty: "It went into nothing else."))\(deliveries(trace, clock))</section>
            </div>
            """)
}

private func sentence(up: Int, down: Int, _ trace: Trace) -> String {
    func lots(_ count: Int) -> String { count == 1 ? "1 number" : "\(count) numbers" }
    let name = trace.lot.number ?? "These goods"
    let into = up == 0 ? "is not made of other numbers on record" : "has \(lots(up)) in it"
    let after = down == 0 ? "became part of none" : "became part of \(lots(down))"
    return "\(name) \(into) and \(after)."
}

private func column(
    _ title: String, _ nodes: [Trace.Node], _ trace: Trace, _ clock: PageClock, empty: String
) -> HTML {
    let cards = nodes.map { node -> HTML in
        let edges = trace.edges.filter { $0.from == node.lot || $0.to == node.lot }
        let lines = edges.map { edge -> HTML in
            let document: HTML = edge.document.map { documentLink($0) } ?? "batch"
            let moment: HTML? = edge.happenedAt.map { " · \(clock.day($0))" }
            return """
                <li>\(lotLink(edge.from)) → \(lotLink(edge.to)) · \(quantity(edge.quantity, edge.from.product.unit)) \
                · \(document)\(moment)</li>
                """
        }
        return """
            <article class="card node"><h3>\(lotLink(node.lot)) \(node.lot.product.name)</h3>
            <ul class="plain">\(lines)</ul></article>
            """
    }
    return "<h2>\(title)</h2>\(cards.isEmpty ? ["<p class=\"nothing\">\(empty)</p>"] : cards)"
}

private func receipts(_ trace: Trace, _ clock: PageClock) -> HTML {
    let rows = trace.receipts.map { origin -> [HTML] in
        [
            lotLink(origin.receipt.lot), HTML.text(origin.supplier?.name ?? "Without a supplier"),
            origin.receipt.document.map { documentLink($0) } ?? nothing, clock.day(origin.receipt.happenedAt),
            quantity(origin.receipt.quantity, origin.receipt.lot.product.unit),
        ]
    }
    return card(
        "Receipts",
        table(
            ["Number", "Supplier", "Document", "Day", .figure("Quantity")], rows, caption: "Receipts",
            empty: "<p class=\"nothing\">No receipt is on record.</p>"))
}

private func deliveries(_ trace: Trace, _ clock: PageClock) -> HTML {
    let rows = trace.deliveries.map { traced -> [HTML] in
        [
            lotLink(traced.delivery.lot), HTML.text(traced.partner?.name ?? "Without a partner"),
            traced.delivery.document.map { documentLink($0) } ?? nothing, clock.day(traced.delivery.happenedAt),
            quantity(traced.delivery.quantity, traced.delivery.lot.product.unit),
        ]
    }
    return card(
        "Deliveries",
        table(
            ["Number", "Customer", "Document", "Day", .figure("Quantity")], rows, caption: "Deliveries",
            empty: "<p class=\"nothing\">Nothing was delivered.</p>"))
}
