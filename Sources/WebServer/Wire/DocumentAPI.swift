import StockDomain
import StockOperations

extension DocumentView {
    /// A document as the API gives it; no numbers while their switch is off (R1).
    func json(_ settings: Settings) -> JSON {
        let extra: JSON = document.kind == .productionOrder ? productionJSON(settings) : [:]
        return document.headJSON(partner: partner).adding(placesJSON).adding(extra).adding([
            "backorder": JSON(backorder), "differences": JSON(differences.map(\.json)),
            "events": JSON(events.map(\.json)),
            "lines": JSON(lines.map { $0.json(document.kind, settings) }),
            "packages": JSON(packages.map(\.json)), "postings": JSON(postings.map(\.json)),
            "warnings": JSON(warnings.map { JSON($0) }),
        ])
    }

    private var placesJSON: JSON {
        guard document.kind == .transfer else {
            return ["location": JSON(location?.code), "location_id": JSON(location?.id.rawValue)]
        }
        return [
            "from": JSON(location?.code), "from_id": JSON(location?.id.rawValue), "to": JSON(toLocation?.code),
            "to_id": JSON(toLocation?.id.rawValue),
        ]
    }
}

extension DocumentHead {
    /// A document in a list.
    var json: JSON { document.headJSON(partner: partner) }
}

extension Document {
    fileprivate func headJSON(partner: Partner?) -> JSON {
        let head: JSON = [
            "happened_at": JSON(happenedAt), "id": JSON(id.rawValue), "number": .string(number),
            "origin": JSON(origin), "partner": JSON(partner?.code), "partner_id": JSON(partner?.id.rawValue),
            "partner_name": JSON(partner?.name), "planned_on": JSON(plannedOn), "priority": JSON(priority),
            "reason": JSON(reason), "state": .string(state.rawValue), "version": JSON(version),
        ]
        switch kind {
        case .scrap:
            return head.adding([
                "certificate": JSON(certificate), "kind": JSON(scrapKind?.rawValue), "witness": JSON(witness),
            ])
        case .count: return head.adding(["blind": .bool(isBlind)])
        default: return head
        }
    }
}

extension ReservedDocument {
    /// What came of reserving one of many.
    var json: JSON {
        [
            "id": JSON(document.id.rawValue), "missing_lines": JSON(missingLines), "number": .string(document.number),
            "state": .string(document.state.rawValue),
        ]
    }
}

extension LineView {
    func json(_ kind: DocumentKind, _ settings: Settings) -> JSON {
        let line = plainJSON(settings)
        switch kind {
        case .count: return line.adding(["book_quantity": JSON(bookQuantity)])
        case .customerReturn: return line.adding(["delivery": JSON(delivery)])
        case .productionOrder:
            let roles: JSON = ["by_rule": .bool(isByRule), "role": JSON(role?.rawValue)]
            return line.adding(roles).adding(role == .byProduct ? ["input_share": JSON(inputShare)] : [:]).adding(
                settings.showsNumbers ? ["for": JSON(forOutput?.text)] : [:])
        default: return line
        }
    }

    private func plainJSON(_ settings: Settings) -> JSON {
        let plain: JSON = [
            "done": JSON(done), "id": id.rawValue == 0 ? .null : JSON(id.rawValue), "location": JSON(location?.code),
            "missing": JSON(missing), "package": JSON(package),
            "product": .string(product.sku), "product_id": JSON(product.id.rawValue),
            "product_name": .string(product.name), "quantity": JSON(quantity), "reason": JSON(reason),
            "reserved": JSON(reserved), "unit": .string(product.unit),
            "whole_package": .bool(isWholePackage),
        ]
        if !settings.showsNumbers { return plain }
        return plain.adding([
            "numbers": JSON(numbers.map { $0.json(settings) } + proposed.map(\.json)),
            "override_reason": JSON(overrideReason),
        ])
    }
}

extension NumberView {
    func json(_ settings: Settings) -> JSON {
        let plain: JSON = [
            "entered": JSON(entered?.rawValue), "location": JSON(locationCode), "lot": JSON(lotID?.rawValue),
            "number": JSON(number?.text), "package": JSON(packageNumber), "quantity": JSON(quantity),
            "reserved": isReserved ? JSON(quantity) : 0, "supplier_number": JSON(supplierNumber),
            "override": override?.json ?? .null, "unknown": .bool(isUnknown), "why": why?.json ?? .null,
        ]
        return settings.showsDates ? plain.adding(["expires_on": JSON(expiresOn)]) : plain
    }
}

extension DocumentEvent {
    fileprivate var json: JSON {
        ["actor": .string(actorName), "at": JSON(at), "code": .string(code), "detail": .string(detail)]
    }
}

extension PostingView {
    fileprivate var json: JSON {
        [
            "happened_at": JSON(happenedAt), "hash": .string(hash.hex), "id": JSON(id.rawValue),
            "kind": .string(kind.rawValue), "reverses": JSON(reverses?.rawValue),
        ]
    }
}

extension ReturnableNumber {
    /// A number that a return proposes; nobody has named it yet (R27).
    fileprivate var json: JSON {
        [
            "entered": nil, "location": nil, "lot": JSON(lotID.rawValue),
            "number": .string(number.text), "package": nil, "proposed": true, "quantity": JSON(quantity),
            "reserved": 0, "supplier_number": nil,
            "why": [
                "passed_over": [], "passed_over_more": 0, "rule": "return",
                "text": .string("Proposed for the return: \(source)."),
            ],
        ]
    }
}
