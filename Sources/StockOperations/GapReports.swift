import StockDomain
import StockStore

extension Operations {
    /// Everything that recalls cannot know, the gap that makes them largest first (R47).
    ///
    /// - Parameter sku: of one product; nil for all.
    public func gaps(ofProduct sku: String? = nil, as actor: Actor) async throws -> [StandingGap] {
        let now = clock()
        return try await read(as: actor) { store in
            let product = try sku.map { try store.existingProduct($0).id }
            let sums = try (store.standingGaps() + store.uncountedGaps(at: now))
                .filter { product == nil || $0.product == product }
            let names = try store.productNames(Set(sums.map(\.product)))
            return StandingGap.ranked(
                sums.compactMap { sum in
                    names[sum.product].map { name in
                        StandingGap(
                            code: sum.code, product: name, units: sum.units, lots: sum.lots,
                            recallSize: sum.recallSize)
                    }
                })
        }
    }
}

extension Store {
    /// What stands in partners' places that were not counted for as many days as the settings allow.
    fileprivate func uncountedGaps(at now: Instant) throws -> [StandingGapSum] {
        let settings = try settings()
        var facts = RecallFacts(asked: LotID(0), now: now, zone: settings.zone)
        facts.places = Dictionary(uniqueKeysWithValues: try locations().map { ($0.id, $0) })
        let partners = Set(facts.places.values.compactMap(\.partnerID))
        facts.partners = try self.partners(Array(partners))
        let theirs = facts.places.values.filter { facts.keeper(of: $0) != nil }
        let counted = try lastCounted(
            Set(theirs.flatMap(facts.ancestry).map(\.id)).sorted(), zone: settings.zone, until: now)
        let oldest = settings.zone.day(of: now).adding(days: -settings.partnerPlaceCountDays)
        let uncounted = theirs.filter { place in
            !facts.ancestry(of: place).contains { (counted[$0.id].map { $0 >= oldest }) ?? false }
        }
        var units: [ProductID: Quantity] = [:]
        for row in try stockOfPartners(in: uncounted.map(\.id).sorted()) {
            units[row.product, default: .zero] += row.units
        }
        return units.map {
            StandingGapSum(code: .placeNotCounted, product: $0.key, units: $0.value, lots: 0, recallSize: $0.value)
        }
    }
}
