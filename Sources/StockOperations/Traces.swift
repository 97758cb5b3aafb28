import StockDomain
import StockStore

extension Operations {
    /// Where the goods of a question came from and what they became (R44), over one snapshot.
    ///
    /// - Throws: `ambiguous_number` with candidates, `not_found`, `no_numbered_goods`, `too_many_lots`.
    public func trace(_ question: TraceQuestion, as actor: Actor) async throws -> Trace {
        let now = clock()
        let trace = try await read(as: actor) { store in
            let zone = try store.settings().zone
            let lots = try store.lots(at: question.start, question.days, zone)
            let recall = try store.recallFacts(
                of: lots[0], and: Set(lots.dropFirst()), foundBy: .number, at: question.knownAt ?? now, zone: zone,
                knownAt: question.knownAt)
            return Trace(try store.traceFacts(beyond: recall), question.direction)
        }
        for lot in trace.lots { questions.note(lot.id, by: actor.id, at: now) }
        return trace
    }

    /// The same of the lot that this number means.
    public func trace(
        of number: String, product: String? = nil, _ direction: Trace.Direction = .both, as actor: Actor
    ) async throws -> Trace {
        try await trace(TraceQuestion(.number(number, product: product), direction), as: actor)
    }

    /// The same of a lot by its key.
    public func trace(of lot: LotID, _ direction: Trace.Direction = .both, as actor: Actor) async throws -> Trace {
        try await trace(TraceQuestion(.lots([lot]), direction), as: actor)
    }
}

extension Store {
    /// The lots from which a trace starts; never none.
    fileprivate func lots(
        at start: TraceQuestion.Start, _ days: ComparedDays, _ zone: CompanyZone
    ) throws -> [LotID] {
        let time = try days.time(in: zone)
        let most = TraceQuestion.mostLots + 1
        switch start {
        case .number(let number, let product):
            return [try lot(meantBy: number, product: product).lotID]
        case .lots(let ids):
            if ids.isEmpty { throw Refusal.notFound("lot", "") }
            return try atMost(ids.map { try requiredLot($0).id })
        case .document(let number):
            return try found(lots(movedByDocuments: number, most: most), "The document \(number)") {
                try DocumentKind.allCases.allSatisfy { try document($0, number: number) == nil }
                    ? Refusal.notFound("document", number) : nil
            }
        case .partner(let code, let sku):
            let partner = try existingPartner(code)
            let product = try sku.map { try existingProduct($0).id }
            return try found(lots(movedWith: partner.id, of: product, in: time, most: most), partner.name)
        case .product(let sku):
            let product = try existingProduct(sku)
            return try found(lots(of: product.id, movedIn: time, most: most), product.sku)
        }
    }

    /// - Parameter missing: why there is nothing at all.
    private func found(
        _ lots: [LotID], _ what: String, missing: () throws -> Refusal? = { nil }
    ) throws -> [LotID] {
        if lots.isEmpty {
            throw try missing()
                ?? Refusal.rule(
                    "no_numbered_goods",
                    "\(what) has moved no goods with a number in these days: nothing leads on from it."
                )
        }
        return try atMost(lots)
    }

    private func atMost(_ lots: [LotID]) throws -> [LotID] {
        if lots.count > TraceQuestion.mostLots {
            throw Refusal.rule(
                "too_many_lots",
                "These are more than \(TraceQuestion.mostLots) numbers. Name fewer days, a product, or the numbers.")
        }
        return lots
    }
}

extension ComparedDays {
    /// The time from the start of the first day to the end of the last; without bound where a day is missing.
    ///
    /// - Throws: `invalid_value` when they end before they begin.
    func time(in zone: CompanyZone) throws(Refusal) -> Range<Instant> {
        if let from, let to, to < from {
            throw .rule("invalid_value", "The days end (\(to)) before they begin (\(from)).")
        }
        let start = from.map(zone.start) ?? Instant(rawValue: Int64.min)
        let end = to.map { zone.start(of: $0.adding(days: 1)) } ?? Instant(rawValue: Int64.max)
        return start..<end
    }
}
