import StockDomain
import StockOperations
import WebPages

/// Production orders, recipes, and the parts of what was made (R23, R24, R53).
struct ProductionPages {
    let pages: Pages

    var all: [Route] {
        [
            new, create, show, carryOut, unbuild, issue, act("reserve", reserve), act("unreserve", unreserve),
            act("cancel", cancel), correct, parts, swap,
        ] + RecipeFormPages(pages: pages).all
    }

    private typealias Answering = Operations.DocumentAnswer
    private typealias Act = @Sendable (Command, @escaping Answering) async throws -> Answer
    private var operations: Operations { pages.operations }

    private var new: Route {
        pages.route(.get, "production-orders/new") { request, visitor in
            try request.query().finish()
            return try await form(visitor, FormValues(key: visitor.newKey))
        }
    }

    private var create: Route {
        pages.route(.post, "production-orders", bodyLimit: Route.uploadBodyLimit) { [operations] request, visitor in
            let typed = try request.typed()
            do {
                let body = try request.form()
                var order = ProductionRequest(body)
                let text = body.optional("outputs_text", .pastedList)
                let command = try request.command(by: visitor, body)
                try body.finish()
                if let text { order.outputs = try outputs(text) }
                // Rows left empty name nothing; then the recipe fills them.
                if order.components?.isEmpty == true { order.components = nil }
                if order.byProducts?.isEmpty == true { order.byProducts = nil }
                return APIResponse(
                    leadingTo: try await operations.createProduction(order, command, answer: theOrder))
            } catch let refusal as Refusal {
                return try await form(visitor, FormValues(key: visitor.newKey, refused: typed, refusal))
            }
        }
    }

    private var show: Route {
        pages.route(.get, "production-orders/{number}") { request, visitor in
            try request.query().finish()
            return try await page(request.parameter("number"), visitor, FormValues(key: visitor.newKey))
        }
    }

    private var carryOut: Route {
        change("do") { [operations] number, body in
            var doing = ProductionDoRequest(body)
            let text = body.optional("outputs_text", .pastedList)
            doing.components = doing.components?.named
            doing.byProducts = doing.byProducts?.named
            return { [doing] command, answer in
                var told = doing
                if let text { told.outputs = try outputs(text) }
                return try await operations.carryOutProduction(number, told, command, answer: answer)
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
            try request.query().finish()
            return try await partsPage(of: LotID(request.id("id", of: "lot")), visitor, FormValues(key: visitor.newKey))
        }
    }

    private var swap: Route {
        pages.route(.post, "lots/{id}/components") { [operations] request, visitor in
            try visitor.requireNumbers()
            let lot = LotID(try request.id("id", of: "lot"))
            let typed = try request.typed()
            do {
                let body = try request.form()
                let swap = SwapRequest(body)
                let command = try request.command(by: visitor, body)
                try body.finish()
                return APIResponse(
                    leadingTo: try await operations.swapPart(of: lot, swap, command) { _ in
                        Answer(status: 303, body: Array((lotAddress(lot) + "/components").utf8))
                    })
            } catch let refusal as Refusal where refusal.kind != .notFound {
                return try await partsPage(of: lot, visitor, FormValues(key: visitor.newKey, refused: typed, refusal))
            }
        }
    }

    private func partsPage(of lot: LotID, _ visitor: Visitor, _ values: FormValues) async throws -> APIResponse {
        let view = try await operations.lot(lot, as: visitor.actor)
        let parts = try await operations.installedParts(of: lot, as: visitor.actor)
        return .html(
            partSwapPage(visitor.frame, view, parts, values, clock: visitor.clock),
            status: values.refusal == nil ? 200 : 422)
    }

    // MARK: Shapes

    /// A form on the page of an order; refused, the page comes back with what was typed.
    private func change(_ name: String, _ read: @escaping @Sendable (String, RequestObject) -> Act) -> Route {
        pages.route(.post, "production-orders/{number}/\(name)", bodyLimit: Route.uploadBodyLimit) {
            request, visitor in
            let number = request.parameter("number")
            let typed = try request.typed()
            do {
                let body = try request.form()
                let act = read(number, body)
                let command = try request.command(by: visitor, body)
                try body.finish()
                return APIResponse(leadingTo: try await act(command, theOrder))
            } catch let refusal as Refusal where refusal.kind != .notFound {
                return try await page(number, visitor, FormValues(key: visitor.newKey, refused: typed, refusal))
            }
        }
    }

    private func act(
        _ name: String, _ act: @escaping @Sendable (String, Command, @escaping Answering) async throws -> Answer
    ) -> Route {
        change(name) { number, _ in { command, answer in try await act(number, command, answer) } }
    }

    private func form(_ visitor: Visitor, _ values: FormValues) async throws -> APIResponse {
        let choices = DocumentFormChoices(
            partners: [], products: try await operations.products(limit: 500, as: visitor.actor).items.map(\.product),
            places: try await operations.stockPlaces(as: visitor.actor), showsNumbers: visitor.settings.showsNumbers)
        let recipes = try await operations.recipes(as: visitor.actor)
        return .html(
            productionFormPage(visitor.frame, choices, recipes, values), status: values.refusal == nil ? 200 : 422)
    }

    private func page(_ number: String, _ visitor: Visitor, _ values: FormValues) async throws -> APIResponse {
        let view = try await operations.document(.productionOrder, number, as: visitor.actor)
        let page = productionPage(
            visitor.frame, view, try await operations.stockPlaces(as: visitor.actor), values,
            showsNumbers: visitor.settings.showsNumbers, clock: visitor.clock)
        return .html(page, status: values.refusal == nil ? 200 : 422)
    }
}

/// Recipes: the list, one, and its form.
struct RecipeFormPages {
    let pages: Pages

    var all: [Route] { [list, new, create, show, save] }

    private var operations: Operations { pages.operations }

    private var list: Route {
        pages.route(.get, "recipes") { [operations] request, visitor in
            let query = try request.query()
            let product = query.optional("product", .name)
            try query.finish()
            let recipes = try await operations.recipes(of: product, as: visitor.actor)
            return .html(recipeListPage(visitor.frame, recipes, of: product))
        }
    }

    private var new: Route {
        pages.route(.get, "recipes/new") { request, visitor in
            let query = try request.query()
            let product = query.optional("product", .name)
            try query.finish()
            return try await form(nil, visitor, FormValues(key: visitor.newKey, ["product": product ?? ""]))
        }
    }

    private var create: Route {
        pages.route(.post, "recipes") { [operations] request, visitor in
            let typed = try request.typed()
            do {
                let body = try request.form()
                let code = body.required("code", .name)
                let change = RecipeChange(body)
                let command = try request.command(by: visitor, body)
                try body.finish()
                return APIResponse(
                    leadingTo: try await operations.createRecipe(code, change, command, answer: theRecipe))
            } catch let refusal as Refusal {
                return try await form(nil, visitor, FormValues(key: visitor.newKey, refused: typed, refusal))
            }
        }
    }

    private var show: Route {
        pages.route(.get, "recipes/{code}") { [operations] request, visitor in
            try request.query().finish()
            let view = try await operations.recipe(request.parameter("code"), as: visitor.actor)
            return try await form(view, visitor, FormValues(key: visitor.newKey, view))
        }
    }

    private var save: Route {
        pages.route(.post, "recipes/{code}") { [operations] request, visitor in
            let code = request.parameter("code")
            let typed = try request.typed()
            do {
                let body = try request.form()
                var change = RecipeChange(body)
                let command = try request.command(by: visitor, body)
                try body.finish()
                // The form holds all parts: a list that is not there was emptied.
                change.byProducts = change.byProducts ?? []
                return APIResponse(
                    leadingTo: try await operations.changeRecipe(code, change, command, answer: theRecipe))
            } catch let refusal as Refusal where refusal.kind != .notFound {
                let view = try await operations.recipe(code, as: visitor.actor)
                return try await form(view, visitor, FormValues(key: visitor.newKey, refused: typed, refusal))
            }
        }
    }

    private func form(_ view: RecipeView?, _ visitor: Visitor, _ values: FormValues) async throws -> APIResponse {
        let products = try await operations.products(limit: 500, as: visitor.actor).items.map(\.product)
        return .html(
            recipeFormPage(visitor.frame, view, products, values), status: values.refusal == nil ? 200 : 422)
    }
}

@Sendable private func theOrder(_ view: DocumentView) -> Answer {
    Answer(status: 303, body: Array(documentAddress(.productionOrder, view.document.number).utf8))
}

@Sendable private func theRecipe(_ view: RecipeView) -> Answer {
    Answer(status: 303, body: Array(address("recipes", view.recipe.code).utf8))
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
        filter { $0.line.quantity != nil || !$0.line.numbers.isEmpty || $0.line.pastedNumbers != nil }
    }
}
