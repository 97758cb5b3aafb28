import SQLCore
import StockDomain

/// All questions and changes that the database is asked for, inside one transaction.
///
/// Capabilities are extensions, one file each; every statement of the program stands in this target.
public struct Store {
    let tx: any SQLSession

    public init(_ session: any SQLSession) {
        tx = session
    }

    public var engine: SQLEngine { tx.engine }
}

extension ID: SQLBindable, SQLReadable {}
extension Instant: SQLBindable, SQLReadable {}
extension Quantity: SQLBindable, SQLReadable {
    public var sqlValue: SQLValue { .integer(millionths) }
    public init?(sqlValue: SQLValue) {
        guard case .integer(let number) = sqlValue else { return nil }
        self.init(millionths: number)
    }
}
extension CalendarDate: SQLBindable, SQLReadable {
    public var sqlValue: SQLValue { .text(description) }
    public init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.init(text)
    }
}
extension LotNumber: SQLBindable, SQLReadable {
    public var sqlValue: SQLValue { .text(text) }
    public init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.init(stored: text)
    }
}
extension Tracking: SQLBindable, SQLReadable {}
extension Capture: SQLBindable, SQLReadable {}
extension RemovalStrategy: SQLBindable, SQLReadable {}
extension Expiration.Kind: SQLBindable, SQLReadable {}
extension Partner.Kind: SQLBindable, SQLReadable {}
extension LocationUsage: SQLBindable, SQLReadable {}
extension LotKind: SQLBindable, SQLReadable {}
extension PostingKind: SQLBindable, SQLReadable {}
extension Entered: SQLBindable, SQLReadable {}
extension DocumentKind: SQLBindable, SQLReadable {}
extension DocumentState: SQLBindable, SQLReadable {}
extension Role: SQLBindable, SQLReadable {}
