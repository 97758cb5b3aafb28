import StockDomain

/// Goods that expire soon or have, the nearest first (R42).
///
/// - Parameter places: all places of ours, for the choice of one.
public func expiryPage(
    _ frame: Frame, _ alerts: [ExpiryAlert], product: String, location: String, places: [Location], next: String?
) -> HTML {
    let rows = alerts.map { alert -> [HTML] in
        let pile = alert.pile
        let held: HTML = pile.isBlocked ? " \(badge("held", .blocked))" : ""
        return [
            badge(alert.band.inWords, alert.band == .expired ? Tone.blocked : .asked),
            number(pile.sku, at: address("products", pile.sku)),
            "\(number(pile.number, at: lotAddress(pile.lotID)))\(held)",
            HTML.text(pile.locationCode), HTML.text("\(pile.quantity.grouped) \(pile.unit)"), day(pile.expiresOn),
            pile.removalOn.map(day) ?? "",
        ]
    }
    let choices = [Field.Choice("", "everywhere")] + places.map { Field.Choice($0.code, $0.code) }
    return frame.page(
        title: "Expiry", section: .reports,
        actions: buttonLink(
            "CSV",
            address(
                "reports", "expiry.csv",
                query: [("product", product.isEmpty ? nil : product), ("location", location.isEmpty ? nil : location)])),
        content: """
            \(answer(HTML.text(expirySentence(alerts, isAll: next == nil))))
            \(filterForm(action: "/reports/expiry", """
                \(field(Field("product", "SKU", value: product)))
                \(field(Field("location", "Place", .choice(choices), value: location)))
                """))
            \(table(["When", "Product", "Number", "Place", .figure("Quantity"), "Expires", "Remove"], rows, caption: "Goods by expiry",
                    empty: emptyState("Nothing expires soon.")))
            \(nextPage(next))
            """)
}

/// `On hand: 2 numbers expired, 3 numbers within 7 days.`
func expirySentence(_ alerts: [ExpiryAlert], isAll: Bool) -> String {
    let counts = Dictionary(grouping: alerts, by: \.band).mapValues { Set($0.map(\.pile.lotID)).count }
    let parts = counts.sorted { $0.key < $1.key }.map { band, lots in
        "\(lots) \(lots == 1 ? "number" : "numbers") \(band.inWords)"
    }
    if parts.isEmpty { return "Nothing on hand expires soon." }
    return "On hand\(isAll ? "" : ", on this page"): \(parts.joined(separator: ", "))."
}
