import StockDomain

/// The sheet of a drill, to be printed and signed: what auditors of food standards ask of a mock recall.
public func drillSheetPage(_ frame: Frame, _ view: RecallView, clock: PageClock) -> HTML {
    let scope = view.reach.scope
    return frame.page(
        title: "Drill sheet \(view.recall.number)", section: .recall,
        content: """
            \(recallTabs(view.recall, current: .sheet))
            \(answer(HTML.text(DrillResult(view).inWords)))
            \(facts(head(view, clock)))
            \(card("Times", facts(milestoneFacts(view))))
            \(criteria(DrillResult(view)))
            \(forward(scope, clock))
            \(backward(scope, clock))
            \(onHandTable(scope))
            \(view.figures.products.map(balance))
            \(card("Contacts reached", facts(contacts(view))))
            \(differences(view))
            \(signatures())
            """)
}

private func head(_ view: RecallView, _ clock: PageClock) -> [(String, HTML)] {
    let recall = view.recall
    let lots = view.lots.filter(\.isNamed)
    let sources = view.reach.scope.sources
    return [
        ("Exercise", HTML.text(recall.number)), ("Date", clock.day(recall.created.at)),
        ("Scenario", HTML.text(view.reach.scope.madeInto.isEmpty ? "finished goods" : "raw material")),
        ("Chosen by", "\(view.createdBy), seed \(number("\(recall.seed)"))"),
        ("Begun", clock.moment(recall.created.at)),
        ("Ended", recall.ended.map { clock.moment($0.at) } ?? nothing),
        ("Lot", lots.map { lotLink($0.lot) }.joined(by: " ")),
        ("Product", HTML.text(Set(lots.map(\.lot.product.name)).sorted().joined(separator: ", "))),
        ("Supplier", HTML.text(Set(sources.compactMap(\.supplier?.name)).sorted().joined(separator: ", "))),
        (
            "Supplier’s lot",
            HTML.text(Set(sources.compactMap(\.receipt.supplierNumber)).sorted().joined(separator: ", "))
        ),
        ("Reason", HTML.text(recall.reason)),
    ]
}

private func criteria(_ result: DrillResult) -> HTML {
    let rows = result.criteria.map { criterion -> [HTML] in
        [
            HTML.text(criterion.what), HTML.text(criterion.found),
            criterion.isPassed.map { $0 ? badge("pass", .ok) : badge("fail", .recalled) } ?? badge("not yet"),
        ]
    }
    return card("Result", table(["Criterion", "Found", "Result"], rows, caption: "Criteria"))
}

/// Every lot made of it, and every delivery of either.
private func forward(_ scope: RecallScope, _ clock: PageClock) -> HTML {
    let made = scope.madeInto.map { made -> [HTML] in
        [
            lotLink(made.lot), HTML.text(made.lot.product.name), quantity(made.quantity, made.lot.product.unit),
            made.document.map(documentLink) ?? nothing,
        ]
    }
    let deliveries = (scope.consignees + scope.returnedAll).flatMap { consignee in
        consignee.deliveries.map { delivery -> [HTML] in
            [
                HTML.text(consignee.partner?.name ?? "without a name"), lotLink(delivery.lot),
                quantity(delivery.quantity, delivery.lot.product.unit), clock.day(delivery.happenedAt),
                delivery.document.map(documentLink) ?? nothing, HTML.text(delivery.document?.origin ?? ""),
            ]
        }
    }
    return card(
        "Forward: made of it",
        table(
            ["Lot", "Product", .figure("Quantity"), "Document"], made, caption: "Made of it",
            empty: "<p class=\"nothing\">Nothing was made of it.</p>"))
        + card(
            "Forward: delivered",
            table(
                ["Customer", "Lot", .figure("Quantity"), "Date", "Document", "Order"], deliveries, caption: "Delivered",
                empty: "<p class=\"nothing\">Nothing was delivered.</p>"))
}

private func backward(_ scope: RecallScope, _ clock: PageClock) -> HTML {
    let rows = scope.sources.map { source -> [HTML] in
        [
            lotLink(source.receipt.lot), HTML.text(source.receipt.lot.product.name),
            quantity(source.receipt.quantity, source.receipt.lot.product.unit),
            HTML.text(source.supplier?.name ?? ""), HTML.text(source.receipt.supplierNumber ?? ""),
            clock.day(source.receipt.happenedAt), source.receipt.document.map(documentLink) ?? nothing,
        ]
    }
    return card(
        "Backward: every input, packaging and rework too",
        table(
            ["Lot", "Product", .figure("Quantity"), "Supplier", "Their lot", "Date", "Receipt"], rows,
            caption: "Inputs",
            empty: "<p class=\"nothing\">No receipt is on record.</p>"))
        + gapList(scope.gaps)
}

private func onHandTable(_ scope: RecallScope) -> HTML {
    let rows = scope.onHand.map { goods -> [HTML] in
        [
            HTML.text(goods.location.code), lotLink(goods.lot), quantity(goods.quantity, goods.lot.product.unit), "",
            "",
        ]
    }
    return card(
        "On hand",
        table(
            ["Place", "Lot", .figure("Quantity"), "Counted", "By"], rows, caption: "On hand",
            empty: "<p class=\"nothing\">Nothing is left here.</p>"))
}

/// The mass balance of one product, term by term.
private func balance(_ figures: ProductFigures) -> HTML {
    let unit = figures.product.unit
    let totals = figures.balance
    let terms: [(String, Quantity)] = [
        ("Delivered, less returned", totals.delivered - totals.customerReturned), ("On hand", totals.onHand),
        ("In transit", totals.inTransit), ("Used in production", totals.consumed),
        ("Scrapped, destroyed, sampled", totals.scrapped), ("Lost, less found", totals.lost - totals.found),
        ("Returned to suppliers", totals.supplierReturned), ("Went on under other numbers", totals.movedOut),
    ]
    let share = Percentage(DrillResult.explained(totals), of: figures.produced)
    return card(
        "Mass balance of \(figures.product.sku)", sum: HTML.text(share?.inWords ?? ""),
        facts(
            [("Received or produced", quantity(figures.produced, unit))]
                + terms.filter { $0.1 != .zero }.map { ($0.0, quantity($0.1, unit)) }))
}

private func contacts(_ view: RecallView) -> [(String, HTML)] {
    [
        ("Customers", "\(view.figures.consignees)"), ("Told", "\(view.figures.notified)"),
        ("Reached", "\(view.figures.responded) of \(view.figures.consignees)"),
        ("Quality records seen (certificate, control points, release)", ""),
    ]
}

private func differences(_ view: RecallView) -> HTML {
    card(
        "Differences and corrective actions",
        "<p>\(view.recall.conclusion ?? "")</p>"
            + table(
                ["What", "Explanation or action", "Owner", "Due"], [["", "", "", ""], ["", "", "", ""]],
                caption: "Corrective actions"))
}

private func signatures() -> HTML {
    card("Signatures", table(["Led by", "Checked by", "Date"], [["", "", ""]], caption: "Signatures"))
}
