import Testing

@testable import StockDomain

/// A history told in a table, one movement a line, an hour apart: `what document partner product/lot quantity`.
///
/// `undo 3` takes back the posting of line 3. Partners whose code begins with `WALK` are anonymous, those with `MUTE`
/// cannot be reached. A lot `SN-…` is a serial; `SN-1@LOT-7` belongs to that batch. A lot `-` is goods without number.
/// Rows of `make` and `use` with the same document are one step.
struct Story {
    var facts: RecallFacts
    /// What every step did, of the scope or not.
    private(set) var everyStep: [StepLot] = []
    private var products: [String: ProductID] = [:]
    private var lots: [String: LotID] = [:]
    private var partners: [String: PartnerID] = [:]
    private var documents: [String: DocumentID] = [:]
    private var steps: [String: PostingID] = [:]
    private var postings: [LotMovement] = []

    static let stock = LocationID(1)
    static let transit = LocationID(2)
    static let start = CompanyZone.utc.start(of: CalendarDate(daysSince1970: 20_000))

    /// - Parameter asked: the lot asked about, as in the table.
    init(asked: String, _ table: String) {
        facts = RecallFacts(asked: LotID(0), now: Story.start.adding(days: 100), zone: .utc)
        facts.places = [
            Story.stock: Location(id: Story.stock, code: "WH-Stock", name: "Stock", usage: .internal),
            Story.transit: Location(id: Story.transit, code: "WH-Transit", name: "Transit", usage: .transit),
        ]
        for line in table.split(separator: "\n") { tell(line.split(separator: " ").map(String.init)) }
        facts.asked = lots[asked] ?? lot("P/\(asked)")
        facts.movements = postings.filter { $0.lotID != nil }
        facts.downstream = Set(TraceGraph(steps: facts.steps, batches: batches).downstream(of: facts.asked).keys)
        facts.upstream = Set(
            facts.askedLots.flatMap { TraceGraph(steps: facts.steps, batches: batches).upstream(of: $0).keys })
        facts.piles = piles
        everyStep = facts.steps
        keepScope()
    }

    subscript(lot name: String) -> LotID { lots[name] ?? LotID(0) }
    subscript(partner code: String) -> PartnerID { partners[code] ?? PartnerID(0) }

    var batches: [LotID: LotID] {
        Dictionary(uniqueKeysWithValues: facts.lots.values.compactMap { lot in lot.batchID.map { (lot.id, $0) } })
    }

    /// The ledger only reads what belongs to the lots found.
    private mutating func keepScope() {
        let scope = facts.downstream
        facts.arrivals = facts.movements.filter {
            facts.upstream.subtracting(scope).contains($0.lotID ?? LotID(0)) && [.receipt, .opening].contains($0.kind)
        }
        facts.movements.removeAll { !scope.contains($0.lotID ?? LotID(0)) }
        facts.piles.removeAll { !scope.contains($0.lotID) }
        facts.steps.removeAll { !scope.contains($0.lotID) }
    }
}

// MARK: - Telling

extension Story {
    private static let meanings: [String: (kind: PostingKind, from: LocationUsage, to: LocationUsage)] = [
        "receive": (.receipt, .supplier, .internal), "deliver": (.delivery, .internal, .customer),
        "return": (.customerReturn, .customer, .internal), "sendback": (.supplierReturn, .internal, .supplier),
        "scrap": (.scrap, .internal, .scrap), "lose": (.count, .internal, .loss), "find": (.count, .loss, .internal),
        "open": (.opening, .opening, .internal), "use": (.production, .internal, .production),
        "make": (.production, .production, .internal), "split": (.split, .internal, .production),
        "into": (.split, .production, .internal), "send": (.transfer, .internal, .transit),
        "arrive": (.transfer, .transit, .internal), "number": (.delivery, .production, .customer),
    ]

    private mutating func tell(_ words: [String]) {
        if words[0] == "undo", let line = Int(words[1]) { return takeBack(postings[line - 1]) }
        guard words.count == 5, let meaning = Story.meanings[words[0]], let quantity = Quantity(words[4]) else {
            Issue.record("cannot read \(words)")
            return
        }
        let product = product(String(words[3].prefix { $0 != "/" }))
        let movement = LotMovement(
            postingID: PostingID(Int64(postings.count + 1)), kind: meaning.kind,
            happenedAt: Story.start.adding(seconds: Int64(postings.count) * 3_600), document: document(words[1]),
            partnerID: partner(words[2]), productID: product, lotID: words[3].hasSuffix("/-") ? nil : lot(words[3]),
            quantity: quantity, from: meaning.from, to: meaning.to)
        postings.append(movement)
        count(movement, step: step(of: movement, words[1]))
    }

    private mutating func takeBack(_ original: LotMovement) {
        var reversal = original
        reversal.postingID = PostingID(Int64(postings.count + 1))
        reversal.reverses = original.postingID
        (reversal.from, reversal.to) = (original.to, original.from)
        postings.append(reversal)
        count(reversal, step: step(of: original, original.document?.number ?? ""))
    }

    private mutating func step(of movement: LotMovement, _ document: String) -> StepID? {
        guard movement.from == .production || movement.to == .production else { return nil }
        let step = steps[document] ?? movement.postingID
        steps[document] = step
        return step
    }

    private mutating func count(_ movement: LotMovement, step: StepID?) {
        guard let step else { return }
        guard let lot = movement.lotID else {
            facts.unnumberedOutputs.append((step, movement))
            return
        }
        let booked = movement.booked
        let index = facts.steps.firstIndex { $0.stepID == step && $0.lotID == lot }
        let row = facts.steps.endIndex
        if index == nil {
            facts.steps.append(
                StepLot(
                    stepID: step, lotID: lot, consumed: .zero, produced: .zero, document: movement.document,
                    happenedAt: movement.happenedAt))
        }
        if booked.to == .production { facts.steps[index ?? row].consumed += booked.quantity }
        if booked.from == .production { facts.steps[index ?? row].produced += booked.quantity }
    }

    private var piles: [LotPile] {
        var sums: [LotID: [LocationID: Quantity]] = [:]
        let places: [LocationUsage: LocationID] = [.internal: Story.stock, .transit: Story.transit]
        for movement in postings {
            guard let lot = movement.lotID else { continue }
            if let place = places[movement.to] { sums[lot, default: [:]][place, default: .zero] += movement.quantity }
            if let place = places[movement.from] { sums[lot, default: [:]][place, default: .zero] -= movement.quantity }
        }
        return sums.flatMap { lot, piles in
            piles.filter { $0.value != .zero }.map { LotPile(lotID: lot, locationID: $0.key, quantity: $0.value) }
        }
    }
}

// MARK: - Names

extension Story {
    private mutating func product(_ sku: String) -> ProductID {
        let id = products[sku] ?? ProductID(Int64(products.count + 1))
        products[sku] = id
        facts.products[id] = ProductName(id: id, sku: sku, name: sku, unit: sku.hasSuffix("kg") ? "kg" : "pcs")
        return id
    }

    /// Reads `PRODUCT/NUMBER` or `PRODUCT/SERIAL@BATCH`.
    private mutating func lot(_ name: String) -> LotID {
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        let numbers = parts[1].split(separator: "@").map(String.init)
        if let known = lots[numbers[0]] { return known }
        let batch = numbers.count > 1 ? lot("\(parts[0])/\(numbers[1])") : nil
        let id = LotID(Int64(lots.count + 1))
        lots[numbers[0]] = id
        facts.lots[id] = Lot(
            id: id, productID: product(parts[0]), kind: numbers[0].hasPrefix("SN-") ? .serial : .lot,
            number: LotNumber(stored: numbers[0]), batchID: batch)
        return id
    }

    private mutating func partner(_ code: String) -> PartnerID? {
        if code == "-" { return nil }
        let id = partners[code] ?? PartnerID(Int64(partners.count + 1))
        partners[code] = id
        facts.partners[id] = Partner(
            id: id, code: code, name: code, kind: .both, isAnonymous: code.hasPrefix("WALK"),
            email: code.hasPrefix("MUTE") ? nil : "\(code)@example.com")
        return id
    }

    private mutating func document(_ number: String) -> DocumentName? {
        if number == "-" { return nil }
        let id = documents[number] ?? DocumentID(Int64(documents.count + 1))
        documents[number] = id
        return DocumentName(id: id, kind: .delivery, number: number, origin: nil)
    }
}
