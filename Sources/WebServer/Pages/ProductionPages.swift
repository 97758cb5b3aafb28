import StockDomain
import StockOperations
import WebPages

/// Production orders, recipes, and the parts of what was made (R23, R24, R53).
struct ProductionPages {
    let pages: Pages

    var all: [Route] {
        [
            new, create, show, carryOut, scan, unbuild, issue, act("reserve", reserve), act("unreserve", unreserve),
            act("cancel", cancel), correct, parts, swap,
        ] + RecipePages(pages: pages).all
    }

    private typealias Answering = Operations.DocumentAnswer
    private typealias Act = @Sendable (Command, @escaping Answering) async throws -> Answer
    private var operations: Operations { pages.operations }

    private var new: Route {
        pages.route(.get, "production-orders/new") { request, visitor in
            try request.query().finish()
            return .html(try await form(visitor, FormValues(key: visitor.newKey)))
        }
    }

    private var create: Route {
        pages.form("production-orders", bodyLimit: Route.uploadBodyLimit) { [operations] body, _, _ in
            var order = ProductionRequest(body)
            let text = body.optional("outputs_text", .pastedList)
            // Rows left empty name nothing; then the recipe fills them.
            if order.components?.isEmpty == true { order.components = nil }
            if order.byProducts?.isEmpty == true { order.byProducts = nil }
            return { [order] command in
                var order = order
                if let text { order.outputs = try outputs(text) }
                return try await operations.createProduction(order, command, answer: theDocument)
            }
        } refused: { values, visitor, _ in
            try await form(visitor, values)
        }
    }

    private var show: Route {
        pages.route(.get, "production-orders/{number}") { request, visitor in
            let query = try request.query()
            let told = query.toldKey
            try query.finish()
            let number = request.parameter("number")
            let warnings = try await pages.warnings(
                toldUnder: told, at: documentAddress(.productionOrder, number), visitor)
            return .html(try await page(number, visitor, FormValues(key: visitor.newKey), warnings: warnings))
        }
    }

    private var carryOut: Route {
        change("do") { [operations] number, body in
            var doing = ProductionDoRequest(body)
            let text = body.optional("outputs_text", .pastedList)
            if let quantity = body.optional("outputs_quantity", .positiveQuantity) {
                doing.outputs = [.blank(quantity)]
            }
            doing.components = doing.components?.named
            doing.byProducts = doing.byProducts?.named
            return { [doing] command, answer in
                var told = doing
                if let text { told.outputs = try outputs(text) }
                return try await operations.carryOutProduction(number, told, command, answer: answer)
            }
        }
    }

    private var scan: Route {
        change("scan") { [operations] number, body in
            let scan = ScanRequest(
                text: body.required("text", .scannedText), quantity: body.optional("quantity", .positiveQuantity))
            return { command, answer in
                try await operations.addScan(scan, to: .productionOrder, number, command) { answer($0.told) }
            }
        }
    }

    private var unbuild: Route {
        change("reverse") { [operations] number, body in
            let reason = body.required("reason", .text())
            let text = body.optional("outputs_text", .pastedList)
            return { command, answer in
                try await operations.unbuild(
                    number, outputs: text.map(outputs), reason: reason, command, answer: answer)
            }
        }
    }

    private var issue: Route {
        change("issue") { [operations] number, body in
            let place = body.required("to", .name)
            return { command, answer in
                try await operations.issueComponents(of: number, to: place, command, answer: answer)
            }
        }
    }

    private var correct: Route {
        change("correct") { [operations] number, body in
            let correction = Correction(body)
            let reason = body.required("reason", .text())
            return { command, answer in
                try await operations.correct(
                    .productionOrder, number, correction, reason: reason, command, answer: answer)
            }
        }
    }

    private func reserve(_ number: String, _ command: Command, _ answer: @escaping Answering) async throws -> Answer {
        try await operations.reserve(.productionOrder, number, command, answer: answer)
    }

    private func unreserve(_ number: String, _ command: Command, _ answer: @escaping Answering) async throws -> Answer {
        try await operations.unreserve(.productionOrder, number, command, answer: answer)
    }

    private func cancel(_ number: String, _ command: Command, _ answer: @escaping Answering) async throws -> Answer {
        try await operations.cancel(.productionOrder, number, command, answer: answer)
    }

    // MARK: Parts of a unit

    private var parts: Route {
        pages.route(.get, "lots/{id}/components") { request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            let part = [
                "out/product": query.optional("product", .name), "out/number": query.optional("number", .number)?.text,
            ].compactMapValues { $0 }
            try query.finish()
            return .html(try await partsPage(of: request.lotID(), visitor, FormValues(key: visitor.newKey, part)))
        }
    }

    private var swap: Route {
        pages.form("lots/{id}/components", needsNumbers: true) { [operations] body, request, _ in
            let lot = try request.lotID()
            let swap = SwapRequest(body)
            return { command in
                try await operations.swapPart(of: lot, swap, command) { _ in
                    Answer(leadingTo: lotAddress(lot) + "/components")
                }
            }
        } refused: { values, visitor, request in
            try await partsPage(of: request.lotID(), visitor, values)
        }
    }

    private func partsPage(of lot: LotID, _ visitor: Visitor, _ values: FormValues) async throws -> HTML {
        let view = try await operations.lot(lot, as: visitor.actor)
        let parts = try await operations.installedParts(of: lot, as: visitor.actor)
        let places = try await operations.stockPlaces(as: visitor.actor)
        return partSwapPage(visitor.frame, view, parts, places, values, clock: visitor.clock)
    }

    // MARK: Shapes

    /// A form on the page of an order; refused, the page comes back with what was typed.
    private func change(_ name: String, _ read: @escaping @Sendable (String, RequestObject) -> Act) -> Route {
        pages.form("production-orders/{number}/\(name)", bodyLimit: Route.uploadBodyLimit) { body, request, _ in
            let act = read(request.parameter("number"), body)
            return { command in try await act(command, theDocument) }
        } refused: { values, visitor, request in
            try await page(request.parameter("number"), visitor, values, sent: name)
        }
    }

    private func act(
        _ name: String, _ act: @escaping @Sendable (String, Command, @escaping Answering) async throws -> Answer
    ) -> Route {
        change(name) { number, _ in { command, answer in try await act(number, command, answer) } }
    }

    private func form(_ visitor: Visitor, _ values: FormValues) async throws -> HTML {
        let choices = DocumentFormChoices(
            partners: [], products: try await operations.products(limit: 500, as: visitor.actor).items.map(\.product),
            places: try await operations.stockPlaces(as: visitor.actor), showsNumbers: visitor.settings.showsNumbers)
        let recipes = try await operations.recipes(as: visitor.actor)
        return productionFormPage(visitor.frame, choices, recipes, values)
    }

    private func page(
        _ number: String, _ visitor: Visitor, _ values: FormValues, sent: String? = nil, warnings: [Warning] = []
    ) async throws -> HTML {
        var view = try await operations.document(.productionOrder, number, as: visitor.actor)
        view.warnings += warnings
        let yield = try await operations.processYield(ofOrder: number, as: visitor.actor)
        return productionPage(
            visitor.frame, view, yield, try await operations.stockPlaces(as: visitor.actor),
            PageForms(values, sent: sent),
            showsNumbers: visitor.settings.showsNumbers, clock: visitor.clock)
    }
}

extension NumberInput {
    /// So much of what has no number.
    fileprivate static func blank(_ quantity: Quantity) -> NumberInput {
        .one(
            NumberEntry(
                number: LotNumber(stored: ""), quantity: quantity, entered: .generated, pointer: "/outputs_quantity"))
    }
}

/// A pasted list of outputs (R15).
@Sendable private func outputs(_ text: String) throws -> [NumberInput] {
    switch PastedNumbers.read(text, pointer: "/outputs_text") {
    case .success(let entries): return entries.map { .one($0) }
    case .failure(let unread):
        throw Refusal.faults(
            unread.list.prefix(100).map { Fault("/outputs_text", "unreadable_line", "Line \($0.line): \($0.detail)") })
    }
}

extension [PartRequest] {
    /// Those of which somebody has said something; the others are used as planned.
    fileprivate var named: [PartRequest] {
        filter { $0.line.quantity != nil || $0.line.numbers?.isEmpty == false || $0.line.pastedNumbers != nil }
    }
}
