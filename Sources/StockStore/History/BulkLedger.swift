import SQLCore
import StockDomain

/// What was written for a history.
public struct BulkCounts: Sendable, Equatable {
    public var documents = 0
    public var postings = 0
    public var movements = 0
    public var newLots = 0
}

extension Store {
    /// Writes a decided history as if each posting had been written by itself: documents, lots, postings with their
    /// hashes, movements, piles, serial places and steps, each table by the engine's fastest way and in key order.
    ///
    /// - Parameter progress: told how many movements are written, now and then.
    public func write(
        _ history: History, _ decision: HistoryDecision, knowing facts: HistoryFacts, by actor: ActorID,
        at now: Instant, progress: (Int) -> Void
    ) throws -> BulkCounts {
        var writing = try BulkWriting(history, decision, facts, actor: actor, now: now, in: self)
        try writing.insertPackages()
        try writing.insertDocuments()
        try writing.insertLots()
        try writing.insertFormerNumbers()
        try writing.insertAttributes()
        try writing.insertMarks()
        try writing.insertPostings()
        try writing.insertRenumberings()
        try writing.insertMovements(progress: progress)
        try writing.insertSupplierNumbers()
        try writing.insertDoubts()
        try save(decision.habits)
        try writing.writeBalances()
        try writing.writeSerialPlaces()
        try writing.insertSteps()
        try settleImported(Set(writing.spots.compactMap(\.package)).sorted())
        return BulkCounts(
            documents: history.documents.count, postings: history.postings.count, movements: history.rows.count,
            newLots: writing.newLots.count)
    }
}

/// A history on its way into the tables: its positions and the keys that stand for them there.
struct BulkWriting {
    let store: Store
    let history: History
    let decision: HistoryDecision
    let facts: HistoryFacts
    let actor: ActorID
    let now: Instant
    let documentKeys: [Int64]
    let documentNumbers: [String]
    let postingKeys: [Int64]
    /// By position of the goods; 0 for goods without number.
    let lotKeys: [Int64]
    /// Positions of goods that are new, lots that gather serials first.
    let newLots: [Int32]
    /// The history's spots with the keys that their packages have in the ledger.
    let spots: [Spot]
    let newPackages: [(id: PackageID, number: String)]
    /// By position of the posting.
    var renumberings: [Int32: Renumbering] = [:]

    var tx: any SQLSession { store.tx }

    init(
        _ history: History, _ decision: HistoryDecision, _ facts: HistoryFacts, actor: ActorID, now: Instant,
        in store: Store
    ) throws {
        self.store = store
        self.history = history
        self.decision = decision
        self.facts = facts
        self.actor = actor
        self.now = now
        documentKeys = try store.drawKeys("document", history.documents.count)
        documentNumbers = try history.documents.map { try $0.number ?? store.drawDocumentNumber($0.kind) }
        postingKeys = try store.drawKeys("posting", history.postings.count)
        newLots = BulkWriting.newLots(of: history, facts)
        lotKeys = try BulkWriting.lotKeys(of: history, facts, new: newLots, in: store)
        newPackages = try BulkWriting.newPackages(of: history, facts, in: store)
        spots = BulkWriting.resolved(history, facts, newPackages)
    }

    private static func newLots(of history: History, _ facts: HistoryFacts) -> [Int32] {
        let new = history.goods.indices.map { Int32($0) }
            .filter { history.goods[Int($0)].number != nil && facts.lots[$0] == nil }
        return new.filter { history.goods[Int($0)].batch < 0 } + new.filter { history.goods[Int($0)].batch >= 0 }
    }

    private static func lotKeys(
        of history: History, _ facts: HistoryFacts, new: [Int32], in store: Store
    ) throws -> [Int64] {
        var keys = [Int64](repeating: 0, count: history.goods.count)
        for (goods, lot) in facts.lots { keys[Int(goods)] = lot.id.rawValue }
        for (goods, key) in zip(new, try store.drawKeys("lot", new.count)) { keys[Int(goods)] = key }
        return keys
    }

    private static func newPackages(
        of history: History, _ facts: HistoryFacts, in store: Store
    ) throws -> [(id: PackageID, number: String)] {
        let new = history.packages.filter { facts.packages[$0] == nil }
        return zip(try store.drawKeys("package", new.count), new).map { (PackageID($0), $1) }
    }

    private static func resolved(
        _ history: History, _ facts: HistoryFacts, _ new: [(id: PackageID, number: String)]
    ) -> [Spot] {
        var ids = facts.packages
        for (id, number) in new { ids[number] = id }
        return history.spots.map { spot in
            guard let package = spot.package, package.rawValue < 0 else { return spot }
            return Spot(spot.location, package: ids[history.packages[Int(-package.rawValue) - 1]])
        }
    }

    /// The ledger's key for a package that the file may have named first.
    func resolved(_ spot: Spot) -> Spot {
        guard let package = spot.package, package.rawValue < 0 else { return spot }
        return history.spots.firstIndex(of: spot).map { spots[$0] } ?? spot
    }

    func lotID(_ goods: Int32) -> LotID? {
        let key = lotKeys[Int(goods)]
        return key == 0 ? nil : LotID(key)
    }
}
