import StockDomain

/// Asks why a number is scrapped everywhere, and shows what goes (R26).
///
/// - Parameters:
///   - piles: what would be scrapped, by place.
///   - inTransit: what is on its way and stays.
public func lotScrapPage(
    _ frame: Frame, _ view: LotView, piles: [StockRow], inTransit: Quantity, _ values: FormValues
) -> HTML {
    let address = lotAddress(view.lot.id)
    return frame.page(
        title: "Scrap \(view.lot.number)", section: .lots, searched: view.lot.number.text, notices: values.notices,
        content: """
            \(answer(HTML.text(sentence(view, piles, inTransit))))
            \(card("What goes", table(
                ["Number", "Place", "Package", .figure("Quantity"), .figure("Set aside")], piles.map { row($0, view) },
                caption: "What is scrapped", empty: emptyState("There is nothing of it in any place of ours."))))
            \(piles.isEmpty ? "" : scrapForm(view, address, values))
            \(buttonLink("Back to the lot", address))
            """)
}

private func sentence(_ view: LotView, _ piles: [StockRow], _ inTransit: Quantity) -> String {
    let unit = view.product.unit
    let places = Set(piles.map(\.locationCode)).count
    let all = piles.map(\.quantity).sum()
    if all == .zero, inTransit == .zero { return "Nothing of \(view.lot.number) is on hand." }
    let here = "\(all.grouped) \(unit) in \(places) \(places == 1 ? "place" : "places") are scrapped at once."
    let reserved = piles.map(\.reserved).sum()
    let lost = reserved == .zero ? "" : " \(reserved.grouped) of them are set aside, and their documents lose them."
    let way = inTransit == .zero ? "" : " \(inTransit.grouped) \(unit) are on their way and stay: take them in first."
    return here + lost + way
}

private func row(_ pile: StockRow, _ view: LotView) -> [HTML] {
    [
        number(pile.number?.text ?? ""), HTML.text(pile.locationCode), pile.packageNumber.map { number($0) } ?? "",
        quantity(pile.quantity, view.product.unit), quantity(pile.reserved),
    ]
}

private func scrapForm(_ view: LotView, _ address: String, _ values: FormValues) -> HTML {
    form(
        action: address + "/scrap", key: values.key, submit: "Scrap \(view.lot.number) everywhere", isGrave: true,
        """
        \(values.questions)
        <div class="fields">
        \(values.field("kind", "What for", .choice(scrapKinds)))
        \(values.field("reason", "Reason", isRequired: true, hasFocus: true))
        \(values.field("witness", "Witness"))
        \(values.field("certificate", "Certificate", hint: "such as the number of the destruction record"))
        </div>
        """)
}

/// What goods are taken out of stock for.
let scrapKinds = [
    Field.Choice("scrap", "scrap"), Field.Choice("destroyed", "destroyed"), Field.Choice("sample", "sample"),
    Field.Choice("internal_use", "internal use"),
]
