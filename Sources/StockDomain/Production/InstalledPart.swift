/// A part of a unit: in it now, or in it before (R53).
public struct InstalledPart: Sendable, Equatable {
    public let product: ProductID
    public let lot: LotID?
    public var quantity: Quantity
    public let from: Instant
    /// Nil while it is in the unit.
    public let until: Instant?
    /// Of the document with which it came in.
    public let document: String?

    public init(
        product: ProductID, lot: LotID?, quantity: Quantity, from: Instant, until: Instant?, document: String?
    ) {
        self.product = product
        self.lot = lot
        self.quantity = quantity
        self.from = from
        self.until = until
        self.document = document
    }
}

extension InstalledPart {
    /// The parts that the postings of a unit's steps have put in, and when those left that did.
    ///
    /// What was taken back at its own moment never was in it.
    ///
    /// - Parameter postings: in the order of happening.
    public static func parts(
        in postings: [(posting: Posting, document: String?)], isProduction: (LocationID) -> Bool
    ) -> [InstalledPart] {
        let reversals = Dictionary(grouping: postings.map(\.posting).filter { $0.reverses != nil }, by: \.reverses)
        var parts: [InstalledPart] = []
        for (posting, document) in postings where posting.reverses == nil {
            var open = posting.movements.filter { isProduction($0.to.location) && !isProduction($0.from.location) }
            for reversal in (reversals[posting.id] ?? []).sorted(by: { $0.happenedAt < $1.happenedAt }) {
                let left = open.without(takenBack: reversal.movements)
                if reversal.happenedAt != posting.happenedAt {
                    for movement in open {
                        let stays = left.first { $0.way == movement.way }?.quantity ?? .zero
                        if movement.quantity <= stays { continue }
                        parts.append(
                            InstalledPart(
                                product: movement.productID, lot: movement.lotID,
                                quantity: movement.quantity - stays, from: posting.happenedAt,
                                until: reversal.happenedAt, document: document))
                    }
                }
                open = left
            }
            parts += open.map { movement in
                InstalledPart(
                    product: movement.productID, lot: movement.lotID, quantity: movement.quantity,
                    from: posting.happenedAt, until: nil, document: document)
            }
        }
        return parts
    }
}

/// A unit's parts with their names (R53).
public struct InstalledParts: Sendable {
    public struct Row: Sendable {
        public let product: Product
        public let lot: Lot?
        public let part: InstalledPart

        public init(product: Product, lot: Lot?, part: InstalledPart) {
            self.product = product
            self.lot = lot
            self.part = part
        }
    }

    public let now: [Row]
    public let before: [Row]

    public init(now: [Row], before: [Row]) {
        self.now = now
        self.before = before
    }
}
