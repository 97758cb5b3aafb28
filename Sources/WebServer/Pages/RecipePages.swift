import StockDomain
import StockOperations
import WebPages

/// Recipes: the list, one, and its form.
struct RecipePages {
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
            return .html(
                try await form(nil, visitor, FormValues(key: visitor.newKey, ["product": product ?? ""])))
        }
    }

    private var create: Route {
        pages.form("recipes") { [operations] body, _, _ in
            let code = body.required("code", .name)
            let change = RecipeChange(body)
            return { try await operations.createRecipe(code, change, $0, answer: theRecipe) }
        } refused: { values, visitor, _ in
            try await form(nil, visitor, values)
        }
    }

    private var show: Route {
        pages.route(.get, "recipes/{code}") { [operations] request, visitor in
            try request.query().finish()
            let view = try await operations.recipe(request.parameter("code"), as: visitor.actor)
            return .html(try await form(view, visitor, FormValues(key: visitor.newKey, view)))
        }
    }

    private var save: Route {
        pages.form("recipes/{code}") { [operations] body, request, _ in
            let code = request.parameter("code")
            var change = RecipeChange(body)
            // The form holds all parts: a list that is not there was emptied.
            change.byProducts = change.byProducts ?? []
            return { [change] in try await operations.changeRecipe(code, change, $0, answer: theRecipe) }
        } refused: { [operations] values, visitor, request in
            let view = try await operations.recipe(request.parameter("code"), as: visitor.actor)
            return try await form(view, visitor, values)
        }
    }

    private func form(_ view: RecipeView?, _ visitor: Visitor, _ values: FormValues) async throws -> HTML {
        let products = try await operations.products(limit: 500, as: visitor.actor).items.map(\.product)
        return recipeFormPage(visitor.frame, view, products, values)
    }
}

@Sendable private func theRecipe(_ view: RecipeView) -> Answer {
    Answer(leadingTo: address("recipes", view.recipe.code))
}
