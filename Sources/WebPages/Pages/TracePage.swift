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
    let items = trace.receipts.map { origin -> HTML in
        let receipt = origin.receipt
        return """
            <li>\(lotLink(receipt.lot)) · \(origin.supplier?.name ?? "Without a supplier") \
            · \(receipt.document.map { documentLink($0) } ?? nothing) · \(clock.day(receipt.happenedAt)) \
            · \(quantity(receipt.quantity, receipt.lot.product.unit))</li>
            """
    }
    return card("Receipts", list(items, empty: "No receipt is on record."))
        + estimateCard(trace.estimatedReceipts, clock)
}

private func deliveries(_ trace: Trace, _ clock: PageClock) -> HTML {
    let items = trace.deliveries.map { traced -> HTML in
        let delivery = traced.delivery
        return """
            <li>\(lotLink(delivery.lot)) · \(traced.partner?.name ?? "Without a partner") \
            · \(delivery.document.map { documentLink($0) } ?? nothing) · \(clock.day(delivery.happenedAt)) \
            · \(quantity(delivery.quantity, delivery.lot.product.unit))</li>
            """
    }
    return card("Deliveries", list(items, empty: "Nothing was delivered."))
}
