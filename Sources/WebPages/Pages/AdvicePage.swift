import StockDomain

/// What the advisor said, ready to be shown.
public struct AdviceOnPage: Sendable {
    public let advice: LevelAdvice
    public let costs: [LevelCosts]
    /// Whether the costs come from movements of the product, not from what somebody told.
    public let isFromMovements: Bool

    public init(advice: LevelAdvice, costs: [LevelCosts], isFromMovements: Bool) {
        self.advice = advice
        self.costs = costs
        self.isFromMovements = isFromMovements
    }
}

/// The level advisor: its questions, and below them what it says to the answers (R8).
public func advicePage(_ frame: Frame, _ product: Product, _ told: AdviceOnPage?, _ values: FormValues) -> HTML {
    let choices = [Field.Choice("", "not answered"), Field.Choice("true", "yes"), Field.Choice("false", "no")]
    let questions = LevelQuestion.allCases.map { values.field($0.rawValue, $0.inWords, .choice(choices)) }
    let accept: HTML? = told.map { _ in
        "<button type=\"submit\" class=\"primary\" name=\"accept\" value=\"true\">Take this advice</button>"
    }
    return frame.page(
        title: "Which level for \(product.sku)?", section: .setup, notices: values.notices,
        content: """
            \(answer(HTML.text(told.map { sentence($0, product) } ?? openSentence(product))))
            \(told.map { adviceCards($0) } ?? "")
            <form class="form" method="post" action="\(address("products", product.sku, "advice"))" data-once>
            \(hiddenField(keyFieldName, values.key))
            <div class="fields">\(questions)
            \(values.field("units_per_week", "Units that leave in a week", .figure, hint: "only for goods that have not moved yet"))</div>
            <p class="submit"><button type="submit">Ask</button> \(accept)</p>
            </form>
            """)
}

private func openSentence(_ product: Product) -> String {
    let now = "\(product.sku) is kept with: \(product.tracking.inWords.lowercased())."
    return product.handling.levelReason.map { "\(now) The reason: \($0)" } ?? "\(now) No reason is kept yet."
}

private func sentence(_ told: AdviceOnPage, _ product: Product) -> String {
    let point = told.advice.capture == .deliveryOnly ? ", captured at delivery only" : ""
    return "For \(product.sku): \(told.advice.level.inWords)\(point)."
}

private func adviceCards(_ told: AdviceOnPage) -> HTML {
    let reasons = told.advice.reasons.map { "<li data-reason=\"\($0.code)\">\($0.text)</li>" as HTML }
    let rows = told.costs.map { costs -> [HTML] in
        [
            HTML.text(costs.choice.inWords), quantity(costs.numbersADay), quantity(costs.minutesADay),
            quantity(costs.labelsADay), quantity(costs.recallReach),
        ]
    }
    let basis =
        told.isFromMovements ? "From the movements of the last twelve months." : "From the units a week told below."
    return card("Why", "<ul class=\"plain\">\(reasons)</ul>")
        + card(
            "What each level costs", sum: badge("estimate", .asked),
            "<p class=\"hint\">\(basis) A working day has so many:</p>"
                + table(
                    [
                        "Level", .figure("Numbers"), .figure("Minutes"), .figure("Labels"),
                        .figure("Units a recall reaches"),
                    ], rows, caption: "Costs of each level"))
}

/// What each operation asks of whoever does it: to be printed and hung up (R9).
public func operationSheetPage(_ frame: Frame, _ product: Product) -> HTML {
    let rows = OperationAsks.all(of: product).map { [HTML.text($0.kind.inWords), HTML.text($0.asks)] }
    return frame.page(
        title: "What \(product.sku) asks for", section: .setup,
        content: """
            \(answer(HTML.text("\(product.name): \(product.tracking.inWords.lowercased()).")))
            \(table(["Operation", "Asks for"], rows, caption: "What each operation asks for"))
            """)
}

/// What capturing numbers took and what it was good for (R8a).
public func trackingReviewPage(_ frame: Frame, _ rows: [TrackingReview], next: String?) -> HTML {
    let never = rows.filter { $0.cheaperLevel != nil }.count
    let cells = rows.map { row -> [HTML] in
        [
            number(row.product.sku, at: address("products", row.product.sku, "advice")), HTML.text(row.product.name),
            HTML.text(row.product.tracking.inWords), HTML.text("\(row.numbers)"), HTML.text("\(row.minutes)"),
            HTML.text("\(row.timesAsked)"), row.cheaperLevel == nil ? "" : badge(row.inWords, .asked),
        ]
    }
    return frame.page(
        title: "Tracking review", section: .reports, actions: buttonLink("CSV", "/reports/tracking-review.csv"),
        content: """
            \(answer(never == 0 ? "Every tracked product was asked for in twelve months." : "\(never) of \(rows.count) tracked products were never asked for in twelve months."))
            \(table(["Product", "Name", "Level", .figure("Numbers"), .figure("Minutes"), .figure("Asked"), "Advice"], cells, caption: "Tracked products", empty: emptyState("No product is tracked.")))
            \(nextPage(next))
            """)
}

extension ChecklistPoint.Mend {
    /// Its page.
    public var address: String {
        switch self {
        case .start: "/"
        case .settings: "/setup"
        case .lots: "/lots"
        case .drills: "/drills"
        case .product(let sku): WebPages.address("products", sku)
        case .advisor(let sku): WebPages.address("products", sku, "advice")
        case .sheet(let sku): WebPages.address("products", sku, "sheet")
        case .partner(let code): WebPages.address("partners", code)
        }
    }
}

/// What is set up and what is not, each point with its mend (R9).
public func checklistPage(_ frame: Frame, _ points: [ChecklistPoint], product: String?) -> HTML {
    let open = points.filter { !$0.isDone }
    let rows = (open + points.filter(\.isDone)).map { point -> [HTML] in
        [
            point.isDone ? badge("done", .ok) : badge("open", .asked),
            point.product.map { number($0, at: address("products", $0)) } ?? "Company",
            HTML.text(point.detail), "<a href=\"\(point.mend.address)\">\(point.isDone ? "Look" : "Mend")</a>",
        ]
    }
    return frame.page(
        title: product.map { "Set-up of \($0)" } ?? "Set-up checklist", section: .setup,
        content: """
            \(answer(open.isEmpty ? "Everything is set up." : "\(open.count) of \(points.count) points are open."))
            \(table(["State", "Where", "What", "Go to"], rows, caption: "Points of the set-up"))
            """)
}
