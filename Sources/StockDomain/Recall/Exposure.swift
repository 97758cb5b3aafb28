/// Who may have got goods of a receipt that carried no number: an estimate, never a fact (R48).
public struct Exposure: Sendable, Equatable {
    /// What left, and how much of it may be of the receipt.
    public struct Row: Sendable, Equatable {
        public var document: DocumentName?
        public var partner: Partner?
        public var happenedAt: Instant
        public var kind: PostingKind
        public var quantity: Quantity
    }

    /// One way of guessing.
    public struct Guess: Sendable, Equatable {
        /// Those that went to customers.
        public var deliveries: [Row]
        /// Those that went anywhere else: used up, sent back, scrapped.
        public var others: [Row]
        /// What may still be here.
        public var onHand: Quantity

        /// Units with customers.
        public var delivered: Quantity { deliveries.map(\.quantity).sum() }

        /// Units used up, sent back or scrapped.
        public var goneElsewhere: Quantity { others.map(\.quantity).sum() }

        /// Customers by name; goods without a partner or of an anonymous one belong to nobody who could be called.
        public var customers: Int {
            Set(deliveries.compactMap { $0.partner.flatMap { $0.isAnonymous ? nil : $0.id } }).count
        }
    }

    public var product: ProductName
    /// Those that brought some of it without number; several of one origin.
    public var receipts: [DocumentName]
    public var supplier: Partner?
    /// What the receipts brought in of the product, without number.
    public var received: Quantity
    /// If the oldest goods left first.
    public var oldestFirst: Guess
    /// Whatever left first; the rows say how much each may hold, and together may say more than was received.
    public var atWorst: Guess

    /// - Parameters:
    ///   - movements: all of the product without number.
    ///   - receipts: that are suspected; nil where none of them brought any.
    public init?(
        of product: ProductName, _ movements: [LotMovement], from receipts: [DocumentName],
        partners: [PartnerID: Partner]
    ) {
        let suspected = Set(receipts.map(\.id))
        let postings = Set(
            movements.filter { $0.document.map { suspected.contains($0.id) } ?? false }.map(\.postingID))
        let arrived = movements.filter { postings.contains($0.postingID) && $0.reverses == nil && $0.to.holdsStock }
        guard let first = arrived.first else { return nil }
        let takenBack = movements.filter { $0.reverses.map(postings.contains) ?? false }.map(\.quantity).sum()
        let bringing = Set(arrived.compactMap { $0.document?.id })
        self.product = product
        self.receipts = receipts.filter { bringing.contains($0.id) }
        supplier = first.partnerID.flatMap { partners[$0] }
        received = arrived.map(\.quantity).sum() - takenBack
        let estimate = FIFOEstimate(of: movements)
        oldestFirst = Guess(estimate.leaving(of: postings), partners)
        atWorst = Guess(estimate.leavingAtWorst(of: postings), partners)
    }

    public var inWords: String {
        let fifo = oldestFirst
        func customers(_ count: Int) -> String { count == 1 ? "1 customer" : "\(count) customers" }
        let went = [
            fifo.delivered == .zero
                ? "none went to a customer" : "\(fifo.delivered.grouped) went to \(customers(fifo.customers))",
            fifo.goneElsewhere == .zero
                ? nil : "\(fifo.goneElsewhere.grouped) were used up, scrapped or sent back",
            "\(fifo.onHand.grouped) are here",
        ].compactMap(\.self)
        let worst =
            atWorst.deliveries.isEmpty
            ? "At worst, too, no customer has any." : "At worst, any of \(customers(atWorst.customers)) may have some."
        return """
            An estimate, since \(product.sku) carries no number: of the \(received.inWords(product.unit)) of \
            \(receipts.map(\.inWords).enumerated), if the oldest left first, \(went.dropLast().joined(separator: ", ")) and \(went.last ?? ""). \
            \(worst)
            """
    }
}

extension Exposure.Guess {
    fileprivate init(_ leaving: (parts: [FIFOEstimate.Leaving], here: Quantity), _ partners: [PartnerID: Partner]) {
        let rows = leaving.parts.map { part in
            (
                isDelivery: part.movement.booked.to == .customer,
                row: Exposure.Row(
                    document: part.movement.document, partner: part.movement.partnerID.flatMap { partners[$0] },
                    happenedAt: part.movement.happenedAt, kind: part.movement.kind, quantity: part.quantity)
            )
        }
        self.init(
            deliveries: rows.filter(\.isDelivery).map(\.row), others: rows.filter { !$0.isDelivery }.map(\.row),
            onHand: leaving.here)
    }
}

extension DocumentName {
    /// `IN-00001 (PO-17)`.
    fileprivate var inWords: String {
        origin.flatMap { $0 == number ? nil : "\(number) (\($0))" } ?? number
    }
}
