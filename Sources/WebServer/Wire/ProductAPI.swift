import StockDomain

extension ProductView {
    /// The answer of `products`; nothing of tracking while its switch is off (R1), nothing of dates without theirs (R4).
    func json(_ settings: Settings) -> JSON {
        let plain: JSON = [
            "archived": .bool(product.isArchived), "attributes": product.attributes.json,
            "barcodes": JSON(product.barcodes), "category": JSON(category?.code),
            "consumption_tolerance_percent": JSON(product.handling.consumptionTolerancePercent),
            "cost": JSON(product.cost),
            "decimals": JSON(product.decimals), "id": JSON(product.id.rawValue), "name": .string(product.name),
            "packaging_material": .bool(product.handling.isPackagingMaterial),
            "packagings": JSON(product.packagings.map(\.json)), "sku": .string(product.sku),
            "receipt_tolerance_percent": JSON(product.handling.receiptTolerancePercent),
            "removal_strategy": JSON(product.handling.removalStrategy?.rawValue),
            "returns_released": .bool(product.handling.returnsAreReleased),
            "unit": .string(product.unit), "warranty_months": JSON(product.warrantyMonths),
        ]
        if !settings.showsNumbers { return plain }
        let tracked = plain.adding([
            "capture": .string(product.capture.rawValue), "level_reason": JSON(product.handling.levelReason),
            "numbering": product.numbering.json,
            "output_expires_with_inputs": .bool(product.handling.outputExpiresWithInputs),
            "quarantine_at_receipt": .bool(product.handling.isQuarantinedAtReceipt),
            "range_tolerance_days": JSON(product.handling.rangeToleranceDays),
            "tracking": .string(product.tracking.rawValue),
        ])
        return settings.showsDates ? tracked.adding(["expiration": product.expiration.json]) : tracked
    }
}

extension Packaging {
    fileprivate var json: JSON {
        ["barcode": JSON(barcode), "name": .string(name), "quantity": JSON(quantity)]
    }
}

extension Expiration {
    var json: JSON {
        [
            "alert_days": JSON(alertDays), "best_before_days": JSON(bestBeforeDays), "enabled": .bool(isEnabled),
            "kind": .string(kind.rawValue), "removal_days": JSON(removalDays), "required": .bool(isRequired),
            "shelf_life_days": JSON(shelfLifeDays),
        ]
    }
}

// MARK: - Requests

extension ProductChange {
    init(_ body: RequestObject) {
        self.init(
            name: body.optional("name", .text()), category: body.change("category", .name),
            unit: body.optional("unit", .text(most: 20)), decimals: body.optional("decimals", .int(0...6)),
            tracking: body.change("tracking", .word()), capture: body.change("capture", .word()),
            expiration: body.change("expiration", .expiration), numbering: body.change("numbering", .numbering),
            handling: HandlingChange(body), attributes: body.optional("attributes", .texts),
            barcodes: body.optional("barcodes", .list(of: .name)),
            packagings: body.optional("packagings", .objects { Packaging($0) }),
            warrantyMonths: body.change("warranty_months", .int(0...1_200)),
            cost: body.change("cost", .quantityFromZero),
            isArchived: body.optional("archived", .bool))
    }
}

extension HandlingChange {
    fileprivate init(_ body: RequestObject) {
        self.init(
            removalStrategy: body.change("removal_strategy", .word()),
            isQuarantinedAtReceipt: body.optional("quarantine_at_receipt", .bool),
            returnsAreReleased: body.optional("returns_released", .bool),
            receiptTolerancePercent: body.change("receipt_tolerance_percent", .int(0...1_000)),
            consumptionTolerancePercent: body.change("consumption_tolerance_percent", .int(0...1_000)),
            rangeToleranceDays: body.change("range_tolerance_days", .int(0...3_650)),
            outputExpiresWithInputs: body.optional("output_expires_with_inputs", .bool),
            isPackagingMaterial: body.optional("packaging_material", .bool),
            levelReason: body.change("level_reason", .lines(most: 1_000)))
    }
}

extension Packaging {
    fileprivate init(_ object: RequestObject) {
        self.init(
            name: object.required("name", .name), quantity: object.required("quantity", .positiveQuantity),
            barcode: object.optional("barcode", .name))
    }
}

extension RequestReader where Value == ExpirationChange {
    static var expiration: RequestReader {
        RequestReader(standIn: ExpirationChange()) { value in
            value.object { object in
                let days = RequestReader<Int>.int(0...36_500)
                return ExpirationChange(
                    isEnabled: object.optional("enabled", .bool), kind: object.optional("kind", .word()),
                    shelfLifeDays: object.change("shelf_life_days", days),
                    bestBeforeDays: object.change("best_before_days", days),
                    removalDays: object.change("removal_days", days), alertDays: object.change("alert_days", days),
                    isRequired: object.optional("required", .bool))
            }
        }
    }
}
