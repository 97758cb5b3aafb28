import StockDomain
import StockStore

/// What the paper of a delivery says.
public struct DeliverySlip: Sendable {
    public let delivery: DocumentView
    /// The last seal when it was printed.
    public let lastSeal: Seal?
}

extension Operations {
    /// A delivery with the last seal, for the paper that goes with it.
    public func deliverySlip(_ number: String, as actor: Actor) async throws -> DeliverySlip {
        try await read(as: actor) { store in
            DeliverySlip(
                delivery: try store.view(of: store.existing(.delivery, number)), lastSeal: try store.lastSeal())
        }
    }
}
