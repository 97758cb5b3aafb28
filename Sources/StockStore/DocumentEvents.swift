import SQLCore
import StockDomain

extension Store {
    /// Writes down what befell a document; its version and its state stay.
    public func record(_ event: DocumentEvent, of document: DocumentID, by actor: ActorID) throws {
        try record([(document, event)], by: actor)
    }

    /// Keeps what befell many documents at once, each document's in the order given.
    public func record(_ events: [(document: DocumentID, event: DocumentEvent)], by actor: ActorID) throws {
        var next: [DocumentID: Int] = [:]
        let kept = try chunked(events.map(\.document)) { part in
            try tx.rows(
                """
                SELECT document_id, MAX(position) + 1
                  FROM document_event
                 WHERE document_id IN \(list: part)
                 GROUP BY document_id
                """
            ).map { ($0[0] as DocumentID, $0[1] as Int) }
        }
        for (document, position) in kept { next[document] = position }
        try tx.insert(
            into: "document_event", ["document_id", "position", "at", "actor_id", "code", "detail"],
            rows: events.map { document, event in
                let position = next[document, default: 0]
                next[document] = position + 1
                return [
                    document.sqlValue, position.sqlValue, event.at.sqlValue, actor.sqlValue, .text(event.code),
                    .text(event.detail),
                ]
            })
    }

    /// What befell a document, in the order in which it did.
    public func events(of document: DocumentID) throws -> [DocumentEvent] {
        try tx.rows(
            """
            SELECT e.code, e.detail, e.at, a.name
              FROM document_event e
              JOIN actor a ON a.id = e.actor_id
             WHERE e.document_id = \(bind: document)
             ORDER BY e.position
            """
        ).map { row in DocumentEvent(code: row[0], detail: row[1], at: row[2], actorName: row[3]) }
    }
}
