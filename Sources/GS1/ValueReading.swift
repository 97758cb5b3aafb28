extension ApplicationIdentifier {
    /// Checks a whole value: its length, then component by component its characters and rule.
    ///
    /// - Parameter position: where the value stands, for when it is empty.
    func check(_ value: some Collection<Glyph>, at position: Int?) throws(Problem) {
        guard let start = value.first else {
            throw Problem(.emptyValue, "\(label) has no value.", at: position)
        }
        try checkLength(value.count, at: start.position)
        var rest = Array(value)[...]
        for component in format.components where !(component.isOptional && rest.isEmpty) {
            let part = rest.prefix(component.lengths.upperBound)
            rest = rest.dropFirst(part.count)
            guard part.count >= component.lengths.lowerBound else { throw wrongLength(value.count, at: start.position) }
            try check(part, against: component)
        }
    }

    private func check(_ part: ArraySlice<Glyph>, against component: ValueFormat.Component) throws(Problem) {
        if let foreign = part.first(where: { !component.characters.contains($0.scalar) }) {
            throw Problem(
                .charset, "\(label) may hold \(component.characters.description), not \(foreign.scalar.shown).",
                at: foreign.position)
        }
        if let rule = component.rule, !rule.isMet(by: part.text) {
            throw Problem(rule.code, "\(label): \(rule.objection(to: part.text)).", at: part.first?.position)
        }
    }

    private func checkLength(_ count: Int, at position: Int) throws(Problem) {
        if !format.lengths.contains(count) { throw wrongLength(count, at: position) }
    }

    private func wrongLength(_ count: Int, at position: Int) -> Problem {
        let (least, most) = (format.lengths.lowerBound, format.lengths.upperBound)
        let expected = least == most ? "exactly \(most)" : "\(least) to \(most)"
        return Problem(.length, "\(label) has \(expected) characters; here are \(count).", at: position)
    }
}

extension Unicode.Scalar {
    /// How a message shows it, so that one sees blanks and control characters too: `"#"` or `U+001D`.
    var shown: String {
        if properties.generalCategory == .control || properties.isWhitespace || !isASCII {
            let hex = String(value, radix: 16, uppercase: true)
            return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
        }
        return "\"\(self)\""
    }
}
