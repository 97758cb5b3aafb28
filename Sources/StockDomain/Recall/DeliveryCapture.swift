/// What an answer about numbers captured at delivery adds to the facts (R5b).
extension LotMovement {
    /// Whether it gives a number at delivery or takes one off at return, or is the plain half of that: such steps link
    /// no numbers, they only say where a number begins and ends.
    var isNumbering: Bool {
        (from == .production || to == .production) && [.delivery, .customerReturn, .numbering].contains(kind)
    }
}

/// How often numbers were given and taken off, per lot by its right number.
struct DeliveryCapture {
    private(set) var given: [LotID: Quantity] = [:]
    private(set) var takenOff: [LotID: Quantity] = [:]

    init(_ facts: RecallFacts, of lots: Set<LotID>) {
        for movement in facts.movements where movement.isNumbering {
            guard let lot = movement.lotID.map(facts.rightLot), lots.contains(lot) else { continue }
            let booked = movement.booked
            if booked.from == .production {
                given[lot, default: .zero] += booked.quantity
            } else {
                takenOff[lot, default: .zero] += booked.quantity
            }
        }
    }

    /// Units that carry, or carried, a number given at delivery: a serial is one, however often it was given.
    func units(_ facts: RecallFacts) -> [ProductID: Quantity] {
        var units: [ProductID: Quantity] = [:]
        for (lot, quantity) in given where quantity > .zero {
            let name = facts.name(lot)
            units[name.product.id, default: .zero] += name.kind == .serial ? .one : quantity
        }
        return units
    }

    /// What came back and lost its number; serials that were given again have it back.
    func unitsWithoutTheirNumber(_ facts: RecallFacts) -> Quantity {
        takenOff.values.sum() - givenAgain(facts)
    }

    /// How often serials were given again after they had come back.
    func givenAgain(_ facts: RecallFacts) -> Quantity {
        given.filter { facts.name($0.key).kind == .serial && $0.value > .one }.map { $0.value - .one }.sum()
    }
}

extension RecallFacts {
    /// Products of which a number was given at delivery.
    public var productsNumberedAtDelivery: Set<ProductID> {
        Set(movements.lazy.filter { $0.lotID != nil && $0.isNumbering }.map(\.productID))
    }

    /// The receipts that goods could have come from before they got their numbers, if the oldest left first (R48).
    var estimatedSources: [LotOrigin] {
        let captured = movements.filter { movement in
            guard let lot = movement.lotID, movement.isNumbering else { return false }
            return movement.booked.from == .production && upstream.contains(rightLot(lot))
        }
        let postings = Dictionary(grouping: captured, by: \.productID).mapValues { Set($0.map(\.postingID)) }
        return postings.sorted { $0.key < $1.key }.flatMap { product, postings in
            FIFOEstimate(of: plainMovements.filter { $0.productID == product }).receipts(behind: postings).map { part in
                LotOrigin(
                    supplier: part.receipt.partnerID.flatMap { partners[$0] },
                    receipt: Booking(
                        postingID: part.receipt.postingID, document: part.receipt.document,
                        partnerID: part.receipt.partnerID, happenedAt: part.receipt.happenedAt,
                        lot: LotName(id: nil, number: nil, kind: nil, product: self.product(product)),
                        quantity: part.quantity))
            }
        }
    }
}
