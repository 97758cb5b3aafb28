import StockDomain

extension RecallScope {
    /// The answer as the API gives it.
    var json: JSON {
        [
            "complete": .bool(isComplete),
            "consignees": JSON(consignees.map(\.json)),
            "estimated_sources": JSON(estimatedSources.map(\.estimateJSON)),
            "found_by": .string(foundBy.rawValue),
            "gaps": JSON(gaps.map(\.json)),
            "in_words": .string(inWords),
            "known_at": JSON(knownAt),
            "lot": lot.json,
            "made_into": JSON(madeInto.map(\.json)),
            "not_affected": notAffected?.json ?? .null,
            "on_hand": JSON(onHand.map(\.json)),
            "products": JSON(products.map(\.json)),
            "returned_all": JSON(returnedAll.map(\.json)),
            "sources": JSON(sources.map(\.json)),
            "stoppable": JSON(stoppable.map(\.json)),
            "totals": totals.json.adding(["delivered_net": JSON(deliveredNet), "reserved": JSON(reserved)]),
        ]
    }
}

extension MassBalance {
    var json: JSON {
        [
            "opening": JSON(opening), "received": JSON(received), "produced": JSON(produced),
            "customer_returned": JSON(customerReturned), "found": JSON(found), "moved_in": JSON(movedIn),
            "on_hand": JSON(onHand), "in_transit": JSON(inTransit), "delivered": JSON(delivered),
            "consumed": JSON(consumed), "supplier_returned": JSON(supplierReturned), "scrapped": JSON(scrapped),
            "lost": JSON(lost), "moved_out": JSON(movedOut),
        ]
    }
}

extension LotName {
    /// The lot itself, where an answer is about it.
    var json: JSON {
        [
            "id": JSON(id?.rawValue), "kind": JSON(kind?.rawValue), "number": JSON(number),
            "product": .string(product.sku), "product_name": .string(product.name), "unit": .string(product.unit),
        ]
    }

    /// Number and product, where the row is about something else.
    fileprivate var members: JSON { ["lot": JSON(number), "product": .string(product.sku)] }
}

extension Gap {
    var json: JSON {
        [
            "code": .string(code.rawValue), "detail": .string(detail), "product": .string(product.sku),
            "unit": .string(product.unit), "units": JSON(units), "weight": .string(weight.rawValue),
        ]
    }
}

extension Booking {
    /// One delivery or return.
    var json: JSON {
        lot.members.adding([
            "document": JSON(document?.number), "happened_at": JSON(happenedAt), "origin": JSON(document?.origin),
            "quantity": JSON(quantity),
        ])
    }
}

extension LotOrigin {
    var json: JSON {
        receipt.json.adding([
            "supplier": JSON(supplier?.code), "supplier_name": JSON(supplier?.name),
            "supplier_number": JSON(receipt.supplierNumber),
        ])
    }
}

extension LotOrigin {
    /// A receipt that goods may have come with, marked as such (R48).
    var estimateJSON: JSON { json.adding(["estimate": .bool(true)]) }
}

// MARK: - Rows

extension Consignee {
    var json: JSON {
        [
            "address": JSON(isAnonymous ? nil : partner?.address),
            "anonymous": .bool(isAnonymous),
            "deliveries": JSON(deliveries.map(\.json)),
            "email": JSON(isAnonymous ? nil : partner?.email),
            "name": JSON(partner?.name),
            "partner": JSON(partner?.code),
            "phone": JSON(isAnonymous ? nil : partner?.phone),
            "products": JSON(products.map(\.json)),
            "quantity": JSON(quantity),
            "returns": JSON(returns.map(\.json)),
        ]
    }
}

extension ProductQuantity {
    var json: JSON {
        ["product": .string(product.sku), "quantity": JSON(quantity), "unit": .string(product.unit)]
    }
}

extension GoodsOnHand {
    fileprivate var json: JSON {
        lot.members.adding([
            "location": .string(location.code), "package": JSON(package), "partner": keeper?.contactJSON ?? .null,
            "quantity": JSON(quantity), "reserved": JSON(reserved),
        ])
    }
}

extension StoppableGoods {
    fileprivate var json: JSON {
        lot.members.adding([
            "document": JSON(document?.number), "partner": JSON(partner?.code), "quantity": JSON(quantity),
            "state": .string(state.rawValue),
        ])
    }
}

extension MadeGoods {
    var json: JSON {
        lot.members.adding(["document": JSON(document?.number), "quantity": JSON(quantity)])
    }
}

extension ProductTotals {
    fileprivate var json: JSON {
        [
            "delivered_net": JSON(deliveredNet), "made": JSON(made), "on_hand": JSON(onHand),
            "product": .string(product.sku), "unit": .string(product.unit),
        ]
    }
}

extension NotAffected {
    fileprivate var json: JSON {
        [
            "customers": JSON(customers), "from": JSON(days.lowerBound), "to": JSON(days.upperBound),
            "units": JSON(units),
        ]
    }
}

extension Partner {
    /// Whom to call about goods in a place of his.
    fileprivate var contactJSON: JSON {
        [
            "address": JSON(address), "code": .string(code), "email": JSON(email), "name": .string(name),
            "phone": JSON(phone),
        ]
    }
}
