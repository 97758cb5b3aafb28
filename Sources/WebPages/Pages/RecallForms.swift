import StockDomain

/// What is written down of one consignee: an answer that came by phone, a check.
func answerForms(_ view: RecallView, _ values: FormValues) -> HTML {
    let recall = view.recall
    let everybody = view.consigned.map { Field.Choice($0.partner.code, "\($0.partner.name) (\($0.partner.code))") }
    let toCheck = view.consigned.filter { $0.check != nil && $0.check?.outcome == nil }
        .map { Field.Choice($0.partner.code, "\($0.partner.name) (\($0.partner.code))") }
    let products = Set(view.consigned.flatMap(\.goods).map(\.product.sku)).sorted()
    let answered = values.named("answer")
    let which =
        products.count > 1
        ? answered.field(
            "product", "Product",
            .choice([Field.Choice("", "the one that he has")] + products.map { Field.Choice($0, $0) })) : HTML()
    let answer: HTML = """
        \(answered.field("partner", "Customer", .choice(everybody), isRequired: true))\(which)
        \(amountFields("", answered))
        \(answered.field("comment", "Remark", .lines))
        """
    let checked = values.named("check")
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
            form(action: recallAddress(recall, "checks"), key: values.key, submit: "Write down", check))
    let answering =
        everybody.isEmpty
        ? HTML()
        : card(
            "Write down an answer",
            form(action: recallAddress(recall, "answers"), key: values.key, submit: "Write down", answer))
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
func changeCard(_ view: RecallView, _ values: FormValues) -> HTML {
    let recall = view.recall
    // What another form of the page was refused for is not what stands here.
    let shown = FormValues(key: values.key, wordsOf: recall).named("change")
    return folded(
        "Change class, expected end and the words of the notice",
        form(
            action: recallAddress(recall, "change"), key: "\(values.key)-change", submit: "Change",
            """
            \(shown.field("class", "Class", .choice(hazardClasses), hint: "I is the most dangerous."))
            \(shown.field("expected_end", "Expected to be over by", .day))
            \(shown.field("hazard", "Hazard", .lines))
            \(shown.field("instructions", "What to do with the goods", .lines))
            \(shown.field("contact", "Who answers questions", hint: "Name and phone."))
            """))
}

let hazardClasses =
    [Field.Choice("", "not classified yet")]
    + RecallCase.HazardClass.allCases.map { Field.Choice($0.rawValue, $0.rawValue) }

extension FormValues {
    fileprivate init(key: String, wordsOf recall: RecallCase) {
        self.init(
            key: key,
            [
                "class": recall.hazardClass?.rawValue ?? "", "expected_end": recall.expectedEnd?.description ?? "",
                "hazard": recall.wording.hazard ?? "", "instructions": recall.wording.instructions ?? "",
                "contact": recall.wording.contact ?? "",
            ])
    }
}

/// Widening, partial release, withdrawal and closing.
func endForms(_ view: RecallView, _ values: FormValues) -> HTML {
    let recall = view.recall
    var cards: [HTML] = []
    if recall.state == .started { cards.append(widenCard(recall, values.named("widen"))) }
    if recall.state == .started || recall.state == .closed, view.lots.contains(where: { $0.released == nil }) {
        cards.append(releaseCard(view, values.named("release")))
    }
    if recall.state == .started {
        cards.append(
            card(
                "Close",
                form(
                    action: recallAddress(recall, "close"), key: values.key, submit: "Close",
                    values.named("close").field("conclusion", "Conclusion", .lines, isRequired: true))))
        cards.append(
            card(
                "Withdraw",
                form(
                    action: recallAddress(recall, "withdraw"), key: values.key, submit: "Withdraw", isGrave: true,
                    values.named("withdraw").field(
                        "reason", "Why it should not have been", hint: "All that it holds is free again.",
                        isRequired: true))))
    }
    return "<div class=\"columns\">\(cards)</div>"
}

private func widenCard(_ recall: RecallCase, _ values: FormValues) -> HTML {
    card(
        "Widen",
        form(
            action: recallAddress(recall, "widen"), key: values.key, submit: "Widen",
            """
            \(values.field("scope/0/product", "Product"))
            \(values.field("scope/0/number", "Number"))
            \(values.field("scope/0/from", "Numbers from"))\(values.field("scope/0/to", "to"))
            \(values.field("scope/0/supplier_number", "Supplier’s number"))
            \(values.field("reason", "Reason", hint: "Only customers who are not on the list yet are told.", isRequired: true))
            """))
}

private func releaseCard(_ view: RecallView, _ values: FormValues) -> HTML {
    let lots = view.lots.filter { $0.released == nil }.prefix(200).map { recalled -> HTML in
        """
        <label class="choice"><input type="checkbox" name="lots" value="\(recalled.lot.id?.rawValue ?? 0)"> \
        \(number(recalled.lot.number ?? "")) \(recalled.lot.product.sku)</label>
        """
    }
    return card(
        "Release lots found good",
        form(
            action: recallAddress(view.recall, "release"), key: values.key, submit: "Release",
            "<fieldset><legend>Lots</legend>\(lots)</fieldset>\(values.field("reason", "Reason", isRequired: true))"))
}
