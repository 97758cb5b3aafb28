import SQLCore
import StockDomain
import StockStore

/// What is told of a lot beside how it stands: the last of each.
public struct LotStory: Sendable {
    /// What people decided about it: corrections, former names, changed days and facts, blocks.
    public let decisions: [LotHistoryEntry]
    public let relatives: [LotRelative]
    public let notes: [Note]
    public let files: [Attachment]
}

/// What scrapping a number everywhere would take (R26).
public struct ScrapPreview: Sendable {
    public let piles: [StockRow]
    /// On its way, and so not taken.
    public let inTransit: Quantity
}

extension Operations {
    /// The last hundred of each that is told of a lot.
    ///
    /// - Throws: `not_found`.
    public func story(of id: LotID, as actor: Actor) async throws -> LotStory {
        try await read(as: actor) { store in
            let lot = try store.existingLot(id)
            let key = RecordKey(.lot, id.rawValue)
            return LotStory(
                decisions: try store.decisions(on: lot, limit: 100), relatives: try store.relatives(of: id, limit: 100),
                notes: try store.notes(on: key, before: nil, limit: 100),
                files: try store.attachments(on: key, before: nil, limit: 100))
        }
    }

    /// What `scrapEverywhere` would take of a lot, or of a batch's serials, as things stand.
    ///
    /// - Throws: `not_found`.
    public func scrapPreview(of id: LotID, as actor: Actor) async throws -> ScrapPreview {
        try await read(as: actor) { store in
            let lots = try [store.existingLot(id).id] + store.serials(ofBatch: id)
            let places = try store.placesByID()
            let piles = try store.stock(ofLots: lots)
            return ScrapPreview(
                piles: piles.filter { places[$0.key.spot.location]?.usage == .internal },
                inTransit: piles.filter { places[$0.key.spot.location]?.usage == .transit }.map(\.quantity).sum())
        }
    }
}
