import Testing

@testable import WebServer

@Suite struct MetricsTests {
    @Test func countsByRouteAndStatusAndBuildsAHistogram() {
        let metrics = Metrics()
        metrics.count(method: "GET", route: "lots/{id}", status: 200, duration: .milliseconds(3))
        metrics.count(method: "GET", route: "lots/{id}", status: 404, duration: .seconds(60))
        let lines = metrics.text().split(separator: "\n").map(String.init)
        let labels = #"method="GET",route="/lots/{id}""#
        #expect(lines.contains("lotwise_requests_total{\(labels),status=\"200\"} 1"))
        #expect(lines.contains("lotwise_requests_total{\(labels),status=\"404\"} 1"))
        #expect(lines.contains("lotwise_request_seconds_bucket{\(labels),le=\"0.0025\"} 0"))
        #expect(lines.contains("lotwise_request_seconds_bucket{\(labels),le=\"0.005\"} 1"))
        #expect(lines.contains("lotwise_request_seconds_bucket{\(labels),le=\"10.0\"} 1"))
        #expect(lines.contains("lotwise_request_seconds_bucket{\(labels),le=\"+Inf\"} 2"))
        #expect(lines.contains("lotwise_request_seconds_count{\(labels)} 2"))
    }
}
