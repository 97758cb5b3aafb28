import StockDomain

/// One partner: how to reach him, what he asks of goods, and the units that he holds now (R34, R53).
public func partnerPage(
    _ frame: Frame, _ partner: Partner, units: [PartnerUnits], _ values: FormValues, settings: Settings, next: String?,
    clock: PageClock
) -> HTML {
    frame.page(
        title: "\(partner.name) (\(partner.code))", section: .setup,
        actions: settings.showsNumbers ? buttonLink("Trace", address("trace", query: [("partner", partner.code)])) : "",
        notices: values.notices,
        content: """
            \(settings.showsNumbers ? answer(HTML.text(holds(partner, units, hasMore: next != nil))) : "")
            \(facts(contact(partner) + (settings.showsNumbers ? demands(partner) : [])))
            <details\(attribute("open", if: values.refusal != nil))><summary>Change</summary>
            \(form(action: address("partners", partner.code), key: values.key, submit: "Save",
                    partnerFields(values, settings)))</details>
            \(settings.showsNumbers ? held(units, next, clock) : "")
            """)
}

private func holds(_ partner: Partner, _ units: [PartnerUnits], hasMore: Bool) -> String {
    if units.isEmpty { return "\(partner.name) holds no numbered goods of ours." }
    let numbers =
        hasMore ? "more than \(units.count) numbers" : units.count == 1 ? "1 number" : "\(units.count) numbers"
    return "\(partner.name) holds goods of \(numbers) now, returns taken off."
}

private func contact(_ partner: Partner) -> [(String, HTML)] {
    var pairs: [(String, HTML)] = [("Kind", HTML.text(partner.kind.rawValue))]
    if partner.isAnonymous { pairs.append(("Contact", badge("anonymous", .asked))) }
    if partner.looksAnonymous { pairs.append(("Contact", "none: is this counter sales? Then mark it as anonymous.")) }
    if let phone = partner.phone { pairs.append(("Phone", phoneLink(phone))) }
    if let email = partner.email { pairs.append(("Mail", mailLink(email))) }
    let fields = [("Address", partner.address), ("Country", partner.country), ("GLN", partner.gln)]
    return pairs + fields.compactMap { label, value in value.map { (label, HTML.text($0)) } }
}

/// A partner by name, leading to his page, and his code.
func partnerLink(_ partner: Partner) -> HTML {
    "<a href=\"\(address("partners", partner.code))\">\(partner.name)</a> \(number(partner.code))"
}

func phoneLink(_ phone: String) -> HTML { "<a href=\"tel:\(dialled(phone))\">\(phone)</a>" }

func mailLink(_ email: String) -> HTML { "<a href=\"mailto:\(email)\">\(email)</a>" }

private func demands(_ partner: Partner) -> [(String, HTML)] {
    var pairs: [(String, HTML)] = []
    if partner.demands.singleLot { pairs.append(("Wants", "one lot on each line")) }
    if partner.demands.noOlderThanLast { pairs.append(("Refuses", "what is older than his last delivery")) }
    if let days = partner.demands.minRemainingDays { pairs.append(("Life left", "\(days) days at least")) }
    if let percent = partner.demands.minRemainingPercent { pairs.append(("Life left", "\(percent) % at least")) }
    if partner.isQuarantinedAtReceipt { pairs.append(("What he brings", badge("arrives in quarantine", .asked))) }
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
