import StockDomain

/// The sheet of a drill, to be printed and signed: what auditors of food standards ask of a mock recall.
public func drillSheetPage(_ frame: Frame, _ view: RecallView, _ values: FormValues, clock: PageClock) -> HTML {
    let scope = view.reach.scope
    return frame.page(
        title: "Drill sheet \(view.recall.number)", section: .recall, notices: values.notices,
        content: """
            \(recallTabs(view.recall, current: .sheet))
            \(answer(HTML.text(DrillResult(view).inWords)))
            \(facts(head(view, clock)))
            \(times(view, clock))
            \(criteria(DrillResult(view)))
            \(forward(view, clock))
            \(wentIn(view, clock))
            \(receiptsTable(scope, clock))
            \(gapList(scope.gaps))
            \(onHandTable(view, clock))
            \(recordsTable(view))
            \(view.drillBalances.map { balance(view, $0) })
            \(view.drillBalanceTogether.map { balance(view, $0) })
            \(yieldCard(view.yields))
            \(card("Contacts reached", facts(contacts(view))))
            \(differences(view, clock))
            \(signatures(view, clock))
            \(drillSheetForms(view, values))
            """)
}

private func head(_ view: RecallView, _ clock: PageClock) -> [(String, HTML)] {
    let recall = view.recall
    let lots = view.lots.filter(\.isNamed)
    let sources = view.reach.scope.sources
    let lines = Set(view.orders.values.compactMap(\.place)).sorted()
    return [
        ("Exercise", HTML.text(recall.number)), ("Date", clock.day(recall.created.at)),
        ("Scenario", HTML.text(inWords(view.scenario.rawValue))),
        ("Chosen by", HTML.text(view.chosenInWords)),
        ("Begun", clock.moment(recall.created.at)),
        ("Ended", recall.ended.map { clock.moment($0.at) } ?? "under way"),
        ("Lot", lots.map { lotLink($0.lot) }.joined(by: " ")),
        (
            "Product",
            HTML.text(
                Set(lots.map { "\($0.lot.product.name) (\($0.lot.product.sku))" }).sorted().joined(separator: ", "))
        ),
        (
            "Line or place",
            HTML.text(view.sheet?.line ?? (lines.isEmpty ? "not on record" : lines.joined(separator: ", ")))
        ),
        ("Supplier", known(Set(sources.compactMap(\.supplier?.name)).sorted())),
        ("Supplier’s lot", known(Set(sources.compactMap(\.receipt.supplierNumber)).sorted())),
        ("Reason", HTML.text(recall.reason)),
    ]
}

/// Names one after the other, at most 20 of them.
private func known(_ names: [String]) -> HTML {
    if names.isEmpty { return "not on record" }
    let more = names.count > 20 ? " and \(names.count - 20) more" : ""
    return HTML.text(names.prefix(20).joined(separator: ", ") + more)
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
private func forward(_ view: RecallView, _ clock: PageClock) -> HTML {
    let scope = view.reach.scope
    let made = scope.madeInto.map { made -> [HTML] in
        let order = made.document.flatMap { view.orders[$0.id] }
        return [
            lotLink(made.lot), HTML.text(made.lot.product.name), quantity(made.quantity, made.lot.product.unit),
            order?.at.map(clock.day) ?? nothing, HTML.text(order?.place ?? view.sheet?.line ?? ""),
            made.document.map(documentLink) ?? nothing,
        ]
    }
    let deliveries = (scope.consignees + scope.returnedAll).flatMap { consignee in
        consignee.deliveries.map { delivery -> [HTML] in
            [
                HTML.text(consignee.partner?.name ?? "without a name"), lotLink(delivery.lot),
                quantity(delivery.quantity, delivery.lot.product.unit), clock.day(delivery.happenedAt),
                delivery.document.map(documentLink) ?? nothing,
            ]
        }
    }
    return card(
        "Forward: made of it",
        table(
            ["Lot", "Product", .figure("Quantity"), "Date", "Line or place", "Order"], made, caption: "Made of it",
            empty: "<p class=\"nothing\">Nothing was made of it.</p>"))
        + card(
            "Forward: delivered",
            table(
                ["Customer", "Lot", .figure("Quantity"), "Date", "Document and order"], deliveries,
                caption: "Delivered", empty: "<p class=\"nothing\">Nothing was delivered.</p>"))
}

/// Milestones with the time of day and how long it took to get there.
private func times(_ view: RecallView, _ clock: PageClock) -> HTML {
    let rows = view.milestones.passed.map { passed -> [HTML] in
        let name = passed.milestone.inWords(isDrill: true)
        return [
            HTML.text(name.prefix(1).uppercased() + name.dropFirst()), passed.at.map(clock.moment) ?? nothing,
            view.milestones.seconds(to: passed.milestone).map { HTML.text(duration($0)) } ?? nothing,
        ]
    }
    return card("Times", table(["Milestone", "When", "After"], rows, caption: "Times"))
}

/// Every input at every level with what was used of it.
private func wentIn(_ view: RecallView, _ clock: PageClock) -> HTML {
    let rows = view.inputs.map { edge -> [HTML] in
        [
            lotLink(edge.from), HTML.text(edge.from.product.name), HTML.text(view.kind(of: edge).rawValue),
            quantity(edge.quantity, edge.from.product.unit), lotLink(edge.to),
            edge.happenedAt.map(clock.day) ?? nothing, edge.document.map(documentLink) ?? "batch",
        ]
    }
    return card(
        "Backward: what went in, packaging and rework too",
        table(
            ["Lot", "Product", "As", .figure("Used"), "Into", "Date", "Order"], rows, caption: "Inputs",
            empty: "<p class=\"nothing\">It was not made here.</p>"))
}

private func receiptsTable(_ scope: RecallScope, _ clock: PageClock) -> HTML {
    let rows = scope.sources.map { source -> [HTML] in
        [
            lotLink(source.receipt.lot), HTML.text(source.receipt.lot.product.name),
            quantity(source.receipt.quantity, source.receipt.lot.product.unit),
            HTML.text(source.supplier?.name ?? ""), HTML.text(source.receipt.supplierNumber ?? ""),
            clock.day(source.receipt.happenedAt), source.receipt.document.map(documentLink) ?? nothing,
        ]
    }
    return card(
        "Backward: receipts",
        table(
            ["Lot", "Product", .figure("Received"), "Supplier", "Their lot", "Date", "Receipt"], rows,
            caption: "Receipts",
            empty: "<p class=\"nothing\">No receipt is on record.</p>"))
}

private func onHandTable(_ view: RecallView, _ clock: PageClock) -> HTML {
    let rows = view.countedPlaces.map { place -> [HTML] in
        let unit = place.lot.product.unit
        return [
            HTML.text(place.location), lotLink(place.lot), quantity(place.book, unit),
            place.count.map { quantity($0.counted, unit) } ?? nothing,
            place.count.map { $0.difference == .zero ? "none" : "\(badge($0.difference.grouped, .recalled))" }
                ?? nothing,
            place.count.map { "\($0.by), \(clock.moment($0.at))" } ?? nothing,
        ]
    }
    return card(
        "On hand", id: "on-hand",
        table(
            ["Place", "Lot", .figure("Books"), .figure("Counted"), "Difference", "Counted by"], rows,
            caption: "On hand", empty: "<p class=\"nothing\">Nothing is left here.</p>"))
}

private func recordsTable(_ view: RecallView) -> HTML {
    let rows = (view.sheet?.records ?? []).map { record -> [HTML] in
        [
            HTML.text(inWords(record.kind.rawValue)), HTML.text(record.reference),
            record.wasFound ? badge("found", .ok) : badge("missing", .recalled), HTML.text(record.remark ?? ""),
        ]
    }
    return card(
        "Quality records: certificates, control points, release",
        table(
            ["Kind", "Number or place", "Found", "Remark"], rows, caption: "Quality records",
            empty: "<p class=\"nothing\">None is written down yet.</p>"))
}

/// A mass balance term by term, each a way to its movements, with what turned stock units into its unit.
private func balance(_ view: RecallView, _ balance: DrillBalance) -> HTML {
    let unit = balance.unit
    func linked(_ part: (term: MassBalance.Term, amount: Quantity)) -> (String, HTML) {
        let to = balanceAddress(view, part.term, balance.product?.sku)
        return (part.term.inWords, "<a href=\"\(to)\">\(quantity(part.amount, unit))</a>")
    }
    let used = balance.factors.map(\.inWords).joined(separator: "; ")
    let share = balance.share?.inWords ?? "nothing made"
    let counted: [(String, HTML)] =
        balance.countedDifference == .zero
        ? [] : [("Counted, less the books", quantity(balance.countedDifference, unit))]
    let lines =
        [("Unit", HTML.text(balance.factors.isEmpty ? "\(unit), its own: factor 1" : "\(unit): \(used)"))]
        + balance.cameIn.map(linked) + [("Received or produced", "<b>\(quantity(balance.produced, unit))</b>")]
        + balance.terms.map(linked) + counted
        + [("Explained", "<b>\(quantity(balance.explained, unit)), \(share)</b>")]
    let note: HTML? =
        balance.product == nil ? "<p class=\"hint\">Goods count once for each product that they have been.</p>" : nil
    return card(
        "Mass balance of \(balance.product?.sku ?? "all together")", sum: HTML.text(balance.share?.inWords ?? ""),
        "\(facts(lines))\(note)")
}

/// The movements behind a term; what is here stands in the table of places.
private func balanceAddress(_ view: RecallView, _ term: MassBalance.Term, _ sku: String?) -> String {
    if term.isStock { return "#on-hand" }
    return address("drills", view.recall.number, "sheet", "movements", term.rawValue, query: [("product", sku)])
}

private func contacts(_ view: RecallView) -> [(String, HTML)] {
    let minutes = view.milestones.minutesToLastAnswer(of: view.consigned)
    return [
        ("Customers", "\(view.figures.consignees)"), ("Told", "\(view.figures.notified)"),
        ("Reached", "\(view.figures.responded) of \(view.figures.consignees)"),
        ("Minutes to the last answer", minutes.map { "\($0)" } ?? "none yet"),
    ]
}

private func differences(_ view: RecallView, _ clock: PageClock) -> HTML {
    let actions = (view.sheet?.actions ?? []).map { action -> [HTML] in
        [
            HTML.text(action.what), HTML.text(action.owner), day(action.due), day(action.doneOn),
        ]
    }
    let texts = [view.sheet?.explanation, view.recall.conclusion.map { "Conclusion: \($0)" }].compactMap(\.self)
    let explanation: [HTML] =
        texts.isEmpty ? ["<p class=\"nothing\">Nothing is explained yet.</p>"] : texts.map { "<p>\($0)</p>" }
    return card(
        "Differences, explanations and corrective actions",
        """
        \(explanation)
        \(table(
            ["What is to become better", "Owner", "Due", "Done"], actions, caption: "Corrective actions",
            empty: "<p class=\"nothing\">No action is agreed.</p>"))
        """)
}

/// Signatures given here, and lines for those that are given on paper.
private func signatures(_ view: RecallView, _ clock: PageClock) -> HTML {
    let rows = DrillSheet.Signature.Meaning.allCases.map { meaning -> [HTML] in
        let signature = view.sheet?.signatures.first { $0.meaning == meaning }
        return [
            meaning == .led ? "Led by" : "Checked by",
            signature.map { "<b>\($0.by)</b>" } ?? "<span class=\"signature\"></span>",
            signature.map { clock.moment($0.at) } ?? "<span class=\"signature\"></span>",
        ]
    }
    return card("Signatures", table(["For", "Name", "When"], rows, caption: "Signatures"))
}
