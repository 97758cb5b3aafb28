import StockDomain

/// How a number stands, in a word and a colour.
public func statusBadge(_ status: LotStatus) -> HTML {
    switch status {
    case .released: badge("released", .ok)
    case .quarantine: badge(status.inWords, .asked)
    case .hold, .rejected: badge(status.inWords, .blocked)
    case .recalled: badge(status.inWords, .recalled)
    }
}

/// Asks why goods of a number are to be held, and which part of them.
public func holdPage(_ frame: Frame, _ view: LotView, _ values: FormValues) -> HTML {
    let address = lotAddress(view.lot.id)
    let places = Set(view.places.map(\.locationCode)).sorted()
    let packages = Set(view.places.compactMap(\.packageNumber)).sorted()
    let kinds = [LotStatus.hold, .quarantine, .rejected].map { Field.Choice($0.rawValue, $0.inWords) }
    let packageField: HTML? =
        packages.isEmpty
        ? nil
        : values.field(
            "package", "Only in package", .choice([Field.Choice("", "all")] + packages.map { Field.Choice($0, $0) }))
    let fields =
        values.field("kind", "As", .choice(kinds)) + values.field("reason", "Reason", isRequired: true, hasFocus: true)
        + values.field(
            "location", "Only in place",
            .choice([Field.Choice("", "everywhere")] + places.map { Field.Choice($0, $0) }),
            hint: "With the places below it.")
        + (packageField ?? "")
    return frame.page(
        title: "Hold \(view.lot.number)", section: .lots, searched: view.lot.number.text, notices: values.notices,
        content: """
            \(answer(holdSentence))
            \(form(action: address + "/hold", key: values.key, submit: "Hold \(view.lot.number)", fields))
            \(buttonLink("Back to the lot", address))
            """)
}

private let holdSentence: HTML =
    "Held goods reach no customer and no production step. What is set aside of them is free again at once."

/// Asks why a number is released, and of which of its blocks.
public func releasePage(_ frame: Frame, _ view: LotView, _ values: FormValues, clock: PageClock) -> HTML {
    let address = lotAddress(view.lot.id)
    let choices =
        [Field.Choice("", "all that you may release")]
        + view.blocks.filter { !$0.isOfBatch }.map { block in
            Field.Choice("\(block.block.id.rawValue)", "\(block.inWords): \(block.block.reason)")
        }
    let fields =
        values.field("block", "What ends", .choice(choices))
        + values.field("reason", "Reason", isRequired: true, hasFocus: true)
    return frame.page(
        title: "Release \(view.lot.number)", section: .lots, searched: view.lot.number.text, notices: values.notices,
        content: """
            \(blockTable(view, clock))
            \(form(action: address + "/release", key: values.key, submit: "Release \(view.lot.number)", fields))
            \(buttonLink("Back to the lot", address))
            """)
}

/// What holds a number, oldest first; nothing when it is released.
func blockTable(_ view: LotView, _ clock: PageClock) -> HTML {
    if view.blocks.isEmpty { return "" }
    let rows = view.blocks.map { block -> [HTML] in
        let part = [block.locationCode, block.packageNumber.map { "package \($0)" }].compactMap { $0 }
        let cover = block.isOfBatch ? "its lot" : part.isEmpty ? "everywhere" : part.joined(separator: ", ")
        return [
            statusBadge(LotStatus(block.block.kind)), HTML.text(cover), HTML.text(block.block.reason),
            clock.moment(block.block.openedAt), HTML.text(block.openedBy),
        ]
    }
    return card("Held", table(["As", "Where", "Reason", "Since", "By"], rows, caption: "What holds this number"))
}

/// Everything that happened to a number, latest first.
public func lotHistoryPage(
    _ frame: Frame, _ view: LotView, _ page: Page<LotHistoryEntry>, next: String?, clock: PageClock
) -> HTML {
    let rows = page.items.map { entry -> [HTML] in
        [
            clock.moment(entry.at), HTML.text(entry.what), HTML.text(entry.reason ?? ""),
            entry.document.map { number($0, at: address("find", query: [("q", $0)])) } ?? "",
            HTML.text(entry.actorName),
        ]
    }
    return frame.page(
        title: "\(view.lot.number) · \(view.product.name)", section: .lots, searched: view.lot.number.text,
        content: lotTabs(view.lot.id, current: .history, isUnit: view.lot.kind == .serial)
            + table(
                ["When", "What", "Reason", "Document", "Who"], rows, caption: "History",
                empty: "<p class=\"nothing\">Nothing yet.</p>")
            + nextPage(next))
}
