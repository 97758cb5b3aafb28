import StockDomain

extension Numbering {
    var json: JSON {
        [
            "check": .bool(hasCheckCharacter), "padding": JSON(padding), "prefix": JSON(prefix),
            "random": .bool(isRandom),
        ]
    }
}

extension RequestReader where Value == NumberingChange {
    /// How numbers are made (R14); what is not named stays.
    static var numbering: RequestReader {
        RequestReader(standIn: NumberingChange()) { value in
            value.object { object in
                NumberingChange(
                    prefix: object.change("prefix", .numberPrefix), padding: object.change("padding", .int(1...18)),
                    hasCheckCharacter: object.optional("check", .bool), isRandom: object.optional("random", .bool))
            }
        }
    }
}

extension [String: String] {
    /// An object of these texts.
    var json: JSON { .object(sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }) }
}

extension RequestReader where Value == [String: String] {
    /// An object of texts by name; null leaves one out.
    static var texts: RequestReader {
        RequestReader(standIn: [:]) { value in
            value.object { object in
                var texts: [String: String] = [:]
                for key in object.keys {
                    if let text = object.optional(key, .lines(most: 1_000)) { texts[key] = text }
                }
                return texts
            }
        }
    }
}

extension RequestReader where Value == String {
    /// What stands before the counter of own numbers, with parts of the day in braces.
    fileprivate static var numberPrefix: RequestReader {
        text(most: NumberPrefix.mostCharacters).checked(
            or: "may hold {yyyy}, {yy}, {mm}, {dd}, {ddd} and {ww} in braces, and nothing else."
        ) { (try? NumberPrefix($0)) != nil }
    }
}
