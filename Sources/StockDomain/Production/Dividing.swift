/// Amounts divided exactly: in millionths, the last part takes the rest (R23).
extension Quantity {
    /// This quantity × `part` ÷ `whole`, rounded down to a millionth; never above `most`.
    ///
    /// - Parameters:
    ///   - part: not negative.
    ///   - whole: more than zero.
    public func share(_ part: Quantity, of whole: Quantity) -> Quantity {
        if part == whole { return self }
        let product = millionths.magnitude.multipliedFullWidth(by: part.millionths.magnitude)
        let divisor = whole.millionths.magnitude
        if product.high >= divisor { return .most }
        let quotient = divisor.dividingFullWidth(product).quotient
        return Quantity(millionths: Int64(min(quotient, Quantity.most.millionths.magnitude)))
    }

    /// The nearest quantity with so many decimals, not below this one or, rounded down, not above it.
    public func rounded(decimals: Int, up: Bool) -> Quantity {
        var unit: Int64 = 1_000_000
        for _ in 0..<decimals { unit /= 10 }
        let rest = millionths % unit
        return rest == 0 ? self : Quantity(millionths: millionths - rest + (up ? unit : 0))
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
