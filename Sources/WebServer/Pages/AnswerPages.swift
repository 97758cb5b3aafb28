import StockDomain
import StockOperations
import WebPages

/// The answer form behind a signed link: the one page that opens without an account, for whoever got the link.
struct AnswerPages {
    let operations: Operations
    /// So often a link is opened or sent in ten minutes: more is no person who answers.
    private let ofOneLink = AttemptLimit(most: 30, within: .seconds(600))
    /// All links together, from one address; a whole company may sit behind it.
    private let ofOneAddress = AttemptLimit(most: 600, within: .seconds(600))

    init(operations: Operations) {
        self.operations = operations
    }

    var all: [Route] { [show, send] }

    /// What a stranger sees around the form: nothing of the company but its name.
    private static let frame = Frame(assets: Assets.links, entries: [], company: "Lotwise")

    private var show: Route {
        route(.get) { [operations] request in
            try request.query().finish()
            let token = request.parameter("token")
            let linked = try await operations.consignee(byLink: token)
            if linked.isUsedUp {
                return .html(
                    answeredPage(
                        AnswerPages.frame, linked.recall,
                        "This link was used already; your answer is with us. Call us if something has changed since."))
            }
            return .html(AnswerPages.form(linked, token, FormValues(key: token)))
        }
    }

    private var send: Route {
        route(.post) { [operations] request in
            let token = request.parameter("token")
            let typed = try request.typed()
            do {
                let body = try request.form()
                _ = body.optional(keyFieldName, .idempotencyKey)
                let answer = AnswerRequest(body, namesPartner: false)
                let answers = body.optional("answers", .map) ?? [:]
                try body.finish()
                let linked = try await operations.answer(byLink: token, answer, answers: answers)
                return .html(
                    answeredPage(AnswerPages.frame, linked.recall, "Thank you. Your answer has been written down."))
            } catch let refusal as Refusal where refusal.kind != .notFound {
                let linked = try await operations.consignee(byLink: token)
                let values = FormValues(key: token, refused: typed, refusal)
                let status = Problem(refusal).status
                return .html(AnswerPages.form(linked, token, values), status: status)
            }
        }
    }

    private static func form(_ linked: LinkedConsignee, _ token: String, _ values: FormValues) -> HTML {
        answerPage(frame, linked.recall, linked.consigned, action: address("r", token), values)
    }

    private func route(
        _ method: APIRequest.Method, _ handler: @escaping @Sendable (APIRequest) async throws -> APIResponse
    ) -> Route {
        Route(method, "r/{token}", bodyLimit: 64 * 1024) { [ofOneLink, ofOneAddress] request in
            do {
                try ofOneAddress.count(request.client)
                try ofOneLink.count(request.parameter("token"))
                return try await handler(request)
            } catch let refusal as Refusal {
                return ProblemPage.response(Problem(refusal), in: AnswerPages.frame)
            } catch let problem as Problem {
                return ProblemPage.response(problem, in: AnswerPages.frame)
            }
        }
    }
}
