import SQLCore
import StockDomain

extension Block.Kind: SQLBindable, SQLReadable {}
extension Block.Cause: SQLBindable, SQLReadable {}

extension Store {
    /// The open blocks that each lot obeys: its own and those of its batch, oldest first; those without are missing.
    public func openBlocks(of lots: [LotID]) throws -> [LotID: [Block]] {
        try blocks(of: lots, at: nil).mapValues { $0.map(\.block) }
    }

    /// The same with names, now or as they were open at a past moment.
    ///
    /// Blocks are never backdated, so what was recorded until then is what held then.
    public func blocks(of lots: [LotID], at moment: PastMoment?) throws -> [LotID: [BlockView]] {
        let wasOpen: SQL =
            if let until = moment?.known {
                "k.opened_at <= \(bind: until) AND (k.closed_at IS NULL OR k.closed_at > \(bind: until))"
            } else {
                "k.closed_at IS NULL"
            }
        let rows = try chunked(Array(Set(lots)).sorted()) { part in
            try tx.rows(
                """
                SELECT k.id, k.lot_id, k.kind, k.cause, k.location_id, k.package_id, k.reason, k.posting_id,
                       k.opened_at, k.opened_by, k.closed_at, k.closed_by, k.closing_reason,
                       n.id, l.code, p.number, o.name, c.name, k.recall_id
                  FROM lot n
                  JOIN block k ON k.lot_id IN (n.id, n.batch_id)
                  JOIN actor o ON o.id = k.opened_by
                  LEFT JOIN actor c ON c.id = k.closed_by
                  LEFT JOIN location l ON l.id = k.location_id
                  LEFT JOIN package p ON p.id = k.package_id
                 WHERE n.id IN \(list: part)
                   AND \(sql: wasOpen)
                 ORDER BY n.id, k.id
                """)
        }
        var views: [LotID: [BlockView]] = [:]
        for row in rows {
            let lot: LotID = row[13]
            views[lot, default: []].append(BlockView(row: row, of: lot))
        }
        return views
    }

    /// Opens blocks; piles that they cover count as not released from now on.
    ///
    /// - Returns: the blocks with their keys.
    @discardableResult
    public func open(_ blocks: [Block]) throws -> [Block] {
        if blocks.isEmpty { return [] }
        let keys = try drawKeys("block", blocks.count)
        let opened = zip(keys, blocks).map { key, block in
            var keyed = block
            keyed.id = BlockID(key)
            return keyed
        }
        try tx.insert(
            into: "block",
            [
                "id", "lot_id", "kind", "cause", "location_id", "package_id", "reason", "posting_id", "recall_id",
                "opened_at", "opened_by",
            ],
            rows: opened.lazy.map { block in
                [
                    block.id.sqlValue, block.lotID.sqlValue, block.kind.sqlValue, block.cause.sqlValue,
                    block.part.location.sqlValue, block.part.package.sqlValue, .text(block.reason),
                    block.postingID.sqlValue, block.recallID.sqlValue, block.openedAt.sqlValue, block.openedBy.sqlValue,
                ]
            })
        try refreshHeldBack(ofLots: Set(opened.map(\.lotID)).sorted(), among: false)
        return opened
    }

    /// Closes open blocks; piles that no other block covers are released.
    public func close(_ blocks: [Block], _ closing: Block.Closing) throws {
        try close(blocks.map { ($0.id, $0.lotID) }, closing)
    }

    /// Closes blocks that are open; piles that no other block covers are released.
    public func close(_ blocks: [(id: BlockID, lot: LotID)], _ closing: Block.Closing) throws {
        _ = try chunked(blocks.map(\.id)) { part -> [BlockID] in
            try tx.execute(
                """
                UPDATE block
                   SET closed_at = \(bind: closing.at),
                       closed_by = \(bind: closing.by),
                       closing_reason = \(bind: closing.reason)
                 WHERE id IN \(list: part)
                   AND closed_at IS NULL
                """)
            return []
        }
        try refreshHeldBack(ofLots: Set(blocks.map(\.lot)).sorted(), among: true)
    }

    /// The postings written at one moment that move these lots, in their order.
    public func postings(moving lots: [LotID], recordedAt moment: Instant) throws -> [PostingID] {
        let found = try chunked(lots) { part in
            try tx.rows(
                """
                SELECT DISTINCT p.id
                  FROM movement m
                  JOIN posting p ON p.id = m.posting_id
                 WHERE m.lot_id IN \(list: part)
                   AND p.recorded_at = \(bind: moment)
                """
            ).map { $0[0] as PostingID }
        }
        return Set(found).sorted()
    }

    /// What stands in what now.
    public func nesting() throws -> Nesting {
        let places = try tx.rows("SELECT id, parent_id FROM location WHERE parent_id IS NOT NULL")
        let packages = try tx.rows("SELECT id, parent_id FROM package WHERE parent_id IS NOT NULL")
        return Nesting(
            places: Dictionary(uniqueKeysWithValues: places.map { ($0[0] as LocationID, $0[1] as LocationID) }),
            packages: Dictionary(uniqueKeysWithValues: packages.map { ($0[0] as PackageID, $0[1] as PackageID) }))
    }
}

extension BlockView {
    init(row: SQLRow, of lot: LotID) {
        let closedAt: Instant? = row[10]
        let closedBy: ActorID? = row[11]
        var block = Block(
            id: row[0], lotID: row[1], kind: row[2], cause: row[3],
            part: Block.Part(location: row[4], package: row[5]), reason: row[6], postingID: row[7],
            recallID: row[18], openedAt: row[8], openedBy: row[9])
        if let closedAt, let closedBy {
            block.closing = Block.Closing(at: closedAt, by: closedBy, reason: row[12] ?? "")
        }
        self.init(
            block: block, isOfBatch: block.lotID != lot, locationCode: row[14], packageNumber: row[15],
            openedBy: row[16], closedBy: row[17])
    }
}
