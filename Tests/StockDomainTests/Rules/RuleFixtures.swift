import StockDomain

/// Small things that the tests of rules speak of.
enum RuleFixtures {
    static let stock = Location(id: LocationID(2), code: "WH-Stock", name: "Stock", usage: .internal)
    static let suppliers = Spot(LocationID(6))
    static let customers = Spot(LocationID(7))
    static let loss = Spot(LocationID(9))
    static let nutCo = Partner(id: PartnerID(1), code: "SUP-07", name: "Nut Co", kind: .supplier)
    static let birch = Partner(id: PartnerID(2), code: "C1", name: "Birch & Sons", kind: .customer)

    static func product(_ tracking: Tracking, expiration: Expiration = Expiration()) -> Product {
        Product(id: ProductID(1), sku: "NUT", name: "Peanuts", tracking: tracking, expiration: expiration)
    }

    static func context(
        _ partner: Partner?, answers: [String: String] = [:], drawn: OwnNumbers = OwnNumbers(),
        role: Role = .operator
    ) -> DoingContext {
        let day = CalendarDate("2026-05-03")!
        return DoingContext(
            partner: partner, day: day, zone: .utc, answers: answers, ownNumbers: drawn, role: role)
    }

    static func line(
        _ product: Product, _ done: Quantity, planned: Quantity? = nil, _ entries: [NumberEntry] = []
    ) -> LineToDo {
        let placed = entries.enumerated().map { index, entry in
            var placed = entry
            placed.pointer = "/lines/0/numbers/\(index)"
            return placed
        }
        return LineToDo(
            id: LineID(1), product: product, planned: planned, done: done, entries: placed, pointer: "/lines/0")
    }

    /// The same line with a reason for an override.
    static func line(_ line: LineToDo, because reason: String?) -> LineToDo {
        LineToDo(
            id: line.id, product: line.product, planned: line.planned, done: line.done, entries: line.entries,
            details: LineDetails(overrideReason: reason), pointer: line.pointer)
    }

    static func entry(
        _ number: String, _ quantity: Quantity? = nil, supplier: String? = nil, expires: String? = nil,
        batch: String? = nil
    ) -> NumberEntry {
        NumberEntry(
            number: LotNumber(stored: number), quantity: quantity, supplierNumber: supplier,
            expiresOn: expires.flatMap { CalendarDate($0) }, batch: batch.map { LotNumber(stored: $0) })
    }

    static func lot(_ id: Int64, _ number: String, _ kind: LotKind = .lot, expires: String? = nil) -> Lot {
        Lot(
            id: LotID(id), productID: ProductID(1), kind: kind, number: LotNumber(stored: number),
            dates: LotDates(expiresOn: expires.flatMap { CalendarDate($0) }))
    }

    static func known(_ lots: Lot...) -> NumberFacts {
        NumberFacts(known: Dictionary(uniqueKeysWithValues: lots.map { ($0.number, $0) }))
    }

    static func whereabouts(_ usage: LocationUsage, _ location: Int64, _ code: String) -> Whereabouts {
        Whereabouts(
            spot: Spot(LocationID(location)), placeCode: code, usage: usage, partnerID: PartnerID(2),
            partnerName: "Birch & Sons", lastDocument: "OUT-00012", since: Instant(rfc3339: "2026-05-03T08:00:00Z")!,
            firstDocument: "IN-00031", firstAt: Instant(rfc3339: "2026-05-03T08:00:00Z")!)
    }

    static func pile(
        _ id: Int64, lot: Int64?, _ quantity: Quantity, reserved: Quantity = 0, blocked: Bool = false, age: Int64 = 0,
        expires: String? = nil
    ) -> Balance {
        Balance(
            id: id, key: BalanceKey(product: ProductID(1), lot: lot.map { LotID($0) }, spot: Spot(stock.id)),
            quantity: quantity, reserved: reserved, incomingAt: Instant(rawValue: age == 0 ? id : age),
            isBlocked: blocked, removalOn: expires.flatMap { CalendarDate($0) },
            expiresOn: expires.flatMap { CalendarDate($0) })
    }
}

extension Decision {
    /// One row a movement: number or lot id, quantity, from and to.
    var table: [String] {
        movements.map { movement in
            let lot =
                switch movement.lot {
                case .known(let id): "#\(id.rawValue)"
                case .new(let identity): identity.number.text
                case nil: "-"
                }
            return "\(movement.kind.rawValue) \(lot) \(movement.quantity) "
                + "\(movement.from.location.rawValue)→\(movement.to.location.rawValue)"
        }
    }

    var codes: [String] { faults.map(\.code) + questions.map(\.code) }
}
