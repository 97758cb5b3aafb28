import GS1
import SQLCore
import StockDomain
import StockStore

/// One scan on an open document.
public struct ScanRequest: Sendable {
    public var text: String
    /// In the unit of what was scanned: a packaging's barcode counts packagings.
    public var quantity: Quantity?
    /// The SKU, when the text alone does not tell it.
    public var product: String?

    public init(text: String, quantity: Quantity? = nil, product: String? = nil) {
        self.text = text
        self.quantity = quantity
        self.product = product
    }
}

/// The line that a scan has made grow, and what was understood.
public struct ScannedLine: Sendable {
    public let view: DocumentView
    /// Nil for a package that is on no line.
    public let lineID: LineID?
    /// Nil when a package was scanned.
    public let product: Product?
    /// The number of the package that was scanned (R31a).
    public var package: String?
    public let goods: ScannedGoods
    public let quantity: Quantity
    public let kind: Scan.Kind
    public let warnings: [StockDomain.Warning]

    /// The document with what there is to say of the scan.
    public var told: DocumentView {
        var told = view
        told.warnings += warnings
        return told
    }

    public var line: LineView? { view.lines.first { $0.id == lineID } }
}

extension Operations {
    /// Puts one scan on an open document: the product's line grows, or a new one is added after asking (R20).
    public func addScan(
        _ request: ScanRequest, to kind: DocumentKind, _ number: String, ifVersion version: Int? = nil,
        _ command: Command, answer: @escaping @Sendable (ScannedLine) -> Answer
    ) async throws -> Answer {
        try await write(command, needs: .moveGoods, answer: answer) { store, moment in
            let document = try store.openDocument(kind, number, version)
            try document.requireEditableLines()
            return try ScanEntering(store, moment, command, document).enter(request)
        }
    }
}

/// Enters one scan.
private struct ScanEntering {
    let store: Store
    let moment: Moment
    let command: Command
    let document: Document
    let lines: [DocumentLine]
    private var answers: [String: String] { command.answers }

    init(_ store: Store, _ moment: Moment, _ command: Command, _ document: Document) throws {
        self.store = store
        self.moment = moment
        self.command = command
        self.document = document
        lines = try store.lines(of: document.id)
    }

    func enter(_ request: ScanRequest) throws -> ScannedLine {
        let scan = Scan(request.text, asOfYear: moment.today.parts.year)
        if let package = try enterPackage(scan) { return package }
        let found = try ScanReading(store, moment, answers, document, lines).read(scan, request)
        let product = found.product
        let quantity = try quantity(of: found, request)
        let isSerial = numberKind(of: product) == .serial
        if isSerial, quantity != .one {
            throw Refusal.rule(
                "serial_quantity_must_be_one", "A serial of \(product.sku) is one unit, not \(quantity.grouped).",
                at: "/quantity")
        }
        var warnings: [StockDomain.Warning] = []
        let line: DocumentLine
        if let there = growing(product) {
            if let grown = there.adding(
                found.goods, quantity, isSerial: isSerial, isCount: document.kind == .count, at: moment.now)
            {
                line = grown
                try store.update(grown)
            } else {
                line = there
                warnings.append(
                    Warning("/text", "serial_twice", "\(product.sku) has that serial on this document already."))
            }
        } else {
            line = try addLine(found, quantity, isSerial: isSerial)
        }
        if let done = line.details.doneSoFar, done > line.quantity {
            warnings.append(
                Warning(
                    "/text", line.codeOfTooMuch,
                    "\(done.grouped) \(product.unit) of \(product.sku) are scanned, \(line.quantity.grouped) were expected."
                ))
        }
        return ScannedLine(
            view: try store.saving(document), lineID: line.id, product: product, goods: found.goods,
            quantity: quantity, kind: scan.kind, warnings: warnings)
    }

    /// The line that the scanned goods belong to; of an order that uses and makes the same product, the component while
    /// some of it is wanted.
    private func growing(_ product: Product) -> DocumentLine? {
        lines.first { $0.details.role == .component && $0.isOpen(for: product) }
            ?? lines.first { $0.isLoose(of: product) } ?? lines.first { $0.isOpen(for: product) }
    }

    private func enterPackage(_ scan: Scan) throws -> ScannedLine? {
        let scanning = PackageScanning(
            store: store, moment: moment, command: command, document: document, lines: lines)
        guard let found = try scanning.read(scan) else { return nil }
        return ScannedLine(
            view: try store.saving(document), lineID: found.line, product: nil, package: found.package.number,
            goods: ScannedGoods(), quantity: .one, kind: scan.kind, warnings: found.warnings)
    }

    private func numberKind(of product: Product) -> LotKind? {
        document.kind == .delivery ? product.tracking.numberKind : product.numberKindInside
    }

    private func quantity(of found: ScanReading.Found, _ request: ScanRequest) throws -> Quantity {
        let told = request.quantity ?? found.goods.quantity ?? .one
        guard let quantity = found.packaging.map({ told.times($0.quantity) }) ?? told else {
            throw Refusal.rule("invalid_value", "\(told) packagings cannot be kept exactly.", at: "/quantity")
        }
        var planning = DocumentPlanning(store, moment)
        let checked = planning.checked(quantity, of: found.product, allowZero: false, at: "/quantity")
        try planning.settle()
        return checked ?? quantity
    }

    /// A product that is not on the document asks, unless the document is empty so far or counts.
    private func addLine(
        _ found: ScanReading.Found, _ quantity: Quantity, isSerial: Bool
    ) throws -> DocumentLine {
        let product = found.product
        if document.kind.bringsNewGoods, let fault = product.archivedFault(at: "/text") {
            throw Refusal.faults([fault])
        }
        if document.kind != .count, !lines.isEmpty {
            var decision = Decision()
            _ = decision.ask(
                "scan:product_not_on_document", "product_not_on_document",
                "\(product.sku) is not on \(document.number). Add it?", ["add"], given: answers)
            _ = try decision.settled()
        }
        let isCount = document.kind == .count
        let empty = DocumentLine(
            position: 0, productID: product.id, quantity: .zero,
            details: LineDetails(isUnplanned: !isCount, role: document.kind == .productionOrder ? .component : nil))
        let line = empty.adding(found.goods, quantity, isSerial: isSerial, isCount: isCount, at: moment.now) ?? empty
        return try store.insert([line], of: document.id)[0]
    }
}

extension DocumentLine {
    /// How a warning calls it when more than planned is scanned.
    fileprivate var codeOfTooMuch: String {
        switch details.role {
        case .component: "over_consumption"
        case .output, .byProduct: "over_production"
        case nil: "over_receipt"
        }
    }

    /// Whether goods that are scanned one by one belong to the line before any that names a package.
    fileprivate func isLoose(of product: Product) -> Bool {
        productID == product.id && details.packageID == nil
    }

    /// Whether goods scanned out of their package may be those that the line has announced in one.
    fileprivate func isOpen(for product: Product) -> Bool {
        productID == product.id && !details.isWholePackage && details.doneSoFar ?? .zero < quantity
    }
}

extension Store {
    /// A document that can still be changed, in the version that the client has seen.
    fileprivate func openDocument(_ kind: DocumentKind, _ number: String, _ version: Int?) throws -> Document {
        let document = try existing(kind, number)
        if let version, version != document.version {
            throw Refusal(
                .conflict, "changed_meanwhile", "\(document.number) was changed by somebody else. Look again.")
        }
        if !document.state.isOpen {
            throw Refusal(
                .conflict, "document_closed", "\(document.number) is \(document.state.rawValue) and cannot be changed.")
        }
        return document
    }
}
