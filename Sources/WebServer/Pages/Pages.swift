import StockDomain
import StockOperations
import WebPages

/// People's way in: every page finds out who asks before its handler runs.
struct Pages: Sendable {
    typealias Handler = @Sendable (APIRequest, Visitor) async throws -> APIResponse

    let operations: Operations
    /// Makes the keys of forms: anything that is never made twice.
    let makeKey: @Sendable () -> String

    /// - Parameter pattern: the path without its first slash.
    func route(
        _ method: APIRequest.Method, _ pattern: String, bodyLimit: Int = Route.usualBodyLimit,
        _ handler: @escaping Handler
    ) -> Route {
        Route(method, pattern, bodyLimit: bodyLimit) { request in
            let visitor = try await visitor(of: request)
            do {
                return try await handler(request, visitor)
            } catch let refusal as Refusal {
                return ProblemPage.response(Problem(refusal), in: visitor.frame)
            } catch let problem as Problem {
                return ProblemPage.response(problem, in: visitor.frame)
            }
        }
    }

    /// Whoever sits at this machine; nobody else until there are accounts (R54).
    private func visitor(of request: APIRequest) async throws -> Visitor {
        guard request.isLoopback else {
            throw Problem(
                status: 403, code: "only_from_here",
                detail: "Pages open on the machine of the server only. Programs elsewhere use the API with a token.")
        }
        let actor = try await operations.localActor()
        let settings = try await operations.settings(as: actor)
        return Visitor(actor: actor, settings: settings, newKey: makeKey())
    }
}

/// Who looks at a page, and what the company shows at all.
struct Visitor: Sendable {
    let actor: Actor
    let settings: Settings
    /// For the forms of this page.
    let newKey: String

    var frame: Frame { .usual(settings: settings, user: actor.name) }

    var clock: PageClock { PageClock(zone: settings.zone) }

    /// - Throws: `not_found` while nothing speaks of lots and serials (R1).
    func requireNumbers() throws(Problem) {
        if !settings.showsNumbers { throw .noSuchPath }
    }
}

extension Frame {
    /// The frame with the entries that exist.
    static func usual(settings: Settings, user: String?) -> Frame {
        var entries = [
            RailEntry(.receive, "/receipts"), RailEntry(.deliver, "/deliveries"), RailEntry(.move, "/transfers"),
            RailEntry(.returns, "/customer-returns"), RailEntry(.make, "/production-orders"),
            RailEntry(.count, "/counts"),
        ]
        if settings.lotsAndSerials {
            entries += [RailEntry(.lots, "/lots"), RailEntry(.recall, "/recalls"), RailEntry(.reports, "/reports")]
        }
        entries.append(RailEntry(.setup, "/setup"))
        return Frame(assets: Assets.links, entries: entries, company: "Lotwise", user: user)
    }
}

extension APIRequest {
    /// What the operation needs to know of a form that was sent.
    func command(by visitor: Visitor, _ form: RequestObject) throws -> Command {
        let key = form.required(keyFieldName, .idempotencyKey)
        let answers = form.optional("answers", .map) ?? [:]
        let digest = Digest(of: Array("\(method.rawValue) \(target)\n".utf8) + body)
        return Command(by: visitor.actor, key: key, fingerprint: digest, answers: answers)
    }
}

/// A problem as people see it.
enum ProblemPage {
    /// Where nobody knows yet who asks, and so not what the company shows (R1).
    static func response(_ problem: Problem, _: APIRequest) -> APIResponse {
        response(problem, in: .usual(settings: Settings(), user: nil))
    }

    static func response(_ problem: Problem, in frame: Frame) -> APIResponse {
        let refusal = Refusal(.rule, problem.code, problem.detail, faults: problem.faults)
        let page = frame.page(
            title: problem.status == 404 ? "Not found" : "Not done", notices: [refusalNotice(refusal)],
            content: emptyState("Nothing was changed.", next: buttonLink("To the start", "/")))
        return problem.headers.reduce(.html(page, status: problem.status)) { $0.adding($1.name, $1.value) }
    }
}
