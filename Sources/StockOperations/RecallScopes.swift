import StockDomain
import StockStore

/// The days with which those who got other goods are compared; nil: 30 days around the lot's own deliveries.
public struct ComparedDays: Sendable, Equatable {
    public var from: CalendarDate?
    public var to: CalendarDate?

    public init(from: CalendarDate? = nil, to: CalendarDate? = nil) {
        self.from = from
        self.to = to
    }
}

extension Operations {
    /// Who has units of the lot that this number means, and all else a recall must know (R45), over one snapshot.
    ///
    /// - Throws: `ambiguous_number` with candidates, or `not_found`.
    public func recallScope(
        of number: String, product: String? = nil, comparing days: ComparedDays = ComparedDays(),
        knownAt: Instant? = nil, as actor: Actor
    ) async throws -> RecallScope {
        let now = clock()
        let scope = try await read(as: actor) { store in
            let found = try store.lot(meantBy: number, product: product)
            return try store.recallScope(of: found.lotID, foundBy: found.foundBy, days, at: now, knownAt)
        }
        questions.note(scope.lot.id, by: actor.id, at: now)
        return scope
    }

    /// The same of a lot by its key.
    public func recallScope(
        of lot: LotID, comparing days: ComparedDays = ComparedDays(), knownAt: Instant? = nil, as actor: Actor
    ) async throws -> RecallScope {
        let now = clock()
        let scope = try await read(as: actor) { store in
            let lot = try store.requiredLot(lot)
            let foundBy: FoundBy = lot.kind == .serial ? .serial : .number
            return try store.recallScope(of: lot.id, foundBy: foundBy, days, at: now, knownAt)
        }
        questions.note(scope.lot.id, by: actor.id, at: now)
        return scope
    }
}

extension Store {
    func requiredLot(_ id: LotID) throws -> Lot {
        guard let lot = try lot(id) else { throw Refusal.notFound("lot", "\(id.rawValue)") }
        return lot
    }

    fileprivate func recallScope(
        of lot: LotID, foundBy: FoundBy, _ days: ComparedDays, at now: Instant, _ knownAt: Instant?
    ) throws -> RecallScope {
        let settings = try settings()
        let zone = settings.zone
        var facts = try recallFacts(of: lot, foundBy: foundBy, at: knownAt ?? now, zone: zone, knownAt: knownAt)
        facts.partnerPlaceCountDays = settings.partnerPlaceCountDays
        var scope = RecallScope(facts)
        let compared = try days.range(around: facts.deliveryDays)
        let others = try delivered(
            of: scope.lot.product.id,
            in: zone.start(of: compared.lowerBound)..<zone.start(of: compared.upperBound.next), knownAt: knownAt)
        scope.compare(with: others, in: compared)
        return scope
    }
}

extension ComparedDays {
    /// The days compared with.
    ///
    /// - Throws: `invalid_value` when they end before they begin.
    fileprivate func range(around days: ClosedRange<CalendarDate>) throws(Refusal) -> ClosedRange<CalendarDate> {
        let first = from ?? days.lowerBound.adding(days: -NotAffected.daysAround)
        let last = to ?? days.upperBound.adding(days: NotAffected.daysAround)
        if first > last { throw .rule("invalid_value", "The days end (\(last)) before they begin (\(first)).") }
        return first...last
    }
}

extension CalendarDate {
    fileprivate var next: CalendarDate { adding(days: 1) }
}
