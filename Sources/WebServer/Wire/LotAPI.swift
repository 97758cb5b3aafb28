import StockDomain
import StockOperations

extension LotView {
    /// The answer of `lots`; its days only while expiration dates are on (R4).
    func json(_ settings: Settings) -> JSON {
        let plain: JSON = [
            "archived": .bool(lot.isArchived), "attributes": attributes.json, "batch": JSON(batch?.number.text),
            "batch_id": JSON(batch?.id.rawValue),
            "blocks": JSON(blocks.map(\.json)), "former_numbers": JSON(formerNumbers), "gs1": JSON(elementString),
            "holder": JSON(holder),
            "id": JSON(lot.id.rawValue),
            "kind": .string(lot.kind.rawValue), "marks": JSON(lot.marks.names), "number": .string(lot.number.text),
            "on_hand": JSON(onHand),
            "places": JSON(places.map(\.placeJSON)), "product": .string(product.sku),
            "product_id": JSON(product.id.rawValue), "status": .string(status.rawValue),
            "supplier_numbers": JSON(supplierNumbers.map(\.json)),
            "whereabouts": JSON(whereabouts?.inWords(zone: settings.zone)),
        ]
        return settings.showsDates ? plain.adding(lot.dates.json) : plain
    }
}

extension LotDates {
    fileprivate var json: JSON {
        [
            "alert_on": JSON(alertOn), "best_before_on": JSON(bestBeforeOn), "expires_on": JSON(expiresOn),
            "production_date": JSON(productionDate), "removal_on": JSON(removalOn),
        ]
    }
}

extension StockRow {
    fileprivate var placeJSON: JSON {
        [
            "blocked": .bool(isBlocked), "location": .string(locationCode), "package": JSON(packageNumber),
            "quantity": JSON(quantity), "reserved": JSON(reserved), "status": .string(status.rawValue),
        ]
    }
}

extension SupplierNumber {
    fileprivate var json: JSON {
        [
            "number": .string(number), "quantity": JSON(quantity), "receipt": JSON(receipt), "supplier": JSON(supplier),
        ]
    }
}

// MARK: - Requests

extension LotRequest {
    init(_ body: RequestObject) {
        self.init(
            product: body.required("product", .name), number: body.required("number", .number),
            kind: body.optional("kind", .word()), batch: body.optional("batch", .number),
            productionDate: body.optional("production_date", .day), expiresOn: body.optional("expires_on", .day))
    }
}

extension LotChange {
    init(_ body: RequestObject) {
        self.init(
            productionDate: body.change("production_date", .day), expiresOn: body.change("expires_on", .day),
            bestBeforeOn: body.change("best_before_on", .day), removalOn: body.change("removal_on", .day),
            alertOn: body.change("alert_on", .day), isArchived: body.optional("archived", .bool),
            attributes: body.optional("attributes", .texts), reason: body.optional("reason", .lines(most: 1_000)),
            reference: body.optional("reference", .text()))
    }
}
