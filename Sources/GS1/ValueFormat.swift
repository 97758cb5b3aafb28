/// What the value of an application identifier looks like: components one after the other.
struct ValueFormat: Sendable {
    /// A stretch of the value with its own characters, length and meaning.
    struct Component: Sendable {
        let characters: ValueCharacters
        let lengths: ClosedRange<Int>
        let isOptional: Bool
        let rule: ValueRule?
    }

    let components: [Component]

    /// How long the whole value may be.
    var lengths: ClosedRange<Int> {
        let least = components.reduce(0) { $0 + ($1.isOptional ? 0 : $1.lengths.lowerBound) }
        return least...components.reduce(0) { $0 + $1.lengths.upperBound }
    }

    /// Reads the notation of the table, such as `N13:check [X..17]`.
    init(_ notation: some StringProtocol) {
        components = notation.split(separator: " ").map { Component(Substring($0)) }
    }
}

extension ValueFormat.Component {
    fileprivate init(_ notation: Substring) {
        isOptional = notation.hasPrefix("[")
        let parts = notation.filter { $0 != "[" && $0 != "]" }.split(separator: ":")
        let shape = parts[0]
        guard let set = shape.first.flatMap(ValueCharacters.init),
            let most = Int(shape.dropFirst().filter { $0 != "." })
        else { preconditionFailure("Not a component: \(notation)") }
        characters = set
        lengths = (shape.contains("..") ? 1 : most)...most
        rule = parts.count > 1 ? ValueRule(rawValue: String(parts[1])) : nil
        precondition(parts.count == 1 || rule != nil, "Not a rule: \(notation)")
    }
}
