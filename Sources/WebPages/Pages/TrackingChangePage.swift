import StockDomain

/// The levels that a guided change can go to, as its form offers them.
public enum LevelChoice: String, Sendable, CaseIterable {
    case none, lot, serial
    case lotAtDelivery = "lot_at_delivery"
    case serialAtDelivery = "serial_at_delivery"

    public var level: TrackingLevel {
        switch self {
        case .none: TrackingLevel(.none)
        case .lot: TrackingLevel(.lot)
        case .serial: TrackingLevel(.serial)
        case .lotAtDelivery: TrackingLevel(.lot, .deliveryOnly)
        case .serialAtDelivery: TrackingLevel(.serial, .deliveryOnly)
        }
    }

    fileprivate var label: String { level.inWords.prefix(1).uppercased() + level.inWords.dropFirst() }
}

/// The guided change of a product's level: where it goes, what stands where, and a list of numbers for each place (R7).
///
/// - Parameters:
///   - view: nil while none is being prepared.
///   - values: of the form that was refused last.
public func trackingChangePage(
    _ frame: Frame, _ product: Product, _ view: TrackingChangeView?, _ values: FormValues
) -> HTML {
    let draft = view.flatMap { $0.change.state == .draft ? $0 : nil }
    return frame.page(
        title: "\(product.sku) · Change tracking", section: .setup,
        actions: buttonLink("Back to the product", address("products", product.sku)), notices: values.notices,
        content: draft.map { draftContent($0, values) } ?? choiceContent(product, view, values))
}

// MARK: Before

private func choiceContent(_ product: Product, _ last: TrackingChangeView?, _ values: FormValues) -> HTML {
    let choices = LevelChoice.allCases.map { Field.Choice($0.rawValue, $0.label) }
    let before: HTML =
        last?.change.state == .applied
        ? doneNotice("The level of \(product.sku) is now: \(product.level.inWords).") : ""
    return """
        \(before)\(answer("The level of \(product.sku): \(product.level.inWords)."))
        <p>A change of level with stock on hand is prepared first: you see what stands where, and enter the numbers found
        there. Nothing changes until you apply it.</p>
        """
            + form(
                action: path(product, "start"), key: values.key, submit: "Prepare the change",
                values.field("level", "Change to", .choice(choices), isRequired: true, hasFocus: true))
}

// MARK: While it is filled

private func draftContent(_ view: TrackingChangeView, _ values: FormValues) -> HTML {
    let asksNumbers = view.change.to.kindInside != nil
    return """
        \(answer(HTML.text(sentence(view))))
        \(movedNotice(view, values))
        \(asksNumbers ? "\(lists(of: view).map { listCard($0, view, values) })" : stockCard(view))
        \(documentCard(view))
        \(applyCard(view, values))
        """
}

private func sentence(_ view: TrackingChangeView) -> String {
    let there = view.spots.map(\.there).sum().grouped + " " + view.product.unit
    let start = "\(view.product.sku) goes from \(view.change.from.inWords) to \(view.change.to.inWords)."
    guard view.change.to.kindInside != nil else {
        return there.hasPrefix("0 ") ? start : start + " The numbers of \(there) end."
    }
    let given = view.spots.map(\.given).sum().grouped
    return start + " Numbers are given for \(given) of \(there) in \(view.spots.count) places."
}

private func movedNotice(_ view: TrackingChangeView, _ values: FormValues) -> HTML? {
    if view.moved.isEmpty { return nil }
    let rows = view.moved.map { stock -> HTML in
        let by = stock.documents.isEmpty ? "" : " (\(stock.documents.joined(separator: ", ")))"
        return """
            <li>\(view.names.inWords(stock.spot)): \(quantity(stock.was)) then, \(quantity(stock.now)) now\(by)</li>
            """
    }
    return warningNotice("Stock has moved since you looked. Check the numbers of these places.") + "<ul>\(rows)</ul>"
        + actionButton("I have seen it", action: path(view.product, "start"), key: values.key + "-seen")
}

/// One list of numbers to be entered: a spot, and where it holds several lots one of them.
private struct NumberList {
    let spot: Spot
    let fromLot: LotNumber?
    let there: Quantity
    let given: [ChangeNumber]
}

private func lists(of view: TrackingChangeView) -> [NumberList] {
    view.spots.flatMap { sum -> [NumberList] in
        let piles = view.stock.filter { $0.spot == sum.spot && $0.isConcerned }
        let numbers = view.numbers.filter { $0.spot == sum.spot }
        let splits = view.change.from.kindInside == .lot && piles.count > 1
        let origins = splits ? piles.map(\.number) : [nil]
        let named = origins.map { origin in
            NumberList(
                spot: sum.spot, fromLot: origin,
                there: splits ? piles.filter { $0.number == origin }.map(\.quantity).sum() : sum.there,
                given: numbers.filter { $0.fromLot == origin })
        }
        let others = Set(numbers.compactMap(\.fromLot)).subtracting(origins.compactMap { $0 }).sorted()
        return named
            + others.map { origin in
                NumberList(
                    spot: sum.spot, fromLot: origin, there: .zero, given: numbers.filter { $0.fromLot == origin })
            }
    }
}

private func listCard(_ list: NumberList, _ view: TrackingChangeView, _ values: FormValues) -> HTML {
    let place = view.names.place(list.spot)
    let package = view.names.package(list.spot)
    let isRefused =
        values["location"] == place && values["package"] == package ?? ""
        && values["from_lot"] == list.fromLot?.text ?? ""
    let isSerial = view.change.to.kindInside == .serial
    let typed = isRefused ? values["numbers_text"] : list.given.map { line($0, isSerial) }.joined(separator: "\n")
    let id = "list-\(list.spot.location.rawValue)-\(list.spot.package?.rawValue ?? 0)-\(list.fromLot?.text ?? "")"
    let title = view.names.inWords(list.spot) + (list.fromLot.map { " · \($0)" } ?? "")
    let count = list.given.map(\.quantity).sum().grouped
    let unit = view.product.unit
    return card(
        title,
        form(
            action: path(view.product, "place"), key: values.key + "-" + id,
            hidden: [("location", place), ("package", package ?? ""), ("from_lot", list.fromLot?.text ?? "")],
            submit: "Save",
            """
            <div class="field numbers"><label for="\(id)">Numbers found here, one a line</label>
            <textarea id="\(id)" name="numbers_text" rows="\(min(12, max(4, list.given.count + 1)))"\
            \(attribute("data-count", isSerial ? "\(id)-count" : nil)) autocomplete="off" autocapitalize="off"\
             spellcheck="false">
            \(typed)</textarea>
            <p class="hint"><output id="\(id)-count">\(count)</output> of \(list.there.grouped) \(unit)\
            \(isSerial ? "" : " · number; quantity; expiry")</p></div>
            """))
}

private func line(_ number: ChangeNumber, _ isSerial: Bool) -> String {
    let day = number.expiresOn?.description
    if isSerial { return number.number.text + (day.map { ";1;\($0)" } ?? "") }
    return ([number.number.text, number.quantity.description] + [day].compactMap { $0 }).joined(separator: ";")
}

private func stockCard(_ view: TrackingChangeView) -> HTML {
    let rows = view.stock.filter(\.isConcerned).map { pile -> [HTML] in
        [
            HTML.text(view.names.inWords(pile.spot)), number(pile.number?.text ?? "–"),
            quantity(pile.quantity, view.product.unit), quantity(pile.reserved),
        ]
    }
    return card(
        "Stock that loses its number",
        table(
            ["Place", "Number", .figure("Quantity"), .figure("Reserved")], rows, caption: "Stock",
            empty: emptyState("No stock has a number.")))
}

private func documentCard(_ view: TrackingChangeView) -> HTML? {
    if view.documents.isEmpty { return nil }
    let rows = view.documents.map { document -> [HTML] in
        [
            number(document.number, at: address(document.kind.pathName, document.number)),
            HTML.text(document.kind.inWords), quantity(document.quantity, view.product.unit),
            quantity(document.reserved),
        ]
    }
    return card(
        "Open documents",
        table(["Document", "Kind", .figure("Quantity"), .figure("Reserved")], rows, caption: "Open documents"))
}

private func applyCard(_ view: TrackingChangeView, _ values: FormValues) -> HTML {
    let differs = view.change.to.kindInside != nil && view.spots.contains { $0.difference != .zero }
    let difference: HTML =
        differs
        ? """
        <p>What has no number, or is more than the book says, becomes a count difference. Say why.</p>
        """ : ""
    let typed = values["difference_reason"].isEmpty ? view.change.differenceReason ?? "" : values["difference_reason"]
    return card(
        "Apply",
        form(
            action: path(view.product, "apply"), key: values.key + "-apply", submit: "Apply", isGrave: true,
            """
            \(difference)\(values.questions)
            \(field(Field("difference_reason", "Reason of the difference", value: typed), refusal: values.refusal))
            """)
            + actionButton("Give it up", action: path(view.product, "cancel"), key: values.key + "-cancel"))
}

private func path(_ product: Product, _ action: String) -> String {
    address("products", product.sku, "tracking", action)
}
