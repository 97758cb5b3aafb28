/// Which received goods start in quarantine (R34b): those of a product or of a supplier that is always checked first,
/// and goods without their number when the product is (R20a).
public struct Quarantine: Sendable {
    let posting: Posting
    let supplier: Partner?
    let now: Instant

    /// - Parameter supplier: whose goods they are.
    public init(of posting: Posting, from supplier: Partner?, at now: Instant) {
        self.posting = posting
        self.supplier = supplier
        self.now = now
    }

    /// What is known of a number that comes in.
    public struct Arrival: Sendable {
        public var lot: Lot
        public var product: Product
        /// Whether the posting brought the number into the world.
        public var isNew: Bool
        /// Whether the batch of a serial came into the world with it.
        public var isBatchNew: Bool
        /// Whether other goods of the number are here already.
        public var hasOthers: Bool

        public init(lot: Lot, product: Product, isNew: Bool, isBatchNew: Bool = false, hasOthers: Bool = false) {
            self.lot = lot
            self.product = product
            self.isNew = isNew
            self.isBatchNew = isBatchNew
            self.hasOthers = hasOthers
        }
    }

    /// The blocks to open: on the number as a whole, or where it arrived when other goods of it were here before.
    ///
    /// - Parameters:
    ///   - arrivals: the numbers whose goods come in from outside, with the spot they go to.
    ///   - open: the open blocks that each lot obeys.
    public func opens(_ arrivals: [(Arrival, Spot)], _ open: [LotID: [Block]]) -> [Block] {
        var opened: [Block] = []
        for (arrival, spot) in arrivals {
            guard let reason = reason(for: arrival) else { continue }
            let block = block(arrival, spot, reason)
            let isHeldAlready = (open[arrival.lot.id] ?? []).contains {
                $0.kind == .quarantine && ($0.part.isWhole || $0.part == block.part)
            }
            if isHeldAlready || opened.contains(where: { $0.lotID == block.lotID && $0.part == block.part }) {
                continue
            }
            opened.append(block)
        }
        return opened
    }

    private func reason(for arrival: Arrival) -> String? {
        let product = arrival.product
        let isReceipt = posting.kind == .receipt && posting.reverses == nil
        let isUnknown = arrival.isNew && arrival.lot.marks.contains(.numberUnknown)
        if product.handling.isQuarantinedAtReceipt, isReceipt || isUnknown {
            return "\(product.sku) is checked before it may leave."
        }
        if isReceipt, let supplier, supplier.isQuarantinedAtReceipt {
            return "Goods of \(supplier.name) are checked before they may leave."
        }
        return nil
    }

    private func block(_ arrival: Arrival, _ spot: Spot, _ reason: String) -> Block {
        var part = Block.Part.whole
        if arrival.hasOthers, arrival.lot.kind == .lot {
            part = spot.package.map { Block.Part(package: $0) } ?? Block.Part(location: spot.location)
        }
        let batch = arrival.isBatchNew ? arrival.lot.batchID : nil
        return Block(
            lotID: batch ?? arrival.lot.id, kind: .quarantine, cause: .rule, part: part, reason: reason,
            postingID: posting.id, openedAt: now, openedBy: posting.actorID)
    }
}
