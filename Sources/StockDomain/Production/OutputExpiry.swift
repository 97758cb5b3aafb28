/// The dates of what is made (R39, R43).
public enum OutputExpiry {
    /// A typed expiry wins; else the product's shelf life from the day of making, and where the product says so no
    /// later than the first of the inputs.
    ///
    /// - Parameters:
    ///   - inputs: the earliest expiry of what went in, nil when nothing of it expires.
    ///   - day: the day of making, which is the production date unless another one was typed.
    public static func dates(
        of entry: NumberEntry, _ product: Product, inputs: CalendarDate?, on day: CalendarDate
    ) -> LotDates {
        let made = entry.productionDate ?? day
        let usual = LotDates(
            typedExpiry: entry.expiresOn, productionDate: made, of: product.expiration, on: day)
        guard product.expiration.isEnabled, product.handling.outputExpiresWithInputs, entry.expiresOn == nil,
            let inputs, usual.expiresOn.map({ inputs < $0 }) ?? true
        else { return usual }
        var dates = LotDates(typedExpiry: inputs, productionDate: made, of: product.expiration, on: day)
        dates.typed = []
        return dates
    }

    /// What is to be said when more of a lot is made of goods that do not last as long as it (R43); nil when all is well.
    public static func warning(
        for lot: Lot, _ product: Product, inputs: CalendarDate?, at pointer: String
    ) -> Warning? {
        guard product.expiration.isEnabled, product.handling.outputExpiresWithInputs, let inputs,
            let expiry = lot.dates.expiresOn, inputs < expiry
        else { return nil }
        return Warning(
            pointer, "inputs_expire_before",
            "“\(lot.number)” of \(product.sku) expires on \(expiry.inWords), but what went into it now expires on "
                + "\(inputs.inWords): quality may shorten its life.")
    }
}
