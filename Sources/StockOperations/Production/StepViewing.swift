import StockDomain
import StockStore

extension DocumentAssembly {
    /// The steps of a production order that still count; an imported one has no lines, so that everything that came out
    /// is output.
    func stepViews(
        of lines: [DocumentLine], _ steps: [PostingID: StepID], _ postings: [StockStore.PostingHead]
    ) -> [StepView] {
        let output = lines.first { $0.details.role == .output }
        let shares = Dictionary(uniqueKeysWithValues: lines.map { ($0.id, $0.details.inputShare) })
        var order: [StepID] = []
        var byStep: [StepID: [DoneMovement]] = [:]
        for moved in self.moved.filter({ $0.kind == .production }).withoutTakenBack() {
            let step = steps[moved.postingID] ?? moved.postingID
            if byStep[step] == nil { order.append(step) }
            byStep[step, default: []].append(moved)
        }
        let moments = Dictionary(uniqueKeysWithValues: postings.map { ($0.id, $0.happenedAt) })
        return order.compactMap { step in
            guard let moved = byStep[step], let at = moments[step] ?? moments[moved[0].postingID] else { return nil }
            let made = moved.filter { isProduction($0.movement.from) }
            func isOutput(_ moved: DoneMovement) -> Bool {
                output.map { $0.id == moved.movement.lineID } ?? true
            }
            return StepView(
                id: step, happenedAt: at, outputs: goods(made.filter(isOutput), shares),
                components: goods(moved.filter { !isProduction($0.movement.from) }, shares),
                byProducts: goods(made.filter { !isOutput($0) }, shares))
        }
    }

    private func isProduction(_ spot: Spot) -> Bool { names.places[spot.location]?.usage == .production }

    /// Goods by product and number, in the order of their movements.
    private func goods(_ moved: [DoneMovement], _ shares: [LineID: Quantity?]) -> [StepGoods] {
        struct Key: Hashable {
            let product: ProductID
            let lot: LotID?
        }
        var goods: [StepGoods] = []
        var rows: [Key: Int] = [:]
        for done in moved {
            guard let product = names.products[done.movement.productID] else { continue }
            let lot = done.movement.lotID.flatMap { names.lots[$0] }
            let key = Key(product: product.id, lot: lot?.id)
            if let index = rows[key] {
                goods[index].quantity += done.movement.quantity
            } else {
                rows[key] = goods.count
                goods.append(
                    StepGoods(
                        product: product, number: lot?.number, lotID: lot?.id, quantity: done.movement.quantity,
                        isByRule: done.movement.entered == .inferred,
                        inputShare: done.movement.lineID.flatMap { shares[$0] ?? nil }))
            }
        }
        return goods
    }
}

/// What rows of numbers are told apart by.
private struct NumberAtPlace: Hashable {
    let lot: LotID?
    let location: String?
    let entered: Entered?
}

extension [NumberView] {
    /// One row for each number and place: a lot that was divided over steps is told once.
    var addedUp: [NumberView] {
        var rows: [NumberView] = []
        var positions: [NumberAtPlace: Int] = [:]
        for view in self {
            let key = NumberAtPlace(lot: view.lotID, location: view.locationCode, entered: view.entered)
            if let index = positions[key] {
                rows[index] = rows[index].adding(view.quantity ?? .zero)
            } else {
                positions[key] = rows.count
                rows.append(view)
            }
        }
        return rows
    }
}

extension NumberView {
    fileprivate func adding(_ more: Quantity) -> NumberView {
        NumberView(
            number: number, lotID: lotID, quantity: (quantity ?? .zero) + more, isReserved: isReserved,
            locationCode: locationCode, packageNumber: packageNumber, entered: entered,
            supplierNumber: supplierNumber, expiresOn: expiresOn, isUnknown: isUnknown, why: why, override: override)
    }
}
