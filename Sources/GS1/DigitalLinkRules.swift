/// What may stand where in a GS1 Digital Link. Source: GS1 Digital Link URI syntax 1.4 to 1.6.
enum DigitalLinkRules {
    /// The keys that a path can be about, with the chains of qualifiers that may follow, each link optional.
    static let qualifiers: [String: [[String]]] = [
        "00": [[]],
        "01": [["22", "10", "21"], ["235"]],
        "253": [[]],
        "255": [[]],
        "401": [[]],
        "402": [[]],
        "414": [["254"], ["7040"]],
        "415": [["8020"]],
        "417": [["7040"]],
        "8003": [[]],
        "8004": [["7040"]],
        "8006": [["22", "10", "21"]],
        "8010": [["8011"]],
        "8013": [[]],
        "8017": [["8019"]],
        "8018": [["8019"]],
    ]

    /// Identifiers that never stand in the query.
    static let neverAttributes: Set<String> = [
        "03", "21", "22", "235", "254", "7040", "7041", "8011", "8014", "8019", "8020", "8040", "8041", "8042",
        "8043", "8200",
    ]

    /// Words that early versions allowed in place of numeric keys.
    static let formerKeyWords: Set<String> = [
        "sscc", "gtin", "gdti", "gcn", "ginc", "gsin", "gln", "payto", "party", "grai", "giai", "itip", "cpid", "gmn",
        "gsrnp", "gsrn",
    ]

    static func isQualifier(_ ai: String, of key: String) -> Bool {
        qualifiers[key, default: []].contains { $0.contains(ai) }
    }

    /// Whether `ais` follow `key` in the order of one of its chains.
    static func isInOrder(_ ais: [String], after key: String) -> Bool {
        qualifiers[key, default: []].contains { chain in
            chain.filter(ais.contains) == ais
        }
    }
}
