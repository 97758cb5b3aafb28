import StockDomain
import StockOperations

extension DocumentRequest {
    /// Reads a new document of `kind`; each kind knows its own keys only.
    init(_ body: RequestObject, of kind: DocumentKind) {
        self.init(
            kind: kind, partner: kind.hasPartner ? body.optional("partner", .name) : nil,
            origin: body.optional("origin", .text()),
            location: body.optional(kind == .transfer ? "from" : "location", .name),
            toLocation: kind == .transfer ? body.optional("to", .name) : nil,
            happenedAt: body.optional("happened_at", .instant), plannedOn: body.optional("planned_on", .day),
            priority: body.optional("priority", .priority) ?? 0, reason: body.optional("reason", .text()),
            scrapKind: kind == .scrap ? body.optional("kind", .scrapKind) : nil,
            witness: kind == .scrap ? body.optional("witness", .text()) : nil,
            certificate: kind == .scrap ? body.optional("certificate", .text()) : nil,
            isBlind: kind == .count ? body.optional("blind", .bool) ?? false : false,
            lines: body.optional("lines", .lineRequests) ?? [], doNow: body.optional("do", .bool) ?? false,
            rest: body.optional("rest", .word()))
    }
}

extension DocumentChange {
    /// - Parameter takesLines: whether it may name `lines`; a production order has other keys for its parts.
    init(_ body: RequestObject, of kind: DocumentKind, takesLines: Bool = true) {
        self.init(
            partner: kind.hasPartner ? body.optional("partner", .name) : nil,
            origin: body.change("origin", .text()).orEmpty,
            location: body.optional(kind == .transfer ? "from" : "location", .name),
            toLocation: kind == .transfer ? body.optional("to", .name) : nil,
            plannedOn: body.optional("planned_on", .day), priority: body.optional("priority", .priority),
            reason: body.change("reason", .text()).orEmpty, happenedAt: body.optional("happened_at", .instant),
            lines: takesLines ? body.optional("lines", .lineRequests) : nil)
    }
}

extension DoRequest {
    init(_ body: RequestObject) {
        self.init(
            lines: body.optional("lines", .linesToDo) ?? [], rest: body.optional("rest", .word()),
            happenedAt: body.optional("happened_at", .instant), reason: body.optional("reason", .text()))
    }
}

extension LineChange {
    init(_ body: RequestObject) {
        self.init(
            quantity: body.optional("quantity", .quantityFromZero), packaging: body.optional("packaging", .name),
            done: body.optional("done", .quantityFromZero), location: body.optional("location", .name),
            reason: body.optional("reason", .text()), overrideReason: body.change("override_reason", .text()).orEmpty,
            numbers: body.optional("numbers", .numbers), pastedNumbers: body.optional("numbers_text", .pastedList))
    }
}

extension LineRequest {
    init(_ object: RequestObject, at pointer: String) {
        let package = object.optional("package", .name)
        self.init(
            product: package == nil
                ? object.required("product", .name) : object.optional("product", .name) ?? "",
            quantity: object.optional("quantity", .quantityFromZero),
            packaging: object.optional("packaging", .name), done: object.optional("done", .quantityFromZero),
            location: object.optional("location", .name), package: package,
            delivery: object.optional("delivery", .name), reason: object.optional("reason", .text()),
            overrideReason: object.optional("override_reason", .text()),
            numbers: object.optional("numbers", .numbers),
            pastedNumbers: object.optional("numbers_text", .pastedList), pointer: pointer)
    }
}

// MARK: - Readers

extension RequestReader where Value == [LineRequest] {
    fileprivate static var lineRequests: RequestReader {
        RequestReader(standIn: []) { value in
            value.elements()?.compactMap { element in
                element.object { LineRequest($0, at: element.pointer) }
            }
        }
    }
}

extension RequestReader where Value == [DoRequest.Line] {
    fileprivate static var linesToDo: RequestReader {
        RequestReader(standIn: []) { value in
            value.elements()?.compactMap { element in
                element.object { object in
                    let product = object.has("id") ? nil : object.optional("product", .name)
                    return DoRequest.Line(
                        id: LineID(product == nil ? object.required("id", .id) : 0), product: product,
                        done: object.optional("done", .quantityFromZero),
                        overrideReason: object.optional("override_reason", .text()),
                        numbers: object.optional("numbers", .numbers),
                        pastedNumbers: object.optional("numbers_text", .pastedList), pointer: element.pointer)
                }
            }
        }
    }
}

extension RequestReader where Value == String {
    /// A pasted list of up to 20,000 numbers (R15).
    static var pastedList: RequestReader {
        exactText(most: 4_000_000).checked(or: "must not contain control characters but tabs and line breaks.") {
            !NameText.hasControlCharacter($0.filter { $0 != "\t" && !$0.isNewline })
        }
    }
}

extension RequestReader where Value == Int {
    static var priority: RequestReader { int(-1_000_000...1_000_000) }
}

extension RequestReader where Value == PostingKind {
    /// What a scrap is for (R26).
    static var scrapKind: RequestReader {
        let words = PostingKind.scraps.map(\.rawValue).joined(separator: ", ")
        return RequestReader<String>.text().converted(standIn: .scrap, or: "must be one of \(words).") { text in
            PostingKind.scraps.first { $0.rawValue == text }
        }
    }
}

extension DocumentKind {
    /// Whether the other side of it is a partner.
    fileprivate var hasPartner: Bool {
        switch self {
        case .receipt, .delivery, .customerReturn, .supplierReturn: true
        case .transfer, .count, .scrap, .productionOrder, .opening: false
        }
    }
}

extension Change where Value == String {
    /// As a document's change says it: nil keeps, an empty text clears.
    fileprivate var orEmpty: String? {
        switch self {
        case .keep: nil
        case .clear: ""
        case .set(let text): text
        }
    }
}
