import StockDomain

/// One input of a form with its label.
public struct Field: Sendable {
    /// Name in the form: the JSON pointer of the API's key without its first slash, such as `lines/0/product`.
    public let name: String
    public let label: String
    public let kind: Kind
    public var value: String
    public var hint: String?
    public var isRequired: Bool
    /// Whether the page begins here.
    public var hasFocus: Bool
    /// The form it stands in, where a page has several with fields of one name.
    public var form: String

    public enum Kind: Sendable {
        case text
        case lines
        /// A number, quantity or count, typed on a number pad.
        case figure
        case day
        case email
        case phone
        case password
        /// A box; its value is `on`.
        case tick
        case choice([Choice])
    }

    public struct Choice: Sendable {
        public let value: String
        public let label: String

        public init(_ value: String, _ label: String) {
            self.value = value
            self.label = label
        }
    }

    public init(
        _ name: String, _ label: String, _ kind: Kind = .text, value: String? = nil, hint: String? = nil,
        isRequired: Bool = false, hasFocus: Bool = false, form: String = ""
    ) {
        self.name = name
        self.label = label
        self.kind = kind
        self.value = value ?? ""
        self.hint = hint
        self.isRequired = isRequired
        self.hasFocus = hasFocus
        self.form = form
    }
}

/// A field with its label, its hint, and the fault that `refusal` found in it.
public func field(_ field: Field, refusal: Refusal? = nil) -> HTML {
    let scope = field.form.isEmpty ? "" : field.form + "-"
    let id = "field-" + scope + field.name.map { $0 == "/" ? "-" : String($0) }.joined()
    let fault = refusal?.faults.first { stands($0, at: field.name) }?.detail
    let fellow: HTML? = fault.map { "<p class=\"fault\" id=\"\(id)-fault\">\($0)</p>" }
    let hint: HTML? = field.hint.map { "<p class=\"hint\" id=\"\(id)-hint\">\($0)</p>" }
    let described = [fault == nil ? nil : "\(id)-fault", field.hint == nil ? nil : "\(id)-hint"].compactMap { $0 }
    let common: HTML = """
        id="\(id)" name="\(field.name)"\(attribute("required", if: field.isRequired))\
        \(attribute("autofocus", if: field.hasFocus))\
        \(attribute("aria-invalid", fault == nil ? nil : "true"))\
        \(attribute("aria-describedby", described.isEmpty ? nil : described.joined(separator: " ")))
        """
    if case .tick = field.kind {
        return """
            <div class="field tick"><label for="\(id)">\(input(field, common)) \(field.label)</label>\
            \(hint)\(fellow)</div>
            """
    }
    return """
        <div class="field"><label for="\(id)">\(field.label)</label>\(input(field, common))\(hint)\(fellow)</div>
        """
}

/// Whether a fault is one of the input with this name; a pasted list answers for each number on its line too.
private func stands(_ fault: Fault, at name: String) -> Bool {
    if fault.pointer == "/" + name { return true }
    guard name.hasSuffix("_text") else { return false }
    let list = "/" + name.dropLast("_text".count)
    return fault.pointer == list || fault.pointer.hasPrefix(list + "/") || fault.pointer.hasPrefix("/" + name + "/")
}

private func input(_ field: Field, _ common: HTML) -> HTML {
    switch field.kind {
    case .text: plainInput("text", field, common)
    case .figure: "<input type=\"text\" inputmode=\"decimal\" \(common) value=\"\(field.value)\" autocomplete=\"off\">"
    case .day: plainInput("date", field, common)
    case .email: plainInput("email", field, common)
    case .phone: plainInput("tel", field, common)
    case .password: "<input type=\"password\" \(common)>"
    case .tick: "<input type=\"checkbox\" \(common) value=\"on\"\(attribute("checked", if: field.value == "on"))>"
    case .lines: "<textarea \(common) rows=\"4\">\n\(field.value)</textarea>"
    case .choice(let choices): "<select \(common)>\(choices.map { option($0, field.value) })</select>"
    }
}

private func plainInput(_ type: HTML, _ field: Field, _ common: HTML) -> HTML {
    "<input type=\"\(type)\" \(common) value=\"\(field.value)\" autocomplete=\"off\">"
}

private func option(_ choice: Field.Choice, _ value: String) -> HTML {
    let selected = attribute("selected", if: choice.value == value)
    return "<option value=\"\(choice.value)\"\(selected)>\(choice.label)</option>"
}
