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
                what: "Traced within 4 hours", found: seconds.map(DrillResult.inWords) ?? "",
                isPassed: seconds.map { $0 <= DrillResult.longest }),
            Criterion(
                what: "Every unit of the lots is found", found: DrillResult.inWords(view.reach.scope.gaps),
                isPassed: view.reach.scope.isComplete),
        ]
        let balances = view.drillBalances + [view.drillBalanceTogether].compactMap(\.self)
        criteria += balances.map { balance in
            let what = balance.product.map { "of \($0.sku)" } ?? "together, in \(balance.unit),"
            return Criterion(
                what: "Mass balance \(what) from 99.5 to 100.5 %", found: balance.share?.inWords ?? "nothing made",
                isPassed: balance.closes)
        }
        criteria += view.yields.compactMap { yield in
            guard let isPassed = yield.isWithinTolerance, let tolerance = yield.tolerance else { return nil }
            return Criterion(
                what: "Yield of \(yield.order.number) explained within \(tolerance.description) %",
                found: yield.inWords, isPassed: isPassed)
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

    /// How many gaps there are, by what they may hide (R47).
    private static func inWords(_ gaps: [Gap]) -> String {
        let hiding = gaps.count { $0.weight == .hidesCustomers }
        let weakening = gaps.count - hiding
        if gaps.isEmpty { return "no gaps" }
        let source = weakening == 0 ? "" : "; \(weakening.counted("gap")) about where goods came from"
        return (hiding == 0 ? "no gap hides a customer" : "\(hiding.counted("gap")) may hide customers") + source
    }

    /// `1 h 25 min`, `40 min`; less than a minute as seconds.
    private static func inWords(_ seconds: Int64) -> String {
        if seconds < 60 { return "\(seconds) s" }
        return seconds < 3600 ? "\(seconds / 60) min" : "\(seconds / 3600) h \(seconds / 60 % 60) min"
    }

    /// The first line of the sheet.
    public var inWords: String {
        let failed = criteria.filter { $0.isPassed == false }
        let open = criteria.filter { $0.isPassed == nil }
        if !failed.isEmpty { return "Failed: \(failed.map(\.what).enumerated)." }
        return open.isEmpty ? "Passed." : "Passed so far; not judged yet: \(open.map(\.what).enumerated)."
    }
}
