import StockDomain

/// A form as the JSON that the API would get: `lines/0/product=22752` becomes `{"lines": [{"product": "22752"}]}`.
///
/// Names are JSON pointers without their first slash, so that a fault's pointer names the input it belongs to.
/// Repeated names become a list. Rows with only blank fields become null, which readers of lists leave out.
enum FormTree {
    private indirect enum Node {
        case values([String])
        case children([(key: String, node: Node)])
    }

    /// - Throws: `invalid_form` when a name is a value in one place and a group in another, or nests too deep.
    static func json(_ fields: [FormField]) throws(Refusal) -> JSON {
        var root = Node.children([])
        for field in fields {
            let steps = field.name.split(separator: "/", omittingEmptySubsequences: false).map(unescaped)
            if steps.count > 8 { throw invalidForm("The field “\(shortened(field.name))” nests too deep.") }
            try insert(field, steps[...], into: &root)
        }
        return json(root)
    }

    private static func insert(
        _ field: FormField, _ steps: ArraySlice<String>, into node: inout Node
    ) throws(Refusal) {
        switch (node, steps.first) {
        case (.values(let values), nil):
            node = .values(values + [field.value])
        case (.children(var children), let step?):
            // A field belongs to the group begun last almost always, so that the search starts there.
            let index = children.lastIndex { $0.key == step }
            var child = index.map { children[$0].node } ?? (steps.count == 1 ? .values([]) : .children([]))
            node = .children([])
            try insert(field, steps.dropFirst(), into: &child)
            if let index { children[index].node = child } else { children.append((step, child)) }
            node = .children(children)
        default:
            throw invalidForm("The field “\(shortened(field.name))” is both a value and a group.")
        }
    }

    private static func json(_ node: Node) -> JSON {
        switch node {
        case .values(let values):
            return values.count == 1 ? .string(values[0]) : JSON(values)
        case .children(let children):
            if let rows = rows(children) { return .array(rows) }
            return .object(children.map { JSON.Member($0.key, json($0.node)) })
        }
    }

    /// The children as a list when all their keys are places in one; nil otherwise.
    private static func rows(_ children: [(key: String, node: Node)]) -> [JSON]? {
        let indices = children.compactMap { Int($0.key) }
        guard !children.isEmpty, indices.count == children.count, indices.allSatisfy({ (0..<1000).contains($0) })
        else { return nil }
        var rows = [JSON](repeating: .null, count: (indices.max() ?? 0) + 1)
        for (index, child) in zip(indices, children) where !isBlank(child.node) {
            rows[index] = json(child.node)
        }
        return rows
    }

    private static func isBlank(_ node: Node) -> Bool {
        switch node {
        case .values(let values): values.allSatisfy { $0.allSatisfy(\.isWhitespace) }
        case .children(let children): children.allSatisfy { isBlank($0.node) }
        }
    }

    private static func unescaped(_ step: Substring) -> String {
        guard step.contains("~") else { return String(step) }
        var text = ""
        var rest = step
        while let character = rest.popFirst() {
            if character == "~", rest.first == "1" || rest.first == "0" {
                text.append(rest.removeFirst() == "1" ? "/" : "~")
            } else {
                text.append(character)
            }
        }
        return text
    }
}
