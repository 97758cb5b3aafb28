/// Which identifiers must or must not stand together on one item.
enum Associations {
    /// Alternatives of which one must be met: all patterns of an alternative stand on the item.
    typealias Group = [[String]]

    /// Reads the notation of the table: `01+21,8006+21` or `01 & 30,31nn`.
    static func groups(_ notation: String) -> [Group] {
        notation.split(separator: "&").map { group in
            group.filter { $0 != " " }.split(separator: ",").map { $0.split(separator: "+").map(String.init) }
        }
    }

    /// The first fault of a whole message: exclusions, then repetitions, then what is missing.
    ///
    /// What is missing comes last: such a message is well formed and may be completed by a second symbol.
    static func problem(in elements: [Element]) -> Problem? {
        let present = Set(elements.map(\.ai)).sorted().compactMap { ApplicationIdentifier(code: $0) }
        return exclusion(among: present) ?? mismatch(in: elements) ?? missing(among: present)
    }

    private static func exclusion(among present: [ApplicationIdentifier]) -> Problem? {
        for identifier in present {
            let enemy = present.first { other in
                guard other.code != identifier.code else { return false }
                let isOtherPlacing = other.measure != nil && other.measure == identifier.measure
                return isOtherPlacing || identifier.excludes.contains { matches(other.code, $0) }
            }
            if let enemy {
                return Problem(.exclusion, "\(identifier.label) and \(enemy.label) cannot stand on the same item.")
            }
        }
        return nil
    }

    private static func mismatch(in elements: [Element]) -> Problem? {
        var values: [String: String] = [:]
        for element in elements {
            if let first = values.updateValue(element.value, forKey: element.ai), first != element.value {
                return Problem(
                    .repeatMismatch, "(\(element.ai)) stands twice, as \(first) and as \(element.value).")
            }
        }
        return nil
    }

    private static func missing(among present: [ApplicationIdentifier]) -> Problem? {
        func isMet(_ group: Group) -> Bool {
            group.contains { $0.allSatisfy { pattern in present.contains { matches($0.code, pattern) } } }
        }
        for identifier in present {
            if let group = identifier.needs.first(where: { !isMet($0) }) {
                let wanted = group.map { $0.map { "(\($0))" }.joined(separator: " with ") }.joined(separator: " or ")
                return Problem(.requisite, "\(identifier.label) says nothing without \(wanted).")
            }
        }
        return nil
    }

    /// Whether a code fits a pattern in which `n` stands for any digit.
    private static func matches(_ code: String, _ pattern: String) -> Bool {
        code.utf8.count == pattern.utf8.count
            && zip(code.utf8, pattern.utf8).allSatisfy { $0 == $1 || $1 == UInt8(ascii: "n") }
    }
}
