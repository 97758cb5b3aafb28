/// What an engine can answer instead of a result, the same on both.
public enum SQLError: Error, Sendable, Equatable {
    /// A unique index was violated; `name` is the index's or constraint's name in our schema on both engines.
    case unique(name: String)
    /// A CHECK constraint was violated.
    case check(name: String)
    /// A row refers to one that is not there; `name` is empty on SQLite, which does not say which constraint.
    case foreignKey(name: String)
    /// `column` is written `table.column`.
    case notNull(column: String)
    /// A trigger of ours refused, such as the one that keeps postings as they are.
    case refusedByTrigger(String)
    /// The transaction collided with another and may be run again.
    case conflict(String)
    /// Another process held the database longer than we wait.
    case busy(String)
    case diskFull(String)
    /// The server is away or the connection broke; nothing was committed unless it says so.
    case unavailable(String)
    /// The caller gave up.
    case cancelled
    /// Anything else: a mistake of ours or damage. `statement` is the text without its values.
    case failed(code: String, message: String, statement: String)
}

/// Mistakes that both drivers find before or behind the engine.
extension SQLError {
    /// PostgreSQL cannot store the character NUL, so neither engine is given it.
    public static func textHoldsNUL(statement: String) -> SQLError {
        .failed(code: "nul_in_text", message: "a text holds the character NUL", statement: statement)
    }

    /// A result column is a number with a fraction, which no value holds.
    public static func notAnInteger(column: Int, statement: String) -> SQLError {
        .failed(code: "not_an_integer", message: "column \(column) holds a fraction", statement: statement)
    }
}
