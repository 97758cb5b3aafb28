import GS1

/// The names of ours that a scanned text may hold.
public struct ScannedNames: Sendable, Equatable {
    /// The whole text, when it may be somebody's own number; nil when it is marked as GS1.
    public let plain: String?
    /// How a trade item's number in it may be written as a product's barcode.
    public let barcodes: [String]
    /// Numbers of goods in it, the serial before the lot.
    public let numbers: [String]
    /// The number of a logistic unit.
    public let sscc: String?

    public init(_ scan: Scan) {
        let text = NameText.normalised(scan.text)
        let mayBeName = (1...200).contains(text.count) && !NameText.hasControlCharacter(text)
        plain = mayBeName && (scan.kind == .plain || scan.mayBePlain) ? text : nil
        barcodes = scan.isUsable ? scan.gtin.map(SoughtNumber.barcodes(of:)) ?? [] : []
        numbers = scan.isUsable ? [scan.serial, scan.lot].compactMap(\.self) : []
        sscc = scan.isUsable ? scan.sscc?.digits : nil
    }
}

/// A thing of ours that a scanned text names.
public struct ScanMatch: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case product, lot, serial, package, location, document
    }

    public let kind: Kind
    public let id: Int64
    /// What people call it.
    public let label: String
    /// SKU of the product that it is or belongs to.
    public let product: String?

    public init(_ kind: Kind, id: Int64, label: String, product: String? = nil) {
        self.kind = kind
        self.id = id
        self.label = label
        self.product = product
    }
}
