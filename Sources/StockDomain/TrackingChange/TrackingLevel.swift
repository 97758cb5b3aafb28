/// How goods of a product are told apart, and when: what a guided change goes from and to (R3, R5, R7).
public struct TrackingLevel: Hashable, Sendable {
    public var tracking: Tracking
    /// Always `everyMove` where nothing is tracked.
    public var capture: Capture

    public init(_ tracking: Tracking, _ capture: Capture = .everyMove) {
        self.tracking = tracking
        self.capture = tracking == .none ? .everyMove : capture
    }

    /// The kind of number that stock of ours carries, nil for plain quantity.
    public var kindInside: LotKind? { capture == .everyMove ? tracking.numberKind : nil }

    /// `by lots`, `by unique serial number at delivery only`, `no tracking`.
    public var inWords: String {
        switch tracking {
        case .none: "no tracking"
        case .lot, .serial: tracking.inWords.lowercased() + (capture == .deliveryOnly ? " at delivery only" : "")
        }
    }
}

extension Product {
    public var level: TrackingLevel { TrackingLevel(tracking, capture) }

    /// The product at another level; where its stock is plain quantity it has no expiry (R5a).
    public func changed(to level: TrackingLevel) -> Product {
        var product = self
        product.tracking = level.tracking
        product.capture = level.capture
        if level.kindInside == nil {
            product.expiration.isEnabled = false
            if product.handling.removalStrategy == .fefo { product.handling.removalStrategy = nil }
        }
        return product
    }
}
