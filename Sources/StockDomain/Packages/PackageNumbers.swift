import GS1

/// Numbers of packages: those that we make are SSCCs, any other text is a number of somebody's own (R31a).
public enum PackageNumbers {
    /// The prefix under which SSCCs are made until the company has set its own. GS1 keeps it for numbers that do not
    /// leave the company.
    public static let prefixWithinCompany = "040"

    /// Digits of a GS1 company prefix.
    public static let prefixLengths = 4...12

    /// The SSCC with a serial reference; nil when the prefix has none so high.
    ///
    /// What does not fit into the serial reference counts up the extension digit in front of the prefix.
    public static func sscc(prefix: String, reference: Int64) -> SSCC? {
        let places = 16 - prefix.count
        guard prefixLengths.contains(prefix.count) || prefix == prefixWithinCompany, reference >= 0 else { return nil }
        let most = (0..<places).reduce(Int64(1)) { product, _ in product * 10 }
        let (digit, serial) = reference.quotientAndRemainder(dividingBy: most)
        if digit > 9 { return nil }
        let digits = String(serial)
        return SSCC(completing: "\(digit)\(prefix)" + String(repeating: "0", count: places - digits.count) + digits)
    }

    /// The number that a text on a package means: an SSCC may stand with its application identifier.
    public static func meant(by text: String) -> String {
        let clean = NameText.normalised(text)
        for identifier in ["(00)", "00", "]C100"] where clean.hasPrefix(identifier) {
            if let sscc = SSCC(clean.dropFirst(identifier.count)) { return sscc.digits }
        }
        return clean
    }
}
