import StockDomain

/// One field of a form or a query.
struct FormField: Equatable, Sendable {
    let name: String
    let value: String

    /// The most fields that are read.
    static let most = 5_000

    /// Reads `application/x-www-form-urlencoded`; order and repeated names are kept.
    ///
    /// - Throws: `invalid_form` for a broken escape, wrong UTF-8, or more than `most` fields.
    static func parsed(_ bytes: [UInt8]) throws(Refusal) -> [FormField] {
        let pairs = bytes.split(separator: UInt8(ascii: "&"))
        if pairs.count > most { throw invalidForm("There are more than \(most) fields.") }
        var fields: [FormField] = []
        for pair in pairs {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decoded(parts[0], plusIsSpace: true),
                let value = PercentEncoding.decoded(parts.count > 1 ? parts[1] : [], plusIsSpace: true)
            else { throw invalidForm("A field is not percent-encoded UTF-8.") }
            fields.append(FormField(name: name, value: value))
        }
        return fields
    }
}

func invalidForm(_ detail: String) -> Refusal { Refusal(.unreadable, "invalid_form", detail) }
