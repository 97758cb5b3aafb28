import StockDomain

/// How one value of a request is read: as a text, a number, a day …
///
/// A reader answers nil after it has noted at least one fault.
struct RequestReader<Value> {
    /// What stands for a faulty value until `finish()` throws; never reaches an operation.
    let standIn: Value
    let read: (RequestValue) -> Value?
}

/// One value of a request, its place, and where its faults are gathered.
struct RequestValue {
    let json: JSON
    let pointer: String
    let manner: RequestManner
    let faults: RequestFaults

    /// Notes that the value has the wrong type and cannot be read (400).
    func wrongType(_ wanted: String) {
        faults.unreadable(pointer, "wrong_type", "\(name) must be \(wanted), not \(json.typeName).")
    }

    /// Notes that the value can be read but not be used (422); `rest` goes on after the name of the value.
    func invalid(_ rest: String) {
        faults.invalid(pointer, "\(name) \(rest)")
    }

    /// The value as messages call it, after its key or its place in a list.
    private var name: String {
        let step = pointer.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        if step.isEmpty { return "The value" }
        if let index = Int(step) { return "Element \(index + 1)" }
        return "“\(shortened(step.drop { $0 == "?" }.description))”"
    }

    func element(_ json: JSON, at index: Int) -> RequestValue {
        RequestValue(json: json, pointer: "\(pointer)/\(index)", manner: manner, faults: faults)
    }
}

// MARK: - Texts and words

extension RequestReader where Value == String {
    /// A text of one line, trimmed and in Unicode normal form C, of 1 to `most` characters.
    static func text(most: Int = 200) -> RequestReader {
        RequestReader(standIn: "") { value in
            guard let text = value.string() else { return nil }
            let clean = NameText.normalised(text)
            return value.checked(clean, most: most) { isPlain($0) || !NameText.hasControlCharacter($0) }
        }
    }

    /// A text that may have several lines, trimmed, of 1 to `most` characters; a pasted list or a remark.
    static func lines(most: Int = 10_000) -> RequestReader {
        RequestReader(standIn: "") { value in
            guard let text = value.string() else { return nil }
            let clean = NameText.normalised(text)
            return value.checked(clean, most: most) { text in
                !NameText.hasControlCharacter(text.filter { $0 != "\n" && $0 != "\r\n" && $0 != "\t" })
            }
        }
    }

    /// Exactly the characters given, unchanged; for what a scanner sent, which may hold separators.
    static func exactText(most: Int = 10_000) -> RequestReader {
        RequestReader(standIn: "") { value in
            guard let text = value.string() else { return nil }
            return value.checked(text, most: most) { _ in true }
        }
    }
}

extension RequestReader where Value == String {
    /// The idempotency key that our forms send: 1 to 255 visible ASCII characters.
    static var idempotencyKey: RequestReader {
        exactText(most: 255).checked(or: "must be visible ASCII.") { key in
            key.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        }
    }
}

extension RequestReader where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of the words of an enumeration.
    static func word(_: Value.Type = Value.self) -> RequestReader {
        let cases = Array(Value.allCases)
        return RequestReader(standIn: cases[0]) { value in
            guard let text = value.string() else { return nil }
            if let word = Value(rawValue: text) { return word }
            value.invalid("must be one of \(cases.map(\.rawValue).joined(separator: ", ")).")
            return nil
        }
    }
}

extension RequestValue {
    /// The string, or nil with a fault.
    func string() -> String? {
        if case .string(let text) = json { return text }
        wrongType("a text")
        return nil
    }

    fileprivate func checked(_ text: String, most: Int, allows: (String) -> Bool) -> String? {
        if text.isEmpty {
            invalid("must not be empty.")
        } else if text.unicodeScalars.count > most {
            invalid("must not be longer than \(most) characters.")
        } else if !allows(text) {
            invalid("must not contain control characters.")
        } else {
            return text
        }
        return nil
    }
}

/// Whether all is visible ASCII, as most texts are; far cheaper than looking up every character.
private func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
}

// MARK: - Made from others

extension RequestReader {
    /// What `convert` makes of the value; nil from it is the fault `detail` (422), which goes on after the name.
    func converted<Other>(
        standIn other: Other, or detail: String, _ convert: @escaping (Value) -> Other?
    ) -> RequestReader<Other> {
        RequestReader<Other>(standIn: other) { value in
            guard let read = read(value) else { return nil }
            guard let result = convert(read) else {
                value.invalid(detail)
                return nil
            }
            return result
        }
    }

    /// The value when it is as `isAllowed` wants it; else the fault `detail` (422), which goes on after the name.
    func checked(or detail: String, _ isAllowed: @escaping (Value) -> Bool) -> RequestReader {
        converted(standIn: standIn, or: detail) { isAllowed($0) ? $0 : nil }
    }
}
