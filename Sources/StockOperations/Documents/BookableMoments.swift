import StockDomain

extension Moment {
    /// - Throws: `in_the_future` beyond five minutes from now, `locked_period` at or before the lock date (R30).
    func checkBookable(_ happenedAt: Instant) throws(Refusal) {
        if happenedAt > now.adding(seconds: 300) {
            throw .rule(
                "in_the_future", "Goods cannot have moved at \(happenedAt.rfc3339): that is still to come.",
                at: "/happened_at")
        }
        if let lock = settings.lockDate, settings.zone.day(of: happenedAt) <= lock {
            throw .rule(
                "locked_period", "Everything up to \(lock.inWords) is locked; nothing can be booked there any more.",
                at: "/happened_at")
        }
    }
}
