/// What an order says an output of one step takes of what goes in (R23).
public struct DeclaredShare: Hashable, Sendable {
    public var step: StepID
    public var product: ProductID
    /// Nil for goods without number, which take their share all the same.
    public var lot: LotID?
    /// Of a co-product, in percent; nil for what the order is for.
    public var percent: Quantity?

    public init(step: StepID, product: ProductID, lot: LotID?, percent: Quantity?) {
        self.step = step
        self.product = product
        self.lot = lot
        self.percent = percent
    }
}

/// How the inputs of a step are divided over its outputs, where co-products declare what they take.
///
/// What the order is for takes the rest; several lots of one product divide their product's share by what was made of
/// each. By-products take nothing: they are what is left over.
struct InputShares {
    private var shares: [StepID: [LotID: Share]] = [:]

    /// - Parameters:
    ///   - declared: of outputs by their right numbers.
    ///   - produced: what a step made of a lot.
    init(_ declared: some Sequence<DeclaredShare>, produced: (LotID, StepID) -> Quantity) {
        for (step, outputs) in Dictionary(grouping: Set(declared), by: \.step) {
            let byProduct = Dictionary(grouping: outputs, by: \.product)
            let taken = byProduct.values.compactMap { $0.compactMap(\.percent).max() }.sum()
            if taken <= .zero || taken >= 100 { continue }
            for outputs in byProduct.values {
                let whole = Share(outputs.compactMap(\.percent).max() ?? 100 - taken, of: 100)
                let lots = outputs.compactMap(\.lot)
                let sum = lots.map { produced($0, step) }.sum()
                for lot in lots where produced(lot, step) > .zero {
                    shares[step, default: [:]][lot] = whole * Share(produced(lot, step), of: sum)
                }
            }
        }
    }

    /// Nil where nothing was declared.
    func share(of lot: LotID, in step: StepID) -> Share? { shares[step]?[lot] }
}
