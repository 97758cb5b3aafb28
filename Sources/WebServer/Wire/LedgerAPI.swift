import StockDomain

extension StockRow {
    /// One row of `stock`.
    func json(_ settings: Settings) -> JSON {
        let plain: JSON = [
            "available": JSON(available), "blocked": .bool(isBlocked), "gs1": JSON(elementString),
            "incoming_at": JSON(incomingAt),
            "location": .string(locationCode),
            "package": JSON(packageNumber), "product": .string(sku), "quantity": JSON(quantity),
            "reserved": JSON(reserved),
        ]
        return settings.showsNumbers
            ? plain.adding([
                "lot": JSON(key.lot?.rawValue), "number": JSON(number?.text), "status": .string(status.rawValue),
            ]) : plain
    }
}

extension MovementRow {
    /// One row of `movements`.
    func json(_ settings: Settings) -> JSON {
        let plain: JSON = [
            "document": JSON(document), "entered": JSON(entered?.rawValue), "from": .string(from),
            "from_package": JSON(fromPackage), "happened_at": JSON(happenedAt), "kind": .string(kind.rawValue),
            "partner": JSON(partner), "posting": JSON(postingID.rawValue), "product": .string(sku),
            "quantity": JSON(quantity), "reason": JSON(reason), "recorded_at": JSON(recordedAt),
            "reverses": JSON(reverses?.rawValue), "to": .string(to), "to_package": JSON(toPackage),
        ]
        return settings.showsNumbers
            ? plain.adding(["lot": JSON(lotID?.rawValue), "number": JSON(number?.text)]) : plain
    }
}

extension FeedPosting {
    /// One posting of the feed.
    func json(_ settings: Settings) -> JSON {
        [
            "hash": .string(hash.hex), "id": JSON(id.rawValue), "kind": .string(kind.rawValue),
            "movements": JSON(movements.map { $0.json(settings) }), "position": JSON(position), "seal": JSON(sealID),
            "step": JSON(stepID?.rawValue),
        ]
    }
}
