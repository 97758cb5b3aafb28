import StockDomain

/// What a file of partners may say beside name and contact.
extension MasterDataColumn<Partner> {
    static var ofPartners: [MasterDataColumn<Partner>] {
        [
            .number("min_remaining_days", \.demands.minRemainingDays, 0...36_500, .lots),
            .number("min_remaining_percent", \.demands.minRemainingPercent, 0...100, .lots),
            .flag("single_lot", \.demands.singleLot, .lots),
            .flag("no_older_than_last", \.demands.noOlderThanLast, .lots),
            .flag("quarantine_at_receipt", \.isQuarantinedAtReceipt, .lots),
        ]
    }
}

extension Partner {
    /// Whether it says something that only speaks in a company with lots (R1).
    var speaksOfLots: Bool { demands != Demands() || isQuarantinedAtReceipt }
}
