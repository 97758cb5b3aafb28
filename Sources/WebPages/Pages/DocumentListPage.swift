import StockDomain

/// Documents of one kind, newest first.
public func documentListPage(
    _ frame: Frame, _ kind: DocumentKind, _ documents: [DocumentHead], onlyOpen: Bool, next: String?
) -> HTML {
    let rows = documents.map { head -> [HTML] in
        [
            number(head.document.number, at: documentAddress(kind, head.document.number)),
            HTML.text(head.partner?.name ?? ""), HTML.text(head.document.origin ?? ""),
            day(head.document.plannedOn), stateBadge(head.document.state),
        ]
    }
    let path = "/\(kind.pathName)"
    let title = kind.title
    return frame.page(
        title: title, section: kind.section,
        actions: (kind == .productionOrder ? buttonLink("Recipes", "/recipes") : "")
            + buttonLink("New \(kind.inWords)", path + "/new", isPrimary: true),
        content: fellowTabs(kind)
            + tabs([("All", path, !onlyOpen), ("Open", path + "?open=on", onlyOpen)])
            + table(
                ["Number", "Partner", "Origin", "Planned", "State"], rows, caption: title,
                empty: emptyState("There is no \(onlyOpen ? "open " : "")\(kind.inWords)."))
            + nextPage(next))
}

/// The kinds that share an entry of the rail.
private func fellowTabs(_ kind: DocumentKind) -> HTML {
    let fellows = [[DocumentKind.transfer, .scrap], [.customerReturn, .supplierReturn]]
    guard let group = fellows.first(where: { $0.contains(kind) }) else { return "" }
    return tabs(group.map { ($0.title, "/\($0.pathName)", $0 == kind) })
}

func stateBadge(_ state: DocumentState) -> HTML {
    switch state {
    case .draft: badge("draft")
    case .ready: badge("ready", .ok)
    case .inTransit: badge("in transit", .asked)
    case .done: badge("done", .ok)
    case .cancelled: badge("cancelled", .blocked)
    }
}

extension DocumentKind {
    /// As a heading of many.
    public var title: String {
        switch self {
        case .receipt: "Receipts"
        case .delivery: "Deliveries"
        case .transfer: "Transfers"
        case .count: "Counts"
        case .scrap: "Scraps"
        case .customerReturn: "Customer returns"
        case .supplierReturn: "Supplier returns"
        case .productionOrder: "Production"
        case .opening: "Opening stock"
        }
    }

    /// The entry of the rail it belongs to.
    public var section: Section? {
        switch self {
        case .receipt: .receive
        case .delivery: .deliver
        case .transfer, .scrap: .move
        case .customerReturn, .supplierReturn: .returns
        case .count: .count
        case .productionOrder: .make
        case .opening: nil
        }
    }

    /// What its main button says.
    public var verb: String {
        switch self {
        case .receipt: "Receive"
        case .delivery: "Deliver"
        case .transfer: "Move"
        case .count: "Post count"
        case .scrap: "Scrap"
        case .customerReturn: "Take back"
        case .supplierReturn: "Send back"
        case .productionOrder: "Make"
        case .opening: "Post"
        }
    }
}
