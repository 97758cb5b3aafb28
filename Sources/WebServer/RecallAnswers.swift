import StockDomain

/// The two answers as text for the command line.
public enum RecallAnswers {
    public static func json(_ scope: RecallScope) -> String { scope.json.text }

    public static func json(_ trace: Trace) -> String { trace.json.text }

    /// The sentence, then everybody to call with contact and units, then what is here, then the gaps.
    public static func plainText(_ scope: RecallScope) -> String {
        var lines = [scope.inWords, ""]
        for consignee in scope.consignees {
            let name = consignee.partner.map { "\($0.name) (\($0.code))" } ?? "without a partner"
            let units = consignee.products.map { "\($0.quantity.grouped) \($0.product.unit) \($0.product.sku)" }
            lines.append("\(name): \(units.joined(separator: ", "))")
            let contact = [consignee.partner?.phone, consignee.partner?.email, consignee.partner?.address]
            let known = contact.compactMap { $0 }.filter { !$0.isEmpty }
            if !known.isEmpty { lines.append("  " + known.joined(separator: " · ")) }
        }
        lines += scope.stoppable.map { goods in
            "can be stopped: \(goods.quantity.grouped) \(goods.lot.product.unit) of \(goods.lot.number ?? "-") "
                + "(\(goods.document?.number ?? "-"), \(goods.state.rawValue))"
        }
        lines += scope.onHand.map { goods in
            "on hand: \(goods.quantity.grouped) \(goods.lot.product.unit) of \(goods.lot.number ?? "-") "
                + "in \(goods.location.code)"
        }
        lines += scope.estimatedSources.map(RecallAnswers.estimate)
        lines += scope.gaps.map { "gap (\($0.weight.rawValue)): \($0.detail)" }
        return lines.joined(separator: "\n")
    }

    private static func estimate(_ origin: LotOrigin) -> String {
        "may have come with (estimate, oldest first): \(origin.receipt.quantity.grouped) from "
            + "\(origin.supplier?.name ?? "nobody on record") (\(origin.receipt.document?.number ?? "-"))"
    }

    /// One line a step, then receipts, deliveries and gaps.
    public static func plainText(_ trace: Trace) -> String {
        func name(_ lot: LotName) -> String { "\(lot.product.sku) \(lot.number ?? "without number")" }
        var lines = trace.edges.map { edge in
            "\(name(edge.from)) → \(name(edge.to)): \(edge.quantity.grouped) \(edge.from.product.unit)"
                + (edge.document.map { " (\($0.number))" } ?? "")
        }
        lines += trace.receipts.map { origin in
            "received: \(name(origin.receipt.lot)), \(origin.receipt.quantity.grouped) from "
                + "\(origin.supplier?.name ?? "nobody on record") (\(origin.receipt.document?.number ?? "-"))"
        }
        lines += trace.estimatedReceipts.map(RecallAnswers.estimate)
        lines += trace.deliveries.map { traced in
            "delivered: \(name(traced.delivery.lot)), \(traced.delivery.quantity.grouped) to "
                + "\(traced.partner?.name ?? "nobody on record") (\(traced.delivery.document?.number ?? "-"))"
        }
        lines += trace.gaps.map { "gap (\($0.weight.rawValue)): \($0.detail)" }
        return lines.joined(separator: "\n")
    }
}
