import StockDomain

/// One of two suspects: what was asked, and what it reaches or why that cannot be said.
public struct Suspect: Sendable {
    /// `left` or `right`.
    public let name: String
    public let text: String
    /// Chosen where the number may mean several.
    public var lot: LotID?
    public var reach: RecallReach?
    public var refusal: Refusal?

    public init(name: String, text: String, lot: LotID? = nil) {
        self.name = name
        self.text = text
        self.lot = lot
    }
}

/// Two suspects beside each other: whom a recall of each would reach, and what it would cost.
public func suspectsPage(_ frame: Frame, _ suspects: [Suspect]) -> HTML {
    let reached = suspects.compactMap(\.reach)
    let fields = zip(suspects, ["One number", "The other"]).map { suspect, label -> HTML in
        let chosen = suspect.lot.map { hiddenField("\(suspect.name)_lot", "\($0.rawValue)") } ?? HTML()
        return field(Field(suspect.name, label, value: suspect.text, isRequired: true)) + chosen
    }
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
        title: "Two suspects", section: .recall, notices: suspects.compactMap(\.refusal).map { refusalNotice($0) },
        content: """
            \(reached.isEmpty ? answer("Give two numbers: it shows whom a recall of each would reach. Nothing changes.") : "")
            \(suspects.map { choice(of: $0, among: suspects) })
            \(filterForm(action: "/recalls/compare", submit: "Compare", "\(fields)"))
            \(reached.count == 2 ? comparison(reached) : "")
            <div class="columns">\(columns)</div>
            """)
}

/// What a number may mean, each a link that goes on with it.
private func choice(of suspect: Suspect, among suspects: [Suspect]) -> HTML {
    guard let candidates = suspect.refusal?.candidates, !candidates.isEmpty else { return "" }
    let items = candidates.map { candidate -> HTML in
        let query = suspects.flatMap { other -> [(String, String)] in
            if other.name == suspect.name {
                return [(other.name, candidate.label), ("\(other.name)_lot", "\(candidate.id)")]
            }
            let lot = other.lot.map { [("\(other.name)_lot", "\($0.rawValue)")] } ?? []
            return [(other.name, other.text)] + lot
        }
        return
            "<li>\(number(candidate.label, at: address("recalls", "compare", query: query))) \(candidate.product)</li>"
    }
    return card("“\(suspect.text)” may be one of these", list(items, empty: ""))
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
