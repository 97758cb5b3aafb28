import SQLCore
import StockDomain
import StockStore

/// Numbers that somebody wants judged before they are booked.
public struct NumberCheckRequest: Sendable {
    /// A SKU.
    public var product: String
    /// The code of the supplier.
    public var partner: String?
    /// What the line would move; nil when that is not known yet.
    public var quantity: Quantity?
    public var numbers: [NumberInput]
    /// A pasted list (R15).
    public var pastedNumbers: String?

    public init(
        product: String, partner: String? = nil, quantity: Quantity? = nil, numbers: [NumberInput] = [],
        pastedNumbers: String? = nil
    ) {
        self.product = product
        self.partner = partner
        self.quantity = quantity
        self.numbers = numbers
        self.pastedNumbers = pastedNumbers
    }
}

/// What is to be said of a number before it is booked.
public struct CheckedNumber: Sendable, Equatable {
    public let entry: NumberEntry
    /// The number, when the product has it already.
    public let lot: LotID?
    /// One of the product's numbers that a reader would confuse with it (R10).
    public let like: LotNumber?
    /// Another product that has it, where numbers are unique in the company (R11a).
    public let otherProduct: String?
    /// Where the list names it first, when this is not the first time.
    public let duplicateOf: String?
    public let doubts: [Doubt]
}

extension Operations {
    /// Judges numbers as a receipt would, and changes nothing (R16).
    ///
    /// - Throws: `unreadable_line` with the lines of a list that cannot be read (R15).
    public func checkNumbers(_ request: NumberCheckRequest, as actor: Actor) async throws -> [CheckedNumber] {
        try await read(as: actor) { [clock] store in
            let moment = try Moment(now: clock(), settings: store.settings())
            return try NumberChecking(store, moment, actor).check(request)
        }
    }
}

private struct NumberChecking {
    let store: Store
    let moment: Moment
    let actor: Actor

    init(_ store: Store, _ moment: Moment, _ actor: Actor) {
        self.store = store
        self.moment = moment
        self.actor = actor
    }

    func check(_ request: NumberCheckRequest) throws -> [CheckedNumber] {
        guard let product = try store.product(sku: request.product) else {
            throw Refusal.rule("not_found", "There is no product “\(request.product)”.", at: "/product")
        }
        guard let kind = product.tracking.numberKind else {
            throw Refusal.rule(
                "product_not_tracked", "\(product.sku) is not tracked, so it has no numbers.", at: "/product")
        }
        var planning = DocumentPlanning(store, moment)
        let entries = planning.entries(request.numbers, request.pastedNumbers, "", on: .receipt)
            .filter { !$0.isUnknown }
        try planning.settle()
        let numbers = Set(entries.map(\.number))
        let known = try store.lots(numbers: numbers, kind: kind, of: product.id)
        let doubts = try doubts(entries, product, known, request)
        let alike = try alike(numbers.subtracting(known.keys), kind, product)
        let owners = moment.settings.uniqueNumbers == .company ? try store.numberOwners(numbers) : [:]
        var first: [LotNumber: String] = [:]
        return entries.enumerated().map { index, entry in
            let earlier = first[entry.number]
            if earlier == nil { first[entry.number] = entry.pointer }
            return CheckedNumber(
                entry: entry, lot: known[entry.number]?.id,
                like: known[entry.number] == nil ? alike[NameText.likeness(of: entry.number.text)] : nil,
                otherProduct: owners[entry.number]?.first { $0.product != product.id }?.sku, duplicateOf: earlier,
                doubts: doubts[index])
        }
    }

    private func doubts(
        _ entries: [NumberEntry], _ product: Product, _ known: [LotNumber: Lot], _ request: NumberCheckRequest
    ) throws -> [[Doubt]] {
        let partner = try request.partner.map { code in
            guard let partner = try store.partner(code: code) else {
                throw Refusal.rule("not_found", "There is no partner “\(code)”.", at: "/partner")
            }
            return partner.id
        }
        let line = request.quantity ?? product.quantity(saidBy: entries)
        let judged = entries.map { entry in
            let quantities = [line, product.tracking == .serial ? nil : entry.quantity].compactMap(\.self)
            return IncomingNumbers.Line(
                product: product.id,
                candidate: DoubtfulNumbers.Candidate(
                    number: entry.number, product: product.sku, unit: product.unit, quantities: quantities,
                    isKnown: known[entry.number] != nil), isJudged: entry.entered.canBeInvented)
        }
        return try Doubting(store, moment, actor).judge(judged, from: partner, on: moment.today, learning: false)
    }

    /// Existing numbers by likeness (R10).
    private func alike(
        _ unknown: Set<LotNumber>, _ kind: LotKind, _ product: Product
    ) throws -> [String: LotNumber] {
        let keys = unknown.map { NameText.searchKey(of: $0.text) }
        let lots = try store.lots(searchKeys: keys, of: product.id).filter { $0.kind == kind }
        return Dictionary(lots.map { (NameText.likeness(of: $0.number.text), $0.number) }) { first, _ in first }
    }
}
