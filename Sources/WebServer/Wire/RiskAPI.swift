import StockDomain

extension StandingGap {
    var json: JSON {
        [
            "code": .string(code.rawValue), "detail": .string(mayHide), "lots": JSON(Int(lots)),
            "product": .string(product.sku), "recall_size": JSON(recallSize), "unit": .string(product.unit),
            "units": JSON(units), "weight": .string(weight.rawValue),
        ]
    }

    static func table(_ gaps: [StandingGap]) -> [[String]] {
        [["code", "weight", "product", "units", "lots", "recall_size", "unit", "detail"]]
            + gaps.map { gap in
                [
                    gap.code.rawValue, gap.weight.rawValue, gap.product.sku, gap.units.description, "\(gap.lots)",
                    gap.recallSize.description, gap.product.unit, gap.mayHide,
                ]
            }
    }
}

extension Exposure {
    /// Marked as an estimate wherever it goes (R48).
    var json: JSON {
        [
            "at_worst": atWorst.json, "estimate": true, "in_words": .string(inWords), "oldest_first": oldestFirst.json,
            "product": .string(product.sku), "receipt": JSON(receipts.first?.number),
            "receipts": JSON(
                receipts.map { receipt -> JSON in
                    ["number": .string(receipt.number), "origin": JSON(receipt.origin)]
                }), "received": JSON(received),
            "supplier": JSON(supplier?.code), "unit": .string(product.unit),
        ]
    }

    var table: [[String]] {
        let header = [
            "estimate", "way", "document", "kind", "happened_at", "partner", "name", "email", "phone", "quantity",
            "unit",
        ]
        func rows(_ way: String, _ guess: Guess) -> [[String]] {
            (guess.deliveries + guess.others).map { row in
                let partner = row.partner.flatMap { $0.isAnonymous ? nil : $0 }
                return [
                    "estimate", way, row.document?.number ?? "", row.kind.rawValue, row.happenedAt.rfc3339,
                    row.partner?.code ?? "", row.partner?.name ?? "", partner?.email ?? "", partner?.phone ?? "",
                    row.quantity.description, product.unit,
                ]
            }
        }
        return [header] + rows("oldest_first", oldestFirst) + rows("at_worst", atWorst)
    }
}

extension Exposure.Guess {
    fileprivate var json: JSON {
        [
            "customers": JSON(customers), "deliveries": JSON(deliveries.map(\.json)), "estimate": true,
            "on_hand": JSON(onHand), "others": JSON(others.map(\.json)),
        ]
    }
}

extension Exposure.Row {
    fileprivate var json: JSON {
        let contact = partner.flatMap { $0.isAnonymous ? nil : $0 }
        return [
            "address": JSON(contact?.address), "anonymous": .bool(partner?.isAnonymous ?? true),
            "document": JSON(document?.number), "email": JSON(contact?.email), "happened_at": JSON(happenedAt),
            "kind": .string(kind.rawValue), "name": JSON(partner?.name), "origin": JSON(document?.origin),
            "partner": JSON(partner?.code), "phone": JSON(contact?.phone), "quantity": JSON(quantity),
        ]
    }
}

extension NeighbourLot {
    var json: JSON {
        [
            "delivered": JSON(reach.withCustomers), "evidence": JSON(evidence.map(\.json)),
            "lot": JSON(lot.id?.rawValue),
            "meetings": JSON(meetings.map(\.json)), "number": JSON(lot.number), "on_hand": JSON(reach.here),
            "product": .string(lot.product.sku),
            "unit": .string(lot.product.unit),
        ]
    }
}

extension NeighbourLot.Meeting {
    fileprivate var json: JSON {
        ["from": JSON(from), "location": .string(location.code), "until": JSON(until)]
    }
}

extension NeighbourLot.Evidence {
    fileprivate var json: JSON {
        switch self {
        case .opposite(let missing, let over):
            ["code": "opposite_differences", "missing": JSON(missing), "over": JSON(over)]
        case .countDifference(let lot, let quantity):
            ["code": "count_difference", "number": JSON(lot.number), "quantity": JSON(quantity)]
        case .samePick(let document): ["code": "same_pick", "document": .string(document.number)]
        }
    }
}
