/// How much of what an order makes and uses, against its plan (R23).
public enum ProductionAmounts {
    /// What is planned of a component or by-product for what is made now.
    ///
    /// Pieces are planned whole, as with a recipe: enough goes in, and not more is promised to come out. What that is too
    /// much or too little is planned less or more for the rest.
    ///
    /// - Parameters:
    ///   - planned: for the whole order.
    ///   - done: what is made now.
    ///   - whole: what the order is for.
    public static func expected(
        _ planned: Quantity, for done: Quantity, of whole: Quantity, _ product: Product, _ role: ProductionRole
    ) -> Expected {
        let exact = whole > .zero ? planned.share(done, of: whole) : planned
        guard product.comesInPieces, done != whole else { return Expected(exact) }
        let pieces = exact.rounded(decimals: 0, up: role == .component)
        return Expected(exact: exact, quantity: done < whole ? min(pieces, planned) : pieces)
    }

    /// What is planned of a part for what is made now.
    public struct Expected: Sendable, Equatable {
        /// In proportion.
        public let exact: Quantity
        /// In whole pieces.
        public let quantity: Quantity

        init(exact: Quantity, quantity: Quantity) {
            self.exact = exact
            self.quantity = quantity
        }

        public init(_ quantity: Quantity) {
            self.init(exact: quantity, quantity: quantity)
        }

        /// Whether the proportion is no whole number of pieces.
        public var isRounded: Bool { exact != quantity }

        /// The same where somebody says how much it was: either of the whole numbers about a proportion is as planned.
        public func told(_ used: Quantity) -> Expected {
            let isBeside = isRounded && used < exact + .one && exact < used + .one
            return isBeside ? Expected(used) : self
        }
    }

    /// Tells that a proportion was made whole, what it was and what stays.
    ///
    /// - Parameter planned: for the whole order.
    public static func rounding(
        _ expected: Expected, of planned: Quantity, _ line: LineToDo, _ role: ProductionRole
    ) -> Warning? {
        guard expected.isRounded, line.done == expected.quantity else { return nil }
        let words = role == .component ? ("are used", "component") : ("come out", "by-product")
        return Warning(
            line.pointer, "rounded_to_pieces",
            "Of \(planned.grouped) \(line.product.unit) of \(line.product.sku), \(expected.exact) fall to what is made "
                + "now. Pieces are whole: \(line.done.grouped) \(words.0), \((planned - line.done).grouped) stay for the "
                + "rest. If it was another number, name the \(words.1) with its quantity.")
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

extension ProductionAmounts {
    /// The numbers of a line that are still open when some of them were used: a lot as far as it was not.
    public static func entries(_ entries: [NumberEntry], without used: [NumberEntry]) -> [NumberEntry] {
        var taken: [LotNumber: Quantity?] = [:]
        for entry in used where !entry.number.text.isEmpty {
            let before = taken[entry.number] ?? .zero
            // One that names no quantity was used as far as there was need.
            taken[entry.number] = .some(before.flatMap { sum in entry.quantity.map { sum + $0 } })
        }
        return entries.compactMap { entry in
            guard let taken = taken[entry.number] else { return entry }
            guard let quantity = entry.quantity, let taken, taken < quantity else { return nil }
            return entry.holding(quantity - taken, isWhole: false)
        }
    }
}

extension Product {
    /// Whether there are no fractions of it.
    fileprivate var comesInPieces: Bool { decimals == 0 || numberKindInside == .serial }
}

extension NumberEntry {
    fileprivate func holding(_ quantity: Quantity, isWhole: Bool) -> NumberEntry {
        if isWhole { return self }
        var entry = self
        entry.quantity = quantity
        return entry
    }
}
