import Foundation
import StockDomain
import StockOperations

/// `changes`, `notes` and `attachments`: what people did to and said about things (R55).
struct RecordRoutes {
    let api: API

    var all: [Route] { [changes, notes, addNote, attachments, addAttachment, content] }

    private var changes: Route {
        api.route(.get, "changes") { [operations = api.operations] request, caller in
            let query = try request.query()
            let subject = query.optional("subject", .word(RecordSubject.self))
            let id = query.optional("id", .recordID)
            let part = query.part(.id)
            if (subject == nil) != (id == nil), subject != .settings {
                query.invalid("id", "and subject name a thing together.")
            }
            try query.finish()
            let key = subject.map { RecordKey($0, id ?? 0) }
            let page = try await operations.changes(
                of: key, before: part.cursor, limit: part.limit, as: caller.actor)
            return .page(page, \.json)
        }
    }

    private var notes: Route {
        api.route(.get, "notes") { [operations = api.operations] request, caller in
            let query = try request.query()
            let key = RecordKey(query)
            let part = query.part(.id)
            try query.finish()
            let page = try await operations.notes(on: key, before: part.cursor, limit: part.limit, as: caller.actor)
            return .page(page, \.json)
        }
    }

    private var addNote: Route {
        api.route(.post, "notes") { [operations = api.operations] request, caller in
            let body = try request.object()
            let key = RecordKey(body)
            let text = body.required("text", .lines())
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(try await operations.addNote(text, on: key, command) { .json($0.json, status: 201) })
        }
    }

    private var attachments: Route {
        api.route(.get, "attachments") { [operations = api.operations] request, caller in
            let query = try request.query()
            let key = RecordKey(query)
            let part = query.part(.id)
            try query.finish()
            let page = try await operations.attachments(
                on: key, before: part.cursor, limit: part.limit, as: caller.actor)
            return .page(page, \.json)
        }
    }

    private var addAttachment: Route {
        api.route(.post, "attachments", bodyLimit: 15_000_000) { [operations = api.operations] request, caller in
            let body = try request.object()
            let key = RecordKey(body)
            let name = body.required("name", .text())
            let mediaType = body.optional("media_type", .mediaType) ?? "application/octet-stream"
            let content = body.required("content", .base64)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.addAttachment(content, named: name, mediaType: mediaType, on: key, command) {
                    .json($0.json, status: 201)
                })
        }
    }

    private var content: Route {
        api.route(.get, "attachments/{id}/content") { [operations = api.operations] request, caller in
            try request.query().finish()
            let id = try request.id("id", of: "attachment")
            let (attachment, content) = try await operations.attachment(id, as: caller.actor)
            return .file(content, named: attachment.name, mediaType: attachment.mediaType)
        }
    }
}

extension APIResponse {
    /// A file that the browser saves and never shows, whatever its type says.
    static func file(_ content: [UInt8], named name: String, mediaType: String) -> APIResponse {
        APIResponse(
            status: 200, contentType: mediaType,
            headers: [
                Header("Content-Disposition", "attachment; filename=\"\(fileName(name))\""),
                Header("X-Content-Type-Options", "nosniff"),
            ], body: .bytes(content))
    }
}

// MARK: - Reading

extension RecordKey {
    init(_ object: RequestObject) {
        self.init(object.required("subject", .word()), object.required("id", .recordID))
    }
}

extension RequestReader where Value == Int64 {
    /// The id of a thing; 0 for the settings, which are only once.
    fileprivate static var recordID: RequestReader {
        RequestReader<Int>.int(0...Int.max).converted(standIn: 0, or: "must be an id.") { Int64($0) }
    }
}

extension RequestReader where Value == String {
    /// `image/png` and the like.
    static var mediaType: RequestReader {
        text(most: 100).checked(or: "must be a media type such as application/pdf.") { text in
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            return parts.count == 2
                && parts.allSatisfy { part in
                    !part.isEmpty
                        && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-.+".contains($0)) }
                }
        }
    }
}

extension RequestReader where Value == [UInt8] {
    /// Bytes in base64 after RFC 4648, at most `Attachment.mostBytes` of them.
    fileprivate static var base64: RequestReader {
        RequestReader<String>.exactText(most: Attachment.mostBytes / 3 * 4 + 4)
            .converted(standIn: [], or: "must be base64.") { text in Data(base64Encoded: text).map(Array.init) }
    }
}
