import StockDomain

/// The form by which a customer answers a notice without an account.
///
/// - Parameter action: the address of the link itself.
public func answerPage(
    _ frame: Frame, _ recall: RecallCase, _ consigned: Consigned, action: String, _ values: FormValues
) -> HTML {
    let isOne = consigned.goods.count == 1
    let fields = consigned.goods.enumerated().map { index, goods -> HTML in
        let prefix = isOne ? "" : "products/\(index)/"
        let product = isOne ? HTML() : hiddenField("\(prefix)product", goods.product.sku)
        let lots = goods.lots.compactMap(\.lot.number).prefix(50).map { number($0) }.joined(by: ", ")
        return """
            <fieldset><legend>\(goods.product.name)</legend>
            <p>\(quantity(goods.delivered, goods.product.unit)) delivered, number \(lots)</p>
            \(product)<div class="fields amounts">\(amountFields(prefix, values, AmountLabels.customers))</div></fieldset>
            """
    }
    return frame.page(
        title: "Recall \(recall.number)", notices: values.notices, isHome: true,
        content: """
            <h1>\(recall.isDrill ? "Exercise: r" : "R")ecall \(recall.number)</h1>
            \(answer("\(consigned.partner.name): please say what you have of these goods, even if it is nothing."))
            <p>\(recall.reason)</p><p>\(recall.wording.instructions)</p><p>\(recall.wording.contact)</p>
            \(form(
                action: action, key: values.key, submit: "Send the answer",
                "\(fields)\(values.field("comment", "Anything else", .lines))\(values.questions)"))
            """)
}

/// After an answer, or where the link was used before.
public func answeredPage(_ frame: Frame, _ recall: RecallCase, _ sentence: String) -> HTML {
    frame.page(
        title: "Recall \(recall.number)", isHome: true,
        content: "<h1>Recall \(recall.number)</h1>\(answer(HTML.text(sentence)))<p>\(recall.wording.contact)</p>")
}
