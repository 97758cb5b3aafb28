import StockDomain
import StockStore

/// Looks up the names in a request and checks what can be checked without stock.
struct DocumentPlanning {
    let store: Store
    let moment: Moment
    var faults: [Fault] = []
    private var products: [String: Product] = [:]

    init(_ store: Store, _ moment: Moment) {
        self.store = store
        self.moment = moment
    }

    /// A line with its product and place looked up.
    struct Line {
        var line: DocumentLine
        let product: Product
        let pointer: String
    }

    /// The document and its lines, or everything that is wrong with the request.
    mutating func plan(_ request: DocumentRequest) throws -> (document: Document, lines: [Line]) {
        let partner = try partner(request.partner, for: request.kind)
        let location = try headPlace(
            request.location ?? defaultPlace(request.kind), request.kind == .transfer ? "/from" : "/location")
        let to = request.kind == .transfer ? try headPlace(request.toLocation, "/to") : nil
        let lines = try planLines(request.lines, of: request.kind)
        if request.kind == .scrap, request.reason?.isEmpty ?? true, request.lines.contains(where: { $0.reason == nil })
        {
            faults.append(Fault("/reason", "reason_required", "A scrap needs a reason."))
        }
        if let location, location.id == to?.id {
            faults.append(Fault("/to", "invalid_value", "A transfer goes from one place to another."))
        }
        if !faults.isEmpty { throw Refusal.faults(Array(faults.prefix(100))) }
        let document = Document(
            kind: request.kind, partnerID: partner?.id, origin: request.origin, locationID: location?.id,
            toLocationID: to?.id, plannedOn: request.plannedOn ?? moment.today, priority: request.priority,
            reason: request.reason, scrapKind: request.kind == .scrap ? request.scrapKind ?? .scrap : nil,
            witness: request.witness, certificate: request.certificate, isBlind: request.isBlind,
            happenedAt: request.happenedAt)
        return (document, lines)
    }

    /// Puts the changed fields of a head in place.
    mutating func apply(_ change: DocumentChange, to document: inout Document) throws {
        if let code = change.partner { document.partnerID = try partner(code, for: document.kind)?.id }
        if let origin = change.origin { document.origin = origin.isEmpty ? nil : origin }
        if let code = change.location {
            document.locationID = try place(code, document.kind == .transfer ? "/from" : "/location")?.id
        }
        if let code = change.toLocation { document.toLocationID = try place(code, "/to")?.id }
        if let day = change.plannedOn { document.plannedOn = day }
        if let priority = change.priority { document.priority = priority }
        if let reason = change.reason { document.reason = reason.isEmpty ? nil : reason }
        if let moment = change.happenedAt { document.happenedAt = moment }
    }

    mutating func planLines(_ asked: [LineRequest], of kind: DocumentKind) throws -> [Line] {
        let requests = try asked.flatMap { try spelledOut($0, kind) }
        products.merge(try store.products(skus: requests.map(\.product))) { $1 }
        var lines: [Line] = []
        for request in requests {
            if let line = try plan(request, of: kind, position: lines.count) { lines.append(line) }
        }
        return lines
    }

    /// - Throws: all faults found so far, when there are any.
    func settle() throws(Refusal) {
        if !faults.isEmpty { throw .faults(Array(faults.prefix(100))) }
    }

    private mutating func plan(_ request: LineRequest, of kind: DocumentKind, position: Int) throws -> Line? {
        guard let product = products[request.product] else {
            faults.append(
                Fault(request.pointer + "/product", "not_found", "There is no product “\(request.product)”."))
            return nil
        }
        if kind.bringsNewGoods, let fault = product.archivedFault(at: request.pointer + "/product") {
            faults.append(fault)
        }
        let entries = entries(request.numbers, request.pastedNumbers, request.pointer, on: kind)
        if kind.bringsFromOutside { refuseParts(in: entries, of: product, at: request.pointer) }
        guard let quantity = quantity(of: request, product, entries, kind) else { return nil }
        let location = try place(request.location, request.pointer + "/location")
        var line = DocumentLine(
            position: position, productID: product.id, quantity: quantity, locationID: location?.id,
            reason: request.reason,
            details: LineDetails(
                overrideReason: request.overrideReason, doneSoFar: doneSoFar(of: request, product)),
            numbers: entries)
        line.details.packageID = try package(request, kind)
        line.details.isWholePackage = request.isWholePackage
        line.details.deliveryID = try delivery(request, kind)
        return Line(line: line, product: product, pointer: request.pointer)
    }

    // MARK: Numbers and quantities

    /// All numbers of a line spelt out, runs and pasted lists too.
    ///
    /// - Parameter inputs: nil where nothing is said of numbers. An empty list speaks of them: while their switch is off
    ///   it is refused like a full one (R1).
    mutating func entries(
        _ inputs: [NumberInput]?, _ pasted: String?, _ pointer: String, on kind: DocumentKind
    ) -> [NumberEntry] {
        if inputs == nil, pasted == nil { return [] }
        if !moment.settings.lotsAndSerials {
            faults.append(
                Fault(
                    pointer + (inputs == nil ? "/numbers_text" : "/numbers"), "tracking_switched_off",
                    "Lots & serial numbers are switched off. Turn them on in the settings first."))
            return []
        }
        var entries: [NumberEntry] = []
        for input in inputs ?? [] {
            do throws(NumberRun.Fault) {
                switch input {
                case .one(let entry): entries.append(entry)
                case .run(let first, let count, let entry):
                    entries += entry.each(of: try NumberRun.numbers(from: first, count: count))
                case .span(let first, let last, let entry):
                    entries += entry.each(of: try NumberRun.numbers(from: first, to: last))
                }
            } catch {
                faults.append(Fault(pointer + "/numbers", "invalid_value", error.detail))
            }
        }
        if let pasted { entries += readPasted(pasted, pointer) }
        if kind != .count {
            faults += entries.filter { $0.quantity == .zero }.map {
                Fault($0.below(pointer).pointer + "/quantity", "invalid_value", "“quantity” must be more than 0.")
            }
        }
        if !kind.createsNumbers, let unknown = entries.first(where: \.isUnknown) {
            faults.append(
                Fault(
                    unknown.below(pointer).pointer, "unknown_number",
                    "A \(kind.inWords) needs the numbers of its goods. Scan what leaves; what has no number is counted in "
                        + "or returned first."))
        }
        return entries
    }

    /// Refuses parts of pieces: what comes in is counted as the product is. What leaves is judged by what is there.
    mutating func refuseParts(in entries: [NumberEntry], of product: Product, at pointer: String) {
        for entry in entries {
            guard let quantity = entry.quantity, !quantity.fits(decimals: product.decimals) else { continue }
            _ = checked(quantity, of: product, allowZero: true, at: entry.below(pointer).pointer + "/quantity")
        }
    }

    private mutating func readPasted(_ text: String, _ pointer: String) -> [NumberEntry] {
        switch PastedNumbers.read(text, pointer: pointer + "/numbers_text") {
        case .success(let entries): return entries
        case .failure(let unread):
            faults += unread.list.prefix(100).map {
                Fault("\(pointer)/numbers_text/\($0.line)", "unreadable_line", "Line \($0.line): \($0.detail)")
            }
            return []
        }
    }

    /// The line's quantity in stock units: as given, in a packaging, or as its numbers say.
    private mutating func quantity(
        of request: LineRequest, _ product: Product, _ entries: [NumberEntry], _ kind: DocumentKind
    ) -> Quantity? {
        let pointer = request.pointer + "/quantity"
        guard var quantity = request.quantity ?? product.quantity(saidBy: entries) else {
            // Numbers that could not be read may well say how much it is.
            if !faults.contains(where: { $0.pointer.hasPrefix(request.pointer + "/numbers") }) {
                faults.append(Fault(pointer, "quantity_required", "\(product.sku) needs a quantity."))
            }
            return nil
        }
        if let name = request.packaging {
            guard let packaging = product.packagings.first(where: { $0.name == name }) else {
                faults.append(
                    Fault(request.pointer + "/packaging", "not_found", "\(product.sku) has no packaging “\(name)”."))
                return nil
            }
            guard let converted = quantity.times(packaging.quantity) else {
                faults.append(
                    Fault(pointer, "invalid_value", "\(quantity) × \(name) of \(product.sku) cannot be kept exactly."))
                return nil
            }
            quantity = converted
        }
        return checked(quantity, of: product, allowZero: kind == .count, at: pointer)
    }

    /// What is done of the line so far, in stock units.
    private mutating func doneSoFar(of request: LineRequest, _ product: Product) -> Quantity? {
        guard let done = request.done else { return nil }
        let packaging = product.packagings.first { $0.name == request.packaging }
        guard let inUnits = packaging.map({ done.times($0.quantity) }) ?? done else {
            faults.append(Fault(request.pointer + "/done", "invalid_value", "\(done) cannot be kept exactly."))
            return nil
        }
        return checked(inUnits, of: product, allowZero: true, at: request.pointer + "/done")
    }

    /// The quantity, when it is one that a line of this product may have.
    mutating func checked(
        _ quantity: Quantity, of product: Product, allowZero: Bool, at pointer: String
    ) -> Quantity? {
        if quantity < .zero || (quantity == .zero && !allowZero) {
            faults.append(Fault(pointer, "invalid_value", "A quantity is more than zero."))
            return nil
        }
        if quantity > .most {
            faults.append(Fault(pointer, "invalid_value", "A quantity is at most \(Quantity.most.grouped)."))
            return nil
        }
        if !quantity.fits(decimals: product.decimals) {
            faults.append(
                Fault(
                    pointer, "invalid_value",
                    "\(product.sku) is counted in \(product.unit) with \(product.decimals) decimals; \(quantity) has more."
                ))
            return nil
        }
        return quantity
    }

    // MARK: Names

    private mutating func delivery(_ request: LineRequest, _ kind: DocumentKind) throws -> DocumentID? {
        guard let number = request.delivery else { return nil }
        let pointer = request.pointer + "/delivery"
        if kind != .customerReturn {
            faults.append(Fault(pointer, "invalid_value", "Only a customer's return names a delivery."))
            return nil
        }
        guard let delivery = try store.document(.delivery, number: number) else {
            faults.append(Fault(pointer, "not_found", "There is no delivery “\(number)”."))
            return nil
        }
        return delivery.id
    }

    private mutating func partner(_ code: String?, for kind: DocumentKind) throws -> Partner? {
        guard let code else {
            if kind == .delivery || kind == .customerReturn || kind == .supplierReturn {
                faults.append(Fault("/partner", "partner_required", "A \(kind.inWords) needs a partner."))
            }
            return nil
        }
        guard let partner = try store.partner(code: code) else {
            faults.append(Fault("/partner", "not_found", "There is no partner “\(code)”."))
            return nil
        }
        return partner
    }

    private func defaultPlace(_ kind: DocumentKind) -> String? {
        switch kind {
        case .transfer: nil
        case .customerReturn: StandardLocation.returns.rawValue
        default: StandardLocation.stock.rawValue
        }
    }

    /// The place that a document must name.
    private mutating func headPlace(_ code: String?, _ pointer: String) throws -> Location? {
        if code == nil { faults.append(Fault(pointer, "location_required", "A transfer needs two places.")) }
        return try place(code, pointer)
    }

    /// A place of ours where goods can stand; nil when none is named.
    private mutating func place(_ code: String?, _ pointer: String) throws -> Location? {
        guard let code else { return nil }
        guard let location = try store.location(code: code) else {
            faults.append(Fault(pointer, "not_found", "There is no place “\(code)”."))
            return nil
        }
        guard location.usage.holdsStock || location.usage == .view else {
            faults.append(Fault(pointer, "not_a_stock_place", "\(code) is no place of ours where goods can stand."))
            return nil
        }
        return location
    }
}

extension NumberEntry {
    /// One entry for each number of a run, with a place of its own below the run's.
    fileprivate func each(of numbers: [LotNumber]) -> [NumberEntry] {
        numbers.enumerated().map { index, number in
            var entry = self
            entry.number = number
            entry.pointer = "\(pointer)/\(index)"
            return entry
        }
    }
}

extension Product {
    /// The quantity that numbers say without one on the line: a serial counts 1, lots must have theirs.
    func quantity(saidBy entries: [NumberEntry]) -> Quantity? {
        if entries.isEmpty { return nil }
        if tracking == .serial { return entries.map { $0.isUnknown ? $0.quantity ?? .one : .one }.sum() }
        let quantities = entries.compactMap(\.quantity)
        return quantities.count == entries.count ? quantities.sum() : nil
    }
}

extension DocumentKind {
    /// Whether its goods come from outside with quantities that somebody tells.
    var bringsFromOutside: Bool { self == .receipt || self == .opening }
}
