import SQLCore
import StockDomain
import StockStore

extension Operations {
    /// How an answer is made of a document; runs inside the transaction so that it is kept with it.
    public typealias DocumentAnswer = @Sendable (DocumentView) -> Answer

    /// Creates a document and, when asked, does it in the same transaction: if doing is refused, nothing exists.
    public func create(
        _ request: DocumentRequest, _ command: Command, answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        let scope = try await scope(
            ofPackages: request.lines.compactMap(\.package), and: request.lines.map(\.product))
        return try await write(command, needs: .moveGoods, scope, answer: answer) { store, moment in
            var planning = DocumentPlanning(store, moment)
            let (planned, bareLines) = try planning.plan(request)
            var document = planned
            let lines = try CountSheet(store: store, document: document, moment: moment.now).filled(bareLines)
            document.number = try store.drawDocumentNumber(request.kind)
            document.id = try store.insert(document)
            // Numbers of a document that is done at once need no row of their own: its movements have them.
            let bare = lines.map { request.doNow ? $0.line.withoutNumbers : $0.line }
            let written = try store.insert(bare, of: document.id)
            guard request.doNow else { return try store.view(of: document) }
            let todo = zip(written, lines).map { row, line in
                LineToDo(
                    id: row.id, product: line.product, planned: line.line.quantity,
                    done: line.line.details.doneSoFar ?? line.line.quantity,
                    entries: line.line.numbers.map { $0.below(line.pointer) }, reason: row.reason,
                    locationID: row.locationID, details: row.details, pointer: line.pointer)
            }
            let doing = try DocumentDoing(store, moment, command)
            let told = DoRequest(rest: request.rest)
            return try doing.finish(document, written, doing.asFarAsThere(todo, told, of: document, written), told)
        }
    }

    /// Does an open document, wholly or in part.
    public func carryOut(
        _ kind: DocumentKind, _ number: String, _ request: DoRequest, ifVersion version: Int? = nil,
        _ command: Command, answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        try await change(kind, number, ifVersion: version, command, answer: answer) { store, moment, document in
            let unplanned = UnplannedLines(store: store, moment: moment, answers: command.answers)
            let (lines, told) = try unplanned.added(by: request, to: document, store.lines(of: document.id))
            let doing = try DocumentDoing(store, moment, command)
            let all = try doing.linesToDo(of: document, lines, told)
            let todo = try doing.asFarAsThere(all, told, of: document, lines)
            return try doing.finish(document, lines, todo, told)
        }
    }

    /// Changes the head of an open document, or replaces its lines.
    public func change(
        _ kind: DocumentKind, _ number: String, to change: DocumentChange, ifVersion version: Int?,
        _ command: Command, answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        if change.lines != nil, version == nil {
            throw Refusal.rule(
                "version_required", "Replacing the lines needs the version that you have seen (If-Match).")
        }
        return try await self.change(kind, number, ifVersion: version, command, answer: answer) {
            store, moment, document in
            try store.applying(change, to: document, moment)
        }
    }

    /// Gives up an open document and frees what is set aside for it.
    public func cancel(
        _ kind: DocumentKind, _ number: String, _ command: Command, answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        try await change(kind, number, ifVersion: nil, command, answer: answer) { store, _, document in
            if document.state == .inTransit {
                throw Refusal.rule("in_transit", "\(document.number) is on its way: receive it first.")
            }
            var cancelled = document
            cancelled.state = .cancelled
            try store.unreserve(store.lines(of: document.id).map(\.id))
            return try store.saving(cancelled)
        }
    }

    /// Runs a change of an open document: its products are locked, its version is checked.
    ///
    /// - Parameter more: products that the request names beside those of the document.
    func change(
        _ kind: DocumentKind, _ number: String, ifVersion version: Int?, _ command: Command,
        needs right: Right = .moveGoods, mustBeOpen: Bool = true, besides more: WriteScope = .products([]),
        answer: @escaping DocumentAnswer,
        _ body: @escaping @Sendable (Store, Moment, Document) throws -> DocumentView
    ) async throws -> Answer {
        let scope = try await scope(of: kind, number).adding(more)
        return try await write(command, needs: right, scope, answer: answer) { store, moment in
            let document = try store.existing(kind, number)
            if let version, version != document.version {
                throw Refusal(
                    .conflict, "changed_meanwhile",
                    "\(document.number) was changed by somebody else: you have seen version \(version), it is now "
                        + "\(document.version). Look again.")
            }
            if mustBeOpen, !document.state.isOpen {
                throw Refusal(
                    .conflict, "document_closed",
                    "\(document.number) is \(document.state.rawValue) and cannot be changed.")
            }
            return try body(store, moment, document)
        }
    }

    /// The products of a document, to be locked before the transaction.
    private func scope(of kind: DocumentKind, _ number: String) async throws -> WriteScope {
        try await translatingDatabaseErrors {
            try await database.read { session in
                let store = Store(session)
                return .products(Set(try store.productIDs(of: store.existing(kind, number).id).map(\.rawValue)))
            }
        }
    }

    /// The products of these lots, to be locked before the transaction.
    func scope(ofLots lots: [LotID]) async throws -> WriteScope {
        try await translatingDatabaseErrors {
            try await database.read { session in
                .products(Set(try Store(session).lots(lots).map(\.productID.rawValue)))
            }
        }
    }

    /// The products with these SKUs, to be locked before the transaction; unknown ones are refused later.
    func scope(ofProducts skus: [String]) async throws -> WriteScope {
        if skus.isEmpty { return .products([]) }
        return try await translatingDatabaseErrors {
            try await database.read { session in
                .products(Set(try Store(session).productIDs(skus: skus).map(\.rawValue)))
            }
        }
    }
}

extension WriteScope {
    /// Both together.
    func adding(_ other: WriteScope) -> WriteScope {
        guard case .products(let own) = self, case .products(let others) = other else { return .company }
        return .products(own.union(others))
    }
}

extension Store {
    /// Saves the next version of a document.
    func saving(_ document: Document) throws -> DocumentView { try view(of: save(document)) }

    /// The same, for who has no use for its view.
    @discardableResult
    func save(_ document: Document) throws -> Document {
        var next = document
        next.version += 1
        guard try update(next, readVersion: document.version) else {
            throw Refusal(
                .conflict, "changed_meanwhile", "\(document.number) was changed by somebody else. Look again.")
        }
        return next
    }

    fileprivate func applying(_ change: DocumentChange, to document: Document, _ moment: Moment) throws -> DocumentView
    {
        if document.state == .inTransit {
            throw Refusal(.conflict, "in_transit", "\(document.number) is on its way and cannot be changed.")
        }
        var planning = DocumentPlanning(self, moment)
        var next = document
        try planning.apply(change, to: &next)
        if let requests = change.lines {
            let planned = try planning.planLines(requests, of: document.kind)
            try planning.settle()
            let lines = try CountSheet(store: self, document: next, moment: moment.now).filled(planned)
            let former = try self.lines(of: document.id).map(\.id)
            try unreserve(former)
            try delete(former)
            _ = try insert(lines.map(\.line), of: document.id)
            next.state = .draft
        }
        try planning.settle()
        return try saving(next)
    }
}

extension DocumentLine {
    fileprivate var withoutNumbers: DocumentLine {
        var line = self
        line.numbers = []
        return line
    }
}

extension NumberEntry {
    /// The same with its place below a line's; an empty pointer means the line's numbers as a whole.
    func below(_ line: String) -> NumberEntry {
        if pointer.hasPrefix(line + "/") { return self }
        var entry = self
        entry.pointer = line + (pointer.isEmpty ? "/numbers" : pointer)
        return entry
    }
}
