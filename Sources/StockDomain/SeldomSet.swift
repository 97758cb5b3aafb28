/// A value that few of many have, kept in storage of its own: what has none is a word larger, not the whole value.
@propertyWrapper
public struct SeldomSet<Value: Equatable & Sendable>: Equatable, Sendable {
    private indirect enum Kept: Equatable, Sendable {
        case value(Value)
    }

    private var kept: Kept?

    public init(wrappedValue: Value?) {
        kept = wrappedValue.map(Kept.value)
    }

    public var wrappedValue: Value? {
        get {
            guard case .value(let value) = kept else { return nil }
            return value
        }
        set { kept = newValue.map(Kept.value) }
    }
}
