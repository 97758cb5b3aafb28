import StockDomain
import StockOperations
import WebPages

/// Forms that hold a number or release it.
struct LotBlockPages {
    let pages: Pages

    var all: [Route] { [askToHold, hold, askToRelease, release] }

    private var operations: Operations { pages.operations }

    private var askToHold: Route { form("hold", holdPage) }

    private var askToRelease: Route { form("release", releaseForm) }

    private var hold: Route {
        pages.route(.post, "lots/{id}/hold") { [operations] request, visitor in
            try await sent(request, visitor, holdPage) { body in
                let hold = HoldRequest(body)
                return { lot, command in
                    try await operations.hold(lot, hold, command, answer: theLotWithTheFreed)
                }
            }
        }
    }

    private var release: Route {
        pages.route(.post, "lots/{id}/release") { [operations] request, visitor in
            try await sent(request, visitor, releaseForm) { body in
                let release = ReleaseRequest(body)
                return { lot, command in
                    try await operations.release(lot, release, command) { released in
                        Answer(leadingTo: lotAddress(released.view.lot.id))
                    }
                }
            }
        }
    }

    // MARK: Shapes

    private typealias Page = @Sendable (Visitor, LotView, FormValues) -> HTML
    private typealias Act = (LotID, Command) async throws -> Answer

    private func form(_ name: String, _ page: @escaping Page) -> Route {
        pages.route(.get, "lots/{id}/\(name)") { [operations] request, visitor in
            try visitor.requireNumbers()
            try request.query().finish()
            let view = try await operations.lot(request.lotID(), as: visitor.actor)
            return .html(page(visitor, view, FormValues(key: visitor.newKey)))
        }
    }

    /// A form that was sent; refused, it comes back with what was typed.
    private func sent(
        _ request: APIRequest, _ visitor: Visitor, _ page: Page, _ read: (RequestObject) -> Act
    ) async throws -> APIResponse {
        try visitor.requireNumbers()
        let typed = try request.typed()
        do {
            let body = try request.form()
            let act = read(body)
            let command = try request.command(by: visitor, body)
            try body.finish()
            return APIResponse(leadingTo: try await act(request.lotID(), command), of: command)
        } catch let refusal as Refusal where refusal.kind != .notFound {
            let view = try await operations.lot(request.lotID(), as: visitor.actor)
            return .html(page(visitor, view, FormValues(key: visitor.newKey, refused: typed, refusal)), status: 422)
        }
    }
}

@Sendable private func holdPage(_ visitor: Visitor, _ view: LotView, _ values: FormValues) -> HTML {
    WebPages.holdPage(visitor.frame, view, values)
}

@Sendable private func releaseForm(_ visitor: Visitor, _ view: LotView, _ values: FormValues) -> HTML {
    releasePage(visitor.frame, view, values, clock: visitor.clock)
}

/// The lot's page, which names the documents that lost goods set aside for them.
@Sendable private func theLotWithTheFreed(_ held: HeldLot) -> Answer {
    let number = held.view.lot.number
    return Answer(
        leadingTo: lotAddress(held.view.lot.id),
        telling: held.freed.map { freed in
            Warning(
                "", "reservation_freed",
                "\(freed.number) had goods of “\(number)” set aside and has lost them: look at it.")
        })
}
