/// One address of the product and what answers there.
struct Route: Sendable {
    typealias Handler = @Sendable (APIRequest) async throws -> APIResponse

    let method: APIRequest.Method
    /// The path without its first slash; `{name}` stands for one segment: `api/v1/products/{sku}`.
    let pattern: String
    /// The largest body that is read, in bytes.
    let bodyLimit: Int
    let handler: Handler

    static let usualBodyLimit = 4 << 20
    static let uploadBodyLimit = 64 << 20

    init(
        _ method: APIRequest.Method, _ pattern: String, bodyLimit: Int = usualBodyLimit,
        handler: @escaping Handler
    ) {
        self.method = method
        self.pattern = pattern
        self.bodyLimit = bodyLimit
        self.handler = handler
    }

    /// Whether problems are answered as `application/problem+json`; elsewhere people see a page.
    var isAPI: Bool { pattern.hasPrefix("api/") }
}

/// All routes, found by method and path.
///
/// A literal segment wins over a parameter. Paths are split before they are decoded, so that `%2F` stays inside its
/// segment.
struct RouteTable: Sendable {
    let routes: [Route]
    private let root: RouteNode

    /// Two routes of the same method and pattern are a mistake of ours.
    init(_ routes: [Route]) {
        self.routes = routes
        var root = RouteNode()
        for route in routes {
            root.insert(route, PatternSegment.all(of: route.pattern)[...])
        }
        self.root = root
    }

    /// What a path and method lead to.
    enum Match {
        case found(Route, parameters: [String: String])
        /// The path is there, but not for this method; `HEAD` and `OPTIONS` are among those allowed.
        case otherMethod(allowed: String)
        case nothing
        /// A segment is not percent-encoded UTF-8.
        case unreadable
    }

    /// - Parameter path: percent-encoded, without the query.
    func match(_ method: String, _ path: some StringProtocol) -> Match {
        guard path.utf8.first == UInt8(ascii: "/") else { return .nothing }
        guard let segments = decodedSegments(path) else { return .unreadable }
        // No name of ours holds NUL, which a database could not even be asked for.
        if segments.contains(where: { $0.utf8.contains(0) }) { return .nothing }
        var values: [String] = []
        guard let found = root.find(segments[...], &values) else { return .nothing }
        let wanted = method == "HEAD" ? "GET" : method
        guard let route = found.routes.first(where: { $0.method.rawValue == wanted }) else {
            return .otherMethod(allowed: found.allowed)
        }
        let names = PatternSegment.all(of: route.pattern).compactMap(\.parameterName)
        return .found(route, parameters: Dictionary(zip(names, values)) { first, _ in first })
    }

    private func decodedSegments(_ path: some StringProtocol) -> [String]? {
        let pieces = path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        var segments: [String] = []
        for piece in pieces {
            guard let segment = PercentEncoding.decoded(piece) else { return nil }
            segments.append(segment)
        }
        return segments
    }
}

private enum PatternSegment {
    case literal(String)
    case parameter(String)

    static func all(of pattern: String) -> [PatternSegment] {
        pattern.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            segment.hasPrefix("{") && segment.hasSuffix("}")
                ? .parameter(String(segment.dropFirst().dropLast())) : .literal(String(segment))
        }
    }

    var parameterName: String? {
        if case .parameter(let name) = self { name } else { nil }
    }
}

/// A tree of segments; the routes of a path stand where it ends.
private struct RouteNode: Sendable {
    var routes: [Route] = []
    private var literals: [String: RouteNode] = [:]
    /// At most one node; a list because a structure cannot hold itself.
    private var parameter: [RouteNode] = []

    mutating func insert(_ route: Route, _ segments: ArraySlice<PatternSegment>) {
        switch segments.first {
        case .literal(let text)?:
            literals[text, default: RouteNode()].insert(route, segments.dropFirst())
        case .parameter?:
            if parameter.isEmpty { parameter.append(RouteNode()) }
            parameter[0].insert(route, segments.dropFirst())
        case nil:
            precondition(!routes.contains { $0.method == route.method }, "\(route.pattern) stands twice")
            routes.append(route)
        }
    }

    /// The node where `segments` end; `values` are then those of its parameters.
    func find(_ segments: ArraySlice<String>, _ values: inout [String]) -> RouteNode? {
        guard let segment = segments.first else { return routes.isEmpty ? nil : self }
        if let node = literals[segment]?.find(segments.dropFirst(), &values) { return node }
        guard let next = parameter.first, !segment.isEmpty else { return nil }
        values.append(segment)
        if let node = next.find(segments.dropFirst(), &values) { return node }
        values.removeLast()
        return nil
    }

    var allowed: String {
        var methods = routes.map(\.method.rawValue)
        if methods.contains("GET") { methods.append("HEAD") }
        return (methods + ["OPTIONS"]).sorted().joined(separator: ", ")
    }
}
