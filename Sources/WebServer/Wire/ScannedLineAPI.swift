import GS1
import StockDomain
import StockOperations

extension ScannedLine {
    /// The line after a scan, and what was understood; no numbers while their switch is off (R1).
    func json(_ settings: Settings) -> JSON {
        [
            "document": .string(view.document.number), "line": line?.json(view.document.kind, settings) ?? .null,
            "state": .string(view.document.state.rawValue), "understood": understood(settings),
            "version": JSON(view.document.version), "warnings": JSON(warnings.map { JSON($0) }),
        ]
    }

    private func understood(_ settings: Settings) -> JSON {
        let plain: JSON = [
            "kind": .string(kind.rawValue), "package": JSON(package), "product": JSON(product?.sku),
            "quantity": JSON(quantity),
        ]
        if !settings.showsNumbers { return plain }
        let numbered = plain.adding(["batch": JSON(goods.batch?.text), "number": JSON(goods.number?.text)])
        return settings.showsDates
            ? numbered.adding([
                "expires_on": JSON(goods.expiresOn), "production_date": JSON(goods.productionDate),
            ]) : numbered
    }
}
