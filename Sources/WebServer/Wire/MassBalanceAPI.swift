import StockDomain
import StockOperations

extension MassBalanceReport {
    func json(_ settings: Settings) -> JSON {
        [
            "from": JSON(time.first),
            "items": JSON(rows.map { $0.json(within: tolerance, settings) }),
            "tolerance": JSON(tolerance),
            "total": totalJSON,
            "until": JSON(time.end),
            "yields": JSON(yields.map(\.json)),
        ]
    }
}

extension MassBalanceReport {
    private var totalJSON: JSON {
        guard let total else { return .null }
        return total.balance.json.adding(total.balance.figures(within: tolerance))
            .adding(["factors": JSON(total.factors.map(\.json)), "unit": .string(total.unit)])
    }
}

extension MassBalanceRow {
    fileprivate func json(within tolerance: Quantity, _ settings: Settings) -> JSON {
        let row = balance.json.adding(balance.figures(within: tolerance)).adding([
            "factor": factor?.json ?? .null, "product": .string(product.sku), "unit": .string(unit),
        ])
        return settings.showsNumbers
            ? row.adding(["lot": JSON(lot?.id?.rawValue), "number": JSON(lot?.number)]) : row
    }
}

extension MassBalance {
    /// What is worked out from the terms.
    fileprivate func figures(within tolerance: Quantity) -> JSON {
        [
            "closes": .bool(closes), "percent": accountedFor.map { JSON.number($0.percent) } ?? JSON.null,
            "rest": JSON(rest),
            "within_tolerance": .bool(isWithin(tolerance)),
        ]
    }
}

extension Range<Instant> {
    /// Nil where the range has no beginning.
    fileprivate var first: Instant? { lowerBound.rawValue == Int64.min ? nil : lowerBound }
    /// Nil where it has no end.
    fileprivate var end: Instant? { upperBound.rawValue == Int64.max ? nil : upperBound }
}

extension Share {
    /// `99.5`, with at most four decimals.
    var percent: String { Quantity(millionths: millionths * 100).description }
}

extension UnitFactor {
    var json: JSON { ["factor": JSON(factor), "unit": .string(unit), "version": JSON(Int(version))] }
}

extension ProductFactor {
    var json: JSON { factor.json.adding(["product": .string(product.sku)]) }
}

extension TermMovement {
    func json(_ settings: Settings) -> JSON {
        let row: JSON = [
            "document": JSON(movement.document?.number), "happened_at": JSON(movement.happenedAt),
            "kind": .string(movement.kind.rawValue), "posting": JSON(movement.postingID.rawValue),
            "product": .string(lot.product.sku), "quantity": JSON(quantity),
            "reverses": JSON(movement.reverses?.rawValue), "unit": .string(lot.product.unit),
        ]
        return settings.showsNumbers ? row.adding(["lot": JSON(lot.id?.rawValue), "number": JSON(lot.number)]) : row
    }
}

/// Balances as a table for spreadsheets.
public enum MassBalanceTable {
    public static func rows(of report: MassBalanceReport) -> [[String]] {
        let terms = MassBalance.Term.allCases
        let header =
            ["product", "number", "unit", "factor", "factor_version"] + terms.map(\.rawValue)
            + ["rest", "percent", "within_tolerance"]
        return [header]
            + report.rows.map { row in
                [
                    row.product.sku, row.lot?.number ?? "", row.unit, row.factor?.factor.description ?? "",
                    row.factor.map { "\($0.version)" } ?? "",
                ] + terms.map { row.balance[keyPath: $0.amount].description } + [
                    row.balance.rest.description, row.balance.accountedFor?.percent ?? "",
                    row.balance.isWithin(report.tolerance) ? "yes" : "no",
                ]
            }
    }

    static func rows(behind movements: [TermMovement]) -> [[String]] {
        [["posting", "kind", "document", "happened_at", "product", "number", "quantity", "unit", "reverses"]]
            + movements.map { row in
                [
                    "\(row.movement.postingID.rawValue)", row.movement.kind.rawValue,
                    row.movement.document?.number ?? "", row.movement.happenedAt.rfc3339, row.lot.product.sku,
                    row.lot.number ?? "", row.quantity.description, row.lot.product.unit,
                    row.movement.reverses.map { "\($0.rawValue)" } ?? "",
                ]
            }
    }
}
