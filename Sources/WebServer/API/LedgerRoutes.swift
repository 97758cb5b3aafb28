import StockDomain
import StockOperations

/// `stock`, `movements` and `postings`: what is there, and what happened.
struct LedgerRoutes {
    let api: API

    var all: [Route] { [stock, movements, postings] }

    private var stock: Route {
        api.route(.get, "stock") { [operations = api.operations] request, caller in
            let query = try request.query()
            let question = StockQuestion(
                product: query.optional("product", .name), location: query.optional("location", .name),
                lot: try query.optionalLot(caller), at: query.optional("at", .instant),
                knownAt: query.optional("known_at", .instant))
            let part = query.part(.stockCursor)
            try query.finish()
            let page = try await operations.stock(
                question, after: part.cursor, limit: part.limit, as: caller.actor)
            return .page(page) { $0.json(caller.settings) }
        }
    }

    private var movements: Route {
        api.route(.get, "movements") { [operations = api.operations] request, caller in
            let query = try request.query()
            let product = query.optional("product", .name)
            let document = query.optional("document", .name)
            let lot = try query.optionalLot(caller)
            let part = query.part(.movementCursor)
            try query.finish()
            let page = try await operations.movements(
                ofProduct: product, lot: lot, document: document, after: part.cursor, limit: part.limit,
                as: caller.actor)
            return .page(page) { $0.json(caller.settings) }
        }
    }

    /// The feed: a reader asks again behind the position that it has, also after the end.
    private var postings: Route {
        api.route(.get, "postings") { [operations = api.operations] request, caller in
            let query = try request.query()
            let after = query.optional("after", .int(0...Int.max))
            let part = query.part(.int(0...Int.max))
            try query.finish()
            let position = Int64(part.cursor ?? after ?? 0)
            let page = try await operations.postingFeed(after: position, limit: part.limit, as: caller.actor)
            return .page(page) { $0.json(caller.settings) }
        }
    }
}

extension RequestObject {
    /// The parameter `lot`, which is refused while its switch is off (R1).
    fileprivate func optionalLot(_ caller: Caller) throws -> LotID? {
        if has("lot") { try caller.requireNumbers() }
        return optional("lot", .lotID)
    }
}

extension RequestReader where Value == StockCursor {
    static var stockCursor: RequestReader {
        RequestReader<String>.text().converted(
            standIn: StockCursor(after: BalanceKey(product: ProductID(0), lot: nil, spot: Spot(LocationID(0)))),
            or: "must be the next_cursor of the part before."
        ) { StockCursor($0) }
    }
}

extension RequestReader where Value == MovementCursor {
    fileprivate static var movementCursor: RequestReader {
        RequestReader<String>.text().converted(
            standIn: MovementCursor(posting: PostingID(1), position: 0),
            or: "must be the next_cursor of the part before."
        ) { MovementCursor($0) }
    }
}
