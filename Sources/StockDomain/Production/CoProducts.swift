/// Outputs beside the main one that take a share of what goes in, so that they are no mere by-products (R23).
public enum CoProducts {
    /// Why shares cannot be told, with the place of the first that does not fit.
    ///
    /// Whatever is made beside it, something of the inputs is left for what the order is for.
    ///
    /// - Parameter shares: in percent, nil for by-products, with their places in the request.
    public static func faults(_ shares: [(share: Quantity?, pointer: String)]) -> [Fault] {
        var sum = Quantity.zero
        for (share, pointer) in shares {
            guard let share else { continue }
            if share <= .zero || share >= 100 {
                return [Fault(pointer + "/input_share", "invalid_value", "A share is above 0 and below 100 percent.")]
            }
            sum += share
            if sum >= 100 {
                return [
                    Fault(
                        pointer + "/input_share", "invalid_value",
                        "The co-products take \(sum) % of what goes in: nothing is left for what is made.")
                ]
            }
        }
        return []
    }
}
