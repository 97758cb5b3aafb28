extension ElementString {
    /// The canonical link, such as `https://id.gs1.org/01/09520002000019/10/ABC123?17=270630`.
    ///
    /// Qualifiers stand in the path, all else in the query in the order of the codes; nil when no element is a key
    /// or an element has no place in a link about it.
    public var digitalLink: String? {
        for element in elements where DigitalLinkRules.qualifiers[element.ai] != nil {
            if let link = link(about: element) { return link }
        }
        return nil
    }

    private func link(about key: Element) -> String? {
        let others = Set(elements).subtracting([key]).sorted { $0.ai < $1.ai }
        for chain in DigitalLinkRules.qualifiers[key.ai, default: []] {
            let attributes = others.filter { !chain.contains($0.ai) }
            if attributes.allSatisfy({ mayBeAttribute($0.ai, of: key.ai) }) {
                return link(path: [key] + chain.compactMap { ai in others.first { $0.ai == ai } }, query: attributes)
            }
        }
        return nil
    }

    private func mayBeAttribute(_ ai: String, of key: String) -> Bool {
        ai != key && !DigitalLinkRules.isQualifier(ai, of: key) && !DigitalLinkRules.neverAttributes.contains(ai)
    }

    private func link(path: [Element], query: [Element]) -> String {
        let attributes = query.map { "\($0.ai)=\(PercentEncoding.encoded($0.value))" }.joined(separator: "&")
        return "https://id.gs1.org" + path.map { "/\($0.ai)/\(PercentEncoding.encoded($0.value))" }.joined()
            + (attributes.isEmpty ? "" : "?" + attributes)
    }
}
