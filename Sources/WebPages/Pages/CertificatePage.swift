import StockDomain

/// Everything on record of a lot or unit, to be printed on one page (R52).
public func certificatePage(_ frame: Frame, _ certificate: Certificate, clock: PageClock) -> HTML {
    let lot = certificate.lot
    return frame.page(
        title: "Certificate of \(lot.lot.number.text)", section: .lots, searched: lot.lot.number.text,
        content: """
            <div class="certificate">
            \(answer(HTML.text(sentence(certificate))))
            \(facts(head(certificate, clock)))
            \(section("Came from", receipts(certificate.trace, clock)))
            \(section("Made of and became", steps(certificate.trace, clock)))
            \(certificate.parts.map { section("Parts of the unit", parts($0, clock)) })
            \(section("Went to", deliveries(certificate.trace, clock)))
            \(gapList(certificate.trace.gaps))
            \(section("Status and corrections", history(certificate.history, clock)))
            \(section("Postings and their hashes", postings(certificate.postings, clock)))
            \(seal(certificate, clock))
            </div>
            """)
}

/// What the page proves, in words.
private func sentence(_ certificate: Certificate) -> String {
    let (lot, trace) = (certificate.lot, certificate.trace)
    let parts = Set(trace.edges.map(\.from)).subtracting(trace.lots).intersection(
        trace.nodes.filter { $0.level < 0 }.map(\.lot))
    let suppliers = Set(trace.receipts.compactMap { $0.supplier?.id }).count
    let customers = Set(trace.deliveries.map { $0.partner?.id }).count
    let made = parts.isEmpty ? "was not made of other numbers" : "was made of \(amongParts(parts))"
    let from = suppliers == 0 ? "no supplier is on record" : "the goods came from \(suppliers.counted("supplier"))"
    let went =
        customers == 0
        ? "nothing of it was delivered" : "\(customers.counted("customer")) got it or what was made of it"
    let sealed = certificate.postings.filter { $0.position != nil }.count
    let proof =
        sealed == certificate.postings.count
        ? "All \(sealed.counted("posting")) of it are under a seal."
        : "\(sealed) of \(certificate.postings.count.counted("posting")) are under a seal yet."
    return "\(lot.lot.number) of \(lot.product.sku) \(made), \(from), and \(went). \(proof)"
}

private func section(_ title: String, _ content: HTML) -> HTML {
    "<section><h2>\(title)</h2>\(content)</section>"
}

private func head(_ certificate: Certificate, _ clock: PageClock) -> [(String, HTML)] {
    let view = certificate.lot
    let dates = view.lot.dates
    var pairs: [(String, HTML)] = [
        ("Product", "\(view.product.sku) \(view.product.name)"), ("Number", number(view.lot.number.text)),
        ("Kind", HTML.text(view.lot.kind.rawValue)), ("Status", statusBadge(view.status)),
        ("On hand", quantity(view.onHand, view.product.unit)),
    ]
    if let batch = view.batch { pairs.append(("Belongs to", number(batch.number.text))) }
    if !view.formerNumbers.isEmpty { pairs.append(("Formerly", HTML.text(view.formerNumbers.joined(separator: ", ")))) }
    let theirs = Set(view.supplierNumbers.map { "\($0.number) (\($0.supplier ?? "?"))" }).sorted()
    if !theirs.isEmpty { pairs.append(("Supplier's number", HTML.text(theirs.joined(separator: ", ")))) }
    let days: [(String, CalendarDate?)] = [
        ("Made on", dates.productionDate), ("Expires", dates.expiresOn), ("Best before", dates.bestBeforeOn),
    ]
    pairs += days.compactMap { name, date in date.map { (name, day($0)) } }
    pairs.append(("Printed", clock.moment(certificate.printedAt)))
    return pairs
}

private func receipts(_ trace: Trace, _ clock: PageClock) -> HTML {
    let rows = trace.receipts.map { origin -> [HTML] in
        [
            name(origin.receipt.lot), HTML.text(origin.supplier?.name ?? ""),
            origin.receipt.supplierNumber.map { number($0) } ?? "",
            origin.receipt.document.map { number($0.number) } ?? "", clock.day(origin.receipt.happenedAt),
            quantity(origin.receipt.quantity, origin.receipt.lot.product.unit),
        ]
    }
    return table(
        ["Lot", "Supplier", "Their number", "Receipt", "Day", .figure("Quantity")], rows, caption: "Receipts",
        empty: "<p class=\"nothing\">No receipt is on record.</p>")
}

private func steps(_ trace: Trace, _ clock: PageClock) -> HTML {
    let rows = trace.edges.map { edge -> [HTML] in
        [
            name(edge.from), name(edge.to), number(edge.document?.number ?? (edge.step == nil ? "batch" : "")),
            edge.happenedAt.map { clock.day($0) } ?? "", quantity(edge.quantity, edge.from.product.unit),
            HTML.text(edge.share.map { "\(Quantity(millionths: $0.millionths * 100).description) %" } ?? ""),
        ]
    }
    return table(
        ["From", "To", "Document", "Day", .figure("Quantity"), .figure("Share")], rows, caption: "Steps",
        empty: "<p class=\"nothing\">Nothing went into it, and it went into nothing else.</p>")
}

private func parts(_ parts: [UnitView.Component], _ clock: PageClock) -> HTML {
    let rows = parts.map { part -> [HTML] in
        [
            name(part.lot), HTML.text(part.lot.product.name), quantity(part.quantity, part.lot.product.unit),
            clock.day(part.installedAt), part.removedAt.map { clock.day($0) } ?? "still in it",
            part.document.map { number($0.number) } ?? "",
        ]
    }
    return table(
        ["Part", "Name", .figure("Quantity"), "Put in", "Taken out", "Document"], rows, caption: "Parts of the unit",
        empty: "<p class=\"nothing\">No part of it is on record.</p>")
}

private func deliveries(_ trace: Trace, _ clock: PageClock) -> HTML {
    func row(_ traced: TracedDelivery, isReturn: Bool) -> [HTML] {
        [
            name(traced.delivery.lot),
            "\(traced.partner?.name ?? "Without a partner")\(isReturn ? " (brought back)" : "")",
            traced.delivery.document.map { number($0.number) } ?? "", clock.day(traced.delivery.happenedAt),
            quantity(traced.delivery.quantity, traced.delivery.lot.product.unit),
        ]
    }
    let rows = trace.deliveries.map { row($0, isReturn: false) } + trace.returns.map { row($0, isReturn: true) }
    return table(
        ["Lot", "Customer", "Document", "Day", .figure("Quantity")], rows, caption: "Deliveries",
        empty: "<p class=\"nothing\">Nothing was delivered.</p>")
}

private func history(_ entries: [LotHistoryEntry], _ clock: PageClock) -> HTML {
    let rows = entries.map { entry -> [HTML] in
        [clock.moment(entry.at), HTML.text(entry.what), HTML.text(entry.reason ?? ""), HTML.text(entry.actorName)]
    }
    return table(
        ["When", .sentence("What"), "Reason", "By"], rows, caption: "Status and corrections",
        empty: "<p class=\"nothing\">It was never held, renumbered or corrected.</p>")
}

private func postings(_ postings: [CertifiedPosting], _ clock: PageClock) -> HTML {
    let rows = postings.map { posting -> [HTML] in
        let back: HTML? = posting.reverses.map { " takes back \($0.rawValue)" }
        return [
            "\(posting.id.rawValue) \(posting.kind.inWords)\(back)", number(posting.document?.number ?? ""),
            clock.moment(posting.happenedAt), clock.moment(posting.recordedAt),
            "<code class=\"hash\">\(posting.hash.hex)</code>",
            HTML.text(posting.position.map { "\($0)" } ?? "waits"), HTML.text(posting.sealID.map { "\($0)" } ?? ""),
        ]
    }
    return table(
        ["Posting", "Document", "Happened", "Recorded", "SHA-256", .figure("Position"), .figure("Seal")], rows,
        caption: "Postings", empty: "<p class=\"nothing\">It never moved.</p>")
}

private func seal(_ certificate: Certificate, _ clock: PageClock) -> HTML {
    guard let seal = certificate.seal else { return "" }
    return """
        <p class="note">Last seal \(seal.id.rawValue) of \(clock.moment(seal.sealedAt)): \
        <code class="hash">\(seal.hash.hex)</code>. Whoever keeps this line can prove later that nothing before it was \
        changed: “lotwise verify” works every hash and seal out again.</p>
        """
}

private func name(_ lot: LotName) -> HTML { "\(number(lot.number ?? "without number")) \(lot.product.sku)" }
