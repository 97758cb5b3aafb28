import StockDomain
import StockStore

extension Operations {
    /// What was changed of master data, dates and settings, the newest first (R55).
    ///
    /// - Parameter key: of which thing; nil for all.
    public func changes(
        of key: RecordKey? = nil, before cursor: Int64? = nil, limit: Int = 50, as actor: Actor
    ) async throws -> Page<ChangeRow> {
        try await read(as: actor) { store in
            Page(try store.named(store.fieldChanges(of: key, before: cursor, limit: limit + 1)), limit: limit) {
                "\($0.id)"
            }
        }
    }

    /// Notes on a thing, the newest first.
    ///
    /// - Throws: `not_found`.
    public func notes(
        on key: RecordKey, before cursor: Int64? = nil, limit: Int = 50, as actor: Actor
    ) async throws -> Page<Note> {
        try await read(as: actor) { store in
            try store.requireExisting(key)
            return Page(try store.notes(on: key, before: cursor, limit: limit + 1), limit: limit) { "\($0.id)" }
        }
    }

    /// Writes a note; whoever may move goods may remark on them.
    public func addNote(
        _ text: String, on key: RecordKey, _ command: Command, answer: @escaping @Sendable (Note) -> Answer
    ) async throws -> Answer {
        try await write(command, needs: .moveGoods, answer: answer) { store, moment in
            try store.requireExisting(key)
            return try store.insertNote(text, on: key, by: command.actor, at: moment.now)
        }
    }

    /// Files kept with a thing, the newest first.
    public func attachments(
        on key: RecordKey, before cursor: Int64? = nil, limit: Int = 50, as actor: Actor
    ) async throws -> Page<Attachment> {
        try await read(as: actor) { store in
            try store.requireExisting(key)
            return Page(try store.attachments(on: key, before: cursor, limit: limit + 1), limit: limit) { "\($0.id)" }
        }
    }

    /// One file with its bytes.
    ///
    /// - Throws: `not_found`; `attachment_differs` when the bytes are no longer those that were given.
    public func attachment(_ id: Int64, as actor: Actor) async throws -> (attachment: Attachment, content: [UInt8]) {
        try await read(as: actor) { store in
            guard let found = try store.attachment(id) else { throw Refusal.notFound("attachment", "\(id)") }
            if Digest(of: found.content) != found.attachment.digest {
                throw Refusal(
                    .conflict, "attachment_differs", "\(found.attachment.name) is no longer the file that was given.")
            }
            return found
        }
    }

    /// Keeps a file with a thing.
    ///
    /// - Throws: `too_large` beyond `Attachment.mostBytes`.
    public func addAttachment(
        _ content: [UInt8], named name: String, mediaType: String, on key: RecordKey, _ command: Command,
        answer: @escaping @Sendable (Attachment) -> Answer
    ) async throws -> Answer {
        if content.count > Attachment.mostBytes {
            throw Refusal.rule("too_large", "A file has at most 10 MB; this one has \(content.count) bytes.")
        }
        return try await write(command, needs: .moveGoods, answer: answer) { store, moment in
            try store.requireExisting(key)
            return try store.insertAttachment(
                content, named: name, mediaType: mediaType, on: key, by: command.actor, at: moment.now)
        }
    }
}

extension Store {
    /// - Throws: `not_found`.
    fileprivate func requireExisting(_ key: RecordKey) throws {
        if try !exists(key) { throw Refusal.notFound(key.subject.rawValue, "\(key.id)") }
    }
}
