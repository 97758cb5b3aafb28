import SQLCore
import StockDomain

extension Store {
    /// Opens on a new number what is open on those it was made of: who held them holds it, for the same reason (R19).
    ///
    /// - Parameter place: of blocks on places only those that hold what stands here, by this place or by one around it;
    ///   nil for all.
    public func inheritBlocks(of parents: [LotID], to child: LotID, at place: LocationID? = nil) throws {
        let blocks = try ownOpenBlocks(of: parents)
        if blocks.isEmpty { return }
        let nesting = try nesting()
        let covering = blocks.filter { block in
            guard let place else { return true }
            return nesting.covers(Block.Part(location: block.part.location), Spot(place))
        }
        try open(
            covering.map { block in
                var heir = block.inherited(by: child)
                heir.postingID = nil
                return heir
            })
    }

    /// Opens the open blocks of old numbers on the new ones too, as they are and since when they are; a serial of a
    /// held lot obeys the lot's (R12), so it needs none of its own.
    ///
    /// - Parameter becoming: old and new numbers.
    public func openBlocks(becoming: [(old: LotID, new: LotID)]) throws {
        let own = Dictionary(grouping: try ownOpenBlocks(of: becoming.map(\.old)), by: \.lotID)
        try open(becoming.flatMap { old, new in (own[old] ?? []).map { $0.inherited(by: new) } })
    }

    /// The open blocks of these numbers without those of their batches, oldest first.
    private func ownOpenBlocks(of lots: [LotID]) throws -> [Block] {
        try openBlocks(of: lots)
            .flatMap { lot, blocks in blocks.filter { $0.lotID == lot } }
            .sorted { $0.id < $1.id }
    }
}

extension Block {
    fileprivate func inherited(by lot: LotID) -> Block {
        var heir = self
        heir.lotID = lot
        return heir
    }
}
