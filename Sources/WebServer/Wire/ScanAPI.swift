import GS1
import StockDomain

extension Scan {
    /// How a text was understood, and what of ours it names.
    ///
    /// - Parameter showsNumbers: whether the answer may speak of lots and serials (R1).
    public func json(matches: [ScanMatch], showsNumbers: Bool) -> JSON {
        [
            "gs1": elements.isEmpty ? .null : fields(showsNumbers: showsNumbers),
            "kind": .string(kind.rawValue),
            "matches": JSON(matches.map(\.json)),
            "problem": problem?.json ?? .null,
        ]
    }

    private func fields(showsNumbers: Bool) -> JSON {
        let plain: JSON = [
            "best_before_on": JSON(bestBeforeOn?.description), "bracketed": .string(content.bracketed),
            "count": JSON(count ?? variableCount), "digital_link": JSON(content.digitalLink),
            "elements": JSON(elements.map { JSON([$0.ai, $0.value]) }), "expires_on": JSON(expiresOn?.description),
            "gtin": JSON(gtin?.digits), "net_weight_kg": netWeightKilograms.map(JSON.number) ?? .null,
            "production_on": JSON(producedOn?.description), "sscc": JSON(sscc?.digits),
            "warnings": JSON(warnings.map(\.detail)),
        ]
        return showsNumbers ? plain.adding(["lot": JSON(lot), "serial": JSON(serial)]) : plain
    }
}

extension GS1.Problem {
    fileprivate var json: JSON {
        ["code": .string(code.rawValue), "detail": .string(detail), "position": JSON(position)]
    }
}

extension ScanMatch {
    fileprivate var json: JSON {
        ["id": JSON(id), "label": .string(label), "product": JSON(product), "type": .string(kind.rawValue)]
    }
}
