import StockDomain
import StockOperations

/// `tokens`: secrets by which programs are known. The answer is the only place where one is ever told, so that it is
/// not kept for a repetition of the request.
struct TokenRoutes {
    let api: API

    var all: [Route] { [create] }

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
}
