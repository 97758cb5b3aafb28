extension Entered {
    /// What one number takes, in milliseconds: somebody types it, holds a scanner to it, or pastes a list of many.
    public var milliseconds: Int64 {
        switch self {
        case .typed: 12_000
        case .scanned: 3_000
        case .generated: 500
        case .pasted: 200
        case .imported, .inferred: 0
        }
    }
}

/// What capturing the numbers of one product took in twelve months, and what it was good for (R8a).
public struct TrackingReview: Sendable, Equatable {
    public let product: Product
    /// Numbers on movements by how they came.
    public let captured: [Entered: Int64]
    /// How often somebody asked for one of its numbers.
    public let timesAsked: Int64

    public init(product: Product, captured: [Entered: Int64], timesAsked: Int64) {
        self.product = product
        self.captured = captured
        self.timesAsked = timesAsked
    }

    /// Numbers that somebody captured; what the strategy chose cost nobody anything.
    public var numbers: Int64 { captured.filter { $0.key != .inferred }.values.reduce(0, +) }

    /// Minutes, rounded up.
    public var minutes: Int64 {
        let milliseconds = captured.map { $0.value * $0.key.milliseconds }.reduce(0, +)
        return (milliseconds + 59_999) / 60_000
    }

    /// The level that would have done, when nobody ever asked; nil when somebody did.
    public var cheaperLevel: Tracking? {
        if timesAsked > 0 { return nil }
        return switch product.tracking {
        case .serial: .lot
        case .lot: Tracking.none
        case .none: nil
        }
    }

    public var inWords: String {
        guard let cheaperLevel else { return "asked for \(timesAsked) \(timesAsked == 1 ? "time" : "times")" }
        return
            "never asked for; cheaper: \(cheaperLevel.inWords.prefix(1).lowercased())\(cheaperLevel.inWords.dropFirst())"
    }
}
