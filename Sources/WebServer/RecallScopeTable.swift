import StockDomain

/// A recall scope as one table for spreadsheets; its column `section` says what a row is about.
public enum RecallScopeTable {
    public static let header = [
        "section", "partner", "name", "anonymous", "email", "phone", "address", "document", "origin", "happened_at",
        "product", "lot", "quantity", "unit", "location", "package", "reserved", "state", "supplier_number",
    ]

    /// Header and rows: deliveries and returns of everybody concerned, then stock, what can be stopped, what the lot
    /// became and where it came from.
    public static func rows(of scope: RecallScope) -> [[String]] {
        let partners = scope.consignees + scope.returnedAll
        let rows =
            partners.flatMap { consignee in
                consignee.deliveries.map { row("delivery", consignee, $0) }
                    + consignee.returns.map { row("return", consignee, $0) }
            } + scope.onHand.map(row) + scope.stoppable.map(row) + scope.madeInto.map(row)
            + scope.sources.map { row($0, "source") } + scope.estimatedSources.map { row($0, "estimated_source") }
        return [header] + rows.map { row in header.map { row[$0] ?? "" } }
    }

    private static func row(_ section: String, _ consignee: Consignee, _ booking: Booking) -> [String: String] {
        let partner = columns(consignee.partner, hidingContact: consignee.isAnonymous)
        return ["section": section, "anonymous": consignee.isAnonymous ? "yes" : "no"]
            .merging(partner, booking)
    }

    private static func row(_ goods: GoodsOnHand) -> [String: String] {
        let place = [
            "section": "on_hand", "location": goods.location.code, "package": goods.package ?? "",
            "reserved": goods.reserved.description,
        ]
        return place.merging(columns(goods.keeper), columns(goods.lot, goods.quantity))
    }

    private static func row(_ goods: StoppableGoods) -> [String: String] {
        ["section": "stoppable", "state": goods.state.rawValue]
            .merging(columns(goods.partner), columns(goods.document), columns(goods.lot, goods.quantity))
    }

    private static func row(_ goods: MadeGoods) -> [String: String] {
        ["section": "made_into"].merging(columns(goods.document), columns(goods.lot, goods.quantity))
    }

    private static func row(_ origin: LotOrigin, _ section: String) -> [String: String] {
        ["section": section, "supplier_number": origin.receipt.supplierNumber ?? ""]
            .merging(columns(origin.supplier), origin.receipt)
    }

    private static func columns(_ partner: Partner?, hidingContact: Bool = false) -> [String: String] {
        guard let partner else { return [:] }
        let name = ["partner": partner.code, "name": partner.name]
        if hidingContact { return name }
        return name.merging([
            "email": partner.email ?? "", "phone": partner.phone ?? "", "address": partner.address ?? "",
        ])
    }

    fileprivate static func columns(_ document: DocumentName?) -> [String: String] {
        ["document": document?.number ?? "", "origin": document?.origin ?? ""]
    }

    fileprivate static func columns(_ lot: LotName, _ quantity: Quantity) -> [String: String] {
        [
            "product": lot.product.sku, "lot": lot.number ?? "", "quantity": quantity.description,
            "unit": lot.product.unit,
        ]
    }
}

extension [String: String] {
    /// Columns of several sources side by side.
    fileprivate func merging(_ others: [String: String]...) -> [String: String] {
        others.reduce(self) { $0.merging($1) { _, new in new } }
    }

    fileprivate func merging(_ partner: [String: String], _ booking: Booking) -> [String: String] {
        merging(
            partner, RecallScopeTable.columns(booking.document), ["happened_at": booking.happenedAt.rfc3339],
            RecallScopeTable.columns(booking.lot, booking.quantity))
    }
}
