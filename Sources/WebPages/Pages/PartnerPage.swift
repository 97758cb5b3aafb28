import StockDomain

/// One partner: how to reach him, and the units that he holds now (R53).
public func partnerPage(
    _ frame: Frame, _ partner: Partner, units: [PartnerUnits], showsNumbers: Bool, next: String?, clock: PageClock
) -> HTML {
    frame.page(
        title: "\(partner.name) (\(partner.code))", section: .setup,
        actions: showsNumbers ? buttonLink("Trace", address("trace", query: [("partner", partner.code)])) : "",
        content: """
            \(facts(contact(partner)))
            \(showsNumbers ? held(units, next, clock) : "")
            """)
}

private func contact(_ partner: Partner) -> [(String, HTML)] {
    var pairs: [(String, HTML)] = [("Kind", HTML.text(partner.kind.rawValue))]
    if partner.isAnonymous { pairs.append(("Contact", badge("anonymous", .asked))) }
    let fields = [("Phone", partner.phone), ("Mail", partner.email), ("Address", partner.address)]
    pairs += fields.compactMap { label, value in value.map { (label, HTML.text($0)) } }
    return pairs
}

private func held(_ units: [PartnerUnits], _ next: String?, _ clock: PageClock) -> HTML {
    let rows = units.map { held -> [HTML] in
        [
            number(held.sku, at: address("products", held.sku)), number(held.number.text, at: lotAddress(held.lotID)),
            quantity(held.quantity, held.unit), clock.moment(held.since),
            held.document.map { number($0, at: documentAddress(.delivery, $0)) } ?? "in a place of theirs",
        ]
    }
    return card(
        "Units held",
        table(
            ["Product", "Number", .figure("Quantity"), "Since", "Delivery"], rows, caption: "Units held now",
            empty: emptyState("No numbered goods are with this partner.")) + nextPage(next))
}
