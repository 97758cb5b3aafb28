import StockDomain
import StockOperations

/// `numbers/check`: what is to be said of numbers before they are booked.
struct NumberRoutes {
    let api: API

    var all: [Route] { [check] }

    private var check: Route {
        api.route(.post, "numbers/check") {
            [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let body = try request.object()
            let question = NumberCheckRequest(body)
            try body.finish()
            let checked = try await operations.checkNumbers(question, as: caller.actor)
            return .json(checked.json(product: question.product))
        }
    }
}
