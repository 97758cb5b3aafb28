import StockDomain

/// The address of a package's page.
public func packageAddress(_ number: String) -> String { address("packages", number) }

/// Packages by number, and the form that makes one.
public func packageListPage(
    _ frame: Frame, _ page: Page<PackageRow>, searched: String, places: [String], _ values: FormValues, next: String?
) -> HTML {
    let rows = page.items.map { row -> [HTML] in
        [
            number(row.package.number, at: packageAddress(row.package.number)),
            HTML.text(row.locationCode ?? "announced"),
            row.parent.map { number($0, at: packageAddress($0)) } ?? "", quantity(Quantity(units: Int64(row.piles))),
        ]
    }
    let new = form(
        action: "/packages", key: values.key, submit: "Make a package",
        values.field("number", "Number on it", hint: "Empty makes an SSCC.")
            + values.field("location", "Place", .choice(places.map { Field.Choice($0, $0) })))
    return frame.page(
        title: "Packages", section: .move, notices: values.notices,
        content: filterForm(action: "/packages", field(Field("q", "Part of the number", value: searched)))
            + table(
                ["Number", "Place", "Stands in", .figure("Different goods")], rows, caption: "Packages",
                empty: emptyState("There is no such package."))
            + nextPage(next) + card("New package", new))
}

/// One package: where it stands, what is in it, what befell it, and what can be done with it.
public func packagePage(
    _ frame: Frame, _ view: PackageView, _ history: [PackageEvent], places: [String], _ values: FormValues,
    showsNumbers: Bool, clock: PageClock
) -> HTML {
    frame.page(
        title: "Package \(view.number)", section: .move, searched: view.number, notices: values.notices,
        content: """
            \(answer(HTML.text(sentence(view, clock))))
            \(facts(packageFacts(view, clock)))
            \(card("What is in it", contents(view, showsNumbers: showsNumbers)))
            \(actions(view, places, values, showsNumbers: showsNumbers))
            \(card("What befell it", events(history, clock)))
            """)
}

private func sentence(_ view: PackageView, _ clock: PageClock) -> String {
    let when = view.moment.map { " (as it was on \(clock.zone.day(of: $0.at).inWords))" } ?? ""
    guard let place = view.location else { return "Package \(view.number) is announced and has not come in yet." }
    if let holder = view.holder { return "Package \(view.number) went to \(holder.name)." }
    if !place.usage.holdsStock { return "Package \(view.number) has left: \(place.code)." }
    let goods = Set(view.contents.map(\.sku)).count
    let what = goods == 0 ? "is empty" : goods == 1 ? "holds goods of one product" : "holds goods of \(goods) products"
    return "Package \(view.number) stands in \(place.code) and \(what)\(when)."
}

private func packageFacts(_ view: PackageView, _ clock: PageClock) -> [(String, HTML)] {
    var pairs: [(String, HTML)] = [("Number", number(view.number)), ("Kind", view.isSSCC ? "SSCC" : "own number")]
    if let place = view.location { pairs.append(("Place", HTML.text(place.code))) }
    if let parent = view.parent { pairs.append(("Stands in", number(parent, at: packageAddress(parent)))) }
    if !view.children.isEmpty {
        pairs.append(("In it stand", "\(view.children.map { "\(number($0, at: packageAddress($0))) " as HTML })"))
    }
    if let openedAt = view.openedAt { pairs.append(("Opened", clock.moment(openedAt))) }
    return pairs
}

private func contents(_ view: PackageView, showsNumbers: Bool) -> HTML {
    let rows = view.contents.map { row -> [HTML] in
        let blocked: HTML = row.isBlocked ? " \(statusBadge(row.status == .released ? .hold : row.status))" : ""
        let name = row.number?.text ?? ""
        let goods: HTML = row.key.lot.map { number(name, at: lotAddress($0)) } ?? ""
        let inner: HTML =
            row.packageNumber == view.number ? "" : row.packageNumber.map { number($0, at: packageAddress($0)) } ?? ""
        let cells: [HTML] = [
            number(row.sku, at: address("products", row.sku)), "\(goods)\(blocked)", quantity(row.quantity),
            quantity(row.reserved), inner,
        ]
        return showsNumbers ? cells : [cells[0]] + cells[2...]
    }
    let columns: [Column] = ["Product", "Number", .figure("Quantity"), .figure("Reserved"), "In package"]
    return table(
        showsNumbers ? columns : [columns[0]] + columns[2...], rows, caption: "Contents",
        empty: "<p class=\"nothing\">Nothing is in it.</p>")
}

private func actions(
    _ view: PackageView, _ places: [String], _ values: FormValues, showsNumbers: Bool
) -> HTML {
    guard view.moment == nil, view.location?.usage.holdsStock == true else { return "" }
    let path = packageAddress(view.number)
    let others = places.filter { $0 != view.location?.code || view.parent != nil }
    let move = values.named("move")
    return """
        \(card("Put in", goodsForm("pack", "Pack", view, values.named("pack"), showsNumbers: showsNumbers)))
        \(view.contents.isEmpty && view.children.isEmpty
            ? "" : card("Take out", goodsForm("unpack", "Take out", view, values.named("unpack"), showsNumbers: showsNumbers)
                + actionButton("Take everything out", action: path + "/unpack", key: values.key + "a")))
        \(card("Move", form(
            action: path + "/move", key: values.key + "m", submit: "Move with everything in it",
            move.questions + move.field("to", "To", .choice(others.map { Field.Choice($0, $0) })))))
        """
}

/// Goods or a package; whichever is filled in.
private func goodsForm(
    _ name: String, _ submit: String, _ view: PackageView, _ values: FormValues, showsNumbers: Bool
) -> HTML {
    let numberField: HTML? =
        showsNumbers ? values.field("number", "Lot or serial", hint: "Empty for the first in.") : nil
    return form(
        action: packageAddress(view.number) + "/" + name, key: values.key + name, submit: submit,
        """
        \(values.questions)
        \(values.field("product", "Product (SKU)"))
        \(numberField)
        \(values.field("quantity", "Quantity", .figure))
        \(values.field("package", "Or a package", hint: "Its number."))
        """)
}

private func events(_ history: [PackageEvent], _ clock: PageClock) -> HTML {
    let rows = history.map { event -> [HTML] in
        [
            clock.moment(event.happenedAt), HTML.text(event.what),
            event.document.map { number($0, at: address("find", query: [("q", $0)])) } ?? "",
            HTML.text(event.actorName), HTML.text(event.reason ?? ""),
        ]
    }
    return table(
        ["When", "What", "Document", "Who", "Reason"], rows, caption: "History",
        empty: "<p class=\"nothing\">Nothing yet.</p>")
}

/// The packages of a document, with what came otherwise than announced (R31a).
func packageCard(_ view: DocumentView, _ clock: PageClock) -> HTML {
    if view.packages.isEmpty { return "" }
    let rows = view.packages.map { package -> [HTML] in
        [
            number(package.number, at: packageAddress(package.number)),
            package.isAnnounced ? "" : badge("not announced", .asked),
            package.scannedAt.map { clock.moment($0) } ?? nothing,
        ]
    }
    let differences: HTML? =
        view.differences.isEmpty
        ? nil
        : "<h3>Differences</h3><ul class=\"plain\">\(view.differences.map { "<li>\($0.detail)</li>" as HTML })</ul>"
    return card(
        "Packages", "\(table(["Package", "", "Scanned"], rows, caption: "Packages of this document"))\(differences)")
}
