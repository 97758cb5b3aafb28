import StockDomain
import StockOperations
import WebPages

/// Categories: the list with the form for a new one, and the page of one.
struct CategoryPages {
    let pages: Pages

    var all: [Route] { [list, create, show, change] }

    private var operations: Operations { pages.operations }

    private var list: Route {
        pages.route(.get, "categories") { [operations] request, visitor in
            try request.query().finish()
            return .html(
                categoryListPage(
                    visitor.frame, try await operations.categories(as: visitor.actor), FormValues(key: visitor.newKey),
                    settings: visitor.settings))
        }
    }

    private var create: Route {
        pages.form("categories") { [operations] body, _, _ in
            let code = body.required("code", .name)
            let change = CategoryChange(body)
            return { command in try await operations.createCategory(code, change, command, answer: categoryAddress) }
        } refused: { [operations] values, visitor, _ in
            categoryListPage(
                visitor.frame, try await operations.categories(as: visitor.actor), values, settings: visitor.settings)
        }
    }

    private var show: Route {
        pages.route(.get, "categories/{code}") { [operations] request, visitor in
            try request.query().finish()
            let view = try await operations.category(request.parameter("code"), as: visitor.actor)
            return .html(try await page(view, visitor, FormValues(key: visitor.newKey, view)))
        }
    }

    private var change: Route {
        pages.form("categories/{code}") { [operations] body, request, _ in
            let change = CategoryChange(body)
            let code = request.parameter("code")
            return { command in try await operations.changeCategory(code, change, command, answer: categoryAddress) }
        } refused: { [operations] values, visitor, request in
            try await page(operations.category(request.parameter("code"), as: visitor.actor), visitor, values)
        }
    }

    private func page(_ view: CategoryView, _ visitor: Visitor, _ values: FormValues) async throws -> HTML {
        categoryPage(
            visitor.frame, view, try await operations.categories(as: visitor.actor), values,
            settings: visitor.settings)
    }
}

@Sendable private func categoryAddress(_ view: CategoryView) -> Answer {
    Answer(leadingTo: address("categories", view.category.code))
}
