import StockDomain
import StockOperations
import WebPages

/// The pages of the guided change of level (R7).
struct TrackingChangePages {
    let pages: Pages

    var all: [Route] { [show, start, fill, apply, cancel] }

    private var operations: Operations { pages.operations }

    private var show: Route {
        pages.route(.get, "products/{sku}/tracking") { request, visitor in
            try visitor.requireNumbers()
            try request.query().finish()
            return .html(try await page(request, visitor, FormValues(key: visitor.newKey)))
        }
    }

    private var start: Route {
        form("start") { [operations] body, sku in
            let level = body.optional("level", .word(LevelChoice.self))?.level
            let request = TrackingChangeRequest(tracking: level?.tracking, capture: level?.capture)
            return { command, answer in
                try await operations.startTrackingChange(of: sku, request, command, answer: answer)
            }
        }
    }

    /// Replaces the list of one place.
    private var fill: Route {
        form("place") { [operations] body, sku in
            let found = FoundNumbersRequest(
                location: body.required("location", .name), package: body.optional("package", .name),
                fromLot: body.optional("from_lot", .number), pasted: body.optional("numbers_text", .pastedList))
            let filling = ChangeFillingRequest([found], .replaceSpots)
            return { command, answer in
                try await operations.fillTrackingChange(
                    of: sku, filling, ifVersion: nil, command, answer: answer)
            }
        }
    }

    private var apply: Route {
        form("apply") { [operations] body, sku in
            let reason = body.change("difference_reason", .text())
            return { command, answer in
                try await operations.applyTrackingChange(of: sku, reason: reason, command, answer: answer)
            }
        }
    }

    private var cancel: Route {
        form("cancel") { [operations] _, sku in
            { command, answer in try await operations.cancelTrackingChange(of: sku, command, answer: answer) }
        }
    }

    // MARK: Shape

    private typealias Act = @Sendable (Command, @escaping Operations.TrackingChangeAnswer) async throws -> Answer

    /// A form of the page: done, the page comes again; refused, with what was typed.
    private func form(
        _ name: String, _ read: @escaping @Sendable (RequestObject, String) -> Act
    ) -> Route {
        pages.form("products/{sku}/tracking/\(name)", bodyLimit: Route.uploadBodyLimit) { body, request, _ in
            let sku = request.parameter("sku")
            let act = read(body, sku)
            return { command in
                try await act(command) { _ in Answer(leadingTo: address("products", sku, "tracking")) }
            }
        } refused: { values, visitor, request in
            try await page(request, visitor, values)
        }
    }

    private func page(_ request: APIRequest, _ visitor: Visitor, _ values: FormValues) async throws -> HTML {
        let sku = request.parameter("sku")
        let product = try await operations.product(sku, as: visitor.actor).product
        let view: TrackingChangeView?
        do {
            view = try await operations.trackingChange(of: sku, as: visitor.actor)
        } catch let refusal as Refusal where refusal.kind == .notFound {
            view = nil
        }
        return trackingChangePage(visitor.frame, product, view, values)
    }
}
