import StockDomain

/// What the start page knows beside the number box.
public struct HomeContent: Sendable {
    /// A group of documents that wait, with how many there are.
    public struct Waiting: Sendable {
        public let title: String
        public let address: String
        public let documents: [DocumentHead]

        public init(title: String, address: String, documents: [DocumentHead]) {
            self.title = title
            self.address = address
            self.documents = documents
        }
    }

    public let waiting: [Waiting]
    /// What was planned before it is late.
    public let today: CalendarDate
    /// Places that wait to be counted (R25).
    public let dueCounts: [DueCount]
    /// A number worth trying in a company that has one, such as the demo company.
    public let suggestedNumber: String?
    public let hasProducts: Bool
    /// What expires soon or has, the nearest first; only its beginning (R42).
    public let expiring: Page<ExpiryAlert>
    /// How many numbers are held, by how strictly; those with none are left out.
    public let held: [HeldNumbers]

    public init(
        waiting: [Waiting], today: CalendarDate, dueCounts: [DueCount] = [], suggestedNumber: String?,
        hasProducts: Bool,
        expiring: Page<ExpiryAlert> = Page(items: [], nextCursor: nil), held: [HeldNumbers] = []
    ) {
        self.waiting = waiting
        self.today = today
        self.dueCounts = dueCounts
        self.suggestedNumber = suggestedNumber
        self.hasProducts = hasProducts
        self.expiring = expiring
        self.held = held
    }
}

/// The start page: one large box for any number, and what waits today.
public func homePage(_ frame: Frame, _ content: HomeContent) -> HTML {
    let suggestion: HTML? = content.suggestedNumber.map { text in
        "<p class=\"hint\">Try this number: \(number(text, at: address("find", query: [("q", text)])))</p>"
    }
    let waiting: HTML =
        content.waiting.allSatisfy(\.documents.isEmpty)
        ? emptyState(
            content.hasProducts ? "Nothing waits today." : "There are no goods yet.",
            next: content.hasProducts
                ? buttonLink("Receive goods", "/receipts/new", isPrimary: true)
                : buttonLink("Add a product", "/products/new", isPrimary: true))
        : "<div class=\"columns\">\(content.waiting.filter { !$0.documents.isEmpty }.map { waitingCard($0, content.today) })</div>"
    return frame.page(
        title: "Which number is it?", isHome: true,
        content: """
            <h1>Which number is it?</h1>
            \(frame.numberBox(isLarge: true))
            \(suggestion)
            <h2>Today</h2>
            \(waiting)
            <div class="columns">\(dueCounts(content.dueCounts))\(heldGoods(content))\(expiryCard(content.expiring))</div>
            <p class="hint"><a href="/checklist">What is set up, and what is not</a></p>
            """)
}

private func expiryCard(_ expiring: Page<ExpiryAlert>) -> HTML? {
    if expiring.items.isEmpty { return nil }
    let items = expiring.items.prefix(5).map { alert -> HTML in
        """
        <li>\(badge(alert.band.inWords, alert.band == .expired ? Tone.blocked : .asked)) \
        \(number(alert.pile.number, at: lotAddress(alert.pile.lotID))) of \(alert.pile.sku), \
        \(alert.pile.quantity.grouped) \(alert.pile.unit) in \(alert.pile.locationCode)</li>
        """
    }
    let count = expiring.nextCursor == nil ? "\(expiring.items.count)" : "more than \(expiring.items.count)"
    return card("Expiry", sum: "<a href=\"/reports/expiry\">\(count)</a>", "<ul class=\"plain\">\(Array(items))</ul>")
}

private func dueCounts(_ due: [DueCount]) -> HTML? {
    if due.isEmpty { return nil }
    let items = due.prefix(5).map { count -> HTML in
        let code = count.location.code
        let link = number(code, at: address("counts", "new", query: [("location", code)]))
        return "<li>\(link) since \(day(count.dueOn))</li>"
    }
    return card(
        "Due for a count", sum: "<a href=\"/counts/new\">\(due.count)</a>", "<ul class=\"plain\">\(items)</ul>")
}

/// Numbers that wait for somebody's word.
private func heldGoods(_ content: HomeContent) -> HTML {
    if content.held.isEmpty { return "" }
    let links = content.held.map { held -> HTML in
        let there = address("lots", query: [("status", held.status.rawValue)])
        let what = held.count == 1 ? "1 number" : "\(held.count) numbers"
        return "<li><a href=\"\(there)\">\(what)</a> \(statusBadge(held.status))</li>"
    }
    return card("Held", "<ul class=\"plain\">\(links)</ul>")
}

/// What waits, the earliest planned first; what is late or not set aside says so.
private func waitingCard(_ waiting: HomeContent.Waiting, _ today: CalendarDate) -> HTML {
    let items = waiting.documents.prefix(5).map { head -> HTML in
        let document = head.document
        let partner: HTML? = head.partner.map { " \($0.name)" }
        let late: HTML? = document.plannedOn < today ? " \(badge("late", .expired))" : nil
        let open: HTML? =
            document.kind == .delivery && document.state == .draft ? " \(badge("not set aside", .asked))" : nil
        return """
            <li>\(number(document.number, at: documentAddress(document.kind, document.number)))\(partner), \
            \(day(document.plannedOn))\(late)\(open)</li>
            """
    }
    return card(
        waiting.title, sum: "<a href=\"\(waiting.address)\">\(waiting.documents.count)</a>",
        "<ul class=\"plain\">\(Array(items))</ul>")
}

/// The page of a document.
public func documentAddress(_ kind: DocumentKind, _ number: String) -> String {
    address(kind.pathName, number)
}

public func lotAddress(_ id: LotID) -> String { address("lots", "\(id.rawValue)") }
