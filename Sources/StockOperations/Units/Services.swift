import StockDomain
import StockStore

/// Which unit is meant.
public enum UnitReference: Sendable, Equatable {
    case id(LotID)
    /// A serial of the product with this SKU.
    case number(LotNumber, product: String)
}

/// What was done to a unit, as somebody writes it down.
public struct ServiceRequest: Sendable, Equatable {
    public var unit: UnitReference
    public var kind: ServiceEntry.Kind
    /// Nil for today.
    public var servicedOn: CalendarDate?
    public var text: String
    public var reference: String?

    public init(
        unit: UnitReference, kind: ServiceEntry.Kind, servicedOn: CalendarDate? = nil, text: String,
        reference: String? = nil
    ) {
        self.unit = unit
        self.kind = kind
        self.servicedOn = servicedOn
        self.text = text
        self.reference = reference
    }
}

extension Operations {
    /// The service log of one unit, or of all, the newest day first (R53).
    public func services(
        of lot: LotID? = nil, before cursor: ServiceCursor? = nil, limit: Int = 50, as actor: Actor
    ) async throws -> Page<ServiceEntry> {
        try await read(as: actor) { store in
            let unit = try lot.map { try store.requiredUnit($0).id }
            return Page(try store.services(of: unit, before: cursor, limit: limit + 1), limit: limit) { entry in
                ServiceCursor(servicedOn: entry.servicedOn, lot: entry.lot.id ?? LotID(0), position: entry.position)
                    .text
            }
        }
    }

    /// Writes down what was done to a unit.
    ///
    /// - Throws: `not_found`, `not_a_unit`, `invalid_value` for a day to come.
    public func addService(
        _ request: ServiceRequest, _ command: Command, answer: @escaping @Sendable (ServiceEntry) -> Answer
    ) async throws -> Answer {
        try await write(command, needs: .moveGoods, answer: answer) { store, moment in
            let lot = try store.requiredUnit(request.unit)
            let day = request.servicedOn ?? moment.today
            if day > moment.today {
                throw Refusal.rule("invalid_value", "\(day) is still to come.", at: "/serviced_on")
            }
            guard let name = try store.lotNames([lot.id])[lot.id] else { throw Refusal.notFound("lot", "\(lot.id)") }
            var entry = ServiceEntry(
                lot: name, position: 0, kind: request.kind, servicedOn: day, text: request.text,
                reference: request.reference, at: moment.now, actor: command.actor.name)
            entry.position = try store.insert(entry, of: lot.id, by: command.actor.id)
            return entry
        }
    }
}

extension Store {
    fileprivate func requiredUnit(_ reference: UnitReference) throws -> Lot {
        switch reference {
        case .id(let id): return try requiredUnit(id)
        case .number(let number, let sku):
            let product = try existingProduct(sku)
            guard let lot = try lot(number: number, kind: .serial, of: product.id) else {
                throw Refusal.notFound("serial of \(sku)", number.text)
            }
            return lot
        }
    }
}
