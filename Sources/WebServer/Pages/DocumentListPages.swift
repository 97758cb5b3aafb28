import StockDomain
import StockOperations
import WebPages

/// Lists of documents of one kind, and what is done with all that are open.
struct DocumentListPages {
    let pages: Pages
    let kind: DocumentKind

    var all: [Route] { [list] + (kind.takesStock && kind != .productionOrder ? [reserveAll] : []) }

    private var operations: Operations { pages.operations }

    private var list: Route {
        pages.route(.get, kind.pathName) { [operations, kind, pages] request, visitor in
            let query = try request.query()
            let shown = query.optional("open", .word(DocumentsShown.self)) ?? .all
            let cursor = query.optional("cursor", .id)
            let told = query.toldKey
            try query.finish()
            let found = try await operations.documents(
                kind, states: shown.states, before: cursor.map { DocumentID($0) }, limit: 51, as: visitor.actor)
            let part = Array(found.prefix(50))
            let next = found.count > 50 ? part.last.map { "\($0.document.id.rawValue)" } : nil
            return .html(
                documentListPage(
                    visitor.frame, kind, part, shown, key: visitor.newKey,
                    warnings: try await pages.warnings(toldUnder: told, at: "/" + kind.pathName, visitor),
                    next: next.map { address(kind.pathName, query: [("open", shown.parameter), ("cursor", $0)]) }))
        }
    }

    /// Goods for everything that is open, in the order of R38.
    private var reserveAll: Route {
        pages.form("\(kind.pathName)/reserve") { [operations, kind] _, _, _ in
            { command in
                try await operations.reserveAll(kind, nil, command) { documents in
                    Answer(leadingTo: "/\(kind.pathName)?open=on", telling: reservedInWords(documents))
                }
            }
        } refused: { [kind] values, visitor, _ in
            documentListPage(
                visitor.frame, kind, [], .open, key: values.key, warnings: [], refused: values, next: nil)
        }
    }
}

/// What setting goods aside for all open documents has left open.
@Sendable private func reservedInWords(_ documents: [ReservedDocument]) -> [Warning] {
    let waiting = documents.filter { $0.missingLines > 0 }
    if waiting.isEmpty {
        return [Warning("", "reserved", "Everything that is open is set aside: \(documents.count) documents.")]
    }
    return waiting.map {
        let lines = $0.missingLines == 1 ? "1 line still lacks" : "\($0.missingLines) lines still lack"
        return Warning("", "missing", "\($0.document.number): \(lines) goods.")
    }
}
