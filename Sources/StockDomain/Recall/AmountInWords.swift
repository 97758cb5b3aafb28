/// How sentences speak of quantities.
extension Quantity {
    private static let pieceUnits: Set<String> = ["", "pc", "pcs", "piece", "pieces", "unit", "units", "ea", "each"]

    /// Whether a verb after it stands in the singular.
    var isSingular: Bool { self == .one }

    /// `1 unit`, `1,740 units`, `2.5 kg`.
    public func inWords(_ unit: String) -> String { "\(grouped) \(word(for: unit))" }

    /// The word for this many of a unit: pieces are called units, anything else by its own name.
    func word(for unit: String) -> String {
        guard Quantity.pieceUnits.contains(unit.lowercased()) else { return unit }
        return isSingular ? "unit" : "units"
    }
}

extension Int {
    /// `1 customer`, `2,144 customers`.
    public func counted(_ noun: String, plural: String? = nil) -> String {
        "\(Quantity(units: Int64(self)).grouped) \(self == 1 ? noun : plural ?? noun + "s")"
    }
}

extension [String] {
    /// `A`, `A and B`, `A, B and C`.
    public var enumerated: String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " and " + last
    }
}
