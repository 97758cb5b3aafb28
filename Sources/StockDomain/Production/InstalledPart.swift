/// A part of a unit: in it now, or in it before (R53).
public struct InstalledPart: Sendable, Equatable {
    public let product: ProductID
    public let lot: LotID?
    public var quantity: Quantity
    public let from: Instant
    /// Nil while it is in the unit.
    public let until: Instant?
    /// The step that put it in, and its document.
    public let step: StepID
    public let document: DocumentName?

    public init(
        product: ProductID, lot: LotID?, quantity: Quantity, from: Instant, until: Instant?, step: StepID,
        document: DocumentName?
    ) {
        self.product = product
        self.lot = lot
        self.quantity = quantity
        self.from = from
        self.until = until
        self.step = step
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
        in postings: [(posting: Posting, document: DocumentName?)], isProduction: (LocationID) -> Bool
    ) -> [InstalledPart] {
        let reversals = Dictionary(grouping: postings.map(\.posting).filter { $0.reverses != nil }, by: \.reverses)
        var parts: [InstalledPart] = []
        for (posting, document) in postings where posting.reverses == nil {
            let step = posting.stepID ?? posting.id
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
                                until: reversal.happenedAt, step: step, document: document))
                    }
                }
                open = left
            }
            parts += open.map { movement in
                InstalledPart(
                    product: movement.productID, lot: movement.lotID, quantity: movement.quantity,
                    from: posting.happenedAt, until: nil, step: step, document: document)
            }
        }
        return parts
    }
}

/// A unit's parts with their names (R53).
public struct InstalledParts: Sendable {
    /// In the order of putting in.
    public let all: [UnitView.Component]

    public init(_ all: [UnitView.Component]) {
        self.all = all
    }

    public var now: [UnitView.Component] { all.filter { $0.removedAt == nil } }
    public var before: [UnitView.Component] { all.filter { $0.removedAt != nil } }
}
