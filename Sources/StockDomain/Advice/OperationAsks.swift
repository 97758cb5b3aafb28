/// What an operation asks of whoever does it, for one product: the printable sheet of the set-up (R9).
public struct OperationAsks: Sendable, Equatable {
    public let kind: DocumentKind
    public let asks: String

    /// The operations in the order of a day.
    public static func all(of product: Product) -> [OperationAsks] {
        let kinds: [DocumentKind] = [
            .receipt, .transfer, .count, .delivery, .customerReturn, .supplierReturn, .scrap,
        ]
        return kinds.map { OperationAsks(kind: $0, asks: words(product, $0)) }
    }

    private static func words(_ product: Product, _ kind: DocumentKind) -> String {
        guard product.asksForNumbers(on: kind) else { return "the quantity" }
        let numbers =
            product.tracking == .serial ? "one serial number for each unit" : "the lot number, with its quantity"
        if product.isNumberedAtDelivery {
            return kind == .delivery
                ? "\(numbers), given to the goods as they leave" : "\(numbers), taken off as the goods come back"
        }
        switch kind {
        case .receipt: return numbers + (product.expiration.isRequired ? ", and its expiry date" : "")
        case .delivery, .transfer: return "the quantity; \(numbers) when others are taken than proposed"
        default: return numbers
        }
    }
}
