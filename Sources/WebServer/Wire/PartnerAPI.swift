import StockDomain

extension Partner {
    /// The answer of `partners`; nothing of lots while their switch is off (R1).
    func json(_ settings: Settings) -> JSON {
        let plain: JSON = [
            "address": JSON(address), "anonymous": .bool(isAnonymous), "code": .string(code), "country": JSON(country),
            "email": JSON(email), "gln": JSON(gln), "id": JSON(id.rawValue), "kind": .string(kind.rawValue),
            "looks_anonymous": .bool(looksAnonymous), "name": .string(name), "phone": JSON(phone),
        ]
        if !settings.showsNumbers { return plain }
        return plain.adding([
            "min_remaining_days": JSON(demands.minRemainingDays),
            "min_remaining_percent": JSON(demands.minRemainingPercent),
            "no_older_than_last": .bool(demands.noOlderThanLast),
            "quarantine_at_receipt": .bool(isQuarantinedAtReceipt), "single_lot": .bool(demands.singleLot),
        ])
    }
}

extension PartnerChange {
    init(_ body: RequestObject) {
        self.init(
            name: body.optional("name", .text()), kind: body.optional("kind", .word()),
            isAnonymous: body.optional("anonymous", .bool), email: body.change("email", .text()),
            phone: body.change("phone", .text()), address: body.change("address", .lines(most: 1_000)),
            country: body.change("country", .text()), gln: body.change("gln", .gln), demands: DemandsChange(body),
            isQuarantinedAtReceipt: body.optional("quarantine_at_receipt", .bool))
    }
}

extension DemandsChange {
    fileprivate init(_ body: RequestObject) {
        self.init(
            minRemainingDays: body.change("min_remaining_days", .int(0...36_500)),
            minRemainingPercent: body.change("min_remaining_percent", .int(0...100)),
            singleLot: body.optional("single_lot", .bool),
            noOlderThanLast: body.optional("no_older_than_last", .bool))
    }
}
