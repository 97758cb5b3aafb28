import StockDomain
import StockStore

/// What is to be released of a number, and why.
public struct ReleaseRequest: Sendable, Equatable {
    public var reason: String
    /// The only block to close; nil for all that the actor may close.
    public var block: BlockID?

    public init(reason: String, block: BlockID? = nil) {
        self.reason = reason
        self.block = block
    }
}

/// A number after blocks of it were closed.
public struct ReleasedLot: Sendable, Equatable {
    public let view: LotView
    public let closed: [BlockID]
    public let stays: [Releasing.Staying]
}

extension Operations {
    /// Closes one block of a number, or all that the actor may close; with the last one the number is released (R37).
    ///
    /// - Throws: `not_allowed`, `not_held`, `not_found`, or why the block stays.
    public func release(
        _ lot: LotID, _ request: ReleaseRequest, _ command: Command,
        answer: @escaping @Sendable (ReleasedLot) -> Answer
    ) async throws -> Answer {
        try await write(command, needs: .judgeGoods, scope(ofLots: [lot]), answer: answer) { store, moment in
            let lot = try store.existingLot(lot)
            let releasing = Releasing(
                by: command.actor, needsSecondPerson: moment.settings.releaseNeedsSecondPerson)
            let open = try store.blocks(of: [lot.id], at: nil)[lot.id] ?? []
            let outcome = try releasing.decide(open, wanted: request.block, number: lot.number)
            try store.close(
                outcome.closes,
                Block.Closing(at: moment.now, by: command.actor.id, reason: request.reason))
            try store.record(
                LotStanding(LotStatus(of: open.map(\.block))), became: store.standing(of: lot.id), lot.id.rawValue,
                by: command.actor.id, at: moment.now, reason: request.reason)
            return try ReleasedLot(
                view: store.views(of: [lot])[0], closed: outcome.closes.map(\.id), stays: outcome.stays)
        }
    }
}

extension Store {
    /// How a number stands now, by its own open blocks and those of its batch.
    func standing(of lot: LotID) throws -> LotStanding {
        LotStanding(LotStatus(of: try blocks(of: [lot], at: nil)[lot]?.map(\.block) ?? []))
    }
}
