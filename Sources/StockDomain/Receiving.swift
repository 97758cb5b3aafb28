/// What a receipt line does to the stock (R10, R10a, R11, R12, R20, R20a).
public struct Receiving: Sendable {
    let context: DoingContext
    /// The place of suppliers, from where goods come.
    let source: Spot
    let destination: Spot
    /// Where goods go that a customer brings back; nil where they need not be looked at first (R27).
    let returns: Spot?
    /// `receipt`, or `opening` for stock that was there before.
    let kind: PostingKind

    public init(
        _ context: DoingContext, from source: Spot, to destination: Spot, returnsTo returns: Spot? = nil,
        kind: PostingKind = .receipt
    ) {
        self.context = context
        self.source = source
        self.destination = destination
        self.returns = returns
        self.kind = kind
    }

    /// Adds what the line moves, or why it cannot.
    public func decide(_ line: LineToDo, _ facts: NumberFacts, into decision: inout Decision) {
        if line.done == .zero { return }
        judgeQuantity(line, &decision)
        let tracking = line.product.isTrackedInside ? line.product.tracking : .none
        switch LineNumbers.shares(of: line.entries, tracking: tracking, done: line.done, mayBeFewer: false) {
        case .failure(let faults):
            decision.faults += faults.list.map { $0.fault(line: line.pointer, product: line.product) }
        case .success(let shares):
            guard let numberKind = line.product.numberKindInside else {
                decision.movements.append(movement(line, nil, line.done, nil))
                return
            }
            warnOfUnusedDate(line, facts, &decision)
            if numberKind == .lot { refuseLotsOfLots(line, &decision) }
            for share in decision.naming(shares, of: line.product, from: context.ownNumbers) {
                decide(share, numberKind, line, facts, &decision)
            }
        }
    }

    /// More than expected is marked within the product's tolerance and asked beyond it (R20).
    private func judgeQuantity(_ line: LineToDo, _ decision: inout Decision) {
        guard line.done > line.planned else { return }
        let amounts =
            "\(line.done.grouped) \(line.product.unit) of \(line.product.sku) came, \(line.planned.grouped) were expected"
        let excess = line.done - line.planned
        let tolerance = Int64(line.product.handling.receiptTolerancePercent ?? 0)
        if excess.millionths * 100 <= line.planned.millionths * tolerance {
            decision.warnings.append(
                Warning(line.pointer, "over_receipt", "\(amounts): that is within \(tolerance) %."))
            return
        }
        _ = decision.ask(
            line.questionID("more_than_expected"), "more_than_expected", "\(amounts). Take them all in?", ["accept"],
            given: context.answers)
    }

    /// Only a serial belongs to a lot; what is said and not kept would be lost in silence (R12).
    private func refuseLotsOfLots(_ line: LineToDo, _ decision: inout Decision) {
        for entry in line.entries where entry.batch != nil {
            decision.faults.append(
                Fault(
                    entry.pointer + "/lot", "invalid_value", "Only a serial belongs to a lot; “\(entry.number)” is one."
                ))
        }
    }

    func decide(
        _ share: LineNumbers.Share, _ numberKind: LotKind, _ line: LineToDo, _ facts: NumberFacts,
        _ decision: inout Decision
    ) {
        switch (numberKind, facts.known[share.entry.number]) {
        case (.lot, let lot?): decideKnownLot(lot, share, line, facts, &decision)
        case (.serial, let serial?): decideKnownSerial(serial, share, line, facts, &decision)
        case (_, nil): decideUnknown(share, numberKind, line, facts, &decision)
        }
    }

    func movement(
        _ line: LineToDo, _ lot: PlannedLot?, _ quantity: Quantity, _ entry: NumberEntry?, from: Spot? = nil
    ) -> PlannedMovement {
        PlannedMovement(
            kind: kind, productID: line.product.id, lot: lot, quantity: quantity, from: from ?? source,
            to: destination, lineID: line.id, entered: entry?.entered, supplierNumber: entry?.supplierNumber,
            unusedDate: line.product.expiration.isEnabled ? nil : entry?.expiresOn)
    }
}
