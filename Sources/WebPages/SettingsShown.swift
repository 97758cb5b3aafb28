import StockDomain

extension Settings {
    /// Whether pages and answers speak of lots, serials and tracking at all (R1).
    public var showsNumbers: Bool { lotsAndSerials }
    /// Whether lots have days (R4).
    public var showsDates: Bool { lotsAndSerials && expirationDates }
}
