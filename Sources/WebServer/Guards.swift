/// What a request must satisfy before any handler sees it; keeps other web sites from acting through a browser.
struct Guards: Sendable {
    /// Names besides `localhost` and addresses under which we are reached, in lower case, such as `stock.example`.
    let names: Set<String>

    init(names: [String] = []) {
        self.names = Set(names.map { $0.lowercased() })
    }

    /// - Throws: 400 without `Host`; 403 `host_not_served`; 403 `cross_site` for a write from elsewhere.
    func check(_ request: APIRequest, isAPI: Bool) throws(Problem) {
        guard let host = request.header("Host"), !host.isEmpty else {
            throw .unreadable("host_missing", "The request names no Host.")
        }
        if !serves(host) {
            throw Problem(status: 403, code: "host_not_served", detail: "This server does not serve that Host.")
        }
        if request.method.changesSomething { try checkOrigin(request, host: host, isAPI: isAPI) }
    }

    /// A foreign name that leads to our address is how a web site would reach us by DNS; an address cannot be forged so.
    private func serves(_ host: String) -> Bool {
        let name = nameWithoutPort(host.lowercased())
        return name == "localhost" || isAddress(name) || names.contains(name)
    }

    /// Forms must say that they come from us. Programs send neither field and need none; a token cannot be sent by a
    /// foreign page, so that it is proof enough.
    private func checkOrigin(_ request: APIRequest, host: String, isAPI: Bool) throws(Problem) {
        if isAPI, request.bearerToken != nil { return }
        if let site = request.header("Sec-Fetch-Site") {
            if site == "same-origin" { return }
        } else if let origin = request.header("Origin") {
            if origin == "http://\(host)" || origin == "https://\(host)" { return }
        } else if isAPI {
            return
        }
        throw Problem(
            status: 403, code: "cross_site", detail: "This form was not sent from a page of this server.")
    }

    private func nameWithoutPort(_ host: String) -> String {
        if host.hasPrefix("[") { return String(host.prefix { $0 != "]" }) + "]" }
        return String(host.prefix { $0 != ":" })
    }

    private func isAddress(_ name: String) -> Bool {
        if name.hasPrefix("[") { return name.hasSuffix("]") }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}

/// What every answer tells the browser about itself.
enum SecurityHeaders {
    /// Only our own files, no script or style inside pages, no frames.
    static let contentSecurityPolicy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
        "connect-src 'self'", "manifest-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    static let all = [
        Header("Content-Security-Policy", contentSecurityPolicy),
        Header("X-Content-Type-Options", "nosniff"),
        Header("X-Frame-Options", "DENY"),
        Header("Referrer-Policy", "same-origin"),
        Header("Cross-Origin-Opener-Policy", "same-origin"),
        Header("Cross-Origin-Resource-Policy", "same-origin"),
    ]
}
