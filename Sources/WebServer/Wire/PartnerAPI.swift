import StockDomain

extension Partner {
    /// The answer of `partners`.
    var json: JSON {
        [
            "address": JSON(address), "anonymous": .bool(isAnonymous), "code": .string(code), "country": JSON(country),
            "email": JSON(email), "gln": JSON(gln), "id": JSON(id.rawValue), "kind": .string(kind.rawValue),
            "name": .string(name), "phone": JSON(phone),
        ]
    }
}

extension PartnerChange {
    init(_ body: RequestObject) {
        self.init(
            name: body.optional("name", .text()), kind: body.optional("kind", .word()),
            isAnonymous: body.optional("anonymous", .bool), email: body.change("email", .text()),
            phone: body.change("phone", .text()), address: body.change("address", .lines(most: 1_000)),
            country: body.change("country", .text()), gln: body.change("gln", .gln))
    }
}
