import TestSupport

/// Sends forms as a browser does.
final class FormClient {
    private let http: HTTPClient
    private(set) var lastText = ""

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
        return answer.status
    }
}
