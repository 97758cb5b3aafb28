extension RecallFacts {
    /// The steps that consumed something of the scope, each with its rows about lots of the scope.
    var scopeSteps: [(id: StepID, rows: [StepLot])] {
        Dictionary(grouping: steps, by: \.stepID)
            .filter { $0.value.contains { $0.consumed > .zero && downstream.contains($0.lotID) } }
            .map { ($0.key, $0.value.sorted { $0.lotID < $1.lotID }) }
            .sorted { $0.id < $1.id }
    }

    /// Goods without number that steps made of the scope, summed per step and product, reversals taken off.
    var unnumberedOutputSums: [(product: ProductID, quantity: Quantity, document: DocumentName?)] {
        struct Key: Hashable {
            let step: StepID
            let product: ProductID
        }
        let consuming = Set(scopeSteps.map(\.id))
        var sums: [Key: (quantity: Quantity, document: DocumentName?)] = [:]
        for (step, movement) in unnumberedOutputs where consuming.contains(step) && !movement.isNumbering {
            let booked = movement.booked
            guard booked.from == .production, booked.to != .production else { continue }
            let key = Key(step: step, product: movement.productID)
            sums[key, default: (.zero, movement.document)].quantity += booked.quantity
        }
        return sums.filter { $0.value.quantity > .zero }
            .sorted { ($0.key.step, $0.key.product) < ($1.key.step, $1.key.product) }
            .map { ($0.key.product, $0.value.quantity, $0.value.document) }
    }
}
