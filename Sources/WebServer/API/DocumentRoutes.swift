import StockDomain
import StockOperations

/// Documents of one kind: `receipts`, `deliveries` and so on, by number.
struct DocumentRoutes {
    let api: API
    let kind: DocumentKind

    var all: [Route] {
        // What else an order can do speaks of outputs and components: ProductionRoutes.
        if kind == .productionOrder {
            return [list, show, cancel, correct, reserve, unreserve, reserveAll]
                + ProductionLineRoutes(api: api).all + DocumentScanRoutes(api: api, kind: kind).all
        }
        return [list, create, show, change, carryOut, cancel, reverse, correct]
            + (kind.takesStock ? [reserve, unreserve, reserveAll] : []) + (kind == .transfer ? [ship, receive] : [])
            + DocumentLineRoutes(api: api, kind: kind).all + DocumentScanRoutes(api: api, kind: kind).all
    }

    private var list: Route {
        api.route(.get, kind.pathName) { [operations = api.operations, kind] request, caller in
            let query = try request.query()
            let states = query.optional("state", .list(of: .word(DocumentState.self))) ?? []
            let partner = query.optional("partner", .name)
            let part = query.part(.id)
            try query.finish()
            let found = try await operations.documents(
                kind, states: states, partner: partner, before: part.cursor.map { DocumentID($0) },
                limit: part.limit + 1, as: caller.actor)
            return .page(Page(found, limit: part.limit) { "\($0.document.id.rawValue)" }, \.json)
        }
    }

    private var create: Route {
        api.route(.post, kind.pathName) { [operations = api.operations, kind] request, caller in
            let body = try request.object()
            let document = DocumentRequest(body, of: kind)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.create(document, command, answer: caller.document(status: 201)))
        }
    }

    private var show: Route {
        api.route(.get, path("")) { [operations = api.operations, kind] request, caller in
            try request.query().finish()
            let view = try await operations.document(kind, request.number, as: caller.actor)
            return .json(view.json(caller.settings)).adding("ETag", "\"\(view.document.version)\"")
        }
    }

    private var change: Route {
        api.route(.patch, path("")) { [operations = api.operations, kind] request, caller in
            let body = try request.object()
            let change = DocumentChange(body, of: kind)
            let told = body.optional("version", .int(1...Int.max))
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.change(
                    kind, request.number, to: change, ifVersion: request.version() ?? told, command,
                    answer: caller.document()))
        }
    }

    private var carryOut: Route {
        api.route(.post, path("/do")) { [operations = api.operations, kind] request, caller in
            let body = try request.actionObject()
            let doing = DoRequest(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.carryOut(
                    kind, request.number, doing, ifVersion: request.version(), command, answer: caller.document()))
        }
    }

    private var reverse: Route {
        api.route(.post, path("/reverse")) { [operations = api.operations, kind] request, caller in
            let body = try request.object()
            let reason = body.required("reason", .text())
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.reverse(
                    kind, request.number, reason: reason, command, answer: caller.document()))
        }
    }

    private var correct: Route {
        api.route(.post, path("/correct")) { [operations = api.operations, kind] request, caller in
            let body = try request.object()
            let correction = Correction(body)
            let reason = body.required("reason", .text())
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.correct(
                    kind, request.number, correction, reason: reason, ifVersion: request.version(), command,
                    answer: caller.document()))
        }
    }

    private var reserve: Route {
        action("reserve") { [operations = api.operations, kind] in
            try await operations.reserve(kind, $0, $1, answer: $2)
        }
    }

    private var unreserve: Route {
        action("unreserve") { [operations = api.operations, kind] in
            try await operations.unreserve(kind, $0, $1, answer: $2)
        }
    }

    /// Many at once, in the order of R38.
    private var reserveAll: Route {
        api.route(.post, "\(kind.pathName)/reserve") { [operations = api.operations, kind] request, caller in
            let body = try request.actionObject()
            let numbers = body.optional("documents", .list(of: .name))
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.reserveAll(kind, numbers, command) { .json(["items": JSON($0.map(\.json))]) })
        }
    }

    private var cancel: Route {
        action("cancel") { [operations = api.operations, kind] in try await operations.cancel(kind, $0, $1, answer: $2)
        }
    }

    private var ship: Route {
        journey("ship") { [operations = api.operations] in try await operations.ship($0, $1, $2, answer: $3) }
    }

    private var receive: Route {
        journey("receive") { [operations = api.operations] in try await operations.receive($0, $1, $2, answer: $3) }
    }

    // MARK: Shapes

    private typealias Act =
        @Sendable (String, Command, @escaping Operations.DocumentAnswer) async throws -> Answer
    private typealias Journey =
        @Sendable (String, DoRequest, Command, @escaping Operations.DocumentAnswer) async throws -> Answer

    /// An action that needs no word.
    private func action(_ name: String, _ act: @escaping Act) -> Route {
        api.route(.post, path("/" + name)) { request, caller in
            let body = try request.actionObject()
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(try await act(request.number, command, caller.document()))
        }
    }

    /// One leg of a transfer's way through transit.
    private func journey(_ name: String, _ act: @escaping Journey) -> Route {
        api.route(.post, path("/" + name)) { request, caller in
            let body = try request.actionObject()
            let doing = DoRequest(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(try await act(request.number, doing, command, caller.document()))
        }
    }

    private func path(_ rest: String) -> String { "\(kind.pathName)/{number}\(rest)" }
}

/// The lines of documents of one kind.
struct DocumentLineRoutes {
    let api: API
    let kind: DocumentKind

    var all: [Route] { [add, change, remove] }

    private var add: Route {
        api.route(.post, "\(kind.pathName)/{number}/lines") { [operations = api.operations, kind] request, caller in
            let body = try request.object()
            let line = LineRequest(body, at: "")
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.addLines(
                    [line], to: kind, request.number, ifVersion: request.version(), command,
                    answer: caller.document(status: 201)))
        }
    }

    private var change: Route {
        api.route(.patch, "\(kind.pathName)/{number}/lines/{id}") {
            [operations = api.operations, kind] request, caller in
            let body = try request.object()
            let change = LineChange(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.changeLine(
                    request.lineID(), of: kind, request.number, to: change, ifVersion: request.version(), command,
                    answer: caller.document()))
        }
    }

    private var remove: Route {
        api.route(.delete, "\(kind.pathName)/{number}/lines/{id}") {
            [operations = api.operations, kind] request, caller in
            APIResponse(
                try await operations.removeLine(
                    request.lineID(), of: kind, request.number, ifVersion: request.version(),
                    request.command(by: caller), answer: caller.document()))
        }
    }
}

extension Caller {
    /// How a document is told to whoever asks.
    func document(status: Int = 200) -> Operations.DocumentAnswer {
        { [settings] view in .json(view.json(settings), status: status) }
    }
}

extension APIRequest {
    /// The document's number in the path.
    var number: String { parameter("number") }

    /// The version that the client has seen, when it says so.
    func version() throws -> Int? { try ifMatch().map { Int($0) } }

    /// The line in the path.
    func lineID() throws -> LineID { LineID(try id("id", of: "line")) }
}
