import StockDomain
import StockOperations
import WebPages

/// Places: the list with the form for a new one, and the page of one.
struct LocationPages {
    let pages: Pages

    var all: [Route] { [list, create, show, change] }

    private var operations: Operations { pages.operations }

    private var list: Route {
        pages.route(.get, "locations") { request, visitor in
            try request.query().finish()
            let values = FormValues(key: visitor.newKey)
            return .html(locationListPage(visitor.frame, try await choices(visitor), values))
        }
    }

    private var create: Route {
        pages.form("locations") { [operations] body, _, _ in
            let code = body.required("code", .name)
            let usage = body.optional("usage", .word(LocationUsage.self)) ?? .internal
            let change = LocationChange(body)
            return { command in
                try await operations.createLocation(code, usage: usage, change, command, answer: locationAddress)
            }
        } refused: { values, visitor, _ in
            locationListPage(visitor.frame, try await choices(visitor), values)
        }
    }

    private var show: Route {
        pages.route(.get, "locations/{code}") { [operations] request, visitor in
            try request.query().finish()
            let view = try await operations.location(request.parameter("code"), as: visitor.actor)
            return .html(try await page(view, visitor, FormValues(key: visitor.newKey, view)))
        }
    }

    private var change: Route {
        pages.form("locations/{code}") { [operations] body, request, _ in
            let change = LocationChange(body)
            let code = request.parameter("code")
            return { command in try await operations.changeLocation(code, change, command, answer: locationAddress) }
        } refused: { [operations] values, visitor, request in
            let view = try await operations.location(request.parameter("code"), as: visitor.actor)
            return try await page(view, visitor, values)
        }
    }

    private func page(_ view: LocationView, _ visitor: Visitor, _ values: FormValues) async throws -> HTML {
        let stock = try await operations.stock(
            StockQuestion(location: view.location.code), limit: 100, as: visitor.actor)
        return locationPage(
            visitor.frame, view, stock: stock, try await choices(visitor), values, clock: visitor.clock)
    }

    private func choices(_ visitor: Visitor) async throws -> PlaceChoices {
        PlaceChoices(
            places: try await operations.locations(as: visitor.actor),
            partners: try await operations.partners(limit: 500, as: visitor.actor).items, settings: visitor.settings)
    }
}

@Sendable private func locationAddress(_ view: LocationView) -> Answer {
    Answer(leadingTo: address("locations", view.location.code))
}
