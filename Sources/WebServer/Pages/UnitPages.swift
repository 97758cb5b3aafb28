import StockDomain
import StockOperations
import WebPages

/// The page of one unit with its forms, and the certificate of a lot or unit (R52, R53).
struct UnitPages {
    let pages: Pages

    var all: [Route] { [show, register, addService, certificate] }

    private var operations: Operations { pages.operations }

    private var show: Route {
        pages.route(.get, "lots/{id}/unit") { request, visitor in
            try visitor.requireNumbers()
            try request.query().finish()
            return try await page(request.lotID(), FormValues(key: visitor.newKey), visitor)
        }
    }

    private var register: Route {
        form("lots/{id}/registration") { [operations] body, lot in
            let number = body.required("number", .text(most: 80))
            let day = body.optional("registered_on", .day)
            let holder = body.optional("holder", .name)
            return { command in
                try await operations.register(lot, number: number, on: day, holder: holder, command) { _ in
                    Answer(status: 303, body: Array((lotAddress(lot) + "/unit").utf8))
                }
            }
        }
    }

    private var addService: Route {
        form("lots/{id}/services") { [operations] body, lot in
            let service = ServiceRequest(
                unit: .id(lot), kind: body.optional("kind", .word()) ?? .other,
                servicedOn: body.optional("serviced_on", .day), text: body.required("text", .lines()),
                reference: body.optional("reference", .text()))
            return { command in
                try await operations.addService(service, command) { _ in
                    Answer(status: 303, body: Array((lotAddress(lot) + "/unit").utf8))
                }
            }
        }
    }

    private var certificate: Route {
        pages.route(.get, "lots/{id}/certificate") { [operations] request, visitor in
            try visitor.requireNumbers()
            try request.query().finish()
            let certificate = try await operations.certificate(of: request.lotID(), as: visitor.actor)
            return .html(certificatePage(visitor.frame, certificate, clock: visitor.clock))
        }
    }

    /// A form of the page: done, it leads back; refused, the page comes again with what was typed.
    private func form(
        _ pattern: String,
        _ read: @escaping @Sendable (RequestObject, LotID) throws -> @Sendable (Command) async throws -> Answer
    ) -> Route {
        pages.route(.post, pattern) { request, visitor in
            try visitor.requireNumbers()
            let typed = try request.typed()
            let lot = try request.lotID()
            do {
                let body = try request.form()
                let act = try read(body, lot)
                let command = try request.command(by: visitor, body)
                try body.finish()
                return APIResponse(leadingTo: try await act(command))
            } catch let refusal as Refusal {
                return try await page(lot, FormValues(key: visitor.newKey, refused: typed, refusal), visitor)
            }
        }
    }

    private func page(_ lot: LotID, _ values: FormValues, _ visitor: Visitor) async throws -> APIResponse {
        let unit = try await operations.unit(lot, as: visitor.actor)
        return .html(
            unitPage(visitor.frame, unit, values, clock: visitor.clock), status: values.refusal == nil ? 200 : 422)
    }
}
