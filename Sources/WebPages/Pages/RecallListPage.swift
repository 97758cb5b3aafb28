import StockDomain

/// The address of a case, or of one of its pages.
public func recallAddress(_ recall: RecallCase, _ page: String = "") -> String {
    address(recall.isDrill ? "drills" : "recalls", recall.number) + (page.isEmpty ? "" : "/\(page)")
}

/// All cases, or all drills, the newest first.
public func recallListPage(
    _ frame: Frame, _ heads: [RecallHead], areDrills: Bool, key: String, next: String?, clock: PageClock
) -> HTML {
    let rows = heads.map { head -> [HTML] in
        let recall = head.recall
        return [
            number(recall.number, at: recallAddress(recall)), stateBadge(recall),
            areDrills ? took(recall) : HTML.text(recall.hazardClass?.rawValue ?? ""),
            HTML.text([recall.reason, recall.conclusion].compactMap(\.self).joined(separator: ": ")),
            clock.moment(recall.created.at),
            HTML.text("\(head.lots)"), HTML.text("\(head.responded) of \(head.consignees)"),
        ]
    }
    let open = heads.count { $0.recall.state == .started }
    let sentence =
        areDrills
        ? (heads.isEmpty
            ? "No recall was rehearsed yet."
            : "\(heads.count) \(heads.count == 1 ? "drill is" : "drills are") listed here.")
        : (open == 0 ? "No recall is under way." : "\(open) \(open == 1 ? "recall is" : "recalls are") under way.")
    return frame.page(
        title: areDrills ? "Drills" : "Recalls", section: .recall,
        actions: areDrills
            ? actionButton("Start a drill", action: "/drills", key: key, hidden: [("start", "on")])
            : buttonLink("New recall", "/recalls/new", isPrimary: true)
                + buttonLink("Read a supplier’s notice", "/recalls/read-notice")
                + buttonLink("Compare two suspects", "/recalls/compare"),
        content: """
            \(tabs([("Recalls", "/recalls", !areDrills), ("Drills", "/drills", areDrills)]))
            \(answer(HTML.text(sentence)))
            \(table(
                ["Number", "State", areDrills ? "Took" : "Class", "Reason", "Drafted", .figure("Lots"), .figure("Answered")], rows,
                caption: areDrills ? "Drills" : "Recalls",
                empty: emptyState(
                    areDrills
                        ? "A drill takes a random lot through all of a recall and changes no stock."
                        : "Look a number up to see who has it, or begin with a new recall.")))
            \(nextPage(next))
            """)
}

/// How long a drill took from its beginning to its end.
private func took(_ recall: RecallCase) -> HTML {
    guard let ended = recall.ended else { return nothing }
    return HTML.text(duration((ended.at.rawValue - recall.created.at.rawValue) / 1_000_000))
}

func stateBadge(_ recall: RecallCase) -> HTML {
    let tone: Tone =
        switch recall.state {
        case .draft: .plain
        case .started: recall.isDrill ? .asked : .recalled
        case .withdrawn: .asked
        case .closed: .ok
        }
    return badge(recall.state == .started ? "under way" : recall.state.rawValue, tone)
}

/// What a new case is about, or a draft that is to be changed.
///
/// - Parameters:
///   - draft: nil for a new case.
///   - rows: how many parts of a scope there is room for.
public func recallFormPage(_ frame: Frame, _ values: FormValues, draft: RecallCase? = nil, rows: Int = 3) -> HTML {
    let content: HTML = """
        \(values.field("reason", "Reason", isRequired: true, hasFocus: true))
        \(values.field("class", "Class", .choice(hazardClasses), hint: "I is the most dangerous."))
        \(values.field("depth", "Down to", .choice(choices(RecallCase.Depth.allCases.map(\.rawValue)))))
        \(scopeParts(values, rows: rows))
        \(values.field("expected_end", "Expected to be over by", .day))
        \(folded("What the notice says", wordingFields(values)))
        \(folded("Effectiveness checks", checkFields(values)))
        """
    return frame.page(
        title: draft.map { "Change \($0.number)" } ?? "New recall", section: .recall, notices: values.notices,
        content: answer("A draft touches nothing: it shows whom a recall would reach.")
            + form(
                action: draft.map { recallAddress($0, "edit") } ?? "/recalls", key: values.key,
                hidden: draft.map { [("version", "\($0.version)")] } ?? [], submit: "See whom it reaches", content))
}

/// The most parts of a scope that a form shows.
public let mostScopeParts = 20

private func scopeParts(_ values: FormValues, rows: Int) -> HTML {
    if rows > mostScopeParts {
        return """
            <p class="hint">Its scope has more parts than fit here: it stays as it is. Begin a new draft, or change it \
            through the API.</p>
            """
    }
    return """
        <fieldset><legend>What is called back</legend>\(termFields("scope/0", values))</fieldset>
        \((1..<rows).map { part("And besides", "scope/\($0)", values) })
        \((0..<rows - 2).map { part("All except", "except/\($0)", values) })
        <p class="hint">Many numbers are entered quicker by pasting them as <a href="/recalls/read-notice">a notice</a>.</p>
        """
}

func choices(_ words: [String]) -> [Field.Choice] { words.map { Field.Choice($0, inWords($0)) } }

/// A further part of a scope, folded until it is wanted or filled in.
private func part(_ title: String, _ name: String, _ values: FormValues) -> HTML {
    let isOpen = termNames.contains { !values["\(name)/\($0)"].isEmpty }
    return "<details\(attribute("open", if: isOpen))><summary>\(title)</summary>\(termFields(name, values))</details>"
}

private let termNames = [
    "lot", "product", "number", "from", "to", "supplier", "supplier_number", "produced_from", "produced_to",
    "received_from",
    "received_to", "expires_from", "expires_to",
]

/// One part of a scope; empty ones are passed over.
func termFields(_ name: String, _ values: FormValues) -> HTML {
    func pair(_ key: String, _ label: String, _ kind: Field.Kind = .day) -> HTML {
        let prefix = key.isEmpty ? "" : "\(key)_"
        return """
            <div class="line">\(values.field("\(name)/\(prefix)from", "\(label) from", kind))
            \(values.field("\(name)/\(prefix)to", "to", kind))</div>
            """
    }
    let spans: HTML = """
        <div class="columns">\(pair("produced", "Produced"))\(pair("received", "Received"))\(pair("expires", "Expiring"))</div>
        """
    let isOpen = termNames.suffix(6).contains { !values["\(name)/\($0)"].isEmpty }
    return """
        <div class="fields">
        \(values["\(name)/lot"].isEmpty ? HTML() : values.field("\(name)/lot", "Lot (its id)", .figure))
        \(values.field("\(name)/product", "Product"))\(values.field("\(name)/number", "Number"))
        \(values.field("\(name)/supplier", "Supplier"))\(values.field("\(name)/supplier_number", "Supplier’s number"))
        </div>
        \(pair("", "Numbers", .text))
        <details\(attribute("open", if: isOpen))><summary>By days of production, receipt or expiry</summary>\(spans)</details>
        """
}

func wordingFields(_ values: FormValues) -> HTML {
    """
    \(values.field("goods_kind", "Kind of goods", .choice(choices(NoticeWording.GoodsKind.allCases.map(\.rawValue)))))
    \(values.field("hazard", "Hazard", .lines))
    \(values.field("instructions", "What to do with the goods", .lines))
    \(values.field("contact", "Who answers questions", hint: "Name and phone."))
    \(values.field(
        "template", "A text of your own", .lines,
        hint: "Fields: \(NoticeWording.fields.map { "{\($0)}" }.joined(separator: " ")). Empty: the standard text."))
    """
}

private func checkFields(_ values: FormValues) -> HTML {
    let levels = [
        Field.Choice("", "as the class has it"), Field.Choice("A", "A: all"),
        Field.Choice("B", "B: a share of your own"),
        Field.Choice("C", "C: 10 %"), Field.Choice("D", "D: 2 %"), Field.Choice("E", "E: none"),
    ]
    return """
        \(values.field("check_level", "Level", .choice(levels)))
        \(values.field("check_percent", "Percent, of level B", .figure))
        """
}
