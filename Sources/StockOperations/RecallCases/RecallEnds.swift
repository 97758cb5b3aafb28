import StockDomain
import StockStore

extension Operations {
    /// Ends a case that should not have been: every lot that it holds is free again, unless something else holds it.
    ///
    /// - Throws: `not_found`, `recall_state`, `second_person_required`.
    public func withdrawRecall(
        _ number: String, isDrill: Bool, because reason: String, _ command: Command, answer: @escaping RecallTold
    ) async throws -> Answer {
        try await ending(number, isDrill, .withdraw, command, answer) { store, moment, recall in
            let open = try store.openBlocks(ofRecall: recall.id)
            try store.close(
                open,
                Block.Closing(
                    at: moment.now, by: command.actor.id, reason: "\(recall.number) was withdrawn: \(reason)"))
            try store.record(
                "withdrawn", "Withdrawn: \(reason)", of: recall.id, by: command.actor.id, at: moment.now)
            return recall.ended(.withdrawn, reason, by: command.actor, at: moment.now)
        }
    }

    /// Closes a case with what it came to. What it holds stays held: it is released in the case, or destroyed.
    ///
    /// - Throws: `not_found`, `recall_state`, `second_person_required`.
    public func closeRecall(
        _ number: String, isDrill: Bool, conclusion: String, _ command: Command, answer: @escaping RecallTold
    ) async throws -> Answer {
        try await ending(number, isDrill, .close, command, answer) { store, moment, recall in
            try store.record("closed", "Closed: \(conclusion)", of: recall.id, by: command.actor.id, at: moment.now)
            return recall.ended(.closed, conclusion, by: command.actor, at: moment.now)
        }
    }

    /// Releases lots that were found good: they leave the case, and who has only those is called back no longer.
    ///
    /// - Parameter lots: ids of lots of the case.
    /// - Throws: `not_found`, `recall_state`, `second_person_required`, `not_in_recall`, `invalid_value` without a lot.
    public func releaseFromRecall(
        _ number: String, isDrill: Bool, lots: [LotID], because reason: String, _ command: Command,
        answer: @escaping RecallTold
    ) async throws -> Answer {
        try await ending(number, isDrill, .release, command, answer) { store, moment, recall in
            if lots.isEmpty {
                throw Refusal.rule("invalid_value", "Say which lots were found good.", at: "/lots")
            }
            let rows = try store.recallLots(of: recall.id)
            let releasable = Set(rows.filter { $0.released == nil }.map(\.lot))
            let faults = lots.enumerated().filter { !releasable.contains($0.element) }.map { index, lot in
                Fault(
                    "/lots/\(index)", "not_in_recall",
                    "Lot \(lot.rawValue) is not in \(recall.number), or was released before.")
            }
            if !faults.isEmpty { throw Refusal.faults(faults) }
            try store.close(
                store.openBlocks(ofRecall: recall.id, lots: lots),
                Block.Closing(at: moment.now, by: command.actor.id, reason: "Found good: \(reason)"))
            try store.markReleased(
                lots, of: recall.id, by: command.actor.id, because: reason, at: moment.now)
            let names = try store.lotNames(lots).values.sorted().map { $0.number ?? "" }
            let named = names.prefix(20).joined(separator: ", ") + (names.count > 20 ? " and more" : "")
            let good = Set(lots)
            let stay = rows.count { good.contains($0.lot) && $0.heldBatch.map { !good.contains($0) } ?? false }
            let rest =
                stay == 0 ? "" : "; \(stay.counted("serial")) \(stay == 1 ? "stays" : "stay") held with the batch"
            try store.record(
                "released", "Found good and released: \(named)\(rest). \(reason)", of: recall.id,
                by: command.actor.id, at: moment.now)
            var changed = recall
            changed.version += 1
            return changed
        }
    }

    private func ending(
        _ number: String, _ isDrill: Bool, _ action: RecallAction, _ command: Command, _ answer: @escaping RecallTold,
        _ change: @escaping @Sendable (Store, Moment, RecallCase) throws -> RecallCase
    ) async throws -> Answer {
        try await write(command, needs: .judgeGoods, .company, answer: answer) { store, moment in
            let recall = try store.existingRecall(number, isDrill: isDrill)
            try recall.check(
                action, by: command.actor.id, needsSecondPerson: moment.settings.releaseNeedsSecondPerson)
            let changed = try change(store, moment, recall)
            try store.update(changed)
            return try RecallViewing(store, at: moment.now, moment.settings).view(of: changed)
        }
    }
}

extension RecallCase {
    fileprivate func ended(_ state: State, _ conclusion: String, by actor: Actor, at now: Instant) -> RecallCase {
        var ended = self
        ended.state = state
        ended.conclusion = conclusion
        ended.ended = Deed(at: now, by: actor.id)
        ended.version += 1
        return ended
    }
}
