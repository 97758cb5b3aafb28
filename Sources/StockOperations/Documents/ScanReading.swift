import GS1
import StockDomain
import StockStore

/// Finds out which goods a scan on a document means.
struct ScanReading {
    let store: Store
    let moment: Moment
    let answers: [String: String]
    let document: Document
    let lines: [DocumentLine]

    /// The product, what was said of its goods, and the packaging whose barcode it was.
    struct Found {
        let product: Product
        var goods: ScannedGoods
        var packaging: Packaging?
    }

    init(
        _ store: Store, _ moment: Moment, _ answers: [String: String], _ document: Document, _ lines: [DocumentLine]
    ) {
        self.store = store
        self.moment = moment
        self.answers = answers
        self.document = document
        self.lines = lines
    }

    /// - Throws: `unknown_scan`, `unknown_number`, `number_required`, a question which product a number belongs to.
    func read(_ scan: Scan, _ request: ScanRequest) throws -> Found {
        if let problem = scan.problem, !scan.isUsable, !scan.mayBePlain {
            throw Refusal.rule("invalid_value", problem.detail, at: "/text")
        }
        let names = ScannedNames(scan)
        if let found = try product(named: names, request) {
            let goods = ScannedGoods(scan, of: found.product, numberKind: numberKind(of: found.product))
            let named = try withNumber(
                Found(product: found.product, goods: goods, packaging: found.packaging), names, request)
            try checkKnown(named)
            return named
        }
        guard let text = names.plain ?? names.numbers.first else { throw unknown(scan.text) }
        return try goods(numbered: try number(text), request)
    }

    /// The product of a barcode, or that of the request.
    private func product(
        named names: ScannedNames, _ request: ScanRequest
    ) throws -> (product: Product, packaging: Packaging?)? {
        for barcode in names.barcodes + [names.plain].compactMap(\.self) {
            if let found = try store.product(barcode: barcode) { return found }
        }
        if let sku = request.product { return (try store.existingProduct(sku), nil) }
        return try names.plain.flatMap { try store.product(sku: $0) }.map { ($0, nil) }
    }

    /// A tracked product needs its number too, be it in the barcode or the plain text beside a named product.
    private func withNumber(_ found: Found, _ names: ScannedNames, _ request: ScanRequest) throws -> Found {
        guard let kind = numberKind(of: found.product), found.goods.number == nil else { return found }
        if request.product == found.product.sku, let plain = names.plain, plain != found.product.sku {
            var named = found
            named.goods.number = try number(plain)
            return named
        }
        throw Refusal.rule(
            "number_required", "\(found.product.sku) is tracked by \(kind.rawValue): scan its number.", at: "/text")
    }

    /// Goods that leave have had their number before: one that nobody knows is refused while they are still at hand.
    private func checkKnown(_ found: Found) throws {
        guard let kind = numberKind(of: found.product), let number = found.goods.number,
            !mayCreateNumbers(of: found.product)
        else { return }
        let known = try store.lots(numbers: [number], kind: kind, of: found.product.id)
        if !known.isEmpty { return }
        if try !store.lots(formerNumbers: [number], kind: kind, of: found.product.id).isEmpty { return }
        throw Refusal.rule(
            "unknown_number",
            "\(found.product.sku) has no number “\(number)”. A \(document.kind.inWords) cannot create one.", at: "/text"
        )
    }

    /// Of a production order only what comes out may be new; what it does not name goes in.
    private func mayCreateNumbers(of product: Product) -> Bool {
        document.kind.createsNumbers(of: product) && (document.kind != .productionOrder || mayBringNumbers(product))
    }

    // MARK: Plain numbers

    /// Goods by their number alone: those that exist, or new ones of the one product that may need it.
    private func goods(numbered number: LotNumber, _ request: ScanRequest) throws -> Found {
        let onDocument = try store.products(Array(Set(lines.map(\.productID)))).sorted { $0.sku < $1.sku }
        let tracked = onDocument.filter { numberKind(of: $0) != nil }
        let known = try tracked.filter { product in
            try numberKind(of: product).flatMap { try store.lot(number: number, kind: $0, of: product.id) } != nil
        }
        let others = known.isEmpty ? try owners(of: number) : known
        var candidates = others
        if candidates.isEmpty, document.kind.createsNumbers {
            let bringing = tracked.filter(mayBringNumbers)
            let wanting = bringing.filter(isWantingNumbers)
            candidates = wanting.isEmpty ? bringing : wanting
        }
        guard let first = candidates.first else { throw unknown(number.text) }
        let product = candidates.count == 1 ? first : try chosen(of: candidates, number)
        return Found(product: product, goods: ScannedGoods(number: number))
    }

    private func owners(of number: LotNumber) throws -> [Product] {
        let lots = try store.lots(LotFilter(number: number.text), before: nil, limit: 20)
        let ids = Set(lots.filter { $0.number == number }.map(\.productID))
        return try store.products(Array(ids)).filter { numberKind(of: $0) != nil }.sorted { $0.sku < $1.sku }
    }

    /// What an order uses has its number already; what it makes may get a new one.
    private func mayBringNumbers(_ product: Product) -> Bool {
        lines.contains { $0.productID == product.id && $0.details.role != .component }
    }

    private func isWantingNumbers(_ product: Product) -> Bool {
        lines.contains { line in
            let named = line.numbers.map { $0.quantity ?? .one }.sum()
            return line.productID == product.id && named < line.quantity
        }
    }

    private func chosen(of candidates: [Product], _ number: LotNumber) throws -> Product {
        var decision = Decision()
        let answer = decision.ask(
            "scan:product_of_number", "product_of_number", "Which product is “\(number)” of?",
            candidates.map(\.sku), given: answers)
        _ = try decision.settled()
        return candidates.first { $0.sku == answer } ?? candidates[0]
    }

    // MARK: Words

    private func numberKind(of product: Product) -> LotKind? {
        if !moment.settings.lotsAndSerials { return nil }
        return document.kind == .delivery ? product.tracking.numberKind : product.numberKindInside
    }

    private func number(_ text: String) throws -> LotNumber {
        do throws(LotNumber.Fault) {
            return try LotNumber(text)
        } catch {
            throw Refusal.rule("invalid_value", error.detail, at: "/text")
        }
    }

    private func unknown(_ text: String) -> Refusal {
        .rule(
            "unknown_scan",
            "Nothing of ours is called “\(text.prefix(80))”. Scan the product's barcode first, or enter the line by hand.",
            at: "/text")
    }
}
