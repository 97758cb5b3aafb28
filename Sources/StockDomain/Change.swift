/// What a request for a change says about one value.
public enum Change<Value> {
    case keep
    case clear
    case set(Value)

    /// The value after the change.
    public func applied(to old: Value?) -> Value? {
        switch self {
        case .keep: old
        case .clear: nil
        case .set(let new): new
        }
    }

    /// The value after a change of something that cannot be missing; `usual` is what clearing it means.
    public func applied(to old: Value, usual: Value) -> Value {
        switch self {
        case .keep: old
        case .clear: usual
        case .set(let new): new
        }
    }

    /// Whether the request names the value at all.
    public var isNamed: Bool {
        if case .keep = self { false } else { true }
    }
}

extension Change: Equatable where Value: Equatable {}
extension Change: Sendable where Value: Sendable {}
