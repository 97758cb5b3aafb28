import StockDomain
import StockStore

/// Corrections of what a finished production step has used; its output is not touched (R18b).
extension DocumentCorrecting {
    func exchange(_ component: ComponentCorrection) throws -> DocumentView {
        guard let product = try store.product(sku: component.product) else {
            throw Refusal.rule("not_found", "There is no product “\(component.product)”.", at: "/component/product")
        }
        if let quantity = component.quantity, quantity <= .zero || !quantity.fits(decimals: product.decimals) {
            throw Refusal.rule(
                "invalid_value", "\(quantity.grouped) is no quantity of \(product.sku).", at: "/component/quantity")
        }
        let steps = standing.filter { $0.kind == .production }
        if steps.isEmpty {
            throw Refusal.rule("no_step", "\(document.number) has made nothing, so it has no components.")
        }
        let corrections =
            if let number = component.number, try component.to != nil || used(number, product, steps) != nil {
                try exchanged(number, component, product, steps)
            } else {
                [try forgotten(component, product, steps)]
            }
        return try saved(try posting.write(corrections, .component))
    }

    /// Another component than the one booked, or none in its place.
    private func exchanged(
        _ number: LotNumber, _ component: ComponentCorrection, _ product: Product, _ steps: [Posting]
    ) throws -> [CorrectedPosting] {
        guard let wrong = try used(number, product, steps) else {
            throw Refusal.rule(
                "unknown_number", "\(document.number) has used no “\(number)” of \(product.sku).",
                at: "/component/number")
        }
        let right = try component.to.map { try rightLot($0, insteadOf: wrong.lot, mayBeNew: false).lot }
        return try exchanged(component.quantity, steps, to: right) { posting, movement in
            isConsumption(movement) && wrong.ids.contains(movement.lotID)
                && (component.step == nil || posting.stepID == component.step)
        }
    }

    private func used(
        _ number: LotNumber, _ product: Product, _ steps: [Posting]
    ) throws -> (lot: Lot, ids: Set<LotID?>)? {
        try store.lot(
            number, among: steps.flatMap(\.movements).filter { $0.productID == product.id && isConsumption($0) })
    }

    /// A component that nobody had booked: its number stands in `to`, or alone in `number`.
    private func forgotten(
        _ component: ComponentCorrection, _ product: Product, _ steps: [Posting]
    ) throws -> CorrectedPosting {
        let step = try step(component, steps)
        let lot = try forgottenLot(component, product)
        guard let quantity = component.quantity ?? (lot?.kind == .serial ? .one : nil) else {
            throw Refusal.rule("quantity_required", "Say how much was forgotten.", at: "/component/quantity")
        }
        if lot?.kind == .serial, quantity != .one {
            throw Refusal.rule("serial_quantity_must_be_one", "A serial is one unit.", at: "/component/quantity")
        }
        let example = steps.flatMap(\.movements).first(where: isConsumption)
        let from = try example?.from ?? Spot(document.locationID ?? store.location(.stock).id)
        let to = try example?.to ?? Spot(store.location(.production).id)
        let movement = Movement(
            productID: product.id, lotID: lot?.id, quantity: quantity, from: from, to: to,
            entered: lot == nil ? nil : .typed)
        let correction = CorrectedPosting(original: step, takenBack: [], instead: [movement])
        return try lot.map { try comingFromWhereItStood(correction, $0) } ?? correction
    }

    private func forgottenLot(_ component: ComponentCorrection, _ product: Product) throws -> Lot? {
        guard let kind = product.numberKindInside else { return nil }
        guard let number = component.to ?? component.number else {
            throw Refusal.rule(
                "number_required", "\(product.sku) is tracked: say which number was used.", at: "/component/to")
        }
        guard let lot = try store.lots(numbers: [number], kind: kind, of: product.id)[number] else {
            throw Refusal.rule(
                "unknown_number", "\(product.sku) has no number “\(number)”.",
                at: component.to == nil ? "/component/number" : "/component/to")
        }
        return lot
    }

    /// The step that used it: the one that is named, or the only one.
    private func step(_ component: ComponentCorrection, _ steps: [Posting]) throws -> Posting {
        let ids = Set(steps.map { $0.stepID ?? $0.id })
        guard let wanted = component.step ?? (ids.count == 1 ? ids.first : nil) else {
            let names = ids.sorted().map { "\($0.rawValue)" }.joined(separator: ", ")
            throw Refusal.rule(
                "step_required", "\(document.number) has several steps; say which one used it: \(names).",
                at: "/component/step")
        }
        guard let step = steps.first(where: { ($0.stepID ?? $0.id) == wanted }) else {
            throw Refusal.rule(
                "not_found", "\(document.number) has no step \(wanted.rawValue).", at: "/component/step")
        }
        return step
    }

    private func isConsumption(_ movement: Movement) -> Bool {
        places[movement.to.location]?.usage == .production && places[movement.from.location]?.usage != .production
    }
}
