import StockDomain

/// The inputs of a product: what it is called, how it is traced, how it is handled (R3, R5, R14, R20, R33, R39).
func productFields(_ shown: ProductOnPage, _ values: FormValues, _ settings: Settings) -> HTML {
    let isNew = shown.product == nil
    let sku: HTML? = isNew ? values.field("sku", "SKU", isRequired: true, hasFocus: true) : nil
    let categories = shown.categories.map { Field.Choice($0.category.code, $0.category.name) }
    let archived: HTML? =
        isNew
        ? nil : values.field("archived", "In use", .choice([Field.Choice("false", "yes"), Field.Choice("true", "no")]))
    return """
        <div class="fields">\(sku)\(values.field("name", "Name", isRequired: true))
        \(values.field("unit", "Unit", hint: "such as pcs or kg; fixed once it has moved"))
        \(values.field("decimals", "Decimals", .figure))
        \(values.field("category", "Category", .choice([Field.Choice("", "none")] + categories)))\(archived)</div>
        \(settings.showsNumbers ? traceability(values, settings) : "")
        \(handling(values, settings))
        \(folded("Barcodes and packagings", names(values)))
        """
}

/// Section *Traceability* of the product page (R3).
private func traceability(_ values: FormValues, _ settings: Settings) -> HTML {
    let levels = Tracking.allCases.map { Field.Choice($0.rawValue, $0.inWords) }
    return """
        <fieldset><legend>Traceability</legend><div class="fields">
        \(values.field("tracking", "Track inventory", .choice(levels)))
        \(values.field("capture", "Numbers are asked for", .choice(Capture.allCases.map(\.choice))))
        \(settings.showsDates ? expirationFields(values) : "")
        </div></fieldset>
        \(folded("Numbers of your own", numberingFields(values)))
        """
}

private func handling(_ values: FormValues, _ settings: Settings) -> HTML {
    let ofNumbers: HTML =
        settings.showsNumbers
        ? """
        \(values.field("quarantine_at_receipt", "Arrives in quarantine", .choice(noYes)))
        \(values.field(
            "range_tolerance_days", "Equally good within so many days", .figure,
            hint: "lots so close together may be taken in any order"))
        """ : ""
    let ofDates: HTML =
        settings.showsDates
        ? values.field("output_expires_with_inputs", "Expires with what went into it", .choice(noYes)) : ""
    return folded(
        "Handling",
        """
        \(strategyField(values, showsDates: settings.showsDates, none: "as its category or place says"))
        \(values.field(
            "receipt_tolerance_percent", "Percent that may come too much", .figure, hint: "more than that asks"))
        \(values.field(
            "consumption_tolerance_percent", "Percent that production may use more or less", .figure,
            hint: "beyond that it asks; empty: as the setting says"))
        \(values.field("returns_released", "Returned goods may be sold at once", .choice(noYes)))
        \(values.field("packaging_material", "Only holds other goods", .choice(noYes),
            hint: "jars, lids, cartons: left out when the yield of production is weighed"))
        \(values.field("warranty_months", "Months of warranty", .figure))
        \(values.field("cost", "Cost of one unit\(settings.currency.map { " in \($0)" } ?? "")", .figure,
            hint: "what a recall would cost in goods"))
        \(ofNumbers)\(ofDates)
        """)
}

private func names(_ values: FormValues) -> HTML {
    let filled = (0..<20).last { !values["packagings/\($0)/name"].isEmpty }.map { $0 + 1 } ?? 0
    let packagings = (0..<filled + 1).map { index -> HTML in
        let name = "packagings/\(index)"
        return """
            <div class="line">\(values.field(name + "/name", "Packaging", hint: "such as box of 12"))
            \(values.field(name + "/quantity", "Holds", .figure))\(values.field(name + "/barcode", "Its barcode"))</div>
            """
    }
    return "\(listFields("barcodes", "Barcode", values))\(packagings)"
}

/// A number as its input holds it; nothing for none.
private func text(_ number: Int?) -> String { number.map(String.init) ?? "" }

extension FormValues {
    /// A product's form as it stands.
    public init(key: String, _ product: Product, category: Category? = nil, settings: Settings) {
        let handling = product.handling
        var values = [
            "name": product.name, "unit": product.unit, "decimals": "\(product.decimals)",
            "category": category?.code ?? "", "archived": "\(product.isArchived)",
            "removal_strategy": handling.removalStrategy?.rawValue ?? "",
            "receipt_tolerance_percent": text(handling.receiptTolerancePercent),
            "consumption_tolerance_percent": text(handling.consumptionTolerancePercent),
            "returns_released": "\(handling.returnsAreReleased)",
            "packaging_material": "\(handling.isPackagingMaterial)",
            "warranty_months": text(product.warrantyMonths), "cost": product.cost?.description ?? "",
        ]
        for (index, barcode) in product.barcodes.enumerated() { values["barcodes/\(index)"] = barcode }
        for (index, packaging) in product.packagings.enumerated() {
            values["packagings/\(index)/name"] = packaging.name
            values["packagings/\(index)/quantity"] = packaging.quantity.description
            values["packagings/\(index)/barcode"] = packaging.barcode ?? ""
        }
        if settings.showsNumbers {
            values["tracking"] = product.tracking.rawValue
            values["capture"] = product.capture.rawValue
            values["quarantine_at_receipt"] = "\(handling.isQuarantinedAtReceipt)"
            values["range_tolerance_days"] = text(handling.rangeToleranceDays)
            product.numbering.fields(into: &values)
        }
        if settings.showsDates {
            product.expiration.fields(into: &values)
            values["output_expires_with_inputs"] = "\(handling.outputExpiresWithInputs)"
        }
        self.init(key: key, values)
    }
}
