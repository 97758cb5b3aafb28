/// Which blocks of a number somebody may close, and why the others stay (R34a, R37).
public struct Releasing: Sendable {
    let actor: Actor
    /// Whether who holds goods cannot release them.
    let needsSecondPerson: Bool

    public init(by actor: Actor, needsSecondPerson: Bool) {
        self.actor = actor
        self.needsSecondPerson = needsSecondPerson
    }

    /// Why a block stays open, the first that applies.
    public enum Obstacle: String, Sendable {
        case blockOfBatch = "block_of_batch"
        case recallOpen = "recall_open"
        case secondPersonRequired = "second_person_required"

        public var detail: String {
            switch self {
            case .blockOfBatch: "It is a block of the lot that the serial belongs to: release that lot."
            case .recallOpen: "A recall holds it: withdraw the recall, or release the lot in its case."
            case .secondPersonRequired: "Whoever holds goods cannot release them: somebody else must."
            }
        }
    }

    /// A block that is not closed.
    public struct Staying: Sendable, Equatable {
        public let view: BlockView
        public let obstacle: Obstacle
    }

    public struct Outcome: Sendable, Equatable {
        public var closes: [Block] = []
        public var stays: [Staying] = []
    }

    /// - Parameters:
    ///   - open: the open blocks that the number obeys.
    ///   - wanted: the one to close; nil for all that may be closed.
    /// - Throws: `not_held`, `not_found`, or the obstacle when nothing could be closed.
    public func decide(_ open: [BlockView], wanted: BlockID?, number: LotNumber) throws(Refusal) -> Outcome {
        if open.isEmpty { throw Refusal(.conflict, "not_held", "“\(number)” is not held: nothing is to be released.") }
        var outcome = Outcome()
        for view in open where wanted == nil || view.block.id == wanted {
            if let obstacle = obstacle(to: view) {
                outcome.stays.append(Staying(view: view, obstacle: obstacle))
            } else {
                outcome.closes.append(view.block)
            }
        }
        if let first = outcome.stays.first, outcome.closes.isEmpty {
            throw .rule(
                first.obstacle.rawValue, "“\(number)” stays \(first.view.inWords). \(first.obstacle.detail)",
                at: wanted == nil ? "" : "/block")
        }
        if let wanted, outcome.closes.isEmpty {
            throw .rule("not_found", "“\(number)” has no open block \(wanted.rawValue).", at: "/block")
        }
        if wanted != nil {
            outcome.stays = []
        }
        return outcome
    }

    private func obstacle(to view: BlockView) -> Obstacle? {
        if view.isOfBatch { return .blockOfBatch }
        if view.block.cause == .recall { return .recallOpen }
        if needsSecondPerson, view.block.openedBy == actor.id { return .secondPersonRequired }
        return nil
    }
}
