import StockDomain

/// What the fields of a balance hold, as text.
public struct MassBalanceFields: Sendable {
    public var product: String
    public var lot: String
    public var by: String
    public var from: String
    public var to: String
    public var unit: String
    public var tolerance: String

    public init(
        product: String = "", lot: String = "", by: String = "", from: String = "", to: String = "", unit: String = "",
        tolerance: String = ""
    ) {
        self.product = product
        self.lot = lot
        self.by = by
        self.from = from
        self.to = to
        self.unit = unit
        self.tolerance = tolerance
    }

    /// As parameters of an address.
    public var query: [(String, String?)] {
        [
            ("product", product), ("lot", lot), ("by", by), ("from", from), ("to", to), ("unit", unit),
            ("tolerance", tolerance),
        ].map { ($0.0, $0.1.isEmpty ? nil : $0.1) }
    }
}

/// What came in and where it is, each term a way to its movements (R51).
public func massBalancePage(
    _ frame: Frame, _ report: MassBalanceReport?, _ fields: MassBalanceFields, showsNumbers: Bool,
    refusal: Refusal? = nil
) -> HTML {
    let byLot: HTML? =
        showsNumbers
        ? field(
            Field("by", "A row for each", .choice([.init("", "product"), .init("lot", "number")]), value: fields.by))
        : nil
    let filter = filterForm(
        action: "/reports/mass-balance",
        """
        \(field(Field("product", "Product (SKU)", value: fields.product)))\(byLot)
        \(field(Field("from", "From", .day, value: fields.from)))\(field(Field("to", "To", .day, value: fields.to)))
        \(field(Field("unit", "In the unit", value: fields.unit, hint: "such as kg, by the factor of each product")))
        \(field(Field("tolerance", "Tolerance in percent", .figure, value: fields.tolerance)))
        \(fields.lot.isEmpty ? "" : hiddenField("lot", fields.lot))
        """)
    return frame.page(
        title: "Mass balance", section: .reports,
        actions: buttonLink(
            "As CSV", address("api", "v1", "reports", "mass-balance", query: fields.query + [("format", "csv")])),
        notices: refusal.map { [refusalNotice($0)] } ?? [],
        content: """
            \(answer(HTML.text(report.map(sentence) ?? "Which product or period shall be balanced? A number is balanced on its own page.")))
            \(filter)
            \(report.map { content($0, fields) })
            """)
}

private func content(_ report: MassBalanceReport, _ fields: MassBalanceFields) -> HTML {
    let total: HTML? = report.total.flatMap { total in
        report.rows.count < 2
            ? nil
            : card(
                "Together, in \(total.unit)",
                "\(factorsInWords(total.factors))"
                    + balanceFacts(total.balance, total.unit, report.tolerance) { _ in nil })
    }
    let cards = report.rows.prefix(200).map { row -> HTML in
        let title = row.lot.map { "\($0.number ?? "without number") · \(row.product.name)" } ?? row.product.name
        let factor: HTML? = row.factor.map {
            "<p class=\"hint\">1 \(row.product.unit) is \($0.factor.description) \($0.unit), version \($0.version).</p>"
        }
        return card(
            title,
            "\(factor)\(balanceFacts(row.balance, row.unit, report.tolerance) { term in link(term, row, fields) })")
    }
    let more: HTML? =
        report.rows.count > 200 ? "<p class=\"hint\">\(report.rows.count - 200) more are in the CSV.</p>" : nil
    return "\(total)\(cards)\(more)\(yieldCard(report.yields))"
}

/// What a sum in one unit was worked out with.
func factorsInWords(_ factors: [ProductFactor]) -> HTML? {
    factors.isEmpty ? nil : "<p class=\"hint\">\(factors.map(\.inWords).joined(separator: "; ")).</p>"
}

private func sentence(_ report: MassBalanceReport) -> String {
    if report.rows.isEmpty { return "Nothing moved in these days." }
    let off = report.rows.filter { !$0.balance.isWithin(report.tolerance) }.count
    let open = report.rows.filter { !$0.balance.closes }.count
    if open > 0 { return "\(open) of \(report.rows.count) balances do not close: run “lotwise check”." }
    let within = "within \(report.tolerance.description) %"
    if report.rows.count == 1 {
        let row = report.rows[0]
        let came = "\(row.balance.cameIn.inWords(row.unit)) of \(row.lot?.number ?? row.product.sku) came in"
        return off == 0
            ? "\(came), and all of it is here or went where the records say, \(within)."
            : "\(came); counts missed or found \(row.balance.rest.inWords(row.unit)) of it, which is more than \(report.tolerance.description) %."
    }
    return off == 0
        ? "All \(report.rows.count) balances close \(within)."
        : "\(off) of \(report.rows.count) balances are not \(within)."
}

/// The movements behind a term; none behind stock.
private func link(_ term: MassBalance.Term, _ row: MassBalanceRow, _ fields: MassBalanceFields) -> String? {
    if term.isStock { return nil }
    var asked = fields
    asked.by = ""
    asked.product = row.product.sku
    asked.lot = row.lot?.id.map { "\($0.rawValue)" } ?? ""
    asked.unit = ""
    return address("reports", "mass-balance", term.rawValue, query: asked.query)
}

private func balanceFacts(
    _ balance: MassBalance, _ unit: String, _ tolerance: Quantity, _ link: (MassBalance.Term) -> String?
) -> HTML {
    func rows(_ terms: [MassBalance.Term]) -> [(String, HTML)] {
        terms.filter { balance[keyPath: $0.amount] != .zero }.map { term in
            let amount = quantity(balance[keyPath: term.amount], unit)
            return (term.inWords, link(term).map { "<a href=\"\($0)\">\(amount)</a>" } ?? amount)
        }
    }
    let incoming = rows(MassBalance.Term.incoming) + [("Came in", quantity(balance.cameIn, unit))]
    let outgoing =
        rows(MassBalance.Term.allCases.filter { !$0.isIncoming }) + [
            ("Is here or went", quantity(balance.isOrWent, unit))
        ]
    let mark = balance.isWithin(tolerance) ? badge("within tolerance", .ok) : badge("outside tolerance", .recalled)
    let percent = balance.accountedFor.map { "\(Quantity(millionths: $0.millionths * 100).description) %" } ?? "–"
    return """
        <div class="columns"><div>\(facts(incoming))</div><div>\(facts(outgoing))</div></div>
        <p>Accounted for: \(percent) \(mark). Counts differ by \(quantity(balance.rest, unit)) in all.</p>
        """
}

extension MassBalance.Term {
    /// As people read it.
    public var inWords: String {
        switch self {
        case .opening: "Stood there before"
        case .received: "Received"
        case .produced: "Produced"
        case .customerReturned: "Returned by customers"
        case .found: "Found"
        case .movedIn: "From other numbers"
        case .onHand: "On hand"
        case .inTransit: "In transit"
        case .delivered: "Delivered"
        case .consumed: "Consumed"
        case .supplierReturned: "Returned to suppliers"
        case .scrapped: "Scrapped"
        case .lost: "Lost"
        case .movedOut: "To other numbers"
        }
    }
}

/// A movement behind a term.
public struct BalanceMovement: Sendable {
    public var movement: LotMovement
    public var lot: LotName
    public var quantity: Quantity

    public init(movement: LotMovement, lot: LotName, quantity: Quantity) {
        self.movement = movement
        self.lot = lot
        self.quantity = quantity
    }
}

/// Which balance a term belongs to: how it is called, where it stands, and where its movements are as CSV.
public struct BalanceOrigin: Sendable {
    var name: String
    var address: String
    var csv: String

    /// A balance of the report.
    public init(_ fields: MassBalanceFields, _ term: MassBalance.Term, _ movements: [BalanceMovement]) {
        let product = movements.first.map(\.lot.product.sku) ?? fields.product
        name = !fields.lot.isEmpty ? movements.first?.lot.number ?? product : product
        address = WebPages.address("reports", "mass-balance", query: fields.query)
        csv = WebPages.address(
            "api", "v1", "reports", "mass-balance", term.rawValue, query: fields.query + [("format", "csv")])
    }

    /// A balance on the sheet of a drill.
    ///
    /// - Parameter product: SKU; nil for all together.
    public init(drill number: String, _ term: MassBalance.Term, product: String?) {
        name = "\(number)\(product.map { ", \($0)" } ?? "")"
        address = WebPages.address("drills", number, "sheet")
        csv = WebPages.address(
            "api", "v1", "drills", number, "sheet", "movements", term.rawValue,
            query: [("product", product), ("format", "csv")])
    }
}

/// The movements that a term of a balance is the sum of.
public func balanceMovementsPage(
    _ frame: Frame, _ term: MassBalance.Term, _ movements: [BalanceMovement], of origin: BalanceOrigin,
    clock: PageClock
) -> HTML {
    let rows = movements.prefix(1_000).map { row -> [HTML] in
        let back: HTML = row.movement.reverses == nil ? "" : " \(badge("takes back", .asked))"
        return [
            clock.moment(row.movement.happenedAt), "\(row.movement.kind.inWords)\(back)",
            row.movement.document.map { documentLink($0) } ?? nothing, lotLink(row.lot),
            quantity(row.quantity, row.lot.product.unit),
        ]
    }
    let more: HTML? =
        movements.count > 1_000 ? "<p class=\"hint\">\(movements.count - 1_000) more are in the CSV.</p>" : nil
    return frame.page(
        title: "\(term.inWords) · \(origin.name)", section: .reports, actions: buttonLink("As CSV", origin.csv),
        content: """
            \(answer(HTML.text(sumInWords(movements))))
            \(table(["When", "What", "Document", "Number", .figure("Quantity")], rows, caption: "Movements",
                    empty: emptyState("There are none.")))\(more)
            <p class="actions">\(buttonLink("Back to the balance", origin.address))</p>
            """)
}

/// `3 movements come to 24 pcs of BOX and 43 pcs of JAM.`
private func sumInWords(_ movements: [BalanceMovement]) -> String {
    let sums = Dictionary(grouping: movements, by: \.lot.product).sorted { $0.key.sku < $1.key.sku }.map {
        "\($0.value.map(\.quantity).sum().inWords($0.key.unit)) of \($0.key.sku)"
    }
    if sums.isEmpty { return "There are no movements." }
    return
        "\(movements.count.counted("movement")) \(movements.count == 1 ? "comes" : "come") to \(sums.joined(separator: ", "))."
}
