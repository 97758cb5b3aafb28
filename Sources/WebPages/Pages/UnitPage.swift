import StockDomain

/// One unit: who has it, its warranty, registration, service and parts (R53).
public func unitPage(_ frame: Frame, _ unit: UnitView, _ values: FormValues, clock: PageClock) -> HTML {
    let lot = unit.lot.lot
    return frame.page(
        title: "\(lot.number) · \(unit.lot.product.name)", section: .lots, searched: lot.number.text,
        actions: buttonLink("Certificate", lotAddress(lot.id) + "/certificate")
            + buttonLink("Exchange a part", lotAddress(lot.id) + "/components"), notices: values.notices,
        content: """
            \(lotTabs(lot.id, current: .unit, isUnit: true))
            \(answer(HTML.text(sentence(unit, clock))))
            \(facts(unitFacts(unit)))
            \(services(unit, values))
            \(partCard("In it now", unit.installed, clock, empty: "No part of it is on record.", exchangedOn: lot.id))
            \(unit.removed.isEmpty ? "" : partCard("Was in it before", unit.removed, clock, empty: ""))
            \(registration(unit, values))
            """)
}

private func sentence(_ unit: UnitView, _ clock: PageClock) -> String {
    let number = unit.lot.lot.number
    let place =
        unit.lot.whereabouts.map { "\(number) is \($0.inWords(zone: clock.zone))." } ?? "\(number) has never moved."
    guard let warranty = unit.warranty else {
        guard let months = unit.lot.product.warrantyMonths, months > 0 else { return place }
        return "\(place) Its warranty of \(months) months begins when a customer gets it."
    }
    return warranty.isInForce(on: unit.today)
        ? "\(place) It is under warranty until \(warranty.until.inWords)."
        : "\(place) Its warranty ended on \(warranty.until.inWords)."
}

private func unitFacts(_ unit: UnitView) -> [(String, HTML)] {
    var pairs: [(String, HTML)] = [
        (
            "Product",
            "\(number(unit.lot.product.sku, at: address("products", unit.lot.product.sku))) \(unit.lot.product.name)"
        ),
        ("Status", statusBadge(unit.lot.status)),
    ]
    if let holder = unit.holder { pairs.append(("Holder", partnerLink(holder))) }
    if let phone = unit.holder?.phone { pairs.append(("Phone", phoneLink(phone))) }
    if let email = unit.holder?.email { pairs.append(("Mail", mailLink(email))) }
    if let warranty = unit.warranty {
        let mark = warranty.isInForce(on: unit.today) ? badge("in force", .ok) : badge("over", .expired)
        pairs.append(("Warranty", "\(day(warranty.from)) to \(day(warranty.until)) \(mark)"))
    }
    if let registration = unit.registration {
        let holder: HTML? = registration.holder.map { " · \(partnerLink($0))" }
        pairs.append(("Registration", "\(number(registration.number)) · \(day(registration.registeredOn))\(holder)"))
    }
    if !unit.installedIn.isEmpty { pairs.append(("Built into", unit.installedIn.map { lotLink($0) }.joined(by: ", "))) }
    return pairs
}

private func services(_ unit: UnitView, _ values: FormValues) -> HTML {
    let rows = unit.services.map { entry -> [HTML] in
        [
            day(entry.servicedOn), HTML.text(entry.kind.rawValue), HTML.text(entry.text),
            HTML.text(entry.reference ?? ""), HTML.text(entry.actor),
        ]
    }
    let kinds = ServiceEntry.Kind.allCases.map { Field.Choice($0.rawValue, $0.rawValue) }
    return card(
        "Service log",
        """
        \(table(["Day", "Kind", .sentence("What was done"), "Reference", "By"], rows, caption: "Service log",
                empty: "<p class=\"nothing\">Nothing was done yet.</p>"))
        <details\(attribute("open", if: values.refusal != nil && values["text"] != ""))><summary>Add an entry</summary>
        \(form(action: lotAddress(unit.lot.lot.id) + "/services", key: values.key, submit: "Add entry", """
            <div class="fields">\(values.field("kind", "Kind", .choice(kinds)))\(values.field("serviced_on", "Day", .day, hint: "today if empty"))
            \(values.field("reference", "Reference"))\(values.field("text", "What was done", .lines, isRequired: true))</div>
            """))
        </details>
        """)
}

/// Parts of a unit, in it now or before.
///
/// - Parameter unit: the unit on whose page each can be exchanged; nil where they cannot.
func partCard(
    _ title: String, _ components: [UnitView.Component], _ clock: PageClock, empty: String,
    exchangedOn unit: LotID? = nil
) -> HTML {
    let rows = components.map { part -> [HTML] in
        let shared: HTML = part.isShared ? " \(badge("shared with other units", .asked))" : ""
        var cells: [HTML] = [
            "\(lotLink(part.lot))\(shared)", HTML.text(part.lot.product.name),
            quantity(part.quantity, part.lot.product.unit),
            clock.day(part.installedAt),
        ]
        if let removedAt = part.removedAt { cells.append(clock.day(removedAt)) }
        cells.append(part.document.map { documentLink($0) } ?? nothing)
        if let unit { cells.append("<a href=\"\(exchangeAddress(part, of: unit))\">Exchange</a>") }
        return cells
    }
    return card(
        title,
        table(
            ["Part", "Name", .figure("Quantity"), "Put in"]
                + (components.contains { $0.removedAt != nil } ? ["Taken out"] : []) + ["Document"]
                + (unit == nil ? [] : ["Change"]), rows,
            caption: title,
            empty: "<p class=\"nothing\">\(empty)</p>"))
}

/// The form that exchanges a part, with the part in it.
private func exchangeAddress(_ part: UnitView.Component, of unit: LotID) -> String {
    address(
        "lots", "\(unit.rawValue)", "components",
        query: [("product", part.lot.product.sku), ("number", part.lot.number)])
}

private func registration(_ unit: UnitView, _ values: FormValues) -> HTML {
    card(
        "Registration",
        """
        <details><summary>\(unit.registration == nil ? "Register the unit" : "Register it anew")</summary>
        \(form(action: lotAddress(unit.lot.lot.id) + "/registration", key: values.key, submit: "Register", """
            <div class="fields">\(values.field("number", "Registration number", isRequired: true))
            \(values.field("registered_on", "Day", .day, hint: "today if empty"))
            \(values.field("holder", "Registered holder (partner code)"))</div>
            """))
        </details>
        """)
}
