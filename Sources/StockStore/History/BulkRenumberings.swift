import SQLCore
import StockDomain

extension BulkWriting {
    /// Gives goods their former names: each becomes a number that was joined to the right one.
    ///
    /// A name that other goods have by now is told by the history of the lot alone.
    mutating func insertFormerNumbers() throws {
        for told in history.renumberings {
            guard told.goods >= 0, let right = lotID(told.goods) else { continue }
            let product = history.products[Int(told.product)].id
            let isTaken = try store.lot(number: told.former, kind: told.kind, of: product) != nil
            var former = right
            if !isTaken {
                former = try store.drawLotKeys(1)[0]
                try store.insert(
                    [Lot(id: former, productID: product, kind: told.kind, number: told.former, joinedTo: right)],
                    movedFirstBy: nil)
            }
            renumberings[told.posting] = Renumbering(
                lotID: former, former: told.former, number: told.number, joinedTo: isTaken ? nil : right)
        }
    }

    func insertRenumberings() throws {
        for (posting, renumbering) in renumberings.sorted(by: { $0.key < $1.key }) {
            try store.insert(renumbering, by: PostingID(postingKeys[Int(posting)]))
        }
    }
}

/// A renumbering in the words of a file of movements.
public struct ExportedRenumbering: Sendable {
    public let postingID: PostingID
    public let happenedAt: Instant
    public let recordedAt: Instant
    public let reason: String?
    public let sku: String
    public let kind: LotKind
    public let former: String
    public let number: String
}

extension Store {
    /// The renumberings of all goods that have moved, in the recorded order.
    public func exportedRenumberings() throws -> [ExportedRenumbering] {
        try tx.rows(
            """
            SELECT p.id, p.happened_at, p.recorded_at, p.reason, i.sku, l.kind, n.former_number, n.number
              FROM renumbering n
              JOIN posting p ON p.id = n.posting_id
              JOIN lot l ON l.id = n.lot_id
              JOIN product i ON i.id = l.product_id
             WHERE EXISTS (SELECT 1
                             FROM lot f
                            WHERE f.first_posting_id IS NOT NULL
                              AND (f.id = COALESCE(l.joined_to, l.id) OR f.joined_to = COALESCE(l.joined_to, l.id)))
             ORDER BY p.id
            """
        ).map { row in
            ExportedRenumbering(
                postingID: row[0], happenedAt: row[1], recordedAt: row[2], reason: row[3], sku: row[4], kind: row[5],
                former: row[6], number: row[7])
        }
    }
}
