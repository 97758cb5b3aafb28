import SQLCore
import StockDomain
import StockStore

extension Operations {
    /// Adds lines behind those of an open document.
    public func addLines(
        _ requests: [LineRequest], to kind: DocumentKind, _ number: String, ifVersion version: Int? = nil,
        _ command: Command, answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        try await change(kind, number, ifVersion: version, command, answer: answer) { store, moment, document in
            try document.requireEditableLines()
            var planning = DocumentPlanning(store, moment)
            let lines = try planning.planLines(requests, of: kind)
            try planning.settle()
            _ = try store.insert(lines.map(\.line), of: document.id)
            var next = document
            next.state = .draft
            return try store.saving(next)
        }
    }

    /// Changes quantity, place, reason or numbers of one line; what is set aside for it is freed.
    public func changeLine(
        _ line: LineID, of kind: DocumentKind, _ number: String, to request: LineChange, ifVersion version: Int? = nil,
        _ command: Command, answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        try await change(kind, number, ifVersion: version, command, answer: answer) { store, moment, document in
            try document.requireEditableLines()
            let former = try store.existingLine(line, of: document)
            guard let product = try store.product(former.productID) else {
                throw Refusal.notFound("line", "\(line.rawValue)")
            }
            var planning = DocumentPlanning(store, moment)
            let planned = try planning.planLines([request.applied(to: former, of: product)], of: kind)
            try planning.settle()
            var changed = planned[0].line
            changed.id = line
            if request.location == nil { changed.locationID = former.locationID }
            try store.unreserve([line])
            try store.update(changed)
            var next = document
            next.state = .draft
            return try store.saving(next)
        }
    }

    /// Removes one line of an open document.
    public func removeLine(
        _ line: LineID, of kind: DocumentKind, _ number: String, ifVersion version: Int? = nil, _ command: Command,
        answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        try await change(kind, number, ifVersion: version, command, answer: answer) { store, _, document in
            try document.requireEditableLines()
            _ = try store.existingLine(line, of: document)
            try store.unreserve([line])
            try store.delete([line])
            return try store.saving(document)
        }
    }
}

/// What changes of a line; nil leaves a field as it is.
public struct LineChange: Sendable {
    public var quantity: Quantity?
    public var packaging: String?
    public var location: String?
    public var reason: String?
    public var numbers: [NumberInput]?
    public var pastedNumbers: String?

    public init(
        quantity: Quantity? = nil, packaging: String? = nil, location: String? = nil, reason: String? = nil,
        numbers: [NumberInput]? = nil, pastedNumbers: String? = nil
    ) {
        self.quantity = quantity
        self.packaging = packaging
        self.location = location
        self.reason = reason
        self.numbers = numbers
        self.pastedNumbers = pastedNumbers
    }

    /// The whole line as it is asked for after the change.
    fileprivate func applied(to line: DocumentLine, of product: Product) -> LineRequest {
        let replaces = numbers != nil || pastedNumbers != nil
        return LineRequest(
            product: product.sku, quantity: quantity ?? line.quantity, packaging: quantity == nil ? nil : packaging,
            location: location, reason: reason ?? line.reason,
            numbers: replaces ? numbers ?? [] : line.numbers.map(NumberInput.one), pastedNumbers: pastedNumbers)
    }
}

extension Document {
    /// - Throws: when goods are already on their way.
    fileprivate func requireEditableLines() throws(Refusal) {
        if state == .inTransit {
            throw Refusal(.conflict, "in_transit", "\(number) is on its way and cannot be changed.")
        }
    }
}

extension Store {
    fileprivate func existingLine(_ line: LineID, of document: Document) throws -> DocumentLine {
        guard let found = try lines(of: document.id).first(where: { $0.id == line }) else {
            throw Refusal.notFound("line of \(document.number)", "\(line.rawValue)")
        }
        return found
    }
}
