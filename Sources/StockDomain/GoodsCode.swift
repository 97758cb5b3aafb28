import GS1

/// What a label on goods of ours would hold as a GS1 element string.
public enum GoodsCode {
    /// The most that AI (30) can say.
    private static let mostCount = Quantity(units: 99_999_999)

    /// GTIN, count and lot, or GTIN and serial, with separators as a symbol has them.
    ///
    /// - Parameters:
    ///   - number: the goods' number, or nil for goods without one.
    ///   - quantity: how much of it there is; whole units are counted, a serial counts itself.
    /// - Returns: nil when the product has no valid GTIN, or when the number is not one that a symbol can hold: more
    ///   than 20 characters, a blank, an umlaut.
    public static func text(
        _ product: Product, _ number: LotNumber?, _ kind: LotKind?, _ quantity: Quantity?
    ) -> String? {
        guard let gtin = product.barcodes.lazy.compactMap({ GTIN($0) }).first else { return nil }
        var elements = [Element(ai: "01", value: gtin.digits)]
        if let quantity, kind != .serial, quantity.isWhole, quantity > .zero, quantity <= mostCount {
            let digits = "\(quantity.wholeUnits)"
            elements.append(
                Element(ai: "30", value: String(repeating: "0", count: 8 - digits.count) + digits))
        }
        if let number { elements.append(Element(ai: kind == .serial ? "21" : "10", value: number.text)) }
        return try? ElementString(elements).data
    }
}
