import StockDomain
import StockStore

extension Operations {
    /// The places that wait to be counted, longest first (R25).
    public func dueCounts(as actor: Actor) async throws -> [DueCount] {
        let now = clock()
        return try await read(as: actor) { store in
            let zone = try store.settings().zone
            let today = zone.day(of: now)
            let places = try store.locations()
            let partners = try store.partners(places.compactMap(\.partnerID))
            return places.compactMap { place -> DueCount? in
                guard let day = place.countDueOn(today: today, zone: zone), day <= today else { return nil }
                return DueCount(location: place, partner: place.partnerID.flatMap { partners[$0] }, dueOn: day)
            }.sorted { ($0.dueOn, $0.location.code) < ($1.dueOn, $1.location.code) }
        }
    }
}
