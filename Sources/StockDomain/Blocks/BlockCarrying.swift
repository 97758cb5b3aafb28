/// What becomes of blocks of a part when the goods under them move, so that none is escaped by moving (R34b).
public struct BlockCarrying: Sendable {
    let posting: Posting
    let nesting: Nesting
    let now: Instant
    /// Whether goods at a place are stock of ours.
    let holdsStock: @Sendable (LocationID) -> Bool

    /// - Parameters:
    ///   - posting: as written; with its key.
    ///   - nesting: what stands in what after it.
    public init(
        _ posting: Posting, _ nesting: Nesting, at now: Instant, holdsStock: @escaping @Sendable (LocationID) -> Bool
    ) {
        self.posting = posting
        self.nesting = nesting
        self.now = now
        self.holdsStock = holdsStock
    }

    /// The blocks to open where goods went: equal ones to those that they left, and the strictest where goods of a
    /// number that is held in part come in from outside.
    ///
    /// - Parameters:
    ///   - open: the open blocks that each lot obeys.
    ///   - serials: the lots that are serials; a piece takes its block along as a whole.
    public func opens(_ open: [LotID: [Block]], serials: Set<LotID>) -> [Block] {
        var opened: [Block] = []
        for movement in posting.movements where holdsStock(movement.to.location) {
            guard let lot = movement.lotID, let all = open[lot] else { continue }
            let partial = all.filter { !$0.part.isWhole }
            let left =
                holdsStock(movement.from.location)
                ? partial.filter { nesting.covers($0.part, movement.from) }
                : posting.onlyRenames ? [] : strictest(partial).map { [$0] } ?? []
            for block in left where !nesting.covers(block.part, movement.to) {
                let carried = carried(block, lot, movement.to, isSerial: serials.contains(lot))
                // What its batch holds there already, a serial obeys without a block of its own.
                let others = partial + opened.filter { $0.lotID == lot }
                if !others.contains(where: { $0.holds(as: carried, at: movement.to, nesting) }) {
                    opened.append(carried)
                }
            }
        }
        return opened
    }

    /// Blocks that only followed goods which have now moved on; to be closed where nothing is left under them.
    ///
    /// What was lost or scrapped keeps its block: it may be found again.
    public func follows(_ open: [LotID: [Block]]) -> [Block] {
        var moved: [BlockID: Block] = [:]
        var stayed: Set<BlockID> = []
        for movement in posting.movements {
            guard let lot = movement.lotID, holdsStock(movement.from.location) else { continue }
            for block in open[lot] ?? [] where block.isCarried && nesting.covers(block.part, movement.from) {
                let isStillHeld = nesting.covers(block.part, movement.to)
                if isStillHeld || !holdsStock(movement.to.location) { stayed.insert(block.id) }
                moved[block.id] = block
            }
        }
        return moved.values.filter { !stayed.contains($0.id) }.sorted { $0.id < $1.id }
    }

    private func strictest(_ blocks: [Block]) -> Block? {
        blocks.max { ($0.kind, $1.id.rawValue) < ($1.kind, $0.id.rawValue) }
    }

    private func carried(_ block: Block, _ lot: LotID, _ spot: Spot, isSerial: Bool) -> Block {
        var carried = block
        carried.id = BlockID(0)
        carried.lotID = lot
        carried.cause = block.cause == .recall ? .recall : .rule
        carried.postingID = posting.id
        carried.openedAt = now
        if isSerial {
            carried.part = .whole
        } else if let package = spot.package {
            carried.part = Block.Part(package: package)
        } else {
            carried.part = Block.Part(location: spot.location)
        }
        return carried
    }
}

extension Posting {
    /// Whether goods stay where they stand and only change their number: they do not come in from outside.
    fileprivate var onlyRenames: Bool { kind.keepsAge || kind == .levelChange }
}

extension Block {
    /// Whether goods at a spot are held by this block just as they would be by another that came along.
    fileprivate func holds(as other: Block, at spot: Spot, _ nesting: Nesting) -> Bool {
        kind == other.kind && (cause == .recall) == (other.cause == .recall) && reason == other.reason
            && openedBy == other.openedBy && nesting.covers(part, spot)
    }

    /// Whether it came to a place or package with the goods.
    fileprivate var isCarried: Bool { cause == .rule && postingID != nil && !part.isWhole }
}
