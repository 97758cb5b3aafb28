import StockDomain

/// The days and facts of a number, to be changed (R40, R55).
///
/// - Parameter facts: the names of the facts that lots of its product may carry.
public func lotChangePage(
    _ frame: Frame, _ view: LotView, facts: [String], showsDates: Bool, _ values: FormValues
) -> HTML {
    let address = lotAddress(view.lot.id)
    let hasDates = showsDates && view.product.expiration.isEnabled
    return frame.page(
        title: "Dates and facts of \(view.lot.number)", section: .lots, searched: view.lot.number.text,
        notices: values.notices,
        content: """
            \(answer(HTML.text(hasDates
                ? "A new expiry moves the days that follow from it by as much, unless you change them too."
                : "The facts that are kept with \(view.lot.number).")))
            \(form(action: address + "/change", key: values.key, submit: "Save", """
                \(values.questions)
                \(hasDates ? days(values) : "")
                \(factFields(facts, values))
                <div class="fields">\(values.field("archived", "In use", .choice(use)))
                \(values.field("reason", "Reason", hint: "Needed for a later expiry."))
                \(values.field("reference", "Reference", hint: "such as the laboratory's report that proves a later expiry"))
                </div>
                """))
            \(buttonLink("Back to the lot", address))
            """)
}

private let use = [Field.Choice("false", "yes"), Field.Choice("true", "no, archived")]

private func days(_ values: FormValues) -> HTML {
    """
    <fieldset><legend>Dates</legend><div class="fields">
    \(values.field("production_date", "Made on", .day))\(values.field("expires_on", "Expires", .day))
    \(values.field("best_before_on", "Best before", .day))\(values.field("removal_on", "Remove on", .day))
    \(values.field("alert_on", "Warn on", .day))
    </div></fieldset>
    """
}

private func factFields(_ facts: [String], _ values: FormValues) -> HTML {
    if facts.isEmpty {
        return "<p class=\"hint\">The product’s category names no facts for its lots.</p>"
    }
    let fields = facts.map { values.field("attributes/" + pointerStep($0), $0) }
    return "<fieldset><legend>Facts</legend><div class=\"fields\">\(fields)</div></fieldset>"
}

extension FormValues {
    /// The form of a number's days and facts as they stand.
    public init(key: String, _ view: LotView) {
        let dates = view.lot.dates
        var values = [
            "production_date": dates.productionDate, "expires_on": dates.expiresOn,
            "best_before_on": dates.bestBeforeOn, "removal_on": dates.removalOn, "alert_on": dates.alertOn,
        ].compactMapValues { $0?.description }
        for (name, value) in view.attributes { values["attributes/" + pointerStep(name)] = value }
        values["archived"] = "\(view.lot.isArchived)"
        self.init(key: key, values)
    }
}
