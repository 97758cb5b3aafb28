extension HTTPClient {
    /// Sends JSON below the API's root.
    ///
    /// - Throws: when the answer has another status.
    @discardableResult
    func tell(
        _ method: String, _ path: String, _ json: String = "{}", key: String? = nil, expecting status: Int
    ) throws -> HTTPAnswer {
        let answer = try ask(method, path, json, key: key)
        if answer.status != status {
            throw BenchError("\(method) \(path): \(answer.status) \(answer.text.prefix(500))")
        }
        return answer
    }

    /// Sends JSON below the API's root, whatever becomes of it.
    func ask(_ method: String, _ path: String, _ json: String = "{}", key: String? = nil) throws -> HTTPAnswer {
        let headers = [("Content-Type", "application/json")] + (key.map { [("Idempotency-Key", $0)] } ?? [])
        return try send(method, "/api/v1/" + path, headers: headers, body: Array(json.utf8))
    }
}

extension HTTPAnswer {
    /// The number of the delivery or recall that it tells of.
    ///
    /// - Throws: when there is none.
    var documentNumber: String {
        get throws {
            guard let found = text.firstMatch(of: #/"number":\s*"((OUT|RC)-[0-9]+)"/#) else {
                throw BenchError("no number in \(text.prefix(500))")
            }
            return String(found.1)
        }
    }
}
