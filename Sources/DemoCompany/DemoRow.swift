import StockDomain

/// One row of the movements file.
struct DemoRow {
    enum Kind: String {
        case receipt, delivery, transfer, consume, produce
        case customerReturn = "customer_return"
        case supplierReturn = "supplier_return"
        case writeOff = "write_off"

        /// Whether the row brings numbers into the world, and so carries their dates.
        var bringsNumbers: Bool { self == .receipt || self == .produce }
    }

    /// Day and time of the company's zone.
    let at: String
    let kind: Kind
    let document: String
    var partner = ""
    let goods: Goods
    var reason = ""
    var from = ""
    var to = ""
    var step = ""

    static let header = [
        "at", "kind", "document", "partner", "sku", "lot", "expires_on", "quantity", "reason", "from_location",
        "to_location", "supplier_lot", "batch", "package", "step",
    ]

    var fields: [String] {
        let isNew = kind.bringsNumbers
        return [
            at, kind.rawValue, document, partner, goods.sku, goods.number ?? "",
            isNew ? goods.expiresOn?.description ?? "" : "", goods.quantity.description, reason, from, to,
            isNew ? goods.supplierNumber ?? "" : "", isNew ? goods.batch ?? "" : "", "", step,
        ]
    }
}
