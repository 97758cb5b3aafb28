import StockDomain
import StockOperations
import WebPages

/// The form for a count: the place first, then what is there.
struct CountPages {
    let pages: Pages

    var all: [Route] { [new, create] }

    private var operations: Operations { pages.operations }

    private var new: Route {
        pages.route(.get, "counts/new") { request, visitor in
            let query = try request.query()
            let place = query.optional("location", .name)
            let isBlind = query.optional("blind", .bool) ?? false
            try query.finish()
            return try await form(visitor, place, isBlind, FormValues(key: visitor.newKey))
        }
    }

    private var create: Route {
        pages.route(.post, "counts", bodyLimit: Route.uploadBodyLimit) { [operations] request, visitor in
            let typed = try request.typed()
            do {
                let body = try request.form()
                var count = DocumentRequest(body, of: .count)
                let command = try request.command(by: visitor, body)
                try body.finish()
                // The sheet names everything that is booked there; what nobody has counted is no line.
                count.lines.removeAll { $0.quantity == nil && $0.numbers?.isEmpty != false && $0.pastedNumbers == nil }
                return APIResponse(
                    leadingTo: try await operations.create(count, command, answer: theDocument), of: command)
            } catch let refusal as Refusal {
                let values = FormValues(key: visitor.newKey, refused: typed, refusal)
                return try await form(visitor, typed["location"], typed["blind"] == "true", values)
            }
        }
    }

    private func form(
        _ visitor: Visitor, _ place: String?, _ isBlind: Bool, _ values: FormValues
    ) async throws -> APIResponse {
        let products = try await operations.products(limit: 500, as: visitor.actor).items.map(\.product)
        let places = try await operations.stockPlaces(as: visitor.actor)
        let chosen = places.first { $0.code == place }
        let form = CountForm(
            place: chosen, isBlind: isBlind, rows: try await rows(at: chosen, visitor),
            due: try await operations.dueCounts(as: visitor.actor))
        let choices = DocumentFormChoices(
            partners: [], products: products, places: places, showsNumbers: visitor.settings.showsNumbers)
        let page = countFormPage(visitor.frame, form, choices, values, clock: visitor.clock)
        return .html(page, status: values.refusal == nil ? 200 : 422)
    }

    /// What stands loose in the place, by SKU.
    private func rows(at place: Location?, _ visitor: Visitor) async throws -> [CountForm.Row] {
        guard let place else { return [] }
        let stock = try await operations.stock(StockQuestion(location: place.code), limit: 500, as: visitor.actor)
        var books: [String: Quantity] = [:]
        for row in stock.items where row.locationCode == place.code && row.packageNumber == nil {
            books[row.sku, default: .zero] += row.quantity
        }
        var rows: [CountForm.Row] = []
        for (sku, book) in books.sorted(by: { $0.key < $1.key }).prefix(98) {
            let product = try await operations.product(sku, as: visitor.actor).product
            rows.append(CountForm.Row(product: product, book: book))
        }
        return rows
    }
}
