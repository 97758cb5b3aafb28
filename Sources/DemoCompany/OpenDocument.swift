import StockDomain

/// A document that is still to be done when the history ends.
public struct OpenDocument: Sendable, Equatable {
    public struct Line: Sendable, Equatable {
        public let sku: String
        /// In the product's unit.
        public let quantity: Quantity
    }

    public let kind: DocumentKind
    /// The partner's code; nil for a transfer.
    public var partner: String?
    public var origin: String?
    /// Where goods leave, by code; nil for a receipt.
    public var from: String?
    /// Where goods arrive, by code; nil for a delivery.
    public var to: String?
    public let plannedOn: CalendarDate
    /// Whether its goods are to be reserved, oldest first.
    public var isReserved = false
    public let lines: [Line]
}

extension OpenDocument {
    /// What is on the desk on `day`: two deliveries that a recall could still stop, one not yet reserved, a receipt
    /// and a transfer to a shop.
    static func onTheDesk(on day: CalendarDate) -> [OpenDocument] {
        func line(_ units: Int64, _ sku: String) -> Line { Line(sku: sku, quantity: Quantity(units: units)) }
        func delivery(
            _ customer: Int, _ origin: String, inDays days: Int, reserved: Bool, _ lines: [Line]
        ) -> OpenDocument {
            OpenDocument(
                kind: .delivery, partner: DemoPartners.customers[customer].code, origin: origin, from: History.stock,
                plannedOn: day.adding(days: days), isReserved: reserved, lines: lines)
        }
        return [
            delivery(88, "WEB-20417", inDays: 0, reserved: true, [line(8, FaultyBatch.sku), line(4, "CHO-DARK")]),
            delivery(
                23, "WEB-20421", inDays: 1, reserved: true,
                [line(6, FaultyBatch.sauce), line(3, FaultyBatch.giftBox)]),
            delivery(12, "WEB-20426", inDays: 2, reserved: false, [line(6, "HND-075"), line(6, "SOA-LAV")]),
            OpenDocument(
                kind: .receipt, partner: DemoPartners.suppliers[0].partner.code, origin: "SNC-77120", to: History.stock,
                plannedOn: day.adding(days: 1), lines: [line(900, "ING-PEANUT")]),
            OpenDocument(
                kind: .transfer, from: History.stock, to: History.shops[0].code, plannedOn: day,
                lines: [line(12, "SOA-LAV"), line(6, "MUG-STONE")]),
        ]
    }
}
