import StockDomain

extension Trace {
    /// The answer as the API gives it; lots stand by their `id`, goods without number as null.
    var json: JSON {
        [
            "deliveries": JSON(deliveries.map(\.json)),
            "edges": JSON(edges.map(\.json)),
            "estimated_receipts": JSON(estimatedReceipts.map(\.estimateJSON)),
            "gaps": JSON(gaps.map(\.json)),
            "known_at": JSON(knownAt),
            "lot": lot.json,
            "lots": JSON(lots.map(\.json)),
            "nodes": JSON(nodes.map(\.json)),
            "receipts": JSON(receipts.map(\.json)),
            "returns": JSON(returns.map(\.json)),
            "shortened_steps": JSON(shortenedSteps.map { JSON($0.rawValue) }),
        ]
    }
}

extension Trace.Node {
    fileprivate var json: JSON {
        [
            "kind": JSON(lot.kind?.rawValue), "level": JSON(level), "lot": JSON(lot.id?.rawValue),
            "number": JSON(lot.number), "product": .string(lot.product.sku), "share": share?.json ?? .null,
            "unit": .string(lot.product.unit),
        ]
    }
}

extension Trace.Edge {
    var json: JSON {
        [
            "document": JSON(document?.number), "from": JSON(from.id?.rawValue),
            "from_product": .string(from.product.sku), "happened_at": JSON(happenedAt),
            "input_share": inputShare.map { JSON.number($0.percent) } ?? .null, "quantity": JSON(quantity),
            "share": share?.json ?? .null, "step": JSON(step?.rawValue), "to": JSON(to.id?.rawValue),
        ]
    }
}

extension TracedDelivery {
    fileprivate var json: JSON {
        delivery.json.adding(["name": JSON(partner?.name), "partner": JSON(partner?.code)])
    }
}

extension Share {
    fileprivate var json: JSON { .number(description) }
}

/// A trace as one table: its edges, one a row, then receipts and deliveries; `section` tells them apart.
public enum TraceTable {
    public static let header = [
        "section", "document", "origin", "happened_at", "from_product", "from_lot", "to_product", "to_lot", "quantity",
        "unit", "share", "partner", "supplier_number", "input_share",
    ]

    public static func rows(of trace: Trace) -> [[String]] {
        let steps = trace.edges.map { edge in
            [
                "step", edge.document?.number ?? "", edge.document?.origin ?? "", edge.happenedAt?.rfc3339 ?? "",
                edge.from.product.sku, edge.from.number ?? "", edge.to.product.sku, edge.to.number ?? "",
                edge.quantity.description, edge.from.product.unit, edge.share?.description ?? "", "", "",
                edge.inputShare?.percent ?? "",
            ]
        }
        let receipts = trace.receipts.map { row("receipt", $0.receipt, $0.supplier) }
        let estimates = trace.estimatedReceipts.map { row("estimated_receipt", $0.receipt, $0.supplier) }
        let deliveries = trace.deliveries.map { row("delivery", $0.delivery, $0.partner) }
        let returns = trace.returns.map { row("return", $0.delivery, $0.partner) }
        return [header] + receipts + estimates + steps + deliveries + returns
    }

    private static func row(_ section: String, _ booking: Booking, _ partner: Partner?) -> [String] {
        [
            section, booking.document?.number ?? "", booking.document?.origin ?? "", booking.happenedAt.rfc3339, "", "",
            booking.lot.product.sku, booking.lot.number ?? "", booking.quantity.description, booking.lot.product.unit,
            "", partner?.code ?? "", booking.supplierNumber ?? "", "",
        ]
    }
}
