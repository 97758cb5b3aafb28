/// Addresses for those who run the server: health and figures, free from the same machine, and the files of pages.
struct SystemRoutes {
    let metrics: Metrics
    /// Whether the database answers.
    let isHealthy: @Sendable () async -> Bool

    var all: [Route] {
        let metrics = metrics
        let isHealthy = isHealthy
        return [
            Route(.get, "health") { request in
                try requireLoopback(request)
                let isWell = await isHealthy()
                return .json(["status": isWell ? "ok" : "unavailable"], status: isWell ? 200 : 503)
            },
            Route(.get, "metrics") { request in
                try requireLoopback(request)
                return .text(metrics.text(), contentType: "text/plain; version=0.0.4; charset=utf-8")
            },
            Assets.route,
        ]
    }
}

private func requireLoopback(_ request: APIRequest) throws {
    if !request.isLoopback {
        throw Problem(status: 403, code: "only_from_here", detail: "This address answers on its own machine only.")
    }
}
