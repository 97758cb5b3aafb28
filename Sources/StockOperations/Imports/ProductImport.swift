import StockDomain
import StockStore
import TabularFiles

/// A row of a file of products.
private struct ProductRow: Sendable {
    let product: Product
    let category: String?
    let line: Int
}

/// What a file of products holds.
private struct ProductFile: Sendable {
    let rows: [ProductRow]
    let faults: FileFaults
}

extension Operations {
    func importProducts(_ run: FileImport) async throws -> ImportReport {
        let file = try await run.reading { try readProducts($0, run.progress) }
        return try await run.deciding(rows: file.rows.count) { store, moment in
            var decided = try ProductImport(file, in: store, settings: moment.settings)
            if !run.options.isDryRun { try decided.write(to: store) }
            return decided.report
        }
    }
}

private func readProducts(_ csv: CSVReader, _ progress: (ImportProgress) -> Void) throws(FileFault) -> ProductFile {
    var faults = FileFaults()
    let rows = try csv.masterData(
        required: ["sku", "name"],
        optional: [
            "tracking", "unit", "expiration", "shelf_life_days", "category", "decimals", "barcode", "warranty_months",
        ] + MasterDataColumn.ofProducts.map(\.name), progress
    ) { ProductRow($0, &faults) }
    return ProductFile(rows: rows, faults: faults)
}

extension ProductRow {
    init(_ row: MasterDataRow, _ faults: inout FileFaults) {
        let expiration = Expiration(
            isEnabled: row.flag("expiration", &faults),
            shelfLifeDays: row.number("shelf_life_days", 0...36_500, &faults))
        var product = Product(
            sku: row.name("sku", &faults), name: row.name("name", &faults), unit: row.optionalText("unit") ?? "pcs",
            decimals: row.number("decimals", 0...6, &faults) ?? 0,
            tracking: row.word("tracking", usual: .none, &faults), expiration: expiration,
            barcodes: row.optionalText("barcode").map { [$0] } ?? [],
            warrantyMonths: row.number("warranty_months", 0...1_200, &faults))
        for column in MasterDataColumn.ofProducts { column.read(row, &product, &faults) }
        self.product = product
        category = row.optionalText("category")
        line = row.line
        if expiration.isEnabled, product.tracking == .none {
            faults.add(
                line: line, "expiration_needs_tracking",
                "\(product.sku) is not tracked, so nothing could carry an expiry date.")
        }
    }
}

/// Products on their way into the company.
private struct ProductImport {
    private var rows: [ProductRow]
    private var settings: Settings
    private var faults: FileFaults
    private(set) var report = ImportReport(.products)
    private var categories: [String: CategoryID]

    init(_ file: ProductFile, in store: Store, settings: Settings) throws {
        rows = file.rows
        faults = file.faults
        self.settings = settings
        categories = Dictionary(uniqueKeysWithValues: try store.categories().map { ($0.code, $0.id) })
        try turnOnSwitches(firstProducts: !store.hasProducts())
        checkSwitches()
        try checkUniqueness(in: store)
        for code in rows.compactMap(\.category) where categories[code] == nil {
            categories[code] = CategoryID(0)
            report.newCategories.append(code)
        }
        if let refusal = faults.refusal() { throw refusal }
    }

    private var needsLots: Bool { rows.contains { $0.product.tracking != .none } }
    private var needsExpiry: Bool { rows.contains { $0.product.expiration.isEnabled } }

    /// The first products of a company say which switches it needs (R1).
    private mutating func turnOnSwitches(firstProducts: Bool) throws {
        guard firstProducts else { return }
        if needsLots, !settings.lotsAndSerials {
            settings.lotsAndSerials = true
            report.switchedOn.append("lots_and_serials")
        }
        if needsExpiry, settings.lotsAndSerials, !settings.expirationDates {
            settings.expirationDates = true
            report.switchedOn.append("expiration_dates")
        }
    }

    private mutating func checkSwitches() {
        for row in rows {
            if row.product.speaksOfLots, !settings.lotsAndSerials {
                faults.add(
                    line: row.line, "tracking_switched_off",
                    "\(row.product.sku) is to be tracked, but lots & serial numbers are switched off.")
            } else if row.product.expiration.isEnabled, !settings.expirationDates {
                faults.add(
                    line: row.line, "expiration_switched_off",
                    "\(row.product.sku) is to have expiry dates, but expiration dates are switched off.")
            } else {
                checkRules(row)
            }
        }
    }

    /// What a change of the product by hand would be refused for.
    private mutating func checkRules(_ row: ProductRow) {
        // That has been said when the row was read.
        if row.product.expiration.isEnabled, row.product.tracking == .none { return }
        let strategy = row.product.handling.removalStrategy
        let change = ProductChange(handling: HandlingChange(removalStrategy: strategy.map(Change.set) ?? .keep))
        do throws(Refusal) {
            try ProductRules(settings: settings).check(change, from: row.product, to: row.product)
        } catch {
            for fault in error.faults { faults.add(line: row.line, fault.code, fault.detail) }
        }
    }

    private mutating func checkUniqueness(in store: Store) throws {
        var lines: [String: Int] = [:]
        var barcodes: [String: Int] = [:]
        let known = try store.existingSKUs(rows.map(\.product.sku))
        let owned = try store.existingBarcodes(
            rows.flatMap { $0.product.allBarcodes.flatMap(BarcodeIdentity.spellings) })
        for row in rows {
            let sku = row.product.sku
            if known.contains(sku) {
                faults.add(line: row.line, "sku_exists", "There is already a product “\(sku)”.")
            } else if let earlier = lines.updateValue(row.line, forKey: sku) {
                faults.add(line: row.line, "sku_repeated", "“\(sku)” is on line \(earlier) too.")
            }
            for barcode in row.product.allBarcodes {
                if BarcodeIdentity.spellings(of: barcode).contains(where: owned.contains) {
                    faults.add(line: row.line, "barcode_exists", "Another product has the barcode “\(barcode)”.")
                } else if let earlier = barcodes.updateValue(row.line, forKey: BarcodeIdentity.key(of: barcode)) {
                    faults.add(line: row.line, "barcode_repeated", "“\(barcode)” is on line \(earlier) too.")
                }
            }
        }
    }

    mutating func write(to store: Store) throws {
        if !report.switchedOn.isEmpty { try store.save(settings) }
        for code in report.newCategories {
            categories[code] = try store.insert(Category(code: code, name: code))
        }
        let products = rows.map { row in
            var product = row.product
            product.categoryID = row.category.flatMap { categories[$0] }
            return product
        }
        _ = try store.insert(products)
    }
}

extension Product {
    /// Its own and those of its packagings.
    fileprivate var allBarcodes: [String] { barcodes + packagings.compactMap(\.barcode) }
}
