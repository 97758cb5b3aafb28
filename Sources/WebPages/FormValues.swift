import StockDomain

/// What a form holds: what was typed last time, when it was refused, and why.
public struct FormValues: Sendable {
    private let values: [String: String]
    public let refusal: Refusal?
    /// The idempotency key that the form will send.
    public let key: String
    /// The form's name, where a page has several with fields of one name.
    public private(set) var form = ""

    /// A form not yet filled in.
    public init(key: String, _ values: [String: String] = [:]) {
        self.key = key
        self.values = values
        refusal = nil
    }

    /// A form that comes back refused.
    public init(key: String, refused values: [String: String], _ refusal: Refusal) {
        self.key = key
        self.values = values
        self.refusal = refusal
    }

    /// The same for one of several forms of a page, so that each label belongs to its own input.
    public func named(_ form: String) -> FormValues {
        var values = self
        values.form = form
        return values
    }

    public subscript(_ name: String) -> String { values[name] ?? "" }

    /// What was typed, as an input of the form with its faults.
    public func field(
        _ name: String, _ label: String, _ kind: Field.Kind = .text, hint: String? = nil, isRequired: Bool = false,
        hasFocus: Bool = false
    ) -> HTML {
        WebPages.field(
            Field(
                name, label, kind, value: values[name], hint: hint, isRequired: isRequired, hasFocus: hasFocus,
                form: form),
            refusal: refusal)
    }

    /// The refusal, with the questions that its answer goes on from.
    public var notices: [HTML] {
        guard let refusal else { return [] }
        if !refusal.questions.isEmpty { return [warningNotice("Please answer before it goes on.")] }
        return [refusalNotice(refusal)]
    }

    public var questions: HTML {
        refusal.map { questionFields($0.questions) } ?? ""
    }
}
