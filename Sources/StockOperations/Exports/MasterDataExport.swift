import StockDomain
import StockStore

/// Rows read from the store at a time.
private let pageSize = 1_000

extension FileExport {
    func products(settings: Settings) throws {
        let categories = try store.categoryCodes()
        let columns = productColumns(settings, categories)
        try writer.write(columns.map(\.name))
        var last = ""
        while true {
            let page = try store.products(after: last, containing: nil, limit: pageSize)
            for product in page { try add(columns.map { $0.text(product) }) }
            guard page.count == pageSize, let end = page.last else { return }
            last = end.sku
        }
    }

    /// A company without lots sees nothing of them (R1).
    private func productColumns(
        _ settings: Settings, _ categories: [CategoryID: String]
    ) -> [ExportColumn<Product>] {
        var columns: [ExportColumn<Product>] = [ExportColumn("sku", \.sku), ExportColumn("name", \.name)]
        if settings.lotsAndSerials { columns.append(ExportColumn("tracking", \.tracking.rawValue)) }
        columns.append(ExportColumn("unit", \.unit))
        if settings.expirationDates {
            columns.append(ExportColumn("expiration") { yesOrNo($0.expiration.isEnabled) })
            columns.append(ExportColumn("shelf_life_days", \.expiration.shelfLifeDays.field))
        }
        columns += [
            ExportColumn("category") { $0.categoryID.flatMap { categories[$0] } ?? "" },
            ExportColumn("decimals", \.decimals.description),
            ExportColumn("barcode") { $0.barcodes.first ?? "" },
            ExportColumn("warranty_months", \.warrantyMonths.field),
        ]
        let others = MasterDataColumn.ofProducts.filter { $0.isShown(settings) }
        return columns + others.map { ExportColumn($0.name, $0.text) }
    }

    func partners(settings: Settings) throws {
        let others = MasterDataColumn.ofPartners.filter { $0.isShown(settings) }
        try writer.write(
            ["code", "name", "kind", "anonymous", "email", "phone", "address", "country", "gln"] + others.map(\.name))
        var last = ""
        while true {
            let page = try store.partners(after: last, limit: pageSize)
            for partner in page {
                try add(
                    [
                        partner.code, partner.name, partner.kind.rawValue, yesOrNo(partner.isAnonymous),
                        partner.email.field, partner.phone.field, partner.address.field, partner.country.field,
                        partner.gln.field,
                    ] + others.map { $0.text(partner) })
            }
            guard page.count == pageSize, let end = page.last else { return }
            last = end.code
        }
    }

    /// Opening stock for another company.
    func stock(settings: Settings) throws {
        var columns: [ExportColumn<ExportedPile>] = [ExportColumn("sku", \.sku)]
        if settings.lotsAndSerials { columns.append(ExportColumn("lot", \.number.field)) }
        columns.append(ExportColumn("quantity", \.quantity.description))
        columns.append(ExportColumn("location", \.place))
        if settings.expirationDates { columns.append(ExportColumn("expires_on", \.expiresOn.field)) }
        columns.append(ExportColumn("at", \.incomingAt.rfc3339))
        columns.append(ExportColumn("package", \.package.field))
        try writer.write(columns.map(\.name))
        try store.walkStock { pile in
            try self.add(columns.map { $0.text(pile) })
            return true
        }
    }
}
