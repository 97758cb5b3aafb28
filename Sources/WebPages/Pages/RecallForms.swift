import StockDomain

/// What is written down of one consignee: an answer that came by phone, a check.
func answerForms(_ view: RecallView, _ forms: PageForms) -> HTML {
    let recall = view.recall
    let everybody = view.consigned.map { Field.Choice($0.partner.code, "\($0.partner.name) (\($0.partner.code))") }
    let toCheck = view.consigned.filter { $0.check != nil && $0.check?.outcome == nil }
        .map { Field.Choice($0.partner.code, "\($0.partner.name) (\($0.partner.code))") }
    let products = Set(view.consigned.flatMap(\.goods).map(\.product.sku)).sorted()
    let answered = forms["answers"].named("answer")
    let which =
        products.count > 1
        ? answered.field(
            "product", "Product",
            .choice([Field.Choice("", "the one that he has")] + products.map { Field.Choice($0, $0) })) : HTML()
    let answer: HTML = """
        \(answered.field("partner", "Customer", .choice(everybody), isRequired: true))\(which)
        \(amountFields("", answered))
        \(answered.field("comment", "Remark", .lines))\(answered.questions)
        """
    let checked = forms["checks"].named("check")
    let effective = [
        Field.Choice("true", "received and followed"), Field.Choice("false", "not received or not followed"),
    ]
    let check: HTML = """
        \(checked.field("partner", "Customer", .choice(toCheck), isRequired: true))
        \(checked.field("method", "How", .choice(choices(ContactMethod.allCases.map(\.rawValue)))))
        \(checked.field("effective", "The notice was", .choice(effective)))
        \(checked.field("comment", "Remark", .lines))
        """
    let checking =
        toCheck.isEmpty
        ? HTML()
        : card(
            "Write down a check", sum: "\(toCheck.count) to do",
            form(action: recallAddress(recall, "checks"), key: checked.key, submit: "Write down", check))
    let answering =
        everybody.isEmpty
        ? HTML()
        : card(
            "Write down an answer",
            form(action: recallAddress(recall, "answers"), key: answered.key, submit: "Write down", answer))
    return "<div class=\"columns\">\(answering)\(checking)</div>"
}

/// How much of one product is there, returned, destroyed …
///
/// - Parameters:
///   - prefix: of the names, such as `products/0/`.
///   - labels: what each is called.
func amountFields(_ prefix: String, _ values: FormValues, _ labels: [(String, String)] = AmountLabels.ours) -> HTML {
    "\(labels.map { values.field(prefix + $0.0, $0.1, .figure) })"
}

/// What the amounts of an answer are called, by name.
enum AmountLabels {
    static let ours = [
        ("have", "There when told"), ("returned", "Returned"), ("destroyed", "Destroyed"), ("corrected", "Corrected"),
        ("sold", "Sold on"),
    ]
    /// In the words of whoever has the goods.
    static let customers = [
        ("have", "You had left"), ("returned", "You sent back"), ("destroyed", "You destroyed"),
        ("corrected", "You put right"), ("sold", "You sold on"),
    ]
}

/// What may be said otherwise later: how dangerous it is, when it should be over, what the notices say.
func changeCard(_ view: RecallView, _ forms: PageForms) -> HTML {
    let recall = view.recall
    let isSent = forms.isSent("change")
    let shown = (isSent ? forms["change"] : FormValues(key: forms["change"].key, wordsOf: recall)).named("change")
    let content = form(
        action: recallAddress(recall, "change"), key: shown.key, hidden: [("version", "\(recall.version)")],
        submit: "Change",
        """
        \(shown.field("reason", "Reason", isRequired: true))
        \(shown.field("class", "Class", .choice(hazardClasses), hint: "I is the most dangerous."))
        \(shown.field("depth", "Down to", .choice(choices(RecallCase.Depth.allCases.map(\.rawValue)))))
        \(shown.field("expected_end", "Expected to be over by", .day))
        \(wordingFields(shown))
        """)
    let title = "Change reason, class, expected end and the words of the notice"
    return
        "<details\(attribute("open", if: isSent))><summary>\(title)</summary><div class=\"fields\">\(content)</div></details>"
}

let hazardClasses =
    [Field.Choice("", "not classified yet")]
    + RecallCase.HazardClass.allCases.map { Field.Choice($0.rawValue, $0.rawValue) }

extension FormValues {
    fileprivate init(key: String, wordsOf recall: RecallCase) { self.init(key: key, recall.words) }

    /// A draft as the form for a new case would have it.
    public init(key: String, draft view: RecallView) {
        var values = view.recall.words
        values["check_level"] = view.recall.checks.level.rawValue
        values["check_percent"] = view.recall.checks.percent.map { "\($0)" }
        for (list, areExceptions) in [("scope", false), ("except", true)] {
            let terms = view.terms.filter { $0.isException == areExceptions }.map(\.term)
            for (index, term) in terms.enumerated() {
                for field in term.fields(among: view.lots) { values["\(list)/\(index)/\(field.name)"] = field.value }
            }
        }
        self.init(key: key, values)
    }
}

extension RecallCase {
    fileprivate var words: [String: String] {
        [
            "reason": reason, "class": hazardClass?.rawValue ?? "", "depth": depth.rawValue,
            "expected_end": expectedEnd?.description ?? "", "goods_kind": wording.goodsKind.rawValue,
            "hazard": wording.hazard ?? "", "instructions": wording.instructions ?? "",
            "contact": wording.contact ?? "", "template": wording.template ?? "",
        ]
    }
}

extension ScopeTerm {
    /// The same, with a lot by its product and number, as people know it.
    fileprivate func fields(among lots: [RecalledLot]) -> [(name: String, value: String)] {
        guard let lot, let known = lots.first(where: { $0.lot.id == lot })?.lot, let number = known.number else {
            return fields
        }
        return [("product", known.product.sku), ("number", number)]
            + fields.filter { !["lot", "product", "number"].contains($0.name) }
    }

    /// What it says, as the inputs of a form, by the names of the API.
    var fields: [(name: String, value: String)] {
        [
            ("lot", lot.map { "\($0.rawValue)" }), ("product", product), ("number", number?.text),
            ("from", numbers?.first.text), ("to", numbers?.last.text), ("supplier", supplier),
            ("supplier_number", supplierNumber), ("produced_from", produced.from?.description),
            ("produced_to", produced.to?.description), ("received_from", received.from?.description),
            ("received_to", received.to?.description), ("expires_from", expires.from?.description),
            ("expires_to", expires.to?.description),
        ].compactMap { name, value in value.map { (name, $0) } }
    }
}

/// Widening, partial release, withdrawal and closing.
func endForms(_ view: RecallView, _ forms: PageForms) -> HTML {
    let recall = view.recall
    var cards: [HTML] = []
    if recall.state == .started { cards.append(widenCard(recall, forms["widen"].named("widen"))) }
    if recall.state == .started || recall.state == .closed, view.lots.contains(where: { $0.released == nil }) {
        cards.append(releaseCard(view, forms["release"].named("release")))
    }
    if recall.state == .started {
        let close = forms["close"].named("close")
        let withdraw = forms["withdraw"].named("withdraw")
        cards.append(
            card(
                "Close",
                form(
                    action: recallAddress(recall, "close"), key: close.key, submit: "Close",
                    "\(stillOpen(view))\(close.field("conclusion", "Conclusion", .lines, isRequired: true))")))
        cards.append(
            card(
                "Withdraw",
                form(
                    action: recallAddress(recall, "withdraw"), key: withdraw.key, submit: "Withdraw", isGrave: true,
                    withdraw.field(
                        "reason", "Why it should not have been", hint: "All that it holds is free again.",
                        isRequired: true))))
    }
    return "<div class=\"columns\">\(cards)</div>"
}

/// What has not been done yet: a case is closed once, and then nobody is told and nothing is heard in it.
private func stillOpen(_ view: RecallView) -> HTML {
    let figures = view.figures
    let untold = view.consigned.count(where: \.isToBeTold)
    let checks = figures.checksNeeded - figures.checksDone
    let parts = [
        untold > 0 ? "\(untold.counted("customer")) \(untold == 1 ? "was" : "were") not told" : nil,
        figures.responded < figures.consignees
            ? "\((figures.consignees - figures.responded).counted("customer")) "
                + "\(figures.consignees - figures.responded == 1 ? "has" : "have") not answered" : nil,
        checks > 0 ? "\(checks.counted("check")) \(checks == 1 ? "is" : "are") to be done" : nil,
    ].compactMap(\.self)
    if parts.isEmpty { return "<p class=\"hint\">Everybody was told and has answered, and all checks are done.</p>" }
    return "<p>\(badge("still open", .asked)) \(parts.enumerated).</p>"
}

private func widenCard(_ recall: RecallCase, _ values: FormValues) -> HTML {
    card(
        "Widen",
        form(
            action: recallAddress(recall, "widen"), key: values.key, submit: "Widen",
            """
            \(termFields("scope/0", values))
            \(values.field("reason", "Reason", hint: "Only customers who are not on the list yet are told.", isRequired: true))
            """))
}

private func releaseCard(_ view: RecallView, _ values: FormValues) -> HTML {
    let kept = view.lots.filter { $0.released == nil }
    let lots = kept.prefix(RecallForms.mostTicks).map { recalled -> HTML in
        """
        <label class="choice"><input type="checkbox" name="lots" value="\(recalled.lot.id?.rawValue ?? 0)"> \
        \(number(recalled.lot.number ?? "")) \(recalled.lot.product.sku)</label>
        """
    }
    let more: HTML? =
        kept.count > lots.count
        ? "<p class=\"hint\">The first \(lots.count) of \(kept.count) lots; the others come after these, or through the API.</p>"
        : nil
    return card(
        "Release lots found good",
        form(
            action: recallAddress(view.recall, "release"), key: values.key, submit: "Release",
            "<fieldset><legend>Lots</legend>\(lots)</fieldset>\(more)\(values.field("reason", "Reason", isRequired: true))"
        ))
}

enum RecallForms {
    /// So many boxes stand in one form.
    static let mostTicks = 200
}
