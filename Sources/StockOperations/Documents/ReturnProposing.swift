import StockDomain
import StockStore

/// Finds what a return could bring back, while its lines have no numbers (R27).
struct ReturnProposing {
    let store: Store
    let document: Document

    /// So many movements of one partner and product are looked at; who returns more names the delivery.
    private static let mostLookedAt = 2_000

    init(_ store: Store, _ document: Document) {
        self.store = store
        self.document = document
    }

    /// What is proposed for a line; empty where nothing is to be proposed.
    func numbers(for line: DocumentLine, of product: Product) throws -> [ReturnableNumber] {
        try numbers(
            for: line.quantity, product, at: line.locationID ?? document.locationID, delivery: line.details.deliveryID)
    }

    /// The line with what is proposed for it as its numbers.
    ///
    /// - Throws: `number_required` when less of the supplier's goods is there.
    func filling(_ line: LineToDo, at place: Location) throws -> LineToDo {
        let proposed = try numbers(for: line.done, line.product, at: place.id, delivery: nil)
        let found = proposed.map(\.quantity).sum()
        if found < line.done {
            throw Refusal.rule(
                "number_required",
                "Only \(found.grouped) \(line.product.unit) of \(line.product.sku) in \(place.code) came from this "
                    + "supplier. Name the numbers that go back.", at: line.pointer + "/numbers")
        }
        return LineToDo(
            id: line.id, product: line.product, planned: line.planned, done: line.done,
            entries: proposed.map(\.entry), reason: line.reason, locationID: line.locationID, details: line.details,
            pointer: line.pointer)
    }

    private func numbers(
        for quantity: Quantity, _ product: Product, at place: LocationID?, delivery: DocumentID?
    ) throws -> [ReturnableNumber] {
        guard let partner = document.partnerID, product.tracking != .none else { return [] }
        switch document.kind {
        case .customerReturn:
            let found = try store.delivered(
                product.id, to: partner, by: delivery, limit: ReturnProposing.mostLookedAt)
            let held = try store.held(by: partner, lots: Set(found.map(\.lotID)).sorted())
            return ReturnProposal.numbers(for: quantity, from: found, most: held)
        case .supplierReturn:
            guard let place, product.isTrackedInside else { return [] }
            return try onHand(of: product, from: partner, at: place, quantity)
        default: return []
        }
    }

    /// Goods of the supplier that stand at the place or below it, oldest first, without what is set aside.
    private func onHand(
        of product: Product, from partner: PartnerID, at place: LocationID, _ quantity: Quantity
    ) throws -> [ReturnableNumber] {
        let lots = try store.lots(of: product.id, receivedFrom: partner)
        let piles = try store.balances(of: product.id, at: store.locationAndBelow(place), lots: lots)
            .filter { $0.free > .zero }.sorted { ($0.incomingAt, $0.id) < ($1.incomingAt, $1.id) }
        let places = try store.placesByID()
        let names = Dictionary(
            uniqueKeysWithValues: try store.lots(Set(piles.compactMap(\.key.lot)).sorted()).map { ($0.id, $0.number) })
        let found = piles.compactMap { pile -> ReturnableNumber? in
            guard let lot = pile.key.lot, let number = names[lot] else { return nil }
            return ReturnableNumber(
                lotID: lot, number: number, quantity: pile.free, source: places[pile.key.spot.location]?.code ?? "")
        }
        let free = found.reduce(into: [LotID: Quantity]()) { $0[$1.lotID, default: .zero] += $1.quantity }
        return ReturnProposal.numbers(for: quantity, from: found, most: free)
    }
}

extension ReturnableNumber {
    fileprivate var entry: NumberEntry { NumberEntry(number: number, quantity: quantity, entered: .inferred) }
}

extension Store {
    /// The lines of a return with what they propose, and the deliveries that they name.
    func withProposals(
        _ views: [LineView], of document: Document, _ lines: [DocumentLine]
    ) throws -> [LineView] {
        guard document.kind == .customerReturn || document.kind == .supplierReturn else { return views }
        let lineOf = Dictionary(uniqueKeysWithValues: lines.map { ($0.id, $0) })
        let proposing = ReturnProposing(self, document)
        return try views.map { view in
            guard let line = lineOf[view.id] else { return view }
            var view = view
            view.delivery = try line.details.deliveryID.flatMap { try self.document($0) }?.number
            if document.state.isOpen, view.numbers.isEmpty {
                view.proposed = try proposing.numbers(for: line, of: view.product)
            }
            return view
        }
    }
}
