import StockDomain

extension LocationView {
    /// The answer of `locations`.
    var json: JSON {
        [
            "barcode": JSON(location.barcode), "blocked": .bool(location.isBlocked), "code": .string(location.code),
            "count_interval_days": JSON(location.countIntervalDays), "id": JSON(location.id.rawValue),
            "last_counted_at": JSON(location.lastCountedAt), "mixing": .bool(location.isMixing),
            "name": .string(location.name), "parent": JSON(parent?.code), "partner": JSON(partner?.code),
            "pick_sequence": JSON(location.pickSequence),
            "removal_strategy": JSON(location.removalStrategy?.rawValue), "usage": .string(location.usage.rawValue),
        ]
    }
}

extension LocationChange {
    init(_ body: RequestObject) {
        self.init(
            name: body.optional("name", .text()), parent: body.change("parent", .name),
            partner: body.change("partner", .name), isBlocked: body.optional("blocked", .bool),
            removalStrategy: body.change("removal_strategy", .word()),
            pickSequence: body.change("pick_sequence", .int(0...999_999_998)),
            isMixing: body.optional("mixing", .bool), barcode: body.change("barcode", .name),
            countIntervalDays: body.change("count_interval_days", .int(1...3_650)))
    }
}

extension CategoryView {
    /// The answer of `categories`.
    func json(_ settings: Settings) -> JSON {
        let plain: JSON = [
            "code": .string(category.code), "id": JSON(category.id.rawValue), "name": .string(category.name),
            "parent": JSON(parent?.code), "removal_strategy": JSON(category.removalStrategy?.rawValue),
        ]
        if !settings.showsNumbers { return plain }
        let tracked = plain.adding([
            "capture": JSON(category.defaultCapture?.rawValue), "lot_attributes": JSON(category.lotAttributes),
            "numbering": category.defaultNumbering?.json ?? .null,
            "tracking": JSON(category.defaultTracking?.rawValue),
        ])
        return settings.showsDates
            ? tracked.adding(["expiration": category.defaultExpiration?.json ?? .null]) : tracked
    }
}

extension CategoryChange {
    init(_ body: RequestObject) {
        self.init(
            name: body.optional("name", .text()), parent: body.change("parent", .name),
            tracking: body.change("tracking", .word()), capture: body.change("capture", .word()),
            expiration: body.change("expiration", .expiration), numbering: body.change("numbering", .numbering),
            removalStrategy: body.change("removal_strategy", .word()),
            lotAttributes: body.optional("lot_attributes", .list(of: .name)))
    }
}
