import StockDomain
import StockOperations
import WebPages

extension Pages {
    /// What a form does once it has been read; the answer says where the browser goes next.
    typealias Act = @Sendable (Command) async throws -> Answer

    /// A form: what it asks for is read and done, and what that has to say is told where it leads to; refused, its page
    /// comes back with what was typed.
    ///
    /// - Parameters:
    ///   - pattern: the path without its first slash.
    ///   - read: takes what the form says; what it leaves unread is refused.
    ///   - refused: the page, with what was typed and why nothing was done.
    func form(
        _ pattern: String, bodyLimit: Int = Route.usualBodyLimit, needsNumbers: Bool = false,
        _ read: @escaping @Sendable (RequestObject, APIRequest, Visitor) throws -> Act,
        refused: @escaping @Sendable (FormValues, Visitor, APIRequest) async throws -> HTML
    ) -> Route {
        route(.post, pattern, bodyLimit: bodyLimit) { request, visitor in
            if needsNumbers { try visitor.requireNumbers() }
            let typed = try request.typed()
            do {
                let body = try request.form()
                let act = try read(body, request, visitor)
                let command = try request.command(by: visitor, body)
                try body.finish()
                return APIResponse(leadingTo: try await act(command), of: command)
            } catch let refusal as Refusal where refusal.kind != .notFound {
                let values = FormValues(key: visitor.newKey, refused: typed, refusal)
                return .html(try await refused(values, visitor, request), status: 422)
            }
        }
    }
}

extension APIRequest {
    /// What was typed into a form, by the names of its inputs, so that it can be shown again.
    func typed() throws -> [String: String] {
        Dictionary(try FormField.parsed(body).map { ($0.name, $0.value) }) { first, _ in first }
    }
}
