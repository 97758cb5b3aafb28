import StockDomain
import StockOperations
import WebPages

/// Notes on a thing and files kept with it, written and given on one of its pages (R55).
struct PaperPages {
    let pages: Pages
    /// Of the thing, as `lots/{id}`.
    let path: String
    /// The thing that a request means, and the page that shows its notes and files.
    let thing: @Sendable (APIRequest, Visitor) async throws -> (key: RecordKey, page: String)
    /// That page with a form that was refused.
    let draw: @Sendable (APIRequest, Visitor, PageForms) async throws -> HTML

    var all: [Route] { [addNote, addFile, file] }

    private var addNote: Route {
        pages.route(.post, path + "/notes") { [operations = pages.operations, thing, draw] request, visitor in
            try visitor.requireNumbers()
            let typed = try request.typed()
            do {
                let body = try request.form()
                let text = body.required("text", .lines())
                let command = try request.command(by: visitor, body)
                try body.finish()
                let (key, page) = try await thing(request, visitor)
                return APIResponse(
                    leadingTo: try await operations.addNote(text, on: key, command) { _ in Answer(leadingTo: page) })
            } catch let refusal as Refusal where refusal.kind != .notFound {
                let values = FormValues(key: visitor.newKey, refused: typed, refusal)
                return .html(try await draw(request, visitor, PageForms(values, sent: "notes")), status: 422)
            }
        }
    }

    private var addFile: Route {
        pages.route(.post, path + "/files", bodyLimit: 15_000_000) {
            [operations = pages.operations, thing, draw] request, visitor in
            try visitor.requireNumbers()
            do {
                let (body, file) = try request.upload("file")
                let command = try request.command(by: visitor, body)
                try body.finish()
                let (key, page) = try await thing(request, visitor)
                return APIResponse(
                    leadingTo: try await operations.addAttachment(
                        file.bytes, named: file.fileName ?? "file", mediaType: file.mediaType, on: key, command
                    ) { _ in Answer(leadingTo: page) })
            } catch let refusal as Refusal where refusal.kind != .notFound {
                let values = FormValues(key: visitor.newKey, refused: [:], refusal)
                return .html(try await draw(request, visitor, PageForms(values, sent: "files")), status: 422)
            }
        }
    }

    private var file: Route {
        pages.route(.get, path + "/files/{file}") { [operations = pages.operations] request, visitor in
            try request.query().finish()
            let (attachment, content) = try await operations.attachment(
                try request.id("file", of: "file"), as: visitor.actor)
            return .file(content, named: attachment.name, mediaType: attachment.mediaType)
        }
    }
}
