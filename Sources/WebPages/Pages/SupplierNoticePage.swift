import StockDomain

/// A supplier's notice as it was pasted, and what its words mean here.
///
/// - Parameters:
///   - findings: nil until a text was sent.
///   - unknown: words that mean nothing here.
public func supplierNoticePage(
    _ frame: Frame, _ values: FormValues, products: [ProductName], findings: [NoticeFinding]?, unknown: [String]
) -> HTML {
    let asking = form(
        action: "/recalls/read-notice", key: values.key, submit: "Read it",
        values.field("text", "The notice, as you got it", .lines, isRequired: true, hasFocus: findings == nil)
            + values.field(
                "supplier", "From supplier (code)", hint: "If you give it, what never came from him is only near."))
    guard let findings else {
        return page(frame, values, answer("Paste a supplier’s notice: it shows which of your lots it means.") + asking)
    }
    let exact = Set(findings.flatMap(\.matches).filter(\.isExact).compactMap(\.lot.id))
    let near = nearOnes(findings, besides: exact)
    let rest: HTML? =
        unknown.isEmpty
        ? nil
        : "<p class=\"hint\">Not found here: \(unknown.prefix(50).joined(separator: ", "))\(unknown.count > 50 ? " and \(unknown.count - 50) more" : "")</p>"
    let named: HTML? =
        products.isEmpty ? nil : "<p>Products named: \(products.map(\.sku).joined(separator: ", ")).</p>"
    return page(
        frame, values,
        """
        \(answer("\(exact.count) of your lots \(exact.count == 1 ? "matches" : "match") exactly, \(near.count) nearly."))
        \(named)
        \(table(
            ["Words", "Lot", "Product", .sentence("Match")], matchRows(findings, exact), caption: "What the words mean",
            empty: emptyState("No word of it means a lot of yours. Look it up by the supplier or by days: New recall.")))
        \(rest)\(draftForm(findings, near, values))\(asking)
        """)
}

/// - Parameter exact: lots that are found exactly; that their days fit too need not be told.
private func matchRows(_ findings: [NoticeFinding], _ exact: Set<LotID>) -> [[HTML]] {
    findings.flatMap { finding -> [[HTML]] in
        let matches = finding.matches.filter { match in
            match.doubt != .besideNumbers || !(match.lot.id.map(exact.contains) ?? false)
        }
        let rows = matches.prefix(200).map { match -> [HTML] in
            let theirs: HTML? = match.foundBy == .supplierNumber ? " by the supplier’s number" : nil
            let how: HTML =
                match.doubt.map { "\(badge("nearly", .asked)) \(whyNear($0))" } ?? badge("exactly", .ok)
            return ["“\(finding.words)”", lotLink(match.lot), HTML.text(match.lot.product.name), "\(how)\(theirs)"]
        }
        let more = matches.count - rows.count
        return more > 0 ? rows + [["“\(finding.words)”", "and \(more) more", nothing, nothing]] : rows
    }
}

private func whyNear(_ doubt: NoticeFinding.Doubt) -> HTML {
    switch doubt {
    case .alike: "only looks like it"
    case .otherProduct: "of a product that the notice does not name"
    case .otherSupplier: "never came from this supplier"
    case .words: "the words may mean something else"
    case .besideNumbers: "only the days fit; the notice names numbers"
    case .sentThen: "came about when it says that it was sent"
    }
}

/// Lots that only look like what the notice says, each once.
private func nearOnes(_ findings: [NoticeFinding], besides exact: Set<LotID>) -> [LotName] {
    var seen = exact
    return findings.flatMap(\.matches).filter { !$0.isExact }.map(\.lot).filter { lot in
        lot.id.map { seen.insert($0).inserted } ?? false
    }
}

/// The most parts of a scope that a form sends.
private let mostParts = 900

/// Drafts a recall of what was found exactly, and of what somebody ticks.
private func draftForm(_ findings: [NoticeFinding], _ near: [LotName], _ values: FormValues) -> HTML? {
    let terms = findings.flatMap(\.terms).reduce(into: [ScopeTerm]()) { if !$0.contains($1) { $0.append($1) } }
    if terms.isEmpty, near.isEmpty { return nil }
    if terms.count > mostParts {
        return warningNotice(
            "These are \(terms.count) parts of a scope, more than a page can send: draft the recall through the API.")
    }
    let ticks = near.prefix(90).enumerated().map { index, lot -> HTML in
        """
        <label class="choice"><input type="checkbox" name="scope/\(terms.count + index)/lot" \
        value="\(lot.id?.rawValue ?? 0)"> \(number(lot.number ?? "")) \(lot.product.name)</label>
        """
    }
    let more: HTML? =
        near.count > ticks.count
        ? "<p class=\"hint\">and \(near.count - ticks.count) more: add them to the draft by their numbers.</p>" : nil
    let asked: HTML? = ticks.isEmpty ? nil : "<fieldset><legend>These too</legend>\(ticks)\(more)</fieldset>"
    let hidden = terms.enumerated().flatMap { index, term in
        term.fields.map { (name: "scope/\(index)/\($0.name)", value: $0.value) }
    }
    let submit =
        terms.isEmpty
        ? "Draft a recall of those ticked"
        : near.isEmpty ? "Draft a recall of the exact ones" : "Draft a recall of the exact ones, and of those ticked"
    return form(
        action: "/recalls", key: values.key, hidden: hidden, submit: submit,
        "\(asked)\(values.named("draft").field("reason", "Reason", isRequired: true))")
}

private func page(_ frame: Frame, _ values: FormValues, _ content: HTML) -> HTML {
    frame.page(title: "A supplier’s notice", section: .recall, notices: values.notices, content: content)
}
