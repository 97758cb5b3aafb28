import StockDomain
import StockStore
import TabularFiles

extension Operations {
    /// Imports movements or opening stock: the file is read and checked without a lock, then compared with the ledger
    /// and written under it.
    func importHistory(_ run: FileImport) async throws -> ImportReport {
        let catalogue = try await read(as: run.actor) { try $0.historyCatalogue() }
        let now = clock()
        let file = try await run.reading { csv in
            switch run.kind {
            case .stock: try StockReader(csv, catalogue, now: now).readAll(run.progress)
            default: try MovementReader(csv, catalogue).readAll(run.progress)
            }
        }
        if let refusal = file.faults.refusal() { throw refusal }
        let rows = file.history.rows.count
        return try await run.deciding(rows: rows) { store, moment in
            try refuseIfChanged(file.catalogue, store)
            run.progress(ImportProgress(phase: .checking, done: 0, total: rows, rows: rows))
            let areCompanyWide = moment.settings.uniqueNumbers == .company
            var facts = try store.facts(about: file.history)
            if areCompanyWide { facts.owners = try store.numberOwners(Set(file.history.goods.compactMap(\.number))) }
            let history = file.history.resolving(facts.packages)
            let terms = HistoryTerms(
                now: moment.now, lockDate: moment.settings.lockDate, acceptedAsSame: run.options.acceptedAsSame,
                areNumbersCompanyWide: areCompanyWide, isOwnExport: file.isOwnExport)
            let decision = try HistoryRules.decide(history, knowing: facts, on: terms)
            var report = ImportReport(run.kind)
            report.warnings = decision.warnings.entries
            if run.options.isDryRun {
                report.foresee(history, decision, facts)
                report.foresee(try store.piles(beside: decision, of: history), names: try store.placesByID())
            } else {
                let counts = try store.write(history, decision, knowing: facts, by: run.actor.id, at: moment.now) {
                    run.progress(ImportProgress(phase: .writing, done: $0, total: rows, rows: rows))
                }
                try BlockFollowing(store, moment, run.actor).follow(importOf: facts.lots.values.map(\.id))
                report.take(counts)
            }
            return report
        }
    }
}

/// The file was read without a lock; what it was read by must still hold.
private func refuseIfChanged(_ catalogue: HistoryCatalogue, _ store: Store) throws {
    if try store.historyCatalogue() == catalogue { return }
    throw Refusal(
        .conflict, "changed_meanwhile",
        "Products, partners, places or settings were changed while the file was read. Nothing was imported; try again.")
}

extension ImportReport {
    fileprivate mutating func take(_ counts: BulkCounts) {
        documents = counts.documents
        postings = counts.postings
        newLots = counts.newLots
    }

    fileprivate mutating func foresee(_ history: History, _ decision: HistoryDecision, _ facts: HistoryFacts) {
        documents = history.documents.count
        postings = history.postings.count
        newLots = history.goods.indices.count { history.goods[$0].number != nil && facts.lots[Int32($0)] == nil }
        stockAfter = decision.piles.map { goods, pile in
            StockRow(sku: history.item(of: goods).sku, place: history.placeName(pile.spot), quantity: pile.quantity)
        }
    }

    /// The file's products have other numbers too, which it leaves as they are.
    fileprivate mutating func foresee(_ others: [(sku: String, pile: Balance)], names: [LocationID: Location]) {
        let rows = others.map { sku, pile in
            StockRow(sku: sku, place: names[pile.key.spot.location]?.code ?? "", quantity: pile.quantity)
        }
        let sums = Dictionary(grouping: stockAfter + rows) { [$0.sku, $0.place] }
        stockAfter = sums.values.compactMap { rows in
            rows.first.map { StockRow(sku: $0.sku, place: $0.place, quantity: rows.map(\.quantity).sum()) }
        }.sorted { ($0.sku, $0.place) < ($1.sku, $1.place) }
    }
}
