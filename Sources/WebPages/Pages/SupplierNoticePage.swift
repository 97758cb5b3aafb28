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
    let exact = Set(findings.flatMap(\.matches).filter(\.isExact).compactMap(\.lot.id)).count
    let near = Set(findings.flatMap(\.matches).filter { !$0.isExact }.compactMap(\.lot.id)).count
    let rows = findings.flatMap { finding in
        finding.matches.prefix(200).map { match -> [HTML] in
            [
                "“\(finding.words)”", lotLink(match.lot), HTML.text(match.lot.product.name),
                match.isExact ? badge("exactly", .ok) : badge("nearly", .asked),
            ]
        }
    }
    let terms = findings.flatMap(\.terms)
    let begin: HTML? =
        terms.isEmpty
        ? nil
        : form(
            action: "/recalls", key: values.key, hidden: hiddenTerms(terms), submit: "Draft a recall of the exact ones",
            values.named("draft").field("reason", "Reason", isRequired: true))
    let rest: HTML? =
        unknown.isEmpty
        ? nil : "<p class=\"hint\">Not found here: \(unknown.prefix(50).joined(separator: ", "))</p>"
    return page(
        frame, values,
        """
        \(answer("\(exact) of your lots match exactly, \(near) nearly."))
        <p>\(products.isEmpty ? "" : "Products named: \(products.map(\.sku).joined(separator: ", ")).")</p>
        \(table(["Words", "Lot", "Product", "Match"], rows, caption: "What the words mean"))
        \(rest)\(begin)\(asking)
        """)
}

private func page(_ frame: Frame, _ values: FormValues, _ content: HTML) -> HTML {
    frame.page(title: "A supplier’s notice", section: .recall, notices: values.notices, content: content)
}

/// Parts of a scope as fields that are not seen.
private func hiddenTerms(_ terms: [ScopeTerm]) -> [(name: String, value: String)] {
    terms.prefix(500).enumerated().flatMap { index, term in
        [
            ("lot", term.lot.map { "\($0.rawValue)" }), ("product", term.product), ("from", term.numbers?.first.text),
            ("to", term.numbers?.last.text), ("produced_from", term.produced.from?.description),
            ("produced_to", term.produced.to?.description), ("expires_from", term.expires.from?.description),
            ("expires_to", term.expires.to?.description),
        ].compactMap { name, value in value.map { (name: "scope/\(index)/\(name)", value: $0) } }
    }
}
