import StockDomain
import StockStore

extension Operations {
    /// Writes on the sheet of a drill; who has signed it before has to look again (R50).
    ///
    /// - Throws: `not_found`; `recall_state` of a draft; every place or lot that there is not.
    public func writeOnSheet(
        of number: String, _ change: DrillSheetChange, _ command: Command, answer: @escaping RecallTold
    ) async throws -> Answer {
        try await write(command, needs: .moveGoods, .company, answer: answer) { store, moment in
            let recall = try store.existingRecall(number, isDrill: true)
            try recall.checkHasSheet()
            let viewing = RecallViewing(store, at: moment.now, moment.settings)
            let view = try viewing.view(of: recall)
            let old = view.sheet ?? DrillSheet()
            var sheet = change.applied(to: old)
            if let counts = change.counts { sheet.counts = try store.counts(counts, view, at: moment.now) }
            var places: [String: LocationID] = [:]
            for code in Set(sheet.counts.map(\.location)) { places[code] = try store.location(code: code)?.id }
            try store.save(sheet, of: recall.id, places: places)
            try store.record(
                "sheet_changed", old.changedInWords, of: recall.id, by: command.actor.id, at: moment.now)
            return try viewing.view(of: recall)
        }
    }

    /// The movements that a term of a drill's mass balance is the sum of, with the sign they count with (R51).
    ///
    /// - Parameter product: SKU; nil for every product.
    /// - Throws: `not_found`, `recall_state` of a draft.
    public func movements(
        behind term: MassBalance.Term, ofDrill number: String, product: String?, as actor: Actor
    ) async throws -> (recall: RecallCase, movements: [TermMovement]) {
        let now = clock()
        return try await read(as: actor) { store in
            let recall = try store.existingRecall(number, isDrill: true)
            try recall.checkHasSheet()
            let viewing = RecallViewing(store, at: now, try store.settings())
            return (recall, try viewing.movements(behind: term, of: recall, product: product))
        }
    }

    /// Signs the sheet of a drill as it stands.
    ///
    /// - Throws: `not_found`, `recall_state`, `signed_already`, `second_person_required`.
    public func signSheet(
        of number: String, _ meaning: DrillSheet.Signature.Meaning, _ command: Command, answer: @escaping RecallTold
    ) async throws -> Answer {
        let right: Right = meaning == .led ? .moveGoods : .judgeGoods
        return try await write(command, needs: right, .company, answer: answer) { store, moment in
            let recall = try store.existingRecall(number, isDrill: true)
            try recall.checkHasSheet()
            let signers = try store.signers(of: recall.id)
            if signers[meaning] != nil {
                throw Refusal(
                    .conflict, "signed_already", "Somebody has signed already that he \(meaning.inWords).")
            }
            if moment.settings.releaseNeedsSecondPerson, signers.values.contains(command.actor.id) {
                throw Refusal.rule(
                    "second_person_required", "Whoever led the exercise cannot check its sheet: somebody else must.")
            }
            try store.sign(recall.id, meaning, by: command.actor.id, at: moment.now)
            try store.record(
                "signed", "Signed: \(command.actor.name) \(meaning.inWords).", of: recall.id, by: command.actor.id,
                at: moment.now)
            return try RecallViewing(store, at: moment.now, moment.settings).view(of: recall)
        }
    }
}

extension RecallCase {
    /// - Throws: `recall_state` of a draft, or of a drill that was withdrawn.
    fileprivate func checkHasSheet() throws(Refusal) {
        if state == .started || state == .closed { return }
        throw Refusal(.conflict, "recall_state", "\(number) is \(state.inWords): it has no sheet.")
    }
}

extension Store {
    /// Counts with their places and lots looked up; one that stood before keeps its time and what the books said then.
    fileprivate func counts(
        _ counts: [DrillSheetChange.Count], _ view: RecallView, at now: Instant
    ) throws -> [DrillSheet.Count] {
        let names = try lotNames(counts.map(\.lot))
        let reached = Set(view.lots.compactMap(\.lot.id))
        var faults: [Fault] = []
        var found: [DrillSheet.Count] = []
        for count in counts {
            let place = try location(code: count.location)
            if place == nil {
                faults.append(
                    Fault(count.pointer + "/location", "not_found", "There is no place “\(count.location)”."))
            }
            guard let lot = names[count.lot], reached.contains(count.lot) else {
                faults.append(
                    Fault(
                        count.pointer + "/lot", "not_in_recall",
                        "Lot \(count.lot.rawValue) is not in \(view.recall.number)."))
                continue
            }
            let book = view.reach.scope.onHand.filter { $0.lot == lot && $0.location.code == count.location }
            let fresh = DrillSheet.Count(
                location: place?.code ?? count.location, lot: lot, book: book.map(\.quantity).sum(),
                counted: count.quantity, by: count.by, at: now)
            let before = view.sheet?.counts.first {
                $0.location == fresh.location && $0.lot == lot && $0.counted == fresh.counted && $0.by == fresh.by
            }
            if found.contains(where: { $0.location == fresh.location && $0.lot == lot }) {
                faults.append(
                    Fault(count.pointer, "invalid_value", "This lot in \(fresh.location) stands twice."))
            }
            found.append(before ?? fresh)
        }
        if !faults.isEmpty { throw Refusal.faults(faults) }
        return found
    }
}
