import SQLCore
import StockDomain

extension Store {
    /// Writes down what befell a document; its version and its state stay.
    public func record(_ event: DocumentEvent, of document: DocumentID, by actor: ActorID) throws {
        let next: Int =
            try tx.value("SELECT MAX(position) + 1 FROM document_event WHERE document_id = \(bind: document)") ?? 0
        try tx.execute(
            """
            INSERT INTO document_event (document_id, position, at, actor_id, code, detail)
            VALUES (\(bind: document), \(bind: next), \(bind: event.at), \(bind: actor), \(bind: event.code),
                    \(bind: event.detail))
            """)
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
