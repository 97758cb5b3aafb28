/// Who may change the days of a lot, and what he must say (R40).
public struct LotDateRules: Sendable {
    public let lot: Lot
    /// Whether goods of it have come; until then whoever moves goods may change the days.
    public let hasMoved: Bool
    /// The number of the lot to which a serial belongs, whose days it takes (R12).
    public let batch: LotNumber?

    public init(_ lot: Lot, hasMoved: Bool, batch: LotNumber?) {
        self.lot = lot
        self.hasMoved = hasMoved
        self.batch = batch
    }

    /// Checks a change of days that makes `new` of the lot's.
    ///
    /// - Throws: `days_of_batch`, `not_allowed`, `reason_required`, or the question `date_doubtful`.
    public func check(
        _ change: LotChange, to new: LotDates, by actor: Actor, answers: [String: String]
    ) throws(Refusal) {
        guard let first = change.namedDays.first else { return }
        if let batch {
            throw .rule(
                "days_of_batch", "\(lot.number) takes its days from lot “\(batch)”: change them there.", at: "/\(first)"
            )
        }
        if hasMoved {
            try actor.require(.correct)
            try checkRetest(change, new)
        }
        if let made = new.productionDate, let ends = new.expiresOn, ends < made {
            let question = Question(
                id: "dates:doubtful", code: "date_doubtful",
                detail: "\(lot.number) would expire on \(ends.inWords), before it was made on \(made.inWords). "
                    + "Keep these days?", answers: ["keep"])
            _ = try question.answer(given: answers)
        }
    }

    /// A later expiry is the result of a retest, which somebody must answer for.
    private func checkRetest(_ change: LotChange, _ new: LotDates) throws(Refusal) {
        guard let before = lot.dates.expiresOn, new.expiresOn.map({ $0 > before }) ?? true, change.expiresOn.isNamed
        else { return }
        var faults: [Fault] = []
        let what = "\(lot.number) would live longer than until \(before.inWords)"
        if change.reason == nil { faults.append(Fault("/reason", "reason_required", "\(what): say why.")) }
        if change.reference == nil {
            faults.append(Fault("/reference", "reason_required", "\(what): name the report that proves it."))
        }
        if !faults.isEmpty { throw .faults(faults) }
    }
}
