/// Amounts divided exactly: in millionths, the last part takes the rest (R23).
extension Quantity {
    /// This quantity × `part` ÷ `whole`, rounded down to a millionth.
    ///
    /// - Parameters:
    ///   - part: not negative.
    ///   - whole: more than zero.
    public func share(_ part: Quantity, of whole: Quantity) -> Quantity {
        if part == whole { return self }
        let product = millionths.multipliedFullWidth(by: part.millionths)
        return Quantity(millionths: whole.millionths.dividingFullWidth(product).quotient)
    }

    /// Divides this quantity by weight.
    ///
    /// - Parameter weights: one for each part, not all zero.
    /// - Returns: as many parts, which sum to this quantity.
    public func divided(by weights: [Quantity]) -> [Quantity] {
        let whole = weights.sum()
        guard whole > .zero, let last = weights.lastIndex(where: { $0 > .zero }) else {
            return weights.map { _ in .zero }
        }
        var rest = self
        return weights.indices.map { index in
            let part = index == last ? rest : min(rest, share(weights[index], of: whole))
            if index != last { rest -= part }
            return index > last ? .zero : part
        }
    }
}

extension PlannedMovement {
    /// The same goods in parts by weight; a part of nothing is nil.
    public func divided(by weights: [Quantity]) -> [PlannedMovement?] {
        quantity.divided(by: weights).map { part in
            if part == .zero { return nil }
            var movement = self
            movement.quantity = part
            return movement
        }
    }
}
