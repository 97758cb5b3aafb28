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

/// Two suspects beside each other: whom a recall of each would reach.
public func suspectsPage(_ frame: Frame, left: RecallReach?, right: RecallReach?, asked: [String]) -> HTML {
    let columns = [left, right].map { reach -> HTML in
        guard let reach else { return "<div></div>" }
        let title = reach.named.count == 1 ? reach.named[0].number ?? "" : "\(reach.named.count) lots"
        return """
            <div><h2>\(title) · \(reach.named[0].product.name)</h2>
            \(answer(HTML.text(reach.inWords)))
            \(facts([
                ("Customers", "\(reach.scope.consignees.count { !$0.isAnonymous })"),
                ("Lots with all made of them", "\(Set(reach.scope.onHand.compactMap(\.lot.id)).count) on hand"),
            ]))
            \(stoppableCard(reach.scope))\(onHandCard(reach.scope))
            \(buttonLink("Recall this one", address("recalls", "new", query: [("lot", "\(reach.named[0].id?.rawValue ?? 0)")])))
            </div>
            """
    }
    let both = [left, right].compactMap { $0 }.map { Set($0.scope.consignees.compactMap(\.partner?.id)) }
    let shared: HTML? =
        both.count == 2 ? answer("Customers who have some of both: \(both[0].intersection(both[1]).count).") : nil
    let fields =
        field(Field("left", "One number", value: asked.first, isRequired: true))
        + field(Field("right", "The other", value: asked.last, isRequired: true))
    return frame.page(
        title: "Two suspects", section: .recall,
        content:
            "\(shared)\(filterForm(action: "/recalls/compare", submit: "Compare", fields))<div class=\"columns\">\(columns)</div>"
    )
}
