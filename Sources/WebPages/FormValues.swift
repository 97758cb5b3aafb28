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

    /// The same with another key, for one of several forms of a page that were not sent.
    func keyed(_ suffix: String) -> FormValues { FormValues(key: "\(key)-\(suffix)") }

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

/// The forms of one page, by name: the one that was sent comes back with what was typed and asked, all others are
/// fresh, so that an answer goes to the form whose rule has asked.
public struct PageForms: Sendable {
    let values: FormValues
    private let sent: String?

    /// - Parameter sent: the form that was sent and refused; nil when none was.
    public init(_ values: FormValues, sent: String? = nil) {
        self.values = values
        self.sent = sent
    }

    subscript(_ name: String) -> FormValues { isSent(name) ? values : values.keyed(name) }

    func isSent(_ name: String) -> Bool { sent == name }

    /// A form that is only a button, until it is asked something.
    func button(_ label: String, _ name: String, action: String, isGrave: Bool = false) -> HTML {
        if isSent(name), values.refusal?.questions.isEmpty == false {
            return form(action: action, key: values.key, submit: label, isGrave: isGrave, values.questions)
        }
        return actionButton(label, action: action, key: self[name].key, isGrave: isGrave)
    }
}
