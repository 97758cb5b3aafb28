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
        values.field("text", "The notice, as you got it", .lines, isRequired: true, hasFocus: findings == nil))
    guard let findings else {
        return page(frame, values, answer("Paste a supplier’s notice: it shows which of your lots it means.") + asking)
    }
    let exact = Set(findings.flatMap(\.matches).filter(\.isExact).compactMap(\.lot.id))
    let near = nearOnes(findings, besides: exact)
    let rows = findings.flatMap { finding in
        finding.matches.prefix(200).map { match -> [HTML] in
            [
                "“\(finding.words)”", lotLink(match.lot), HTML.text(match.lot.product.name),
                match.isExact ? badge("exactly", .ok) : badge("nearly", .asked),
            ]
        }
    }
    let rest: HTML? =
        unknown.isEmpty
        ? nil : "<p class=\"hint\">Not found here: \(unknown.prefix(50).joined(separator: ", "))</p>"
    let named: HTML? =
        products.isEmpty ? nil : "<p>Products named: \(products.map(\.sku).joined(separator: ", ")).</p>"
    return page(
        frame, values,
        """
        \(answer("\(exact.count) of your lots \(exact.count == 1 ? "matches" : "match") exactly, \(near.count) nearly."))
        \(named)
        \(table(
            ["Words", "Lot", "Product", "Match"], rows, caption: "What the words mean",
            empty: emptyState("No word of it means a lot of yours. Look it up by the supplier or by days: New recall.")))
        \(rest)\(draftForm(findings.flatMap(\.terms), near, values))\(asking)
        """)
}

/// Lots that only look like what the notice says, each once.
private func nearOnes(_ findings: [NoticeFinding], besides exact: Set<LotID>) -> [LotName] {
    var seen = exact
    return findings.flatMap(\.matches).filter { !$0.isExact }.map(\.lot).filter { lot in
        lot.id.map { seen.insert($0).inserted } ?? false
    }
}

/// Drafts a recall of what was found exactly, and of what somebody ticks.
private func draftForm(_ terms: [ScopeTerm], _ near: [LotName], _ values: FormValues) -> HTML? {
    if terms.isEmpty, near.isEmpty { return nil }
    let shown = Array(terms.prefix(500))
    let ticks = near.prefix(100).enumerated().map { index, lot -> HTML in
        """
        <label class="choice"><input type="checkbox" name="scope/\(shown.count + index)/lot" \
        value="\(lot.id?.rawValue ?? 0)"> \(number(lot.number ?? "")) \(lot.product.name)</label>
        """
    }
    let asked: HTML? = ticks.isEmpty ? nil : "<fieldset><legend>These too</legend>\(ticks)</fieldset>"
    return form(
        action: "/recalls", key: values.key, hidden: hiddenTerms(shown),
        submit: near.isEmpty
            ? "Draft a recall of the exact ones" : "Draft a recall of the exact ones, and of those ticked",
        "\(asked)\(values.named("draft").field("reason", "Reason", isRequired: true))")
}

private func page(_ frame: Frame, _ values: FormValues, _ content: HTML) -> HTML {
    frame.page(title: "A supplier’s notice", section: .recall, notices: values.notices, content: content)
}

/// Parts of a scope as fields that are not seen.
private func hiddenTerms(_ terms: [ScopeTerm]) -> [(name: String, value: String)] {
    terms.enumerated().flatMap { index, term in
        [
            ("lot", term.lot.map { "\($0.rawValue)" }), ("product", term.product), ("from", term.numbers?.first.text),
            ("to", term.numbers?.last.text), ("produced_from", term.produced.from?.description),
            ("produced_to", term.produced.to?.description), ("expires_from", term.expires.from?.description),
            ("expires_to", term.expires.to?.description),
        ].compactMap { name, value in value.map { (name: "scope/\(index)/\(name)", value: $0) } }
    }
}
