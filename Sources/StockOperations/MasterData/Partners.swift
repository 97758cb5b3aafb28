import SQLCore
import StockDomain
import StockStore

extension Operations {
    /// - Throws: `not_found`.
    public func partner(_ code: String, as actor: Actor) async throws -> Partner {
        try await read(as: actor) { try $0.existingPartner(code) }
    }

    /// Partners by code.
    ///
    /// - Parameters:
    ///   - part: what code or name must contain, whatever its case.
    ///   - cursor: the code that the page before ended with.
    public func partners(
        containing part: String? = nil, after cursor: String? = nil, limit: Int = 50, as actor: Actor
    ) async throws -> Page<Partner> {
        try await read(as: actor) { store in
            Page(
                try store.partners(after: cursor ?? "", containing: part, limit: limit + 1), limit: limit,
                cursor: \.code)
        }
    }

    public func createPartner(
        _ code: String, _ change: PartnerChange, _ command: Command, answer: @escaping @Sendable (Partner) -> Answer
    ) async throws -> Answer {
        try await write(command, needs: .keepMasterData, answer: answer) { store, moment in
            try change.check(under: moment.settings)
            if try store.partner(code: code) != nil {
                throw Refusal(.conflict, "partner_exists", "There is already a partner “\(code)”.")
            }
            var partner = change.applied(to: Partner(code: code, name: code, kind: .both))
            partner.id = try store.insert([partner])[0]
            try store.record(nil, became: partner, partner.id.rawValue, by: command.actor.id, at: moment.now)
            return partner
        }
    }

    public func changePartner(
        _ code: String, _ change: PartnerChange, _ command: Command, answer: @escaping @Sendable (Partner) -> Answer
    ) async throws -> Answer {
        try await write(command, needs: .keepMasterData, answer: answer) { store, moment in
            try change.check(under: moment.settings)
            let old = try store.existingPartner(code)
            let partner = change.applied(to: old)
            try store.update(partner)
            try store.record(old, became: partner, partner.id.rawValue, by: command.actor.id, at: moment.now)
            return partner
        }
    }
}

extension Store {
    func existingPartner(_ code: String) throws -> Partner {
        guard let partner = try partner(code: code) else { throw Refusal.notFound("partner", code) }
        return partner
    }
}

extension PartnerChange {
    /// - Throws: `tracking_switched_off` for what speaks of numbers while their switch is off (R1).
    fileprivate func check(under settings: Settings) throws(Refusal) {
        if settings.lotsAndSerials { return }
        let faults = namedKeysOfNumbers.map { Fault("/\($0)", "tracking_switched_off", TrackingWords.switchedOff) }
        if !faults.isEmpty { throw .faults(faults) }
    }
}
