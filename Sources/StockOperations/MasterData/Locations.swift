import SQLCore
import StockDomain
import StockStore

extension Operations {
    /// All places by code.
    public func locations(as actor: Actor) async throws -> [LocationView] {
        try await read(as: actor) { store in
            let places = try store.locations()
            return try store.views(of: places, in: places)
        }
    }

    /// - Throws: `not_found`.
    public func location(_ code: String, as actor: Actor) async throws -> LocationView {
        try await read(as: actor) { store in
            try store.views(of: [store.existingLocation(code)], in: store.locations())[0]
        }
    }

    /// Creates a place; what it is for cannot change later.
    public func createLocation(
        _ code: String, usage: LocationUsage, _ change: LocationChange, _ command: Command,
        answer: @escaping @Sendable (LocationView) -> Answer
    ) async throws -> Answer {
        try await write(command, needs: .keepMasterData, answer: answer) { store, moment in
            if try store.location(code: code) != nil {
                throw Refusal(.conflict, "location_exists", "There is already a place “\(code)”.")
            }
            try change.check(under: moment.settings)
            let places = try store.locations()
            var place = try store.applying(change, to: Location(code: code, name: code, usage: usage), places)
            place.id = try store.insert(place)
            try store.record(nil, became: place, place.id.rawValue, by: command.actor.id, at: moment.now)
            return try store.views(of: [place], in: places)[0]
        }
    }

    /// Changes a place; with `blocked` the stock there becomes blocked or free, with `pick_sequence` its order changes.
    public func changeLocation(
        _ code: String, _ change: LocationChange, _ command: Command,
        answer: @escaping @Sendable (LocationView) -> Answer
    ) async throws -> Answer {
        // Blocking touches the stock of whatever products stand there.
        let scope: WriteScope = change.touchesStock ? .company : .products([])
        return try await write(command, needs: .keepMasterData, scope, answer: answer) { store, moment in
            try change.check(under: moment.settings)
            let places = try store.locations()
            let old = try store.existingLocation(code)
            let place = try store.applying(change, to: old, places)
            let goods = try RearrangedGoods(store, moment)
            try store.update(place)
            if old.parentID != place.parentID {
                try goods.keepHeld(store.balances(at: store.locationAndBelow(place.id)))
            }
            try store.record(old, became: place, place.id.rawValue, by: command.actor.id, at: moment.now)
            if change.touchesStock {
                _ = try HeldReservations(store, moment, command.actor).free(
                    at: store.locationAndBelow(place.id), because: "\(place.code) is blocked.")
            }
            return try store.views(of: [place], in: places)[0]
        }
    }
}

extension Store {
    func existingLocation(_ code: String) throws -> Location {
        guard let place = try location(code: code) else { throw Refusal.notFound("place", code) }
        return place
    }

    fileprivate func views(of wanted: [Location], in places: [Location]) throws -> [LocationView] {
        let partners = try partners(wanted.compactMap(\.partnerID))
        let byID = Dictionary(uniqueKeysWithValues: places.map { ($0.id, $0) })
        return wanted.map { place in
            LocationView(
                location: place, parent: place.parentID.flatMap { byID[$0] },
                partner: place.partnerID.flatMap { partners[$0] })
        }
    }

    fileprivate func applying(
        _ change: LocationChange, to old: Location, _ places: [Location]
    ) throws -> Location {
        var place = change.applied(to: old)
        switch change.parent {
        case .keep: break
        case .clear: place.parentID = nil
        case .set(let code):
            guard let parent = places.first(where: { $0.code == code }) else {
                throw Refusal.rule("not_found", "There is no place “\(code)”.", at: "/parent")
            }
            place.parentID = parent.id
        }
        switch change.partner {
        case .keep: break
        case .clear: place.partnerID = nil
        case .set(let code):
            guard let partner = try partner(code: code) else {
                throw Refusal.rule("not_found", "There is no partner “\(code)”.", at: "/partner")
            }
            place.partnerID = partner.id
        }
        try LocationRules(places).check(place)
        return place
    }
}

extension Operations {
    /// The places of ours where goods can stand, by code.
    public func stockPlaces(as actor: Actor) async throws -> [Location] {
        try await read(as: actor) { store in
            try store.locations().filter { $0.usage == .internal }
        }
    }
}
