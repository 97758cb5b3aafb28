import StockOperations
import TestSupport

@testable import WebServer

/// Sends forms as a browser does.
final class FormClient {
    private let http: HTTPClient
    private(set) var lastText = ""
    /// Where the last answer leads; nil when it leads nowhere.
    private(set) var lastLocation: String?

    init(http: HTTPClient) {
        self.http = http
    }

    func page(_ path: String) throws -> String { try http.get("/" + path).text }

    /// Where an address leads on to.
    func leads(_ path: String) throws -> String? { try http.get("/" + path).header("Location") }

    /// - Returns: the status.
    func submit(_ path: String, _ fields: String) throws -> Int {
        let headers = [
            ("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin"),
        ]
        let key = "idempotency_key=form-\(UInt64.random(in: .min ... .max))"
        let answer = try http.send("POST", "/" + path, headers: headers, body: Array("\(key)&\(fields)".utf8))
        lastText = answer.text
        lastLocation = answer.header("Location")
        return answer.status
    }

    /// Sends a file as a browser does.
    ///
    /// - Returns: the status.
    func upload(_ path: String, _ name: String, _ content: String) throws -> Int {
        let lines = [
            "--XX", "Content-Disposition: form-data; name=\"idempotency_key\"", "",
            "file-\(UInt64.random(in: .min ... .max))", "--XX",
            "Content-Disposition: form-data; name=\"file\"; filename=\"\(name)\"", "Content-Type: text/plain", "",
            content, "--XX--", "",
        ]
        let headers = [("Content-Type", "multipart/form-data; boundary=XX"), ("Sec-Fetch-Site", "same-origin")]
        let body = Array(lines.joined(separator: "\r\n").utf8)
        let answer = try http.send("POST", "/" + path, headers: headers, body: body)
        lastText = answer.text
        return answer.status
    }

    /// The page that the last answer leads to.
    func followed() throws -> String {
        guard let location = lastLocation else { return "led nowhere: \(lastText)" }
        return try http.get(location).text
    }
}

/// A server with the pages of a company, talked to as a browser does.
func withPages(
    of operations: Operations, _ talk: @escaping @Sendable (FormClient) throws -> Void
) async throws {
    let server = Routes(operations) { "key-\(UInt64.random(in: .min ... .max))" }.server(ServerOptions(port: 0))
    try await withClient(of: server) { try talk(FormClient(http: $0)) }
}
