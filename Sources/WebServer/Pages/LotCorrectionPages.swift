import StockDomain
import StockOperations
import StockStore
import WebPages

/// The page on which a number is renumbered, split or merged.
struct LotCorrectionPages {
    let pages: Pages

    var all: [Route] { [show, renumber, split, merge] }

    private var operations: Operations { pages.operations }

    private var show: Route {
        pages.route(.get, "lots/{id}/correct") { request, visitor in
            try visitor.requireNumbers()
            try request.query().finish()
            return try await page(request.lotID(), visitor, FormValues(key: visitor.newKey), nil)
        }
    }

    private var renumber: Route {
        change(.renumber, read: RenumberRequest.init) { [operations] lot, request, _, command, answer in
            try await operations.renumber(lot, request, command, answer: answer)
        }
    }

    private var split: Route {
        change(.split, read: SplitRequest.init) { [operations] lot, request, _, command, answer in
            try await operations.splitLot(lot, request, command, answer: answer)
        }
    }

    /// People name lots by number, programs by id.
    private var merge: Route {
        change(.merge, read: NamedMerge.init) { [operations] lot, named, visitor, command, answer in
            let product = try await operations.lot(lot, as: visitor.actor).product.sku
            var lots: [LotID] = []
            for number in named.numbers {
                let found = try await operations.lots(
                    ofProduct: product, LotFilter(number: number), as: visitor.actor)
                guard let other = found.items.first else {
                    throw Refusal.rule("not_found", "\(product) has no lot “\(number)”.", at: "/numbers_text")
                }
                lots.append(other.lot.id)
            }
            let request = MergeRequest(lots: lots, number: named.number, reason: named.reason)
            return try await operations.mergeLots(lot, request, command, answer: answer)
        }
    }

    private struct NamedMerge: Sendable {
        let numbers: [String]
        let number: LotNumber?
        let reason: String

        init(_ body: RequestObject) {
            numbers = body.required("numbers_text", .lines()).split(whereSeparator: \.isNewline)
                .map { NameText.normalised($0) }.filter { !$0.isEmpty }
            number = body.optional("number", .number)
            reason = body.required("reason", .text())
        }
    }

    // MARK: Shapes

    private typealias LotAnswer = @Sendable (LotView) -> Answer

    /// A form that leads to the lot's page; refused, it comes back with what was typed.
    private func change<Request: Sendable>(
        _ form: LotCorrectionForm, read: @escaping @Sendable (RequestObject) -> Request,
        _ act: @escaping @Sendable (LotID, Request, Visitor, Command, @escaping LotAnswer) async throws -> Answer
    ) -> Route {
        pages.route(.post, "lots/{id}/\(form.rawValue)") { request, visitor in
            try visitor.requireNumbers()
            let lot = try request.lotID()
            let typed = try request.typed()
            do {
                let body = try request.form()
                let wanted = read(body)
                let command = try request.command(by: visitor, body)
                try body.finish()
                return APIResponse(
                    leadingTo: try await act(lot, wanted, visitor, command) { view in
                        Answer(leadingTo: lotAddress(view.lot.id))
                    }, of: command)
            } catch let refusal as Refusal where refusal.kind != .notFound {
                return try await page(
                    lot, visitor, FormValues(key: visitor.newKey, refused: typed, refusal), form)
            }
        }
    }

    private func page(
        _ lot: LotID, _ visitor: Visitor, _ values: FormValues, _ sent: LotCorrectionForm?
    ) async throws -> APIResponse {
        let view = try await operations.lot(lot, as: visitor.actor)
        let page = lotCorrectionPage(visitor.frame, view, values, sent: sent)
        return .html(page, status: values.refusal == nil ? 200 : 422)
    }
}
