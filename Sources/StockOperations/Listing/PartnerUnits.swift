import StockDomain
import StockStore

extension Operations {
    /// Lots and serials that a partner holds now, with him or in places of his (R53).
    ///
    /// - Parameter cursor: the last lot of the page before.
    public func units(
        heldBy code: String, after cursor: LotID? = nil, limit: Int = 50, as actor: Actor
    ) async throws -> Page<PartnerUnits> {
        try await read(as: actor) { store in
            let partner = try store.existingPartner(code)
            let own = try store.locations().filter { $0.partnerID == partner.id }
            let places = try Set(own.flatMap { try store.locationAndBelow($0.id) })
            let found = try store.unitsHeld(
                by: partner.id, inPlaces: places.sorted(), after: cursor, limit: limit + 1)
            return Page(found, limit: limit) { "\($0.lotID.rawValue)" }
        }
    }
}
