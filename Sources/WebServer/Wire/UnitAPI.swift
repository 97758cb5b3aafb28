import StockDomain

extension UnitView {
    func json(_ settings: Settings) -> JSON {
        [
            "components": JSON(installed.map(\.json)), "former_components": JSON(removed.map(\.json)),
            "holder": JSON(holder?.code), "holder_name": JSON(holder?.name),
            "installed_in": JSON(installedIn.map(\.json)), "lot": lot.json(settings),
            "registration": registration?.json ?? .null, "services": JSON(services.map(\.json)),
            "warranty": warranty?.json(on: today) ?? .null,
        ]
    }
}

extension Warranty {
    fileprivate func json(on today: CalendarDate) -> JSON {
        ["from": JSON(from), "in_force": .bool(isInForce(on: today)), "until": JSON(until)]
    }
}

extension Seal {
    fileprivate var json: JSON {
        ["hash": .string(hash.hex), "id": JSON(id.rawValue), "sealed_at": JSON(sealedAt)]
    }
}

extension UnitView.Component {
    fileprivate var json: JSON {
        [
            "document": JSON(document?.number), "installed_at": JSON(installedAt), "lot": JSON(lot.id?.rawValue),
            "number": JSON(lot.number), "product": .string(lot.product.sku), "quantity": JSON(quantity),
            "removed_at": JSON(removedAt), "shared": .bool(isShared), "unit": .string(lot.product.unit),
        ]
    }
}

extension Registration {
    var json: JSON {
        [
            "actor": .string(actor), "at": JSON(at), "holder": JSON(holder?.code), "holder_name": JSON(holder?.name),
            "number": .string(number), "registered_on": JSON(registeredOn),
        ]
    }
}

extension ServiceEntry {
    var json: JSON {
        [
            "actor": .string(actor), "at": JSON(at), "kind": .string(kind.rawValue), "lot": JSON(lot.id?.rawValue),
            "number": JSON(lot.number), "position": JSON(Int(position)), "product": .string(lot.product.sku),
            "reference": JSON(reference), "serviced_on": JSON(servicedOn), "text": .string(text),
        ]
    }
}

extension Certificate {
    func json(_ settings: Settings) -> JSON {
        [
            "history": JSON(history.map(\.json)), "lot": lot.json(settings),
            "parts": parts.map { JSON($0.map(\.json)) } ?? .null,
            "postings": JSON(postings.map(\.json)), "printed_at": JSON(printedAt),
            "seal": seal?.json ?? .null, "trace": trace.json,
        ]
    }
}

extension CertifiedPosting {
    fileprivate var json: JSON {
        [
            "document": JSON(document?.number), "happened_at": JSON(happenedAt), "hash": .string(hash.hex),
            "id": JSON(id.rawValue), "kind": .string(kind.rawValue), "position": JSON(position.map { Int($0) }),
            "recorded_at": JSON(recordedAt), "reverses": JSON(reverses?.rawValue),
            "seal": JSON(sealID.map { Int($0) }),
        ]
    }
}
