import StockDomain

/// Two suspects beside each other: whom a recall of each would reach, and what it would cost.
public func suspectsPage(
    _ frame: Frame, left: RecallReach?, right: RecallReach?, asked: [String], notices: [HTML] = []
) -> HTML {
    let reached = [left, right].compactMap { $0 }
    let fields =
        field(Field("left", "One number", value: asked.first, isRequired: true))
        + field(Field("right", "The other", value: asked.last, isRequired: true))
    let columns = reached.map { reach -> HTML in
        """
        <div class="stack"><h2>\(title(reach))</h2>
        \(answer(HTML.text(reach.inWords)))
        \(stoppableCard(reach.scope))\(onHandCard(reach.scope))\(becameCard(reach.scope))
        <p>\(buttonLink("Recall this one", address("recalls", "new", query: [("lot", "\(reach.named[0].id?.rawValue ?? 0)")])))</p>
        </div>
        """
    }
    return frame.page(
        title: "Two suspects", section: .recall, notices: notices,
        content: """
            \(reached.isEmpty ? answer("Give two numbers: it shows whom a recall of each would reach. Nothing changes.") : "")
            \(filterForm(action: "/recalls/compare", submit: "Compare", fields))
            \(reached.count == 2 ? comparison(reached) : "")
            <div class="columns">\(columns)</div>
            """)
}

private func title(_ reach: RecallReach) -> String {
    let what = reach.named.count == 1 ? reach.named[0].number ?? "" : "\(reach.named.count) lots"
    return "\(what) · \(reach.named[0].product.name)"
}

private func comparison(_ reached: [RecallReach]) -> HTML {
    let partners = reached.map { Set($0.scope.consignees.compactMap(\.partner).filter { !$0.isAnonymous }.map(\.code)) }
    let rows: [(String, (RecallReach) -> HTML)] = [
        ("Customers", { "\($0.scope.consignees.count { !$0.isAnonymous })" }),
        ("With customers", { sums($0.scope.products, \.deliveredNet) }),
        ("On hand", { sums($0.scope.products, \.onHand) }),
        ("Places with some", { "\(Set($0.scope.onHand.map(\.location.code)).count)" }),
        ("Open documents with some", { "\(Set($0.scope.stoppable.compactMap(\.document)).count)" }),
        ("Value at cost", { value($0) }),
        ("Complete", { $0.scope.isComplete ? "yes" : badge("no", .asked) }),
    ]
    let shared = partners[0].intersection(partners[1]).count
    return answer("Customers who have some of both: \(shared).")
        + table(
            ["", Column(title(reached[0])), Column(title(reached[1]))],
            rows.map { name, show in [HTML.text(name)] + reached.map(show) }, caption: "Two suspects")
}

private func sums(_ products: [ProductTotals], _ amount: (ProductTotals) -> Quantity) -> HTML {
    let parts = products.filter { amount($0) != .zero }.map { totals -> HTML in
        "\(quantity(amount(totals), totals.product.unit)) \(totals.product.sku)"
    }
    return parts.isEmpty ? "none" : parts.joined(by: "<br>")
}

private func value(_ reach: RecallReach) -> HTML {
    HTML.text(reach.valueInWords ?? "no cost is known")
}
