import SQLCore
import StockDomain
import StockStore

/// Why and how a number is scrapped wherever it stands.
public struct ScrapRequest: Sendable {
    public var kind: PostingKind
    public var reason: String
    public var witness: String?
    public var certificate: String?
    public var happenedAt: Instant?

    public init(
        kind: PostingKind = .scrap, reason: String, witness: String? = nil, certificate: String? = nil,
        happenedAt: Instant? = nil
    ) {
        self.kind = kind
        self.reason = reason
        self.witness = witness
        self.certificate = certificate
        self.happenedAt = happenedAt
    }
}

extension Operations {
    /// Scraps all that is on hand of a lot, or of a batch's serials, in every place and package, by one document (R26).
    ///
    /// Blocked goods are scrapped too; goods on their way are not, which the answer says.
    public func scrapEverywhere(
        _ lot: LotID, _ request: ScrapRequest, _ command: Command, answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        let scope = try await scope(ofScrapped: lot)
        return try await write(command, needs: .moveGoods, scope, answer: answer) { store, moment in
            try ScrappingEverywhere(store, moment, command).scrap(store.existingLot(lot), request)
        }
    }

    private func scope(ofScrapped lot: LotID) async throws -> WriteScope {
        try await translatingDatabaseErrors {
            try await database.read { session in
                .products([try Store(session).existingLot(lot).productID.rawValue])
            }
        }
    }
}

private struct ScrappingEverywhere {
    let store: Store
    let moment: Moment
    let command: Command

    init(_ store: Store, _ moment: Moment, _ command: Command) {
        self.store = store
        self.moment = moment
        self.command = command
    }

    func scrap(_ lot: Lot, _ request: ScrapRequest) throws -> DocumentView {
        let places = try store.placesByID()
        let all = try store.balances(ofLots: [lot.id] + store.serials(ofBatch: lot.id)).filter { $0.quantity > .zero }
        let here = all.filter { places[$0.key.spot.location]?.usage == .internal }
        if here.isEmpty {
            throw Refusal.rule("insufficient_stock", "There is nothing of “\(lot.number)” in any place of ours.")
        }
        let happenedAt = request.happenedAt ?? moment.now
        try moment.checkBookable(happenedAt)
        var document = try draft(request, at: happenedAt)
        let lines = try store.insert(here.enumerated().map { $1.scrapLine(at: $0) }, of: document.id)
        let piles = try zip(lines, here).map { line, pile in
            ScrapEverywhere.Pile(
                line: line.id, balance: pile,
                setAsideFor: pile.reserved > .zero
                    ? try (store.holders(of: [pile.id])[pile.id] ?? []).map(\.document) : [])
        }
        let decision = try ScrapEverywhere(request.kind, to: Spot(store.location(.scrap).id))
            .decide(piles, of: lot, given: command.answers).settled()
        let freed = try ReservationLosing(store, moment, command.actor).makeWay(for: decision.movements, of: document)
        try PostingWriting(store, moment, command.actor).post(decision, of: document, at: happenedAt)
        document.state = .done
        var view = try store.saving(document)
        view.warnings = freed + onTheWay(all.filter { places[$0.key.spot.location]?.usage == .transit }, lot)
        return view
    }

    private func draft(_ request: ScrapRequest, at happenedAt: Instant) throws -> Document {
        var document = Document(
            kind: .scrap, number: try store.drawDocumentNumber(.scrap), plannedOn: moment.today,
            reason: request.reason, scrapKind: request.kind, witness: request.witness,
            certificate: request.certificate, happenedAt: happenedAt)
        document.id = try store.insert(document)
        return document
    }

    private func onTheWay(_ piles: [Balance], _ lot: Lot) -> [Warning] {
        let quantity = piles.map(\.quantity).sum()
        if quantity == .zero { return [] }
        return [
            Warning(
                "", "still_in_transit",
                "\(quantity.grouped) of “\(lot.number)” are on their way and were not scrapped: take them in first.")
        ]
    }
}

extension Balance {
    fileprivate func scrapLine(at position: Int) -> DocumentLine {
        DocumentLine(
            position: position, productID: key.product, quantity: quantity, locationID: key.spot.location,
            details: LineDetails(packageID: key.spot.package))
    }
}
