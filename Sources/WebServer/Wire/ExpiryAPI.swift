import StockDomain

extension ExpiryAlert {
    /// One item of `reports/expiry`.
    public var json: JSON {
        [
            "alert_on": JSON(pile.alertOn), "band": .string(band.inWords), "blocked": .bool(pile.isBlocked),
            "days_left": JSON(daysLeft), "expires_on": JSON(pile.expiresOn), "location": .string(pile.locationCode),
            "lot": JSON(pile.lotID.rawValue), "number": .string(pile.number), "package": JSON(pile.packageNumber),
            "product": .string(pile.sku), "quantity": JSON(pile.quantity), "removal_on": JSON(pile.removalOn),
            "reserved": JSON(pile.reserved), "unit": .string(pile.unit),
        ]
    }

    /// The columns of the report as a table.
    public static let columns = [
        "product", "number", "location", "package", "quantity", "unit", "reserved", "expires_on", "removal_on",
        "days_left", "band", "blocked",
    ]

    public var cells: [String] {
        [
            pile.sku, pile.number, pile.locationCode, pile.packageNumber ?? "", "\(pile.quantity)", pile.unit,
            "\(pile.reserved)", "\(pile.expiresOn)", pile.removalOn?.description ?? "", "\(daysLeft)", band.inWords,
            pile.isBlocked ? "yes" : "no",
        ]
    }

    /// One line of a digest: `expired  MILK L-7  12 l in WH-Stock, since 3 May 2026`.
    public var inWords: String {
        let since = daysLeft < 0 ? "expired on" : "expires on"
        return "\(pile.sku) \(pile.number): \(pile.quantity.grouped) \(pile.unit) in \(pile.locationCode), "
            + "\(since) \(pile.expiresOn.inWords)"
    }
}
