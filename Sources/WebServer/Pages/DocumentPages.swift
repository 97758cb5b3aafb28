import StockDomain
import StockOperations
import WebPages

/// Forms and pages of documents of one kind.
struct DocumentPages {
    let pages: Pages
    let kind: DocumentKind

    var all: [Route] {
        let list = DocumentListPages(pages: pages, kind: kind).all
        // The page of a production order speaks of parts and steps: see `ProductionPages`.
        if kind == .productionOrder { return list }
        // The form for a count begins with its place: see `CountPages`.
        return list + (kind == .count ? [] : [new, create]) + [
            show, carryOut, reverse, correct, scan, generate, action("cancel", cancel),
        ]
            + (kind == .receipt ? [check] : [])
            + (kind.takesStock ? [action("reserve", reserve), action("unreserve", unreserve)] : [])
            + (kind == .delivery ? [slip] : [])
            + (kind == .transfer ? [journey("ship", ship), journey("receive", receive)] : [])
    }

    private var operations: Operations { pages.operations }

    private var new: Route {
        pages.route(.get, "\(kind.pathName)/new") { request, visitor in
            let query = try request.query()
            let rows = query.optional("rows", .int(1...100)) ?? 3
            try query.finish()
            return try await form(visitor, FormValues(key: visitor.newKey), rows: rows)
        }
    }

    private var create: Route {
        pages.route(.post, kind.pathName, bodyLimit: Route.uploadBodyLimit) { [operations, kind] request, visitor in
            let typed = try request.typed()
            do {
                let body = try request.form()
                let document = DocumentRequest(body, of: kind)
                let isCheck = kind == .receipt && body.optional("check", .bool) == true
                let command = try request.command(by: visitor, body)
                try body.finish()
                if isCheck {
                    let checks = NumberChecks(operations: operations, visitor: visitor, partner: document.partner)
                    let checked = try await checks.lines(of: document)
                    return try await form(
                        visitor, FormValues(key: visitor.newKey, typed), rows: rows(typed), checked: checked)
                }
                return APIResponse(
                    leadingTo: try await operations.create(document, command, answer: theDocument), of: command)
            } catch let refusal as Refusal {
                return try await form(
                    visitor, FormValues(key: visitor.newKey, refused: typed, refusal), rows: rows(typed))
            }
        }
    }

    /// How many lines a form had that was sent.
    private func rows(_ typed: [String: String]) -> Int {
        max(3, typed.keys.filter { $0.hasPrefix("lines/") && $0.hasSuffix("/product") }.count)
    }

    // MARK: Numbers, before they are booked

    /// The numbers typed on an open receipt.
    private var check: Route {
        pages.route(.post, "\(kind.pathName)/{number}/check", bodyLimit: Route.uploadBodyLimit) {
            [operations, kind] request, visitor in
            let number = request.parameter("number")
            let typed = try request.typed()
            do {
                let body = try request.form()
                let doing = DoRequest(body)
                _ = try request.command(by: visitor, body)
                try body.finish()
                let view = try await operations.document(kind, number, as: visitor.actor)
                let checks = NumberChecks(operations: operations, visitor: visitor, partner: view.partner?.code)
                let lines = try await checks.lines(of: view, doing)
                return .html(
                    try await page(
                        number, visitor, FormValues(key: visitor.newKey, typed), sent: "do", checked: lines))
            } catch let refusal as Refusal where refusal.kind != .notFound {
                let values = FormValues(key: visitor.newKey, refused: typed, refusal)
                return .html(try await page(number, visitor, values, sent: "do"), status: 422)
            }
        }
    }

    private var show: Route {
        pages.route(.get, "\(kind.pathName)/{number}") { request, visitor in
            let query = try request.query()
            let told = query.toldKey
            try query.finish()
            let number = request.parameter("number")
            let warnings = try await pages.warnings(
                toldUnder: told, at: documentAddress(kind, number), visitor)
            return .html(try await page(number, visitor, FormValues(key: visitor.newKey), warnings: warnings))
        }
    }

    private var slip: Route {
        pages.route(.get, "\(kind.pathName)/{number}/slip") { [operations] request, visitor in
            try request.query().finish()
            let slip = try await operations.deliverySlip(request.parameter("number"), as: visitor.actor)
            return .html(
                deliverySlipPage(
                    visitor.frame, slip.delivery, visitor.settings, seal: slip.lastSeal, clock: visitor.clock))
        }
    }

    private var carryOut: Route {
        journey("do") { [operations, kind] number, doing, command, answer in
            try await operations.carryOut(kind, number, doing, command, answer: answer)
        }
    }

    private var reverse: Route {
        change("reverse") { [operations, kind] number, body in
            let reason = body.required("reason", .text())
            return { command, answer in
                try await operations.reverse(kind, number, reason: reason, command, answer: answer)
            }
        }
    }

    private var scan: Route {
        change("scan") { [operations, kind] number, body in
            let scan = ScanRequest(
                text: body.required("text", .scannedText), quantity: body.optional("quantity", .positiveQuantity))
            return { command, answer in
                try await operations.addScan(scan, to: kind, number, command) { answer($0.told) }
            }
        }
    }

    private var generate: Route {
        change("generate") { [operations, kind] number, body in
            let line = LineID(body.required("line", .id))
            let first = body.optional("first", .number)
            let perLot = body.optional("per_lot", .positiveQuantity)
            return { command, answer in
                try await operations.numberLine(
                    line, of: kind, number, first: first, perLot: perLot, command, answer: answer)
            }
        }
    }

    private var correct: Route {
        change("correct") { [operations, kind] number, body in
            let correction = Correction(body)
            let reason = body.required("reason", .text())
            return { command, answer in
                try await operations.correct(kind, number, correction, reason: reason, command, answer: answer)
            }
        }
    }

    private func reserve(_ number: String, _ command: Command, _ answer: @escaping Answering) async throws -> Answer {
        try await operations.reserve(kind, number, command, answer: answer)
    }

    private func unreserve(_ number: String, _ command: Command, _ answer: @escaping Answering) async throws -> Answer {
        try await operations.unreserve(kind, number, command, answer: answer)
    }

    private func cancel(_ number: String, _ command: Command, _ answer: @escaping Answering) async throws -> Answer {
        try await operations.cancel(kind, number, command, answer: answer)
    }

    private func ship(
        _ number: String, _ doing: DoRequest, _ command: Command, _ answer: @escaping Answering
    ) async throws -> Answer {
        try await operations.ship(number, doing, command, answer: answer)
    }

    private func receive(
        _ number: String, _ doing: DoRequest, _ command: Command, _ answer: @escaping Answering
    ) async throws -> Answer {
        try await operations.receive(number, doing, command, answer: answer)
    }

    // MARK: Shapes

    private typealias Answering = Operations.DocumentAnswer
    private typealias Act = @Sendable (Command, @escaping Answering) async throws -> Answer

    /// A form on the page of a document; refused, the page comes back with what was typed.
    private func change(
        _ name: String, _ read: @escaping @Sendable (_ number: String, RequestObject) -> Act
    ) -> Route {
        pages.form("\(kind.pathName)/{number}/\(name)", bodyLimit: Route.uploadBodyLimit) { body, request, _ in
            let act = read(request.parameter("number"), body)
            return { command in try await act(command, theDocument) }
        } refused: { values, visitor, request in
            try await page(request.parameter("number"), visitor, values, sent: name)
        }
    }

    private func action(
        _ name: String,
        _ act: @escaping @Sendable (String, Command, @escaping Answering) async throws -> Answer
    ) -> Route {
        change(name) { number, _ in { command, answer in try await act(number, command, answer) } }
    }

    private func journey(
        _ name: String,
        _ act: @escaping @Sendable (String, DoRequest, Command, @escaping Answering) async throws -> Answer
    ) -> Route {
        change(name) { number, body in
            let doing = DoRequest(body)
            return { command, answer in try await act(number, doing, command, answer) }
        }
    }

    private func form(
        _ visitor: Visitor, _ values: FormValues, rows: Int, checked: [CheckedLine]? = nil
    ) async throws -> APIResponse {
        let choices = DocumentFormChoices(
            partners: try await operations.partners(limit: 500, as: visitor.actor).items,
            products: try await operations.products(limit: 500, as: visitor.actor).items.map(\.product),
            places: try await operations.stockPlaces(as: visitor.actor),
            showsNumbers: visitor.settings.showsNumbers)
        let page = documentFormPage(visitor.frame, kind, choices, values, rows: rows, checked: checked)
        return .html(page, status: values.refusal == nil ? 200 : 422)
    }

    /// - Parameter sent: the form that was refused.
    private func page(
        _ number: String, _ visitor: Visitor, _ values: FormValues, sent: String? = nil, warnings: [Warning] = [],
        checked: [CheckedLine]? = nil
    ) async throws -> HTML {
        var view = try await operations.document(kind, number, as: visitor.actor)
        view.warnings += warnings
        return documentPage(
            visitor.frame, view, PageForms(values, sent: sent), checked: checked,
            showsNumbers: visitor.settings.showsNumbers, clock: visitor.clock)
    }
}

/// The document's page, where the browser goes next and what was doubtful is told.
@Sendable func theDocument(_ view: DocumentView) -> Answer {
    Answer(leadingTo: documentAddress(view.document.kind, view.document.number), telling: view.warnings)
}
