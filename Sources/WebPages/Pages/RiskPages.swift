import StockDomain

/// Everything that recalls cannot know, the largest first (R47).
public func gapsPage(_ frame: Frame, _ gaps: [StandingGap], product: String) -> HTML {
    let rows = gaps.map { gap -> [HTML] in
        let tone: Tone = gap.weight == .hidesCustomers ? .asked : .plain
        return [
            number(gap.product.sku, at: address("products", gap.product.sku)),
            "\(badge(gap.weight == .hidesCustomers ? "may hide customers" : "weakens the source", tone)) \(gap.mayHide)",
            quantity(gap.units, gap.product.unit), HTML.text(gap.lots == 0 ? "" : "\(gap.lots)"),
            quantity(gap.recallSize, gap.product.unit),
        ]
    }
    let hiding = gaps.filter { $0.weight == .hidesCustomers }.count
    let sentence =
        gaps.isEmpty
        ? "Nothing is missing: every recall can be answered in full."
        : "\(gaps.count == 1 ? "1 gap" : "\(gaps.count) gaps"), of which \(hiding) may hide customers; the one that makes a recall largest stands first."
    return frame.page(
        title: "Gaps", section: .reports,
        actions: buttonLink(
            "As CSV", address("api", "v1", "reports", "gaps", query: [("product", product), ("format", "csv")])),
        content: """
            \(answer(HTML.text(sentence)))
            \(filterForm(action: "/reports/gaps", field(Field("product", "Product (SKU)", value: product))))
            \(table(["Product", .sentence("What it may hide"), .figure("Units"), .figure("Numbers"), .figure("Recall of")], rows,
                    caption: "Gaps", empty: emptyState("There are no gaps.")))
            """)
}

/// Who may have got goods of a receipt that carried no number: an estimate throughout (R48).
public func exposurePage(
    _ frame: Frame, _ exposure: Exposure?, receipt: String, product: String, refusal: Refusal? = nil, clock: PageClock
) -> HTML {
    let filter = filterForm(
        action: "/reports/exposure", submit: "Estimate",
        field(
            Field(
                "receipt", "Receipt", value: receipt,
                hint: "Its number, or its origin: the order or the supplier’s document.", isRequired: true))
            + field(Field("product", "Product (SKU)", value: product, isRequired: true)))
    let content: HTML? = exposure.map { exposure in
        """
        \(guess("If the oldest left first", exposure.oldestFirst, exposure.product.unit, clock))
        \(guess("At worst", exposure.atWorst, exposure.product.unit, clock))
        """
    }
    let file = address(
        "api", "v1", "reports", "exposure", query: [("receipt", receipt), ("product", product), ("format", "csv")])
    return frame.page(
        title: "Exposure of goods without number", section: .reports,
        actions: exposure == nil ? "" : buttonLink("As CSV", file), notices: refusal.map { [refusalNotice($0)] } ?? [],
        content: """
            \(exposure.map { answer("\(badge("estimate", .asked)) \($0.inWords)") }
                ?? answer("Who may have got goods of one receipt that carried no numbers? Name the receipt, or the order that it came by, and the product."))
            \(filter)\(content)
            """)
}

private func guess(_ title: String, _ guess: Exposure.Guess, _ unit: String, _ clock: PageClock) -> HTML {
    let rows = (guess.deliveries + guess.others).map { row -> [HTML] in
        let contact = row.partner.flatMap { $0.isAnonymous ? nil : $0 }
        return [
            row.partner.map { HTML.text($0.name) } ?? HTML.text(row.kind.inWords),
            HTML.text([contact?.phone, contact?.email].compactMap { $0 }.joined(separator: " · ")),
            row.document.map { documentLink($0) } ?? nothing, clock.day(row.happenedAt), quantity(row.quantity, unit),
        ]
    }
    return card(
        title, sum: badge("estimate", .asked),
        table(
            ["To", "Contact", "Document", "When", .figure("At most")], rows, caption: title,
            empty: "<p class=\"nothing\">Nothing has left.</p>")
            + "<p>\(quantity(guess.onHand, unit)) may still be here.</p>")
}

/// Lots that may have been mixed up with a suspect one.
public func neighboursPage(_ frame: Frame, of lot: LotName, _ neighbours: [NeighbourLot], clock: PageClock) -> HTML {
    let rows = neighbours.map { neighbour -> [HTML] in
        let meetings = neighbour.meetings.map { meeting -> HTML in
            let end: HTML = meeting.until.map { clock.day($0) } ?? "today"
            return "\(number(meeting.location.code)) \(clock.day(meeting.from)) to \(end)"
        }
        let evidence = neighbour.evidence.map { inWords($0, lot.product.unit) }
        return [
            lotLink(neighbour.lot), meetings.joined(by: "<br>"),
            evidence.isEmpty ? "stood there, nothing more" : evidence.joined(by: "<br>"),
            quantity(neighbour.reach.withCustomers, lot.product.unit),
            quantity(neighbour.reach.here, lot.product.unit),
        ]
    }
    let proven = neighbours.filter { !$0.evidence.isEmpty }.count
    let sentence =
        neighbours.isEmpty
        ? "No other lot of \(lot.product.sku) stood open beside it."
        : "\(neighbours.count == 1 ? "1 other lot" : "\(neighbours.count) other lots") of \(lot.product.sku) stood open in the same place at the same time; "
            + (proven == 0
                ? "nothing speaks for a mix-up."
                : "for \(proven == 1 ? "1" : "\(proven)") of them something speaks for a mix-up.")
    return frame.page(
        title: "\(lot.number ?? "") · \(lot.product.name)", section: .lots, searched: lot.number ?? "",
        content: """
            \(lot.id.map { lotTabs($0, current: .recall, isUnit: lot.kind == .serial) })
            \(answer(HTML.text(sentence)))
            \(table(["Lot", "Together", .sentence("What speaks for a mix-up"), .figure("With customers"), .figure("Here")], rows,
                    caption: "Neighbour lots", empty: emptyState("Nothing stood beside it.")))
            """)
}

private func inWords(_ evidence: NeighbourLot.Evidence, _ unit: String) -> HTML {
    switch evidence {
    case .opposite(let missing, let over):
        "\(badge("counts", .recalled)) one was short by \(quantity(missing, unit)) while the other was over by \(quantity(over, unit))"
    case .countDifference(let lot, let amount):
        "\(badge("count", .asked)) \(lot.number ?? "") was counted \(quantity(amount, unit)) off the books"
    case .samePick(let document): "\(badge("same pick", .asked)) both left with \(documentLink(document))"
    }
}
