import StockDomain

/// What a recall must say of a lot, worked out from the rows of a file alone.
struct LotAnswer: Equatable {
    var received = Quantity.zero
    var delivered = Quantity.zero
    var returned = Quantity.zero
    var writtenOff = Quantity.zero
    var onHand = Quantity.zero
    /// What each partner still has, by code; nobody with nothing.
    var held: [String: Quantity] = [:]

    mutating func add(_ kind: String, _ quantity: Quantity, partner: String) {
        switch kind {
        case "receipt":
            received += quantity
            onHand += quantity
        case "delivery":
            delivered += quantity
            onHand -= quantity
            held[partner, default: .zero] += quantity
        case "customer_return":
            returned += quantity
            onHand += quantity
            held[partner, default: .zero] -= quantity
        default:
            writtenOff += quantity
            onHand -= quantity
        }
        if held[partner] == .zero { held[partner] = nil }
    }
}

extension LotAnswer {
    /// The same as the program tells it.
    init(_ scope: RecallScope) {
        received = scope.totals.received
        delivered = scope.totals.delivered
        returned = scope.totals.customerReturned
        writtenOff = scope.totals.scrapped
        onHand = scope.totals.onHand
        held = Dictionary(uniqueKeysWithValues: scope.consignees.map { ($0.partner?.code ?? "", $0.ofLot) })
    }
}
