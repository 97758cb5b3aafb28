import StockDomain
import StockOperations

/// `recipes`: what products are made of, by code (R23).
struct RecipeRoutes {
    let api: API

    var all: [Route] { [list, create, show, change] }

    private var list: Route {
        api.route(.get, "recipes") { [operations = api.operations] request, caller in
            let query = try request.query()
            let product = query.optional("product", .name)
            let part = query.part(.name)
            try query.finish()
            let recipes = try await operations.recipes(of: product, as: caller.actor)
            return .part(part, of: recipes, by: \.recipe.code, \.json)
        }
    }

    private var create: Route {
        api.route(.post, "recipes") { [operations = api.operations] request, caller in
            let body = try request.object()
            let code = body.required("code", .name)
            let change = RecipeChange(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.createRecipe(code, change, command) { .json($0.json, status: 201) })
        }
    }

    private var show: Route {
        api.route(.get, "recipes/{code}") { [operations = api.operations] request, caller in
            try request.query().finish()
            return .json(try await operations.recipe(request.parameter("code"), as: caller.actor).json)
        }
    }

    private var change: Route {
        api.route(.patch, "recipes/{code}") { [operations = api.operations] request, caller in
            let body = try request.object()
            let change = RecipeChange(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.changeRecipe(request.parameter("code"), change, command) { .json($0.json) })
        }
    }
}
