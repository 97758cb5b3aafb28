import StockDomain

/// Which documents of a kind a list shows.
public enum DocumentsShown: String, Sendable, CaseIterable {
    case all
    case open = "on"
    case onTheWay = "way"

    public var states: [DocumentState] {
        switch self {
        case .all: []
        case .open: [.draft, .ready, .inTransit]
        case .onTheWay: [.inTransit]
        }
    }

    /// What stands in the address; nil for all.
    public var parameter: String? { self == .all ? nil : rawValue }

    fileprivate var word: String {
        switch self {
        case .all: ""
        case .open: "open "
        case .onTheWay: "travelling "
        }
    }
}

/// Documents of one kind, newest first.
///
/// - Parameters:
///   - warnings: what setting goods aside for all of them has left open.
///   - refused: that form, when it was refused.
public func documentListPage(
    _ frame: Frame, _ kind: DocumentKind, _ documents: [DocumentHead], _ shown: DocumentsShown, key: String,
    warnings: [Warning], refused: FormValues? = nil, next: String?
) -> HTML {
    let rows = documents.map { head -> [HTML] in
        [
            number(head.document.number, at: documentAddress(kind, head.document.number)),
            HTML.text(head.partner?.name ?? ""), HTML.text(head.document.origin ?? ""),
            day(head.document.plannedOn), stateBadge(head.document.state),
        ]
    }
    let path = "/\(kind.pathName)"
    let reserve: HTML? =
        kind.takesStock && shown == .open && !documents.isEmpty
        ? actionButton("Set aside for all", action: path + "/reserve", key: key) : nil
    let new = buttonLink("New \(kind.inWords)", path + "/new", isPrimary: true)
    var views = [("All", path, shown == .all), ("Open", path + "?open=on", shown == .open)]
    if kind == .transfer { views.append(("On the way", path + "?open=way", shown == .onTheWay)) }
    return frame.page(
        title: kind.title, section: kind.section, actions: "\(reserve)\(relatedPages(kind))\(new)",
        notices: (refused?.notices ?? []) + warningNotices(warnings),
        content: fellowTabs(kind) + tabs(views)
            + table(
                ["Number", "Partner", "Origin", "Planned", "State"], rows, caption: kind.title,
                empty: emptyState("There is no \(shown.word)\(kind.inWords)."))
            + nextPage(next))
}

/// The kinds that share an entry of the rail.
private func fellowTabs(_ kind: DocumentKind) -> HTML {
    let fellows = [[DocumentKind.transfer, .scrap], [.customerReturn, .supplierReturn]]
    guard let group = fellows.first(where: { $0.contains(kind) }) else { return "" }
    return tabs(group.map { ($0.title, "/\($0.pathName)", $0 == kind) }, label: "Kinds")
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

/// What is looked for beside documents of a kind.
private func relatedPages(_ kind: DocumentKind) -> HTML? {
    switch kind {
    case .transfer: buttonLink("Packages", "/packages")
    case .productionOrder: buttonLink("Recipes", "/recipes")
    default: nil
    }
}
