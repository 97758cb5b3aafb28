import StockDomain
import WebPages

/// One answer: a status, a body and its type, and what else stands in the head.
struct APIResponse: Sendable {
    var status: Int
    var contentType: String?
    var headers: [Header] = []
    var body: Body

    enum Body: Sendable {
        case bytes([UInt8])
        /// Written piece by piece at the pace of the client; may hold any amount.
        case stream(Stream)
    }

    /// Writes a body through the closure that it is given; what it throws cuts the answer off.
    typealias Stream = @Sendable (_ write: ([UInt8]) async throws -> Void) async throws -> Void
}

/// A field of the head of a request or an answer.
public struct Header: Sendable, Equatable {
    public let name: String
    public let value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension APIResponse {
    static func json(_ json: JSON, status: Int = 200, headers: [Header] = []) -> APIResponse {
        APIResponse(status: status, contentType: "application/json", headers: headers, body: .bytes(json.bytes()))
    }

    /// 201 with the place of the new thing.
    static func created(_ json: JSON, at location: String) -> APIResponse {
        .json(json, status: 201, headers: [Header("Location", location)])
    }

    /// A list as the API gives it, with the cursor of its next page.
    static func list(_ items: [JSON], nextCursor: String?) -> APIResponse {
        .json(["items": JSON(items), "next_cursor": JSON(nextCursor)])
    }

    static func html(_ page: HTML, status: Int = 200) -> APIResponse {
        APIResponse(status: status, contentType: "text/html; charset=utf-8", body: .bytes(page.bytes))
    }

    static func text(_ text: String, contentType: String = "text/plain; charset=utf-8") -> APIResponse {
        APIResponse(status: 200, contentType: contentType, body: .bytes(Array(text.utf8)))
    }

    /// A table as a file that the browser saves as `name`.
    static func csv(named name: String, _ stream: @escaping Stream) -> APIResponse {
        let disposition = Header("Content-Disposition", "attachment; filename=\"\(fileName(name))\"")
        return APIResponse(
            status: 200, contentType: "text/csv; charset=utf-8", headers: [disposition], body: .stream(stream))
    }

    /// After a form: the browser gets `location` next, and reloading repeats nothing.
    static func seeOther(_ location: String) -> APIResponse {
        APIResponse(status: 303, contentType: nil, headers: [Header("Location", location)], body: .bytes([]))
    }

    static let noContent = APIResponse(status: 204, contentType: nil, body: .bytes([]))

    func adding(_ name: String, _ value: String) -> APIResponse {
        var response = self
        response.headers.append(Header(name, value))
        return response
    }

    /// Letters, digits, `-`, `.` and `_`; anything else could end the quoted name.
    static func fileName(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) ? $0 : "_" })
    }
}
