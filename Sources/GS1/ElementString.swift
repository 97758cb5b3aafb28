/// The elements of one symbol or link in their order, and the three ways to write them.
public struct ElementString: Hashable, Sendable {
    /// In the order of the symbol, or of the path and then the query of a link.
    public let elements: [Element]

    /// Takes elements that are known to be good, as a reader does.
    init(read elements: [Element]) {
        self.elements = elements
    }

    /// Checks elements put together by us, for a label.
    ///
    /// - Throws: the first fault of a value, then of the whole.
    public init(_ elements: [Element]) throws(Problem) {
        for element in elements {
            guard let identifier = ApplicationIdentifier(code: element.ai) else {
                throw Problem(.unknownIdentifier, "(\(element.ai)) is not an application identifier.")
            }
            do throws(Problem) {
                try identifier.check(element.value.glyphs, at: nil)
            } catch {
                // The place within one value would mislead: nothing was delivered here.
                throw Problem(error.code, error.detail)
            }
        }
        if let problem = Associations.problem(in: elements) { throw problem }
        self.elements = elements
    }

    /// The value of the first element with this identifier.
    public func value(_ ai: String) -> String? {
        elements.first { $0.ai == ai }?.value
    }

    /// For people: `(01)09520002000019(10)ABC123`; an opening bracket within a value is written `\(`.
    public var bracketed: String {
        elements.map { element in
            let value = element.value.split(separator: "(", omittingEmptySubsequences: false).joined(separator: "\\(")
            return "(\(element.ai))\(value)"
        }.joined()
    }

    /// For a symbol, without its identifier: a separator (GS) follows each value of open length but the last.
    public var data: String {
        var data = ""
        for (index, element) in elements.enumerated() {
            data += element.ai + element.value
            let isOpen = ApplicationIdentifier(code: element.ai)?.hasPredefinedLength != true
            if isOpen && index < elements.count - 1 { data.unicodeScalars.append(Glyph.separator) }
        }
        return data
    }
}
