import SQLCore
import StockDomain
import TestSupport

@testable import WebServer

/// Runs `talk` with a client of the API of a new company, over the real server.
func withAPI<Result: Sendable>(
    _ engine: SQLEngine = .sqlite, settings: Settings = Settings(lotsAndSerials: true, expirationDates: true),
    _ talk: @escaping @Sendable (APIClient) throws -> Result
) async throws -> Result {
    let company = try await TestCompany(engine, settings: settings)
    return try await withAPI(of: company, talk)
}

/// The same for a company that the test keeps a hold of.
func withAPI<Result: Sendable>(
    of company: TestCompany, _ talk: @escaping @Sendable (APIClient) throws -> Result
) async throws -> Result {
    let server = LotwiseServer(RouteTable(APIRoutes(company.operations).all), options: ServerOptions(port: 0))
    return try await withClient(of: server) { try talk(APIClient(http: $0)) }
}

/// Speaks JSON with the API; paths go below `/api/v1/`.
struct APIClient {
    let http: HTTPClient

    func get(_ path: String, _ headers: (String, String)...) throws -> APIAnswer {
        try APIAnswer(http.get("/api/v1/" + path, headers: headers))
    }

    func post(_ path: String, _ body: String, _ headers: (String, String)...) throws -> APIAnswer {
        try send("POST", path, body, headers)
    }

    func patch(_ path: String, _ body: String, _ headers: (String, String)...) throws -> APIAnswer {
        try send("PATCH", path, body, headers)
    }

    func delete(_ path: String, _ headers: (String, String)...) throws -> APIAnswer {
        try APIAnswer(http.send("DELETE", "/api/v1/" + path, headers: headers))
    }

    func send(_ method: String, _ path: String, _ body: String, _ headers: [(String, String)] = []) throws -> APIAnswer
    {
        let type = [("Content-Type", "application/json")]
        return try APIAnswer(http.send(method, "/api/v1/" + path, headers: type + headers, body: Array(body.utf8)))
    }
}

extension APIClient {
    /// Sends a CSV file.
    func upload(_ path: String, _ file: String) throws -> APIAnswer {
        try APIAnswer(
            http.send("POST", "/api/v1/" + path, headers: [("Content-Type", "text/csv")], body: Array(file.utf8)))
    }
}

/// What the API said.
struct APIAnswer: Sendable {
    let status: Int
    let json: JSON
    private let answer: HTTPAnswer

    init(_ answer: HTTPAnswer) throws {
        self.answer = answer
        status = answer.status
        json = answer.body.isEmpty ? .null : try JSON(parsing: answer.body)
    }

    var text: String { answer.text }
    func header(_ name: String) -> String? { answer.header(name) }

    /// The value at a path such as `lines/0/numbers`, as it is written in JSON; `missing` when there is none.
    subscript(path: String) -> String {
        var value: JSON? = json
        for step in path.split(separator: "/") {
            value = Int(step).flatMap { value?[$0] } ?? value?[String(step)]
        }
        guard let value else { return "missing" }
        if case .string(let text) = value { return text }
        return value.text
    }

    /// Status and code, such as `422 stock_on_hand`; only the status of a success.
    var verdict: String { status < 400 ? "\(status)" : "\(status) \(self["code"])" }
}
