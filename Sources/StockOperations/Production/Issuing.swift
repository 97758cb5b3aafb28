import StockDomain
import StockStore

extension Operations {
    /// Brings what an order uses to its own place with one transfer: what is set aside, else what the strategy chooses.
    /// From then on the order takes its components from there (R23).
    ///
    /// - Throws: `insufficient_stock` when something of it cannot be had.
    public func issueComponents(
        of number: String, to place: String, _ command: Command, answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        try await change(.productionOrder, number, ifVersion: nil, command, answer: answer) {
            store, moment, document in
            try ComponentIssuing(store, moment, command, document).issue(to: place)
        }
    }
}

/// Brings the components of one order to its place.
struct ComponentIssuing {
    let store: Store
    let moment: Moment
    let command: Command
    let document: Document

    init(_ store: Store, _ moment: Moment, _ command: Command, _ document: Document) {
        self.store = store
        self.moment = moment
        self.command = command
        self.document = document
    }

    func issue(to code: String) throws -> DocumentView {
        let place = try place(code)
        var reserving = try Reserving(store, moment, document, store.placesByID())
        _ = try reserving.filled()
        let lines = try store.lines(of: document.id).filter {
            $0.details.role == .component && $0.locationID != place.id
        }
        if lines.isEmpty {
            throw Refusal.rule("no_lines", "\(document.number) has nothing to bring to \(place.code).")
        }
        let setAside = Dictionary(grouping: try store.reservations(of: lines.map(\.id)), by: \.lineID)
        try checkComplete(lines, setAside)
        try store.unreserve(lines.map(\.id))
        try transfer(lines, setAside, to: place)
        for var line in lines {
            line.locationID = place.id
            try store.update(line)
        }
        var anew = try Reserving(store, moment, document, store.placesByID())
        return try store.saving(anew.filled())
    }

    private func place(_ code: String) throws -> Location {
        guard let place = try store.location(code: code) else {
            throw Refusal.rule("not_found", "There is no place “\(code)”.", at: "/to")
        }
        guard place.usage == .internal else {
            throw Refusal.rule(
                "not_a_stock_place", "\(code) is no place of ours where goods can stand.", at: "/to")
        }
        return place
    }

    private func checkComplete(_ lines: [DocumentLine], _ setAside: [LineID: [Reservation]]) throws {
        var faults: [Fault] = []
        for (index, line) in lines.enumerated() {
            let missing = line.quantity - (setAside[line.id] ?? []).map(\.quantity).sum()
            guard missing > .zero, let product = try store.product(line.productID) else { continue }
            faults.append(
                Fault(
                    "/components/\(index)", "insufficient_stock",
                    "\(missing.grouped) \(product.unit) of \(product.sku) are missing for \(document.number)."))
        }
        if !faults.isEmpty { throw Refusal.faults(faults) }
    }

    private func transfer(
        _ lines: [DocumentLine], _ setAside: [LineID: [Reservation]], to place: Location
    ) throws {
        var transfer = Document(
            kind: .transfer, origin: document.number, locationID: document.locationID, toLocationID: place.id,
            plannedOn: moment.today, reason: document.reason)
        transfer.number = try store.drawDocumentNumber(.transfer)
        transfer.id = try store.insert(transfer)
        let bare = lines.enumerated().map { position, line in
            DocumentLine(
                position: position, productID: line.productID, quantity: line.quantity, locationID: line.locationID)
        }
        let written = try store.insert(bare, of: transfer.id)
        let products = Dictionary(
            uniqueKeysWithValues: try store.products(Array(Set(lines.map(\.productID)))).map { ($0.id, $0) })
        let todo = try zip(written, lines).enumerated().compactMap { index, pair -> LineToDo? in
            guard let product = products[pair.0.productID] else { return nil }
            let pointer = "/components/\(index)"
            let entries = try entries(setAside[pair.1.id] ?? [], named: pair.1.numbers, at: pointer)
            return LineToDo(
                id: pair.0.id, product: product, done: pair.0.quantity, entries: entries,
                locationID: pair.0.locationID, pointer: pointer)
        }
        _ = try DocumentDoing(store, moment, command).finish(transfer, written, todo, DoRequest())
    }

    private func entries(
        _ reservations: [Reservation], named: [NumberEntry], at pointer: String
    ) throws -> [NumberEntry] {
        let lots = try store.lots(reservations.compactMap(\.balance.key.lot))
        let numberOf = Dictionary(uniqueKeysWithValues: lots.map { ($0.id, $0.number) })
        let entered = Dictionary(named.map { ($0.number, $0.entered) }) { first, _ in first }
        return reservations.compactMap { reservation in
            guard let number = reservation.balance.key.lot.flatMap({ numberOf[$0] }) else { return nil }
            return NumberEntry(
                number: number, quantity: reservation.quantity, entered: entered[number] ?? .inferred,
                pointer: pointer + "/numbers")
        }
    }
}
