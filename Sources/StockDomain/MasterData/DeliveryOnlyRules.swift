/// What cannot be combined with numbers that are captured at delivery only (R5a).
enum DeliveryOnlyRules {
    /// Everything about the product that would need to know inside which goods carry which number.
    static func faults(of product: Product) -> [Fault] {
        guard product.isNumberedAtDelivery else { return [] }
        var faults: [Fault] = []
        if product.expiration.isEnabled {
            faults.append(
                Fault("/expiration", "not_for_delivery_only", product.notForDeliveryOnly("expiry dates work")))
        }
        if product.handling.removalStrategy == .fefo {
            faults.append(
                Fault(
                    "/removal_strategy", "not_for_delivery_only",
                    product.notForDeliveryOnly("taking the earliest expiry first works")))
        }
        return faults
    }
}
