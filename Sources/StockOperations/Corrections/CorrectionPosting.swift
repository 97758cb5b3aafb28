import StockDomain
import StockStore

/// Writes corrections: what was wrong goes back at its own moment, what happened instead is booked there (R18a).
struct CorrectionPosting {
    let store: Store
    let moment: Moment
    let actor: Actor
    let reason: String
    let document: Document

    /// - Parameters:
    ///   - newLots: numbers that the correction brings into the world.
    ///   - partner: the right one.
    /// - Returns: a warning for each document that has lost goods set aside.
    /// - Throws: `not_there_then` when a past moment would become impossible.
    func write(
        _ corrections: [CorrectedPosting], _ kind: CorrectionKind, newLots: [Lot] = [], partner: PartnerID? = nil
    ) throws -> [Warning] {
        for correction in corrections { try moment.checkBookable(correction.original.happenedAt) }
        var written = corrections.map { Written(correction: $0) }
        var warnings: [Warning] = []
        // Goods that came in must be there again before the wrong ones go; goods that left must be back before.
        if try corrections.contains(where: { try arrives($0) }) {
            warnings += try book(&written, kind, newLots, partner) + takeBack(&written, kind)
        } else {
            warnings += try takeBack(&written, kind)
            try corrections.forEach { try unpack($0, &warnings) }
            warnings += try book(&written, kind, newLots, partner)
        }
        let right = try store.rightLots(of: corrections.flatMap { $0.takenBack + $0.instead })
        // Goods of a wrong partner are the same goods: each number keeps its own blocks.
        if kind != .partner {
            try CorrectedBlocks(store: store, moment: moment, places: store.placesByID())
                .keep(corrections, right: right)
        }
        try store.insert(
            written.flatMap { $0.entries(kind, right) }, reason: reason, by: actor.id,
            at: moment.now)
        return warnings
    }

    fileprivate struct Written {
        let correction: CorrectedPosting
        var reversing: PostingID?
        var replacement: PostingID?
    }

    /// A serial that came from another partner cannot come twice: it goes back first, if it still stands there.
    private func arrives(_ correction: CorrectedPosting) throws -> Bool {
        let units = Set(correction.takenBack.compactMap(\.lotID)).intersection(correction.instead.compactMap(\.lotID))
        if try store.lots(units.sorted()).contains(where: { $0.kind == .serial }) { return false }
        return [.receipt, .customerReturn, .opening].contains(correction.original.kind)
    }

    /// The last happening goes back first.
    private func takeBack(_ written: inout [Written], _ kind: CorrectionKind) throws -> [Warning] {
        var warnings: [Warning] = []
        for index in written.indices.reversed() where !written[index].correction.takenBack.isEmpty {
            let correction = written[index].correction
            let reversal = correction.original.reversal(
                of: correction.takenBack, by: actor.id, at: moment.now, reason: reason)
            var draft = PostingDraft(reversal)
            draft.leavesPackages = true
            draft.statesFact = kind == .partner
            draft.leavesBlocks = kind == .partner
            written[index].reversing = try post(draft, &warnings)
        }
        return warnings
    }

    /// Goods that left in their package by mistake were never in it: they stand where it stood.
    private func unpack(_ correction: CorrectedPosting, _ warnings: inout [Warning]) throws {
        let original = correction.original
        let never = correction.takenBack.filter { wrong in
            wrong.from.package != nil && wrong.from.package == wrong.to.package
                && !correction.instead.contains { $0.lotID == wrong.lotID && $0.from == wrong.from }
        }
        if never.isEmpty { return }
        let loose = never.map { wrong in
            Movement(
                productID: wrong.productID, lotID: wrong.lotID, quantity: wrong.quantity, from: wrong.from,
                to: Spot(wrong.from.location), entered: wrong.entered)
        }
        let posting = Posting(
            kind: .pack, documentID: nil, actorID: actor.id, happenedAt: original.happenedAt, recordedAt: moment.now,
            reason: reason, movements: loose)
        _ = try post(PostingDraft(posting), &warnings)
    }

    private func book(
        _ written: inout [Written], _ kind: CorrectionKind, _ newLots: [Lot], _ partner: PartnerID?
    ) throws -> [Warning] {
        var warnings: [Warning] = []
        var unborn = newLots
        for index in written.indices where !written[index].correction.instead.isEmpty {
            let correction = written[index].correction
            let original = correction.original
            let posting = try store.countingJoined(
                original.again(
                    correction.instead, partner: partner ?? original.partnerID, by: actor.id, at: moment.now,
                    reason: reason))
            var draft = PostingDraft(
                posting, newLots: unborn, supplierNumbers: try supplierNumbers(of: correction))
            // Whether they may have left was judged when they were chosen; goods of a wrong partner have left already.
            draft.statesFact = true
            draft.leavesBlocks = kind == .partner
            // The same goods, as they were: their packages are where they have gone since.
            draft.leavesPackages = kind == .partner
            unborn = []
            written[index].replacement = try post(draft, &warnings)
        }
        return warnings
    }

    /// The goods came under the same number of their supplier.
    private func supplierNumbers(of correction: CorrectedPosting) throws -> [Int: String] {
        if correction.takenBack.count != correction.instead.count { return [:] }
        let told = try store.supplierNumbers(of: correction.original.id)
        var numbers: [Int: String] = [:]
        for (position, wrong) in correction.takenBack.enumerated() {
            numbers[position] = told.first { $0.line == wrong.lineID && $0.lot == wrong.lotID }?.number
        }
        return numbers
    }

    private func post(_ draft: PostingDraft, _ warnings: inout [Warning]) throws -> PostingID {
        let writing = PostingWriting(store, moment, actor)
        try writing.checkPast(draft.posting, newLots: Set(draft.newLots.map(\.id)), evenNow: true)
        // A correction states a fact: what others have set aside of goods that are not there is freed (R36).
        let planned = try store.countingJoined(draft.posting).movements.map { $0.planned(draft.posting.kind) }
        warnings += try ReservationLosing(store, moment, actor).makeWay(for: planned, of: document)
        return try writing.post(draft)
    }
}

extension CorrectionPosting.Written {
    /// What both lots show: one entry for each number of a wrong partner, else one for the wrong and the right number.
    fileprivate func entries(_ kind: CorrectionKind, _ right: [LotID: LotID]) -> [CorrectionEntry] {
        func entry(_ from: LotID?, _ to: LotID?, _ quantity: Quantity) -> CorrectionEntry {
            CorrectionEntry(
                kind: kind, reversed: reversing == nil ? nil : correction.original.id, reversing: reversing,
                replacement: replacement, from: from.map { right[$0] ?? $0 }, to: to.map { right[$0] ?? $0 },
                quantity: quantity)
        }
        let (wrong, instead) = (correction.takenBack, correction.instead)
        guard kind == .partner else {
            let moved = wrong.isEmpty ? instead : wrong
            return [entry(wrong.first?.lotID, instead.first?.lotID, moved.map(\.quantity).sum())]
        }
        return Set(wrong.map(\.lotID)).sorted { ($0?.rawValue ?? 0) < ($1?.rawValue ?? 0) }.map { lot in
            entry(lot, lot, wrong.filter { $0.lotID == lot }.map(\.quantity).sum())
        }
    }
}

extension Movement {
    /// As a rule would have decided it, for those who free what is set aside.
    func planned(_ kind: PostingKind) -> PlannedMovement {
        PlannedMovement(
            kind: kind, productID: productID, lot: lotID.map(PlannedLot.known), quantity: quantity, from: from, to: to,
            lineID: lineID ?? LineID(0), entered: entered)
    }
}

extension Store {
    /// The right number of every lot that these movements name (R18).
    func rightLots(of movements: [Movement]) throws -> [LotID: LotID] {
        let named = movements.compactMap(\.lotID)
        return Dictionary(uniqueKeysWithValues: try lots(named).map { ($0.id, $0.joinedTo ?? $0.id) })
    }
}
