/// Where a part of the service log ends; the next one lies before it.
public struct ServiceCursor: Sendable, Equatable {
    public var servicedOn: CalendarDate
    public var lot: LotID
    public var position: Int64

    public init(servicedOn: CalendarDate, lot: LotID, position: Int64) {
        self.servicedOn = servicedOn
        self.lot = lot
        self.position = position
    }

    /// Reads `text`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".")
        guard parts.count == 3, let day = CalendarDate(parts[0]), let lot = Int64(parts[1]),
            let position = Int64(parts[2])
        else { return nil }
        self.init(servicedOn: day, lot: LotID(lot), position: position)
    }

    public var text: String { "\(servicedOn).\(lot.rawValue).\(position)" }
}
