/// A web address cut into the parts that a Digital Link uses, nothing decoded yet.
struct LinkParts {
    /// One `name=value` of the query.
    typealias Attribute = (name: ArraySlice<Glyph>, value: ArraySlice<Glyph>)

    /// The path between its slashes.
    let segments: [ArraySlice<Glyph>]
    /// The query; parts without `=` are left out.
    let attributes: [Attribute]

    init(_ link: ArraySlice<Glyph>) throws(Problem) {
        let address = try LinkParts.withoutScheme(link)
        if let foreign = link.first(where: { !PercentEncoding.isLegal($0.scalar) }) {
            throw Problem(.linkSyntax, "A link cannot hold \(foreign.scalar.shown).", at: foreign.position)
        }
        let place = address.prefix { $0.scalar != "#" && $0.scalar != "?" }
        let host = place.prefix { $0.scalar != "/" }
        try LinkParts.checkHost(host, at: address.first?.position)
        segments = place.dropFirst(host.count)
            .split(omittingEmptySubsequences: false) { $0.scalar == "/" }
            .dropFirst().map { $0 }
        attributes = address.prefix { $0.scalar != "#" }.dropFirst(place.count + 1)
            .split { $0.scalar == "&" }
            .compactMap(LinkParts.attribute)
    }

    /// Whether a text begins like a web address of any scheme.
    static func isLink(_ text: ArraySlice<Glyph>) -> Bool {
        let scheme = text.prefix { ("a"..."z").contains($0.scalar) || ("A"..."Z").contains($0.scalar) }
        return !scheme.isEmpty && text.dropFirst(scheme.count).prefix(3).text == "://"
    }

    private static func withoutScheme(_ link: ArraySlice<Glyph>) throws(Problem) -> ArraySlice<Glyph> {
        let scheme = link.prefix { $0.scalar != ":" }
        guard ["http", "https", "HTTP", "HTTPS"].contains(scheme.text) else {
            throw Problem(
                .linkSyntax, "A Digital Link begins with http or https, not \(scheme.text).",
                at: scheme.first?.position)
        }
        return link.dropFirst(scheme.count + 3)
    }

    private static func checkHost(_ host: ArraySlice<Glyph>, at position: Int?) throws(Problem) {
        if let foreign = host.first(where: { !isHostCharacter($0.scalar) }) {
            throw Problem(
                .linkSyntax, "\(foreign.scalar.shown) cannot stand in the domain of a Digital Link.",
                at: foreign.position)
        }
        if host.isEmpty { throw Problem(.linkSyntax, "The link names no domain.", at: position) }
    }

    private static func isHostCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "A"..."Z", "a"..."z", "0"..."9", "-", ".", ":": true
        default: false
        }
    }

    private static func attribute(_ text: ArraySlice<Glyph>) -> Attribute? {
        guard let equals = text.firstIndex(where: { $0.scalar == "=" }) else { return nil }
        return (text[..<equals], text[equals...].dropFirst())
    }
}
