import Hummingbird
import Logging
import NIOCore
import StockDomain

/// What the server hands to the dispatcher beside the request: who is calling.
struct ConnectionContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let isLoopback: Bool
    let address: String

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? ""
        isLoopback = isLoopbackAddress(address)
    }
}

func isLoopbackAddress(_ address: String?) -> Bool {
    guard let address else { return false }
    return address == "::1" || address.hasPrefix("127.") || address.hasPrefix("::ffff:127.")
}

/// Leads each request through guards and route table to its handler, and turns whatever happens into an answer.
struct Dispatcher: HTTPResponder {
    /// How a problem looks to a person.
    typealias ProblemPage = @Sendable (Problem, APIRequest) -> APIResponse

    let table: RouteTable
    let guards: Guards
    let metrics: Metrics
    let problemPage: ProblemPage
    let logger: Logger
    let logsAccess: Bool

    func respond(to request: Request, context: ConnectionContext) async throws -> Response {
        let started = ContinuousClock.now
        let method = request.method.rawValue
        let match = table.match(method, request.uri.path)
        let response = await answer(request, match, context)
        let duration = ContinuousClock.now - started
        metrics.count(
            method: match.countedMethod(method), route: match.countedRoute, status: response.status,
            duration: duration)
        if logsAccess {
            logger.info("\(method) \(request.uri.path) \(response.status) \(duration)")
        }
        return response.onTheWire(withBody: method != "HEAD", keepsPrivate: match.keepsPrivate, logger: logger)
    }

    private func answer(
        _ request: Request, _ match: RouteTable.Match, _ context: ConnectionContext
    ) async -> APIResponse {
        var seen = APIRequest(request, match, context, body: [])
        let isAPI = match.isAPI ?? request.uri.path.hasPrefix("/api/")
        do {
            try guards.check(seen, isAPI: isAPI)
            switch match {
            case .found(let route, _):
                seen = APIRequest(
                    request, match, context, body: try await collected(request, limit: route.bodyLimit))
                return try await route.handler(seen)
            case .otherMethod(let allowed) where request.method == .options:
                return APIResponse.noContent.adding("Allow", allowed)
            case .otherMethod(let allowed): throw Problem.methodNotAllowed(allowed)
            case .nothing: throw Problem.noSuchPath
            case .unreadable:
                throw Problem.unreadable("invalid_path", "The path is not percent-encoded UTF-8.")
            }
        } catch {
            let problem = problem(for: error)
            return isAPI ? problem.response() : problemPage(problem, seen)
        }
    }

    /// The whole body. One that is too large is read all the same, and thrown away: many clients listen only when they
    /// have sent everything, and would wait for ever. Those that ask before they send hear the answer at once.
    ///
    /// - Throws: `body_too_large`.
    private func collected(_ request: Request, limit: Int) async throws -> [UInt8] {
        let announced = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        var isTooLarge = announced > limit
        if isTooLarge, request.headers[.expect] != nil { throw Problem.bodyTooLarge(limit: limit) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(isTooLarge ? 0 : announced)
        var count = 0
        for try await piece in request.body {
            count += piece.readableBytes
            isTooLarge = isTooLarge || count > limit
            if isTooLarge, count > limit + Dispatcher.mostThrownAway { break }
            if !isTooLarge { bytes.append(contentsOf: piece.readableBytesView) }
        }
        if isTooLarge { throw Problem.bodyTooLarge(limit: limit) }
        return bytes
    }

    /// How much of a body beyond its limit is read for the sake of an answer.
    private static let mostThrownAway = 256 << 20

    private func problem(for error: any Error) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let refusal as Refusal: return Problem(refusal)
        default:
            let id = String(UInt64.random(in: 0 ... .max), radix: 36)
            logger.error("unexpected error \(id): \(String(reflecting: error))")
            return .unexpected(id: id)
        }
    }
}

// MARK: - To and from the server library

extension APIRequest {
    fileprivate init(
        _ request: Request, _ match: RouteTable.Match, _ context: ConnectionContext, body: [UInt8]
    ) {
        // The library takes Host out of the fields of the head.
        let host = request.head.authority.map { [Header("Host", $0)] } ?? []
        let fields = host + request.headers.map { Header($0.name.rawName, $0.value) }
        let isForwarded = fields.first("X-Forwarded-For") != nil || fields.first("Forwarded") != nil
        let isQuestion = [.get, .head, .options].contains(request.method)
        self.init(
            method: Method(rawValue: request.method.rawValue) ?? (isQuestion ? .get : .post),
            target: request.head.path ?? "/", parameters: match.parameters, headers: fields, body: body,
            isLoopback: context.isLoopback && !isForwarded)
        // Only a proxy on this machine is believed, and of what it says the last, which it has seen itself.
        let forwarded = fields.first("X-Forwarded-For")?.split(separator: ",").last.map {
            $0.filter { !$0.isWhitespace }
        }
        client = context.isLoopback ? forwarded ?? context.address : context.address
    }
}

extension APIResponse {
    /// - Parameter keepsPrivate: whether caches must not keep the answer unless it says otherwise itself.
    fileprivate func onTheWire(withBody: Bool, keepsPrivate: Bool, logger: Logger) -> Response {
        var fields = HTTPFields()
        if let contentType { fields[.contentType] = contentType }
        if keepsPrivate, headers.first("Cache-Control") == nil { fields[.cacheControl] = "no-store" }
        for header in SecurityHeaders.all + headers {
            guard let name = HTTPFields.Element.Name(header.name) else { continue }
            fields.append(.init(name: name, value: header.value))
        }
        var response = Response(status: .init(code: status), headers: fields, body: responseBody(logger))
        if !withBody {
            let length = response.headers[.contentLength]
            response = response.createHeadResponse()
            response.headers[.contentLength] = length
        }
        if status == 204 || status == 304 { response.headers[.contentLength] = nil }
        return response
    }

    private func responseBody(_ logger: Logger) -> ResponseBody {
        switch body {
        case .bytes(let bytes): ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        case .stream(let stream):
            ResponseBody { writer in
                do {
                    try await stream { try await writer.write(ByteBuffer(bytes: $0)) }
                } catch {
                    // The head is out already, so that cutting the answer off is all that tells the client.
                    logger.warning("an answer was cut off: \(String(reflecting: error))")
                    throw error
                }
                try await writer.finish(nil)
            }
        }
    }
}

extension RouteTable.Match {
    fileprivate var parameters: [String: String] {
        if case .found(_, let parameters) = self { parameters } else { [:] }
    }

    /// Nil where there is no route to tell.
    fileprivate var isAPI: Bool? {
        if case .found(let route, _) = self { route.isAPI } else { nil }
    }

    /// The pattern, or one word for all that is none: the number of routes counted is bounded.
    fileprivate var countedRoute: String {
        if case .found(let route, _) = self { route.pattern } else { "(other)" }
    }

    /// Likewise for methods, which strangers may invent.
    fileprivate func countedMethod(_ method: String) -> String {
        if case .found = self { method } else { "(any)" }
    }

    fileprivate var keepsPrivate: Bool { !countedRoute.hasPrefix("assets/") }
}
