import StockDomain
import StockOperations
import WebPages

/// The page on which days and facts of a number are changed (R40, R55).
struct LotChangePages {
    let pages: Pages

    var all: [Route] { [show, change] }

    private var operations: Operations { pages.operations }

    private var show: Route {
        pages.route(.get, "lots/{id}/change") { [operations] request, visitor in
            try visitor.requireNumbers()
            try request.query().finish()
            let view = try await operations.lot(request.lotID(), as: visitor.actor)
            return .html(try await page(view, visitor, FormValues(key: visitor.newKey, view)))
        }
    }

    private var change: Route {
        pages.route(.post, "lots/{id}/change") { [operations] request, visitor in
            try visitor.requireNumbers()
            let typed = try request.typed()
            let view = try await operations.lot(request.lotID(), as: visitor.actor)
            do {
                let body = try request.form()
                let change = LotChange(body).without(view.lot)
                let command = try request.command(by: visitor, body)
                try body.finish()
                return APIResponse(
                    leadingTo: try await operations.changeLot(view.lot.id, change, command) { view in
                        Answer(leadingTo: lotAddress(view.lot.id))
                    })
            } catch let refusal as Refusal where refusal.kind != .notFound {
                let values = FormValues(key: visitor.newKey, refused: typed, refusal)
                return .html(try await page(view, visitor, values), status: 422)
            }
        }
    }

    private func page(_ view: LotView, _ visitor: Visitor, _ values: FormValues) async throws -> HTML {
        let category = try await operations.product(view.product.sku, as: visitor.actor).category
        let named = category?.lotAttributes ?? []
        let others = view.attributes.keys.filter { !named.contains($0) }.sorted()
        return lotChangePage(
            visitor.frame, view, facts: named + others, showsDates: visitor.settings.showsDates, values)
    }
}

extension LotChange {
    /// The same without the days that the form shows as they are: only what somebody typed moves nothing else (R40).
    fileprivate func without(_ lot: Lot) -> LotChange {
        var change = self
        change.productionDate = productionDate.without(lot.dates.productionDate)
        change.expiresOn = expiresOn.without(lot.dates.expiresOn)
        change.bestBeforeOn = bestBeforeOn.without(lot.dates.bestBeforeOn)
        change.removalOn = removalOn.without(lot.dates.removalOn)
        change.alertOn = alertOn.without(lot.dates.alertOn)
        if isArchived == lot.isArchived { change.isArchived = nil }
        return change
    }
}

extension Change where Value: Equatable {
    fileprivate func without(_ present: Value?) -> Change {
        switch self {
        case .set(let value) where value == present: .keep
        case .clear where present == nil: .keep
        default: self
        }
    }
}
