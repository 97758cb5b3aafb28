import StockDomain
import StockOperations

/// `lots`: lots and serials by id. While their switch is off there are none (R1).
struct LotRoutes {
    let api: API

    var all: [Route] { [list, create, show, change, history] + LotBlockRoutes(api: api).all }

    private var list: Route {
        api.route(.get, "lots") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let query = try request.query()
            let product = query.optional("product", .name)
            let filter = LotFilter(query)
            let part = query.part(.lotID)
            try query.finish()
            let page = try await operations.lots(
                ofProduct: product, filter, before: part.cursor, limit: part.limit, as: caller.actor)
            return .page(page) { $0.json(caller.settings) }
        }
    }

    private var create: Route {
        api.route(.post, "lots") { [operations = api.operations] request, caller in
            let body = try request.object()
            let lot = LotRequest(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.createLot(lot, command) { view in
                    .json(view.json(caller.settings), status: 201)
                })
        }
    }

    private var show: Route {
        api.route(.get, "lots/{id}") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let query = try request.query()
            let moment = query.pastMoment()
            try query.finish()
            let view = try await operations.lot(request.lotID(), at: moment, as: caller.actor)
            return .json(view.json(caller.settings))
        }
    }

    private var history: Route {
        api.route(.get, "lots/{id}/history") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let query = try request.query()
            let part = query.part(.historyCursor)
            try query.finish()
            let page = try await operations.history(
                of: request.lotID(), before: part.cursor, limit: part.limit, as: caller.actor)
            return .page(page) { $0.json }
        }
    }

    private var change: Route {
        api.route(.patch, "lots/{id}") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let body = try request.object()
            let change = LotChange(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.changeLot(request.lotID(), change, command) { view in
                    .json(view.json(caller.settings))
                })
        }
    }
}

extension LotFilter {
    fileprivate init(_ query: RequestObject) {
        self.init(
            number: query.optional("number", .number)?.text, part: query.optional("q", .text()),
            attribute: query.optional("attribute", .text()),
            expiresBefore: query.optional("expires_before", .day), isOnHand: query.optional("on_hand", .bool),
            status: query.optional("status", .word()))
    }
}

extension RequestObject {
    /// The parameters `at` and `known_at`: with the second alone, all that was known then.
    fileprivate func pastMoment() -> PastMoment? {
        let (at, knownAt) = (optional("at", .instant), optional("known_at", .instant))
        guard let moment = at ?? knownAt else { return nil }
        return PastMoment(at: moment, knownAt: knownAt)
    }
}

extension RequestReader where Value == LotHistoryCursor {
    fileprivate static var historyCursor: RequestReader {
        RequestReader<String>.text().converted(
            standIn: LotHistoryCursor(at: Instant(rawValue: 0), source: .movement, key: 0),
            or: "must be the next_cursor of the part before."
        ) { LotHistoryCursor($0) }
    }
}

extension APIRequest {
    /// The lot that the path names.
    ///
    /// - Throws: `not_found` when it is no id.
    func lotID() throws -> LotID { LotID(try id("id", of: "lot")) }
}

extension Caller {
    /// - Throws: `tracking_switched_off` while nothing speaks of lots and serials (R1).
    func requireNumbers() throws(Refusal) {
        if !settings.showsNumbers { throw .rule("tracking_switched_off", TrackingWords.switchedOff) }
    }
}
