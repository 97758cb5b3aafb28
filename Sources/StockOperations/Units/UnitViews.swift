import StockDomain
import StockStore

extension Operations {
    /// One unit with holder, warranty, registration, service and parts (R53).
    ///
    /// - Throws: `not_found`; `not_a_unit` for a lot of many.
    public func unit(_ id: LotID, as actor: Actor) async throws -> UnitView {
        let now = clock()
        return try await read(as: actor) { store in
            let lot = try store.requiredUnit(id)
            let view = try store.views(of: [lot])[0]
            let zone = try store.settings().zone
            return UnitView(
                lot: view, holder: try view.whereabouts?.holder.flatMap { try store.partners([$0])[$0] },
                warranty: Warranty(of: view, zone), registration: try store.registration(of: lot.id),
                services: try store.services(of: lot.id, before: nil, limit: 500),
                components: try store.installedParts(of: lot.id).all,
                installedIn: try store.lotNames(store.wholes(of: lot.id)).values.sorted(),
                today: zone.day(of: now))
        }
    }

    /// Registers a unit as somebody's; the last registration counts.
    ///
    /// - Parameter holder: the partner's code; nil for nobody on record.
    public func register(
        _ id: LotID, number: String, on day: CalendarDate?, holder: String?, _ command: Command,
        answer: @escaping @Sendable (Registration) -> Answer
    ) async throws -> Answer {
        try await write(command, needs: .moveGoods, answer: answer) { store, moment in
            let lot = try store.requiredUnit(id)
            let day = day ?? moment.today
            if day > moment.today {
                throw Refusal.rule("invalid_value", "\(day) is still to come.", at: "/registered_on")
            }
            let partner = try holder.flatMap { try store.partner(code: $0) }
            if let holder, partner == nil {
                throw Refusal.rule("not_found", "There is no partner “\(holder)”.", at: "/holder")
            }
            let registration = Registration(
                number: number, registeredOn: day, holder: partner, at: moment.now, actor: command.actor.name)
            try store.insert(registration, of: lot.id, by: command.actor.id)
            return registration
        }
    }
}

extension Warranty {
    /// From the day of the delivery to the customer who has the unit.
    fileprivate init?(of view: LotView, _ zone: CompanyZone) {
        guard let months = view.product.warrantyMonths, months > 0, let place = view.whereabouts,
            place.usage == .customer
        else { return nil }
        self.init(from: zone.day(of: place.since), months: months)
    }
}

extension Store {
    /// The serial, or the right one when it was joined to another.
    func requiredUnit(_ id: LotID) throws -> Lot {
        let lot = try existingLot(id)
        if lot.kind == .lot {
            throw Refusal.rule(
                "not_a_unit", "“\(lot.number)” is a lot of many; warranty, service and parts are told of one unit.")
        }
        return lot
    }
}
