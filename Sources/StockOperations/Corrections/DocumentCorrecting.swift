import StockDomain
import StockStore

extension Operations {
    /// Corrects goods, component or partner of a finished document: in one transaction, as if it had been right from
    /// the start (R18a, R18b). Nothing of it links numbers in a trace.
    ///
    /// - Throws: `not_done`, `unknown_number`, `same_number`, `more_than_done`, `not_there_then`, `lot_blocked`,
    ///   `lot_expired`, `depends_on_it`.
    public func correct(
        _ kind: DocumentKind, _ number: String, _ correction: Correction, reason: String, ifVersion version: Int? = nil,
        _ command: Command, answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        try await change(
            kind, number, ifVersion: version, command, needs: .correct, mustBeOpen: false, answer: answer
        ) { store, moment, document in
            let reason = NameText.normalised(reason)
            if reason.isEmpty { throw Refusal.rule("reason_required", "A correction needs a reason.", at: "/reason") }
            guard document.state == .done else {
                throw Refusal(
                    .conflict, "not_done",
                    "\(document.number) is \(document.state.rawValue): only what is done can be corrected.")
            }
            return try DocumentCorrecting(store, moment, command, document, reason: reason).correct(correction)
        }
    }
}

/// One correction of a finished document on its way.
struct DocumentCorrecting {
    let store: Store
    let moment: Moment
    let command: Command
    let document: Document
    let reason: String
    let places: [LocationID: Location]
    /// What of the document still counts.
    let standing: [Posting]

    init(_ store: Store, _ moment: Moment, _ command: Command, _ document: Document, reason: String) throws {
        self.store = store
        self.moment = moment
        self.command = command
        self.document = document
        self.reason = reason
        places = try store.placesByID()
        standing = try store.standingPostings(of: document.id)
    }

    func correct(_ correction: Correction) throws -> DocumentView {
        switch correction {
        case .number(let line, let number, let quantity, let to):
            return try exchange(line, number, quantity, to)
        case .partner(let code): return try readdress(code)
        case .component(let component): return try exchange(component)
        }
    }

    var posting: CorrectionPosting {
        CorrectionPosting(store: store, moment: moment, actor: command.actor, reason: reason, document: document)
    }

    func saved(_ warnings: [Warning], partner: PartnerID? = nil) throws -> DocumentView {
        var next = document
        if let partner { next.partnerID = partner }
        var view = try store.saving(next)
        view.warnings = warnings
        return view
    }

    // MARK: Numbers

    private func exchange(
        _ line: LineID, _ number: LotNumber, _ quantity: Quantity?, _ to: LotNumber
    ) throws -> DocumentView {
        let moved = standing.flatMap(\.movements).filter { isOf($0, line) }
        guard let wrong = try store.lot(number, among: moved) else {
            throw Refusal.rule(
                "unknown_number", "\(document.number) has moved no “\(number)” on this line.", at: "/number")
        }
        let booked = moved.filter { wrong.ids.contains($0.lotID) }.map(\.quantity).sum()
        if let quantity, try !isCounted(quantity, of: wrong.lot.productID, booked) {
            throw Refusal.rule(
                "invalid_value", "\(quantity.grouped) is no quantity of “\(number)”.", at: "/quantity")
        }
        let creates = moved.contains { wrong.ids.contains($0.lotID) && !holdsStock($0.from) }
        let right = try rightLot(to, insteadOf: wrong.lot, mayBeNew: creates)
        let corrections = try legs().flatMap { leg in
            try exchanged(quantity, leg, to: right.lot) { _, movement in
                isOf(movement, line) && wrong.ids.contains(movement.lotID)
            }
        }
        try checkHeld(by: document.partnerID, wrong.lot, corrections)
        let warnings = try posting.write(corrections, .number, newLots: right.isNew ? [right.lot] : [])
        return try saved(warnings)
    }

    /// Whether the product is counted so; what was booked may have more decimals, where production had divided it.
    private func isCounted(_ quantity: Quantity, of product: ProductID, _ booked: Quantity) throws -> Bool {
        guard let decimals = try store.product(product)?.decimals else { return true }
        return quantity.fits(decimals: decimals) || (booked - quantity).fits(decimals: decimals)
    }

    /// Goods of an imported document belong to no line of their own.
    private func isOf(_ movement: Movement, _ line: LineID) -> Bool {
        movement.lineID == line || (movement.lineID == nil && line == LineID(0))
    }

    /// A transfer through transit is corrected on both legs alike.
    private func legs() -> [[Posting]] {
        func leg(_ belongs: (Movement) -> Bool) -> [Posting] {
            standing.map { posting in
                var part = posting
                part.movements = posting.movements.filter(belongs)
                return part
            }
        }
        let second = leg { places[$0.from.location]?.usage == .transit }
        if second.allSatisfy(\.movements.isEmpty) { return [standing] }
        return [leg { places[$0.from.location]?.usage != .transit }, second]
    }

    func exchanged(
        _ quantity: Quantity?, _ postings: [Posting], to lot: Lot?, where isMeant: (Posting, Movement) -> Bool
    ) throws -> [CorrectedPosting] {
        let found = Correcting.exchange(quantity, in: postings, to: lot?.id, entered: .typed, where: isMeant)
        if found.isEmpty {
            let there = Correcting.meant(in: postings, where: isMeant)
            throw Refusal.rule(
                "more_than_done", "\(document.number) has moved only \(there.grouped) of it.", at: "/quantity")
        }
        guard let lot else { return found }
        return try found.map { try comingFromWhereItStood($0, lot) }
    }

    // MARK: Partners

    private func readdress(_ code: String) throws -> DocumentView {
        guard let partner = try store.partner(code: code) else {
            throw Refusal.rule("not_found", "There is no partner “\(code)”.", at: "/partner")
        }
        if partner.id == document.partnerID {
            throw Refusal.rule("same_partner", "\(document.number) is for \(code) already.", at: "/partner")
        }
        let concerned = standing.filter { $0.partnerID == document.partnerID }
        for lot in try Set(store.rightLots(of: concerned.flatMap(\.movements)).values).sorted() {
            let corrections = Correcting.readdress(concerned)
            try checkHeld(by: document.partnerID, store.existingLot(lot), corrections)
        }
        let warnings = try posting.write(Correcting.readdress(concerned), .partner, partner: partner.id)
        return try saved(warnings, partner: partner.id)
    }

    // MARK: Facts

    func holdsStock(_ spot: Spot) -> Bool { places[spot.location]?.usage.holdsStock ?? false }

    /// Refuses to take back a delivery of which the customer has returned something: the return would have no origin.
    private func checkHeld(by partner: PartnerID?, _ lot: Lot, _ corrections: [CorrectedPosting]) throws {
        guard document.kind == .delivery, let partner else { return }
        let takenBack = corrections.flatMap(\.takenBack)
        let right = try store.rightLots(of: takenBack)
        let back = takenBack.filter { $0.lotID.flatMap { right[$0] } == lot.id }.map(\.quantity).sum()
        let held = try store.held(by: partner, lots: [lot.id])[lot.id] ?? .zero
        if held < back {
            throw Refusal.rule(
                "depends_on_it",
                "\(document.number) cannot be corrected so: the customer has returned some of “\(lot.number)” since. "
                    + "Take the return back first, or renumber “\(lot.number)” if the goods never had that number.")
        }
    }
}

extension Store {
    /// The lot called so among those that were moved, with the keys under which its movements stand.
    func lot(_ number: LotNumber, among moved: [Movement]) throws -> (lot: Lot, ids: Set<LotID?>)? {
        let named = try lots(moved.compactMap(\.lotID))
        let right = Dictionary(uniqueKeysWithValues: try lots(named.compactMap(\.joinedTo)).map { ($0.id, $0) })
        func resolved(_ lot: Lot) -> Lot { lot.joinedTo.flatMap { right[$0] } ?? lot }
        guard let found = named.first(where: { resolved($0).number == number || $0.number == number }) else {
            return nil
        }
        let lot = resolved(found)
        return (lot, Set(named.filter { resolved($0).id == lot.id }.map(\.id)))
    }
}
