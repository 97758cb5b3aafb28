import StockDomain
import StockOperations

/// The parts of a finished unit: what is in it, what was, and their exchange (R23, R53).
struct PartSwapRoutes {
    let api: API

    var all: [Route] { [show, swap] }

    private var show: Route {
        api.route(.get, "lots/{id}/components") { [operations = api.operations] request, caller in
            try request.query().finish()
            let lot = LotID(try request.id("id", of: "lot"))
            return .json(try await operations.installedParts(of: lot, as: caller.actor).json)
        }
    }

    private var swap: Route {
        api.route(.post, "lots/{id}/components") { [operations = api.operations] request, caller in
            let body = try request.object()
            let swap = SwapRequest(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            let lot = LotID(try request.id("id", of: "lot"))
            return APIResponse(try await operations.swapPart(of: lot, swap, command) { .json($0.json) })
        }
    }
}

extension SwapRequest {
    init(_ body: RequestObject) {
        let out = body.optional("out", .object { Part($0, place: "to") }) ?? nil
        let new = body.optional("in", .object { Part($0, place: "location") }) ?? nil
        self.init(
            takenOut: out.flatMap { $0.product.isEmpty ? nil : $0 },
            putIn: new.flatMap { $0.product.isEmpty ? nil : $0 }, scraps: body.optional("scrap", .bool) ?? false,
            reason: body.required("reason", .text()), happenedAt: body.optional("happened_at", .instant))
    }
}

extension SwapRequest.Part {
    fileprivate init(_ object: RequestObject, place: String) {
        let number = object.optional("number", .number)
        let quantity = object.optional("quantity", .positiveQuantity)
        // A form sends both parts; one of which nothing is said is none.
        let isBlank = number == nil && quantity == nil
        self.init(
            product: isBlank ? object.optional("product", .name) ?? "" : object.required("product", .name),
            number: number, quantity: quantity, location: object.optional(place, .name))
    }
}

extension InstalledParts {
    /// The parts of a unit as the API gives them.
    var json: JSON {
        ["before": JSON(before.map(\.swapJSON)), "now": JSON(now.map(\.swapJSON))]
    }
}

extension UnitView.Component {
    fileprivate var swapJSON: JSON {
        [
            "document": JSON(document?.number), "from": JSON(installedAt), "lot": JSON(lot.id?.rawValue),
            "number": JSON(lot.number), "product": .string(lot.product.sku), "quantity": JSON(quantity),
            "shared": .bool(isShared), "until": JSON(removedAt),
        ]
    }
}
