import StockDomain
import StockOperations

/// `tokens`: secrets by which programs are known. The answer to making one is the only place where it is ever told, so
/// that it is not kept for a repetition of the request.
struct TokenRoutes {
    let api: API

    var all: [Route] { [list, create, revoke] }

    private var list: Route {
        api.route(.get, "tokens") { [operations = api.operations] request, caller in
            let query = try request.query()
            let part = query.part(.name)
            try query.finish()
            let page = try await operations.tokens(after: part.cursor, limit: part.limit, as: caller.actor)
            return .page(page) { $0.json }
        }
    }

    private var create: Route {
        api.route(.post, "tokens") { [operations = api.operations] request, caller in
            let body = try request.object()
            let token = TokenRequest(
                name: body.required("name", .name), role: body.required("role", .word()),
                expiresOn: body.optional("expires", .day))
            try body.finish()
            let made = try await operations.createToken(token, secret: AccessToken.randomSecret(), by: caller.actor)
            return .json(
                [
                    "expires": JSON(token.expiresOn), "name": .string(token.name),
                    "role": .string(token.role.rawValue), "token": .string(made.text),
                ], status: 201)
        }
    }

    private var revoke: Route {
        api.route(.post, "tokens/{name}/revoke") { [operations = api.operations] request, caller in
            let body = try request.actionObject()
            let reason = body.optional("reason", .text())
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.revokeToken(request.parameter("name"), reason: reason, command) {
                    .json($0.json)
                })
        }
    }
}
