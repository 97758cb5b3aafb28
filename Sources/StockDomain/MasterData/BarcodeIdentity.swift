import GS1

/// When two texts are the same barcode: a GTIN is one number, whether written with 8, 12, 13 or 14 digits (R31).
public enum BarcodeIdentity {
    /// All that may stand for the same barcode, itself among them.
    public static func spellings(of code: String) -> [String] {
        GTIN(code).map(SoughtNumber.barcodes(of:)) ?? [code]
    }

    /// The same for all spellings of one barcode.
    public static func key(of code: String) -> String { GTIN(code)?.digits ?? code }
}
