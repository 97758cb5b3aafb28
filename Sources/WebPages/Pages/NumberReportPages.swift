import StockDomain

/// What the list of doubtful numbers is narrowed to, as its fields hold it.
public struct DoubtFields: Sendable {
    public var user: String
    public var supplier: String
    public var product: String

    public init(user: String = "", supplier: String = "", product: String = "") {
        self.user = user
        self.supplier = supplier
        self.product = product
    }
}

/// The reports around numbers as tabs.
public enum NumberReport: Sendable {
    case doubtful, shared

    fileprivate var tabs: HTML {
        WebPages.tabs([
            ("Doubtful", "/reports/doubtful", self == .doubtful),
            ("Shared by products", "/reports/shared-numbers", self == .shared),
        ])
    }
}

/// Numbers that nobody may have read off the goods (R16).
public func doubtfulNumbersPage(
    _ frame: Frame, _ page: Page<DoubtRow>, _ fields: DoubtFields, next: String?, file: String, clock: PageClock
) -> HTML {
    let filter = filterForm(
        action: "/reports/doubtful",
        field(Field("user", "Entered by", value: fields.user))
            + field(Field("supplier", "Partner (code)", value: fields.supplier))
            + field(Field("product", "Product (SKU)", value: fields.product)))
    let rows = page.items.map { row -> [HTML] in
        [
            row.lotID.map { number(row.number?.text ?? "", at: lotAddress($0)) } ?? nothing,
            number(row.sku, at: address("products", row.sku)), HTML.text(row.doubt.detail),
            HTML.text(row.entered?.rawValue ?? ""), HTML.text(row.user), HTML.text(row.partner ?? ""),
            row.document.map { number($0, at: address("find", query: [("q", $0)])) } ?? nothing,
            clock.moment(row.recordedAt),
        ]
    }
    return frame.page(
        title: "Doubtful numbers", section: .reports, actions: buttonLink("As CSV", file),
        content: NumberReport.doubtful.tabs
            + "<p class=\"hint\">These numbers were taken in; a person should look at the goods once more.</p>" + filter
            + table(
                ["Number", "Product", "Why", "Came", "By", "Partner", "Document", "When"], rows,
                caption: "Doubtful numbers", empty: emptyState("No number is doubtful."))
            + nextPage(next))
}

/// Numbers that several products have (R11a).
public func sharedNumbersPage(
    _ frame: Frame, _ page: Page<SharedNumber>, product: String, next: String?, file: String
) -> HTML {
    let filter = filterForm(
        action: "/reports/shared-numbers", field(Field("product", "Product (SKU)", value: product)))
    let rows = page.items.map { shared -> [HTML] in
        let links = shared.lots.map { lot -> HTML in "\(number(lot.sku, at: lotAddress(lot.id))) " }
        let more = shared.productCount > shared.lots.count ? "and \(shared.productCount - shared.lots.count) more" : ""
        return [number(shared.number.text), HTML.text("\(shared.productCount)"), "\(links)\(more)"]
    }
    return frame.page(
        title: "Shared numbers", section: .reports, actions: buttonLink("As CSV", file),
        content: NumberReport.shared.tabs
            + "<p class=\"hint\">Two products may have one number; whoever asks for it is asked which one is meant.</p>"
            + filter
            + table(
                ["Number", .figure("Products"), "On"], rows, caption: "Numbers on several products",
                empty: emptyState("No number is on several products."))
            + nextPage(next))
}
