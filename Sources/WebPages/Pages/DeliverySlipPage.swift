import StockDomain

/// The paper that goes with a delivery: what is in it by number and date, what left with a reason, and the last seal,
/// so that a copy on paper anchors the ledger. While lots or dates are switched off it has no column for them (R1, R4).
public func deliverySlipPage(
    _ frame: Frame, _ view: DocumentView, _ settings: Settings, seal: Seal?, clock: PageClock
) -> HTML {
    let document = view.document
    return frame.page(
        title: "Delivery slip \(document.number)", section: document.kind.section,
        actions: buttonLink("Back to the delivery", documentAddress(.delivery, document.number)),
        content: """
            \(facts(head(view, clock)))
            \(goods(view, settings))
            \(reasons(view))
            <p class="signature">Received on, by:</p>
            \(sealed(seal, clock))
            """)
}

private func head(_ view: DocumentView, _ clock: PageClock) -> [(String, HTML)] {
    let document = view.document
    var pairs: [(String, HTML)] = []
    if let partner = view.partner {
        pairs.append(("To", "\(partner.name) (\(partner.code))"))
        if let address = partner.address, !address.isEmpty { pairs.append(("Address", HTML.text(address))) }
    }
    if let origin = document.origin { pairs.append(("Your order", HTML.text(origin))) }
    if document.state == .done, let happenedAt = document.happenedAt {
        pairs.append(("Delivered", clock.moment(happenedAt)))
    } else {
        pairs.append(("Planned", day(document.plannedOn)))
    }
    return pairs
}

/// A row for each number; goods without number have one for the line.
private func goods(_ view: DocumentView, _ settings: Settings) -> HTML {
    let rows = view.lines.flatMap { line -> [[HTML]] in
        let name: HTML = "\(line.product.sku) \(line.product.name)"
        let amount = view.document.state == .done ? line.done : line.quantity
        if line.numbers.isEmpty { return [[name, "", "", quantity(amount, line.product.unit)]] }
        return line.numbers.map { entry in
            let mark: HTML? = entry.override == nil ? nil : " *"
            return [
                name, "\(entry.number?.text ?? "")\(mark)", entry.expiresOn.map(day) ?? "",
                quantity(entry.quantity ?? .zero, line.product.unit),
            ]
        }
    }
    let isShown = [true, settings.showsNumbers, settings.showsDates, true]
    let columns: [Column] = ["Product", "Lot or serial", "Best before or use by", .figure("Quantity")]
    return table(
        zip(columns, isShown).filter(\.1).map(\.0), rows.map { zip($0, isShown).filter(\.1).map(\.0) },
        caption: "Goods", empty: emptyState("There is nothing in this delivery."))
}

/// What the marks mean: each number with the reason that somebody gave.
private func reasons(_ view: DocumentView) -> HTML {
    let marked = view.lines.flatMap(\.numbers).compactMap { entry -> HTML? in
        guard let override = entry.override else { return nil }
        return "<li>* \(entry.number?.text ?? ""): \(override.detail) Reason: \(override.reason)</li>"
    }
    return marked.isEmpty ? "" : "<ul class=\"plain\">\(marked)</ul>"
}

private func sealed(_ seal: Seal?, _ clock: PageClock) -> HTML {
    guard let seal else { return "" }
    return
        "<p class=\"note\">Last seal \(seal.id.rawValue) of \(clock.moment(seal.sealedAt)): <code>\(seal.hash.hex)</code></p>"
}
