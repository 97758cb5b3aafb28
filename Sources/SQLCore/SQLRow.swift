/// One row of a result, columns by position from 0.
public struct SQLRow: Sendable {
    public let values: [SQLValue]

    public init(values: [SQLValue]) {
        self.values = values
    }

    /// The column as `Value`; a column of another type is a mistake of ours.
    @inlinable public subscript<Value: SQLReadable>(_ column: Int) -> Value {
        guard let value = Value(sqlValue: values[column]) else {
            preconditionFailure("column \(column) is \(values[column]), not \(Value.self)")
        }
        return value
    }

    /// The column as `Value`, or nil when it is NULL.
    @inlinable public subscript<Value: SQLReadable>(_ column: Int) -> Value? {
        if case .null = values[column] { return nil }
        return self[column] as Value
    }
}
