/// How much of what an order makes and uses, against its plan (R23).
public enum ProductionAmounts {
    /// What is planned of a component or by-product for what is made now.
    ///
    /// - Parameters:
    ///   - planned: for the whole order.
    ///   - done: what is made now.
    ///   - whole: what the order is for.
    public static func expected(_ planned: Quantity, for done: Quantity, of whole: Quantity) -> Quantity {
        whole > .zero ? planned.share(done, of: whole) : planned
    }

    /// Marks that more or less was used than planned; beyond the tolerance it asks.
    ///
    /// - Parameters:
    ///   - used: of one line, all its numbers together.
    ///   - tolerance: percent; nil never asks.
    public static func judge(
        _ used: Quantity, against expected: Quantity, _ line: LineToDo, tolerance: Int?, _ context: DoingContext,
        into decision: inout Decision
    ) {
        if used == expected { return }
        let amounts =
            "\(used.grouped) \(line.product.unit) of \(line.product.sku) are used, \(expected.grouped) are planned"
        let difference = used > expected ? used - expected : expected - used
        if let tolerance, difference.millionths * 100 > expected.millionths * Int64(tolerance) {
            let code = used > expected ? "more_than_expected" : "less_than_expected"
            _ = decision.ask(
                line.questionID(code), code, "\(amounts), which is beyond \(tolerance) %. Is that right?", ["accept"],
                given: context.answers)
            return
        }
        decision.warnings.append(
            Warning(line.pointer, used > expected ? "over_consumption" : "under_consumption", "\(amounts)."))
    }

    /// Asks when more is made than the order is for (R20).
    public static func judgeOutput(_ line: LineToDo, _ context: DoingContext, into decision: inout Decision) {
        if line.done <= line.planned { return }
        _ = decision.ask(
            "outputs:more_than_expected", "more_than_expected",
            "\(line.done.grouped) \(line.product.unit) of \(line.product.sku) are made, the order is for "
                + "\(line.planned.grouped). Is that right?", ["accept"], given: context.answers)
    }

    /// The numbers of a line that stand for `quantity`, in their order; for what is done in part.
    public static func entries(
        _ entries: [NumberEntry], upTo quantity: Quantity, tracking: Tracking
    ) -> (used: [NumberEntry], left: [NumberEntry]) {
        var rest = quantity
        var used: [NumberEntry] = []
        var left: [NumberEntry] = []
        for entry in entries {
            guard let amount = entry.quantity ?? (tracking == .serial ? .one : nil) else {
                // A lot that takes the rest of the line takes it now and later.
                used.append(entry)
                left.append(entry)
                continue
            }
            let now = min(rest, amount)
            rest -= now
            if now > .zero { used.append(entry.holding(now, isWhole: now == amount)) }
            if now < amount { left.append(entry.holding(amount - now, isWhole: now == .zero)) }
        }
        return (used, left)
    }
}

extension NumberEntry {
    fileprivate func holding(_ quantity: Quantity, isWhole: Bool) -> NumberEntry {
        if isWhole { return self }
        var entry = self
        entry.quantity = quantity
        return entry
    }
}
