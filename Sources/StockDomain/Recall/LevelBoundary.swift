/// Where the past of numbers begins in stock that had none: what a change of level, or its first numbering, has made of
/// plain goods (R7, R47).
struct LevelBoundary {
    private let facts: RecallFacts

    init(_ facts: RecallFacts) {
        self.facts = facts
    }

    /// Units that were not tracked before, per product.
    var notTrackedBefore: [ProductID: Quantity] {
        sums(facts.plainBeginnings.map { ($0.lotID, $0.produced) })
    }

    /// Units that were sold while nothing told them from those of the lot, per product: of a lot that began in plain
    /// stock any of them may be one more, and what came back from then says that there are others.
    ///
    /// - Parameter excess: what customers returned beyond what they had, per lot.
    func soldBeforeTracking(_ excess: [(LotID, Quantity)]) -> [ProductID: Quantity] {
        let back = sums(excess.filter { facts.lots[$0.0]?.marks.contains(.soldBeforeTracking) ?? false })
        return back.merging(facts.soldUnnumbered, uniquingKeysWith: +)
    }

    /// The last day on which goods of a product began to be tracked so.
    func day(of product: ProductID) -> CalendarDate? {
        facts.plainBeginnings.filter { facts.lots[facts.rightLot($0.lotID)]?.productID == product }
            .map { facts.zone.day(of: $0.happenedAt) }.max()
    }

    /// `Before 3 May 2026 5 pcs of PUMP were not tracked …`.
    func sentence(_ units: Quantity, _ product: ProductName) -> String {
        let before = day(of: product.id).map { "Before \($0.inWords) " } ?? "Once "
        let was = units.isSingular ? "was" : "were"
        return
            "\(before)\(units.inWords(product.unit)) of \(product.sku) \(was) not tracked: what came before is not known."
    }

    private func sums(_ quantities: [(LotID, Quantity)]) -> [ProductID: Quantity] {
        quantities.reduce(into: [:]) { sums, part in
            guard let product = facts.lots[facts.rightLot(part.0)]?.productID else { return }
            sums[product, default: .zero] += part.1
        }
    }
}
