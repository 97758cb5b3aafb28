import GS1

/// A number as somebody typed or scanned it to find a lot, and what it may mean (R45a).
public struct SoughtNumber: Sendable, Equatable {
    /// Trimmed and in normal form C.
    public let text: String
    /// A number of goods that stands beside a trade item's number; the serial before the lot.
    public let numbersOfItem: [String]
    /// How the trade item's number may be written as a product's barcode.
    public let barcodes: [String]
    /// The number of a logistic unit.
    public let sscc: String?

    public init(_ raw: some StringProtocol) {
        text = NameText.normalised(raw)
        // The year settles the century of dates only, which nobody asks here.
        let scan = Scan(text, asOfYear: 2000)
        sscc = scan.isUsable ? scan.sscc?.digits : nil
        if scan.isUsable, let gtin = scan.gtin, scan.lot ?? scan.serial != nil {
            numbersOfItem = [scan.serial, scan.lot].compactMap(\.self)
            barcodes = SoughtNumber.barcodes(of: gtin)
        } else if let (gtin, number) = SoughtNumber.pair(text) {
            numbersOfItem = [number]
            barcodes = SoughtNumber.barcodes(of: gtin)
        } else {
            numbersOfItem = []
            barcodes = []
        }
    }

    /// `09520002000019 ABC123`: a trade item's number, then a space or slash, then the goods' number.
    private static func pair(_ text: String) -> (GTIN, String)? {
        guard let end = text.firstIndex(where: { $0 == " " || $0 == "/" }), let gtin = GTIN(text[..<end]) else {
            return nil
        }
        let number = NameText.normalised(text[text.index(after: end)...])
        return number.isEmpty ? nil : (gtin, number)
    }

    /// How a trade item's number that stands by itself may be written as a product's barcode; none of any other text.
    public static func barcodes(ofItem text: some StringProtocol) -> [String] { GTIN(text).map(barcodes) ?? [] }

    /// With 14 digits, and without the zeros that 13, 12 and 8 digits leave away.
    static func barcodes(of gtin: GTIN) -> [String] {
        let zeros = gtin.digits.prefix { $0 == "0" }.count
        return [0, 1, 2, 6].filter { $0 <= zeros }.map { String(gtin.digits.dropFirst($0)) }
    }
}
