import StockDomain

/// What can be mended on a number: its spelling, and that goods were told apart or not (R18, R19).
///
/// - Parameter form: the form that was sent and came back; nil when none was.
public func lotCorrectionPage(
    _ frame: Frame, _ view: LotView, _ values: FormValues, sent form: LotCorrectionForm? = nil
) -> HTML {
    let forms = LotCorrectionForm.allCases.filter { $0 == .renumber || view.lot.kind == .lot }
    return frame.page(
        title: "Correct \(view.lot.number)", section: .lots, searched: view.lot.number.text, notices: values.notices,
        content: """
            \(answer("\(number(view.lot.number.text, at: lotAddress(view.lot.id))) of \(view.product.sku)"))
            \(forms.map { $0.shown(view, $0 == form ? values : FormValues(key: values.key + $0.rawValue)) })
            """)
}

/// The forms of that page; their names are the last part of their addresses.
public enum LotCorrectionForm: String, Sendable, CaseIterable {
    case renumber, split, merge

    fileprivate func shown(_ view: LotView, _ unnamed: FormValues) -> HTML {
        let values = unnamed.named(rawValue)
        let fields: HTML = "<p class=\"hint\">\(hint)</p>\(values.questions)\(fields(view, values))"
        return WebPages.card(
            title,
            form(
                action: lotAddress(view.lot.id) + "/" + rawValue, key: values.key, submit: title,
                "\(fields)\(values.field("reason", "Reason", isRequired: true))"))
    }

    private var title: String { rawValue.capitalisedFirst }

    private var hint: String {
        switch self {
        case .renumber:
            "The goods never had this number: it was misread or mistyped. Everything that was booked counts for the "
                + "right number; this one stays findable."
        case .split: "A part of the goods gets a number of its own. It keeps dates, age and whatever holds the lot."
        case .merge:
            "All that is on hand of several lots becomes one new number, with the earliest dates and whatever holds any "
                + "of them."
        }
    }

    private func fields(_ view: LotView, _ values: FormValues) -> HTML {
        switch self {
        case .renumber: return values.field("number", "Right number", isRequired: true)
        case .split:
            let places = view.places.map {
                Field.Choice($0.locationCode, "\($0.locationCode), \($0.quantity.grouped)")
            }
            return """
                \(values.field("location", "Place", .choice(places)))
                \(values.field("quantity", "Quantity", .figure, isRequired: true))
                \(values.field("number", "Number of the part", hint: "Empty: made of this one."))
                """
        case .merge:
            return """
                \(values.field("numbers_text", "Other lots", .lines, hint: "One number a line.", isRequired: true))
                \(values.field("number", "New number", hint: "Empty: made of this one."))
                """
        }
    }
}
