import StockDomain

/// The parts of a unit: in it now, in it before, and the form to exchange one (R53).
public func partSwapPage(
    _ frame: Frame, _ view: LotView, _ parts: InstalledParts, _ places: [Location], _ values: FormValues,
    clock: PageClock
) -> HTML {
    let path = lotAddress(view.lot.id) + "/components"
    return frame.page(
        title: "Parts of \(view.lot.number)", section: .lots, searched: view.lot.number.text, notices: values.notices,
        content: """
            \(answer(HTML.text(sentence(view, parts))))
            \(partCard("In it now", parts.now, clock, empty: "No part of it is on record.", exchangedOn: view.lot.id))
            \(partCard("Was in it before", parts.before, clock, empty: "None was taken out."))
            \(card("Exchange a part", form(action: path, key: values.key, submit: "Exchange", fields(values, places))))
            """)
}

private func sentence(_ view: LotView, _ parts: InstalledParts) -> String {
    if parts.now.isEmpty, parts.before.isEmpty {
        return "Nothing is known of the parts of \(view.lot.number): it was not made here."
    }
    return "\(view.lot.number) has \(parts.now.count) parts in it; \(parts.before.count) were taken out."
}

private func fields(_ values: FormValues, _ places: [Location]) -> HTML {
    let codes = places.map { Field.Choice($0.code, "\($0.code) · \($0.name)") }
    let back = Field.Kind.choice([Field.Choice("", "from where it came")] + codes)
    let from = Field.Kind.choice([Field.Choice("", "the place of its order")] + codes)
    return """
        \(values.questions)
        \(values.field("out/product", "Comes out: product"))
        \(values.field("out/number", "Comes out: number"))
        \(values.field("out/quantity", "Comes out: quantity", .figure, hint: "Empty for one."))
        \(values.field("scrap", "The old part is", .choice([Field.Choice("false", "put back"), Field.Choice("true", "scrapped")])))
        \(values.field("out/to", "Put back to", back))
        \(values.field("in/product", "Goes in: product"))
        \(values.field("in/number", "Goes in: number"))
        \(values.field("in/quantity", "Goes in: quantity", .figure, hint: "Empty for one."))
        \(values.field("in/location", "Taken from", from))
        \(values.field("reason", "Reason", isRequired: true))
        """
}
