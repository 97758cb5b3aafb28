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
            let planned = try planning.planLines(requests, of: kind)
            try planning.settle()
            let added = try CountSheet(store: store, document: document, moment: moment.now).filled(planned)
                .map { $0.entered(at: moment.now) }
                .without(numbersOf: store.lines(of: document.id))
            if added.isEmpty, !planned.isEmpty { return try store.view(of: document) }
            _ = try store.insert(added, of: document.id)
            var next = document
            next.state = .draft
            return try store.saving(next)
        }
    }

    /// Changes quantity, place, reasons or numbers of one line; what is set aside for it follows (R21).
    public func changeLine(
        _ line: LineID, of kind: DocumentKind, _ number: String, to request: LineChange, ifVersion version: Int? = nil,
        _ command: Command, answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        try await change(kind, number, ifVersion: version, command, answer: answer) { store, moment, document in
            try document.requireEditableLines()
            return try store.changing(
                store.existingLine(line, of: document), of: document, to: request, moment)
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
    public var done: Quantity?
    public var location: String?
    public var reason: String?
    /// Empty clears it.
    public var overrideReason: String?
    public var numbers: [NumberInput]?
    public var pastedNumbers: String?

    public init(
        quantity: Quantity? = nil, packaging: String? = nil, done: Quantity? = nil, location: String? = nil,
        reason: String? = nil, overrideReason: String? = nil, numbers: [NumberInput]? = nil,
        pastedNumbers: String? = nil
    ) {
        self.quantity = quantity
        self.packaging = packaging
        self.done = done
        self.location = location
        self.reason = reason
        self.overrideReason = overrideReason
        self.numbers = numbers
        self.pastedNumbers = pastedNumbers
    }

    /// The whole line as it is asked for after the change.
    fileprivate func applied(to line: DocumentLine, of product: Product) -> LineRequest {
        let replaces = numbers != nil || pastedNumbers != nil
        let named = line.numbers.isEmpty ? nil : line.numbers.map(NumberInput.one)
        return LineRequest(
            product: product.sku, quantity: quantity ?? line.quantity, packaging: quantity == nil ? nil : packaging,
            done: done, location: location, reason: reason ?? line.reason,
            numbers: replaces ? numbers : named, pastedNumbers: pastedNumbers)
    }
}

extension DocumentPlanning.Line {
    /// The line, a number that came by itself marked with the moment of its coming (R16); several at once were not
    /// entered one by one.
    fileprivate func entered(at now: Instant, keeping former: [NumberEntry] = []) -> DocumentLine {
        let known = Dictionary(former.map { ($0.number, $0.enteredAt) }) { first, _ in first }
        var line = line
        let new = line.numbers.indices.filter { known[line.numbers[$0].number] == nil }
        for index in line.numbers.indices { line.numbers[index].enteredAt = known[line.numbers[index].number] ?? nil }
        if new.count == 1 { line.numbers[new[0]].enteredAt = now }
        return line
    }
}

extension [DocumentLine] {
    /// What of pasted lists is not on the document yet: the same list again adds nothing (R15).
    fileprivate func without(numbersOf lines: [DocumentLine]) -> [DocumentLine] {
        filter { added in
            guard !added.numbers.isEmpty, added.numbers.allSatisfy({ $0.entered == .pasted }) else { return true }
            return !lines.contains { $0.productID == added.productID && $0.hasNumbers(of: added) }
        }
    }
}

extension DocumentLine {
    /// Whether it names the same numbers with the same quantities, in whatever order.
    fileprivate func hasNumbers(of other: DocumentLine) -> Bool {
        guard numbers.count >= other.numbers.count else { return false }
        let own = Dictionary(grouping: numbers, by: \.number)
        return other.numbers.allSatisfy { pasted in
            own[pasted.number]?.contains {
                $0.quantity == pasted.quantity && $0.expiresOn == pasted.expiresOn
                    && $0.supplierNumber == pasted.supplierNumber
            } ?? false
        }
    }
}

extension Document {
    /// - Throws: when goods are already on their way.
    func requireEditableLines() throws(Refusal) {
        if state == .inTransit {
            throw Refusal(.conflict, "in_transit", "\(number) is on its way and cannot be changed.")
        }
    }
}

extension Store {
    /// A line changed as asked; what is set aside for it follows (R21).
    func changing(
        _ former: DocumentLine, of document: Document, to request: LineChange, _ moment: Moment
    ) throws -> DocumentView {
        try former.requireFree(request)
        guard let product = try product(former.productID) else {
            throw Refusal.notFound("line", "\(former.id.rawValue)")
        }
        var planning = DocumentPlanning(self, moment)
        var planned = try planning.planLines([request.applied(to: former, of: product)], of: document.kind)
        try planning.settle()
        if request.location == nil { planned[0].line.locationID = former.locationID }
        planned[0].line.details.packageID = former.details.packageID
        planned = try CountSheet(store: self, document: document, moment: moment.now).filled(planned)
        var changed = planned[0].entered(at: moment.now, keeping: former.numbers)
        changed.id = former.id
        let counted = changed.details
        changed.details = former.details
        changed.details.doneSoFar = counted.doneSoFar ?? former.details.doneSoFar
        changed.details.bookQuantity = counted.bookQuantity
        changed.details.countedAt = counted.countedAt
        if let reason = request.overrideReason { changed.details.overrideReason = reason.isEmpty ? nil : reason }
        try update(changed)
        var reserving = try Reserving(self, moment, document, placesByID())
        return try saving(reserving.following(changed, insteadOf: former))
    }

    func existingLine(_ line: LineID, of document: Document) throws -> DocumentLine {
        guard let found = try lines(of: document.id).first(where: { $0.id == line }) else {
            throw Refusal.notFound("line of \(document.number)", "\(line.rawValue)")
        }
        return found
    }
}
