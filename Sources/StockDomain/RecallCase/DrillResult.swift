/// Whether a drill passed, criterion by criterion, as food standards judge it (BRCGS 3.9, SQF 2.6, IFS 4.18).
public struct DrillResult: Sendable, Equatable {
    public var criteria: [Criterion]

    public struct Criterion: Sendable, Equatable {
        public var what: String
        public var found: String
        /// Nil while it cannot be judged yet.
        public var isPassed: Bool?
    }

    /// Within this much time everything must be known.
    private static let longest: Int64 = 4 * 3600

    public init(_ view: RecallView) {
        let counts = view.sheet?.counts ?? []
        // Who counts has traced all of it when he has counted.
        let traced = counts.map(\.at).max().map { ($0.rawValue - view.milestones.began.rawValue) / 1_000_000 }
        let seconds = traced ?? view.milestones.seconds(to: .stockHeld)
        let reached = view.milestones.seconds(to: .ninetyAnswered)
        criteria = [
            Criterion(
                what: "Traced within 4 hours", found: seconds.map { "\($0 / 60) min" } ?? "",
                isPassed: seconds.map { $0 <= DrillResult.longest }),
            Criterion(
                what: "Every unit of the lots is found", found: view.reach.scope.isComplete ? "no gaps" : "gaps",
                isPassed: view.reach.scope.isComplete),
        ]
        criteria += view.figures.products.map { product in
            let share = Percentage(DrillResult.explained(product.balance), of: product.produced)
            return Criterion(
                what: "Mass balance of \(product.product.sku) from 99.5 to 100.5 %",
                found: share?.inWords ?? "nothing made",
                isPassed: share?.closes ?? true)
        }
        if let together = view.figures.together {
            criteria.append(
                Criterion(
                    what: "Mass balance together, in \(together.unit), from 99.5 to 100.5 %",
                    found: together.explainedShare?.inWords ?? "nothing made",
                    isPassed: together.explainedShare?.closes ?? true))
        }
        let places = view.countedPlaces
        if !counts.isEmpty {
            let wrong = counts.count { $0.difference != .zero }
            criteria.append(
                Criterion(
                    what: "What was counted is what the books say",
                    found: "\(counts.count) of \(places.count) places counted, \(wrong) with a difference",
                    isPassed: wrong > 0 ? false : counts.count == places.count ? true : nil))
        }
        let records = view.sheet?.records ?? []
        if !records.isEmpty {
            let found = records.count(where: \.wasFound)
            criteria.append(
                Criterion(
                    what: "The quality records are there", found: "\(found) of \(records.count)",
                    isPassed: found == records.count))
        }
        criteria.append(
            Criterion(
                what: "90 % of customers reached", found: "\(view.figures.responded) of \(view.figures.consignees)",
                isPassed: view.figures.consignees == 0 ? true : reached.map { _ in true }))
    }

    /// Where all that was received or produced is, or went.
    public static func explained(_ balance: MassBalance) -> Quantity {
        balance.isOrWent - balance.customerReturned - balance.found
    }

    /// The first line of the sheet.
    public var inWords: String {
        let failed = criteria.filter { $0.isPassed == false }
        let open = criteria.filter { $0.isPassed == nil }
        if !failed.isEmpty { return "Failed: \(failed.map(\.what).enumerated)." }
        return open.isEmpty ? "Passed." : "Passed so far; not judged yet: \(open.map(\.what).enumerated)."
    }
}
