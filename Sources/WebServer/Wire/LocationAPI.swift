import StockDomain

extension LocationView {
    /// The answer of `locations`.
    var json: JSON {
        [
            "blocked": .bool(location.isBlocked), "code": .string(location.code), "id": JSON(location.id.rawValue),
            "name": .string(location.name), "parent": JSON(parent?.code), "partner": JSON(partner?.code),
            "usage": .string(location.usage.rawValue),
        ]
    }
}

extension LocationChange {
    init(_ body: RequestObject) {
        self.init(
            name: body.optional("name", .text()), parent: body.change("parent", .name),
            partner: body.change("partner", .name), isBlocked: body.optional("blocked", .bool))
    }
}

extension CategoryView {
    /// The answer of `categories`.
    func json(_ settings: Settings) -> JSON {
        let plain: JSON = [
            "code": .string(category.code), "id": JSON(category.id.rawValue), "name": .string(category.name),
            "parent": JSON(parent?.code),
        ]
        return settings.showsNumbers
            ? plain.adding(["tracking": JSON(category.defaultTracking?.rawValue)]) : plain
    }
}

extension CategoryChange {
    init(_ body: RequestObject) {
        self.init(
            name: body.optional("name", .text()), parent: body.change("parent", .name),
            tracking: body.change("tracking", .word()))
    }
}
