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
            return .html(try await page(request.lotID(), FormValues(key: visitor.newKey), visitor))
        }
    }

    private var register: Route {
        form("lots/{id}/registration") { [operations] body, lot in
            let number = body.required("number", .text(most: 80))
            let day = body.optional("registered_on", .day)
            let holder = body.optional("holder", .name)
            return { command in
                try await operations.register(lot, number: number, on: day, holder: holder, command) { _ in
                    Answer(leadingTo: lotAddress(lot) + "/unit")
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
                    Answer(leadingTo: lotAddress(lot) + "/unit")
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
        _ pattern: String, _ read: @escaping @Sendable (RequestObject, LotID) -> Pages.Act
    ) -> Route {
        pages.form(pattern, needsNumbers: true) { body, request, _ in
            read(body, try request.lotID())
        } refused: { values, visitor, request in
            try await page(request.lotID(), values, visitor)
        }
    }

    private func page(_ lot: LotID, _ values: FormValues, _ visitor: Visitor) async throws -> HTML {
        let unit = try await operations.unit(lot, as: visitor.actor)
        return unitPage(visitor.frame, unit, values, clock: visitor.clock)
    }
}
