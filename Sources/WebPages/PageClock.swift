import StockDomain

/// Moments as the company's clock shows them.
public struct PageClock: Sendable {
    public let zone: CompanyZone

    public init(zone: CompanyZone) {
        self.zone = zone
    }

    public func day(_ instant: Instant) -> HTML { WebPages.day(zone.day(of: instant)) }

    /// `3 May 2026, 10:30`.
    public func moment(_ instant: Instant) -> HTML {
        let day = zone.day(of: instant)
        let seconds = (instant.rawValue - zone.start(of: day).rawValue) / 1_000_000
        let hour = String(seconds / 3600)
        let minute = String(seconds / 60 % 60)
        let time = (hour.count == 1 ? "0" : "") + hour + ":" + (minute.count == 1 ? "0" : "") + minute
        return WebPages.moment(instant, local: "\(day.inWords), \(time)")
    }
}
