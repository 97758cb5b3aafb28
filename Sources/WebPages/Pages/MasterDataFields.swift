import StockDomain

/// Fields that several kinds of master data have.

let noYes = [Field.Choice("false", "no"), Field.Choice("true", "yes")]

/// Which goods leave first; what expires first only where goods have dates (R4).
func strategyField(_ values: FormValues, showsDates: Bool, none: String) -> HTML {
    let strategies = RemovalStrategy.allCases.filter { $0 != .fefo || showsDates }
    return values.field(
        "removal_strategy", "What leaves first",
        .choice([Field.Choice("", none)] + strategies.map { Field.Choice($0.rawValue, $0.inWords) }))
}

/// How numbers of our own are made (R14).
func numberingFields(_ values: FormValues) -> HTML {
    """
    \(values.field("numbering/prefix", "Prefix", hint: "may hold {yy}, {yyyy}, {mm}, {dd}, {ddd}, {ww}"))
    \(values.field("numbering/padding", "Digits of the counter", .figure))
    \(values.field("numbering/check", "Check character", .choice(noYes)))
    \(values.field("numbering/random", "Serials nobody can guess", .choice(noYes)))
    """
}

/// The shelf life of goods (R39).
func expirationFields(_ values: FormValues) -> HTML {
    let kinds = [
        Field.Choice("use_by", "use by: never sold after it"),
        Field.Choice("best_before", "best before: sold after it with a reason"),
    ]
    return """
        \(values.field("expiration/enabled", "Has an expiry date", .choice(noYes)))
        \(values.field("expiration/kind", "What the date means", .choice(kinds)))
        \(values.field("expiration/shelf_life_days", "Shelf life in days", .figure, hint: "from receipt or production"))
        \(values.field("expiration/best_before_days", "Best before so many days earlier", .figure))
        \(values.field("expiration/removal_days", "Remove so many days before", .figure))
        \(values.field("expiration/alert_days", "Warn so many days before", .figure))
        \(values.field("expiration/required", "A receipt must give the date", .choice(noYes)))
        """
}

/// Several inputs for a list of names, with two empty ones at its end.
func listFields(_ name: String, _ label: String, _ values: FormValues) -> HTML {
    let filled = (0..<50).last { !values["\(name)/\($0)"].isEmpty }.map { $0 + 1 } ?? 0
    let fields = (0..<filled + 2).map { index in values.field("\(name)/\(index)", "\(label) \(index + 1)") }
    return "\(fields)"
}

/// A part of a form that is folded until somebody needs it.
func folded(_ title: String, _ content: HTML) -> HTML {
    """
    <details><summary>\(title)</summary><div class="fields">\(content)</div></details>
    """
}

extension RemovalStrategy {
    /// As people choose it.
    public var inWords: String {
        switch self {
        case .fifo: "the oldest (FIFO)"
        case .lifo: "the newest (LIFO)"
        case .fefo: "what expires first (FEFO)"
        case .closest: "the closest place"
        case .leastPackages: "the fewest packages"
        }
    }
}

extension Capture {
    /// As people choose it.
    public var choice: Field.Choice {
        switch self {
        case .everyMove: Field.Choice(rawValue, "at every move")
        case .deliveryOnly: Field.Choice(rawValue, "at delivery only")
        }
    }
}

extension Numbering {
    /// The inputs of a form that hold it.
    func fields(into values: inout [String: String]) {
        values["numbering/prefix"] = prefix ?? ""
        values["numbering/padding"] = padding.map { "\($0)" } ?? ""
        values["numbering/check"] = "\(hasCheckCharacter)"
        values["numbering/random"] = "\(isRandom)"
    }
}

extension Expiration {
    /// The inputs of a form that hold it.
    func fields(into values: inout [String: String]) {
        values["expiration/enabled"] = "\(isEnabled)"
        values["expiration/kind"] = kind.rawValue
        values["expiration/required"] = "\(isRequired)"
        let days = [
            ("shelf_life", shelfLifeDays), ("best_before", bestBeforeDays), ("removal", removalDays),
            ("alert", alertDays),
        ]
        for (name, days) in days { values["expiration/\(name)_days"] = days.map { "\($0)" } ?? "" }
    }
}
