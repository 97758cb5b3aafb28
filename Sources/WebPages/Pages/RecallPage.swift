import StockDomain

/// The answer to "who has it": the sentence first, then those to call, what can be stopped, and the rest (R45, R46).
///
/// - Parameter knownOn: the past day as whose end it was asked.
public func recallPage(
    _ frame: Frame, _ scope: RecallScope, lot: LotID, knownOn: CalendarDate? = nil, clock: PageClock
) -> HTML {
    let cards = [
        stoppableCard(scope), onHandCard(scope), becameCard(scope), cameFromCard(scope, clock),
    ]
    return frame.page(
        title: "\(scope.lot.number ?? "") · \(scope.lot.product.name)", section: .lots,
        searched: scope.lot.number ?? "",
        actions: buttonLink("Start recall", address("recalls", "new", query: [("lot", "\(lot.rawValue)")]))
            + buttonLink("CSV", address("lots", "\(lot.rawValue)", "recall.csv"))
            + buttonLink("Put on hold…", address("lots", "\(lot.rawValue)", "hold")),
        content: """
            \(lotTabs(lot, current: .recall, isUnit: scope.lot.kind == .serial))
            \(answer(HTML.text((knownOn.map { "As it was known on \($0.inWords): " } ?? "") + scope.inWords)))
            \(gapList(scope.gaps))
            \(consigneesCard(scope, clock))
            <div class="columns">\(cards)</div>
            \(returnedAllCard(scope))
            \(balanceCard(scope))
            <p class="actions">\(buttonLink("Neighbour lots", lotAddress(lot) + "/neighbours"))</p>
            \(knownOnForm(knownOn, action: lotAddress(lot) + "/recall"))
            """)
}

/// The views of one lot.
public enum LotTab: Sendable {
    case lot, unit, recall, trace, history
}

/// - Parameter isUnit: whether it is one unit, which has a page of its own (R53).
public func lotTabs(_ lot: LotID, current: LotTab, isUnit: Bool = false) -> HTML {
    let ofUnit = isUnit || current == .unit ? [("Unit", lotAddress(lot) + "/unit", current == .unit)] : []
    return tabs(
        [(isUnit ? "Serial" : "Lot", lotAddress(lot), current == .lot)] + ofUnit + [
            ("Who has it", lotAddress(lot) + "/recall", current == .recall),
            ("Trace", lotAddress(lot) + "/trace", current == .trace),
            ("History", lotAddress(lot) + "/history", current == .history),
        ])
}

/// What the answer cannot know, said plainly; what may hide customers first (R47).
public func gapList(_ gaps: [Gap]) -> HTML {
    if gaps.isEmpty { return "" }
    let ordered = gaps.filter { $0.weight == .hidesCustomers } + gaps.filter { $0.weight == .weakensSource }
    let items = ordered.map { gap -> HTML in
        let tone: Tone = gap.weight == .hidesCustomers ? .asked : .plain
        let word = gap.weight == .hidesCustomers ? "may hide customers" : "weakens the source"
        return "<li data-gap=\"\(gap.code.rawValue)\">\(badge(word, tone)) \(gap.detail)</li>"
    }
    return "<section class=\"gaps\"><h2>What this answer cannot know</h2><ul>\(items)</ul></section>"
}

// MARK: - Customers

private func consigneesCard(_ scope: RecallScope, _ clock: PageClock) -> HTML {
    let ordered = scope.consignees.sorted { ($0.ofLot, $1.partner?.code ?? "") > ($1.ofLot, $0.partner?.code ?? "") }
    let rows = ordered.map { consignee -> [HTML] in
        [customer(consignee), contact(consignee), units(consignee), bookings(consignee, scope, clock)]
    }
    return card(
        "With customers", sum: quantity(scope.deliveredNet, scope.lot.product.unit),
        table(
            ["Customer", "Contact", .figure("Units"), "Deliveries"], rows, caption: "Customers who hold units",
            empty: emptyState("No customer holds any of it.")))
}

private func customer(_ consignee: Consignee) -> HTML {
    let name: HTML = "<b>\(consignee.partner?.name ?? "Without a partner")</b>"
    let several = Set(consignee.deliveries.compactMap(\.lot.id)).count
    let mark: HTML = several > 1 ? " \(badge("\(several) lots", .asked))" : ""
    return consignee.isAnonymous ? "\(name) \(badge("anonymous", .asked))" : "\(name)\(mark)"
}

private func contact(_ consignee: Consignee) -> HTML {
    guard let partner = consignee.partner, !consignee.isAnonymous else { return badge("cannot be called", .asked) }
    let phone: HTML? = partner.phone.map { "<a href=\"tel:\(dialled($0))\">\($0)</a>" }
    let mail: HTML? = partner.email.map { "<a href=\"mailto:\($0)\">\($0)</a>" }
    let home: HTML? = partner.address.map {
        HTML.text([$0, partner.country ?? ""].filter { !$0.isEmpty }.joined(separator: ", "))
    }
    let parts = [phone, mail, home].compactMap { $0 }
    return parts.isEmpty ? badge("no contact on record", .asked) : parts.joined(by: "<br>")
}

/// A phone number as a dialling link wants it.
func dialled(_ phone: String) -> String { phone.filter { $0.isNumber || $0 == "+" } }

private func units(_ consignee: Consignee) -> HTML {
    consignee.products.map { part -> HTML in
        consignee.products.count == 1
            ? quantity(part.quantity, part.product.unit)
            : "\(quantity(part.quantity, part.product.unit)) \(number(part.product.sku))"
    }.joined(by: "<br>")
}

private func bookings(_ consignee: Consignee, _ scope: RecallScope, _ clock: PageClock) -> HTML {
    let deliveries = consignee.deliveries.map { booking($0, scope, clock, isReturn: false) }
    let returns = consignee.returns.map { booking($0, scope, clock, isReturn: true) }
    return "<ul class=\"plain\">\(deliveries)\(returns)</ul>"
}

private func booking(_ booking: Booking, _ scope: RecallScope, _ clock: PageClock, isReturn: Bool) -> HTML {
    let document: HTML = booking.document.map { documentLink($0) } ?? nothing
    let isOther = booking.lot != scope.lot
    let lot: HTML? = isOther ? " · \(lotLink(booking.lot)) \(booking.lot.product.name)" : nil
    let word: HTML = isReturn ? " \(badge("returned", .ok))" : ""
    return "<li>\(document) · \(clock.day(booking.happenedAt))\(lot) · \(quantity(booking.quantity))\(word)</li>"
}

func documentLink(_ document: DocumentName) -> HTML {
    let origin: HTML? = document.origin.flatMap { $0 == document.number ? nil : " (\($0))" }
    return "\(number(document.number, at: documentAddress(document.kind, document.number)))\(origin)"
}

func lotLink(_ lot: LotName) -> HTML {
    guard let id = lot.id, let text = lot.number else { return "without number" }
    return number(text, at: lotAddress(id) + "/recall")
}

// MARK: - The rest

/// - Parameter namesAll: whether the lot asked about is named like those made of it, since it is one of several.
func stoppableCard(_ scope: RecallScope, namesAll: Bool = false) -> HTML {
    let items = scope.stoppable.map { goods -> HTML in
        let document: HTML = goods.document.map { documentLink($0) } ?? nothing
        let partner: HTML? = goods.partner.map { " for \($0.name)" }
        let state = goods.state == .left24h ? "left in the last 24 hours" : inWords(goods.state.rawValue)
        let lot = lotNamed(goods.lot, scope, namesAll)
        return "<li>\(document)\(partner) · \(quantity(goods.quantity))\(lot) \(badge(state, .asked))</li>"
    }
    return card(
        "Can still be stopped", sum: total(scope.stoppable.map(\.quantity), scope.stoppable.map(\.lot)),
        list(items, empty: "Nothing is on its way."))
}

private func lotNamed(_ lot: LotName, _ scope: RecallScope, _ namesAll: Bool) -> HTML? {
    lot == scope.lot && !namesAll ? nil : " · \(lotLink(lot)) \(lot.product.name)"
}

/// - Parameter namesAll: as for what can be stopped.
func onHandCard(_ scope: RecallScope, namesAll: Bool = false) -> HTML {
    let items = scope.onHand.map { goods -> HTML in
        let lot = lotNamed(goods.lot, scope, namesAll)
        let package: HTML? = goods.package.map { " in \(number($0))" }
        let reserved: HTML? = goods.reserved > .zero ? " (\(quantity(goods.reserved)) reserved)" : nil
        let keeper: HTML? = goods.keeper.map { " · kept by \($0.name)" }
        return "<li>\(goods.location.code)\(package) · \(quantity(goods.quantity))\(reserved)\(lot)\(keeper)</li>"
    }
    return card(
        "On hand", sum: total(scope.onHand.map(\.quantity), scope.onHand.map(\.lot)),
        list(items, empty: "Nothing is left here."))
}

func becameCard(_ scope: RecallScope) -> HTML {
    let items = scope.madeInto.map { made -> HTML in
        let document: HTML? = made.document.map { " · \(documentLink($0))" }
        return
            "<li>\(lotLink(made.lot)) \(made.lot.product.name) · \(quantity(made.quantity, made.lot.product.unit))\(document)</li>"
    }
    let consumed: HTML? = scope.totals.consumed > .zero ? quantity(scope.totals.consumed, scope.lot.product.unit) : nil
    return card("Became", sum: consumed, list(items, empty: "It became part of nothing else."))
}

private func cameFromCard(_ scope: RecallScope, _ clock: PageClock) -> HTML {
    let items = scope.sources.map { source -> HTML in
        let document: HTML? = source.receipt.document.map { " · \(documentLink($0))" }
        let theirs: HTML? = source.receipt.supplierNumber.map { " · their \(number($0))" }
        let lot: HTML? =
            source.receipt.lot == scope.lot
            ? nil : " · \(lotLink(source.receipt.lot)) \(source.receipt.lot.product.name)"
        return """
            <li>\(source.supplier?.name ?? "Without a supplier")\(document)\(theirs) · \(clock.day(source.receipt.happenedAt))\
            \(lot) · \(quantity(source.receipt.quantity))</li>
            """
    }
    return card("Came from", list(items, empty: "No receipt is on record."))
        + estimateCard(scope.estimatedSources, clock)
}

/// Receipts that goods may have come with before they got their numbers; nothing without any (R5b, R48).
func estimateCard(_ origins: [LotOrigin], _ clock: PageClock) -> HTML {
    if origins.isEmpty { return "" }
    let items = origins.map { origin -> HTML in
        let document: HTML? = origin.receipt.document.map { " · \(documentLink($0))" }
        return """
            <li>\(origin.supplier?.name ?? "Without a supplier")\(document) · \(clock.day(origin.receipt.happenedAt)) \
            · \(quantity(origin.receipt.quantity, origin.receipt.lot.product.unit))</li>
            """
    }
    return card(
        "May have come with", sum: badge("estimate", .asked),
        "<p class=\"hint\">The number was given at delivery. Had the oldest goods left first, it came with:</p>"
            + list(items, empty: ""))
}

private func returnedAllCard(_ scope: RecallScope) -> HTML {
    if scope.returnedAll.isEmpty { return "" }
    let items = scope.returnedAll.map { "<li>\($0.partner?.name ?? "Without a partner")</li>" as HTML }
    return card("Gave everything back", "<ul class=\"plain\">\(items)</ul>")
}

/// The sums of the lot, which must be equal on both sides (R51).
private func balanceCard(_ scope: RecallScope) -> HTML {
    let totals = scope.totals
    func sums(_ terms: [(String, Quantity)]) -> HTML {
        facts(terms.filter { $0.1 != .zero }.map { ($0.0, quantity($0.1, scope.lot.product.unit)) })
    }
    let cameIn = sums([
        ("Opening stock", totals.opening), ("Received", totals.received), ("Produced", totals.produced),
        ("Returned by customers", totals.customerReturned), ("Found", totals.found), ("Moved in", totals.movedIn),
    ])
    let wentOut = sums([
        ("On hand", totals.onHand), ("In transit", totals.inTransit), ("Delivered", totals.delivered),
        ("Used in production", totals.consumed), ("Returned to suppliers", totals.supplierReturned),
        ("Scrapped", totals.scrapped), ("Lost", totals.lost), ("Moved out", totals.movedOut),
    ])
    let closes = totals.closes ? badge("closes", .ok) : badge("does not close", .recalled)
    return card(
        "Every unit accounted for", sum: closes,
        "<div class=\"columns\"><div><h3>Came in</h3>\(cameIn)</div><div><h3>Is or went</h3>\(wentOut)</div></div>")
}

func list(_ items: [HTML], empty: String) -> HTML {
    items.isEmpty ? "<p class=\"nothing\">\(empty)</p>" : "<ul class=\"plain\">\(items)</ul>"
}

/// A sum, only where all is of one product (R45b).
private func total(_ quantities: [Quantity], _ lots: [LotName]) -> HTML? {
    guard let product = lots.first?.product, lots.allSatisfy({ $0.product == product }) else { return nil }
    return quantity(quantities.sum(), product.unit)
}
