/// How much of a lot comes from another: worked out from the shares of single steps, level by level.
///
/// In one step the share of a lot is what was consumed of it by all that was consumed of its product. A lot made in
/// several steps takes the mean of their shares by what each produced; where several products of a step carry the
/// lot asked about, the one that carries most counts. Where the way runs through a loop there is no share.
public struct TraceShares {
    private let graph: TraceGraph
    private let rows: [StepID: [LotID: StepLot]]
    private let product: (LotID) -> ProductID?
    /// The steps that produced a lot, ascending.
    private let makers: [LotID: [StepID]]

    /// - Parameters:
    ///   - steps: all rows of the steps concerned, other components too.
    ///   - product: the product of a lot.
    public init(_ graph: TraceGraph, steps: [StepLot], product: @escaping (LotID) -> ProductID?) {
        self.graph = graph
        self.product = product
        rows = Dictionary(grouping: steps, by: \.stepID).mapValues { rows in
            Dictionary(rows.map { ($0.lotID, $0) }, uniquingKeysWith: { first, _ in first })
        }
        var makers: [LotID: [StepID]] = [:]
        for step in steps where step.produced > .zero { makers[step.lotID, default: []].append(step.stepID) }
        self.makers = makers.mapValues { $0.sorted() }
    }

    /// What a step did with a lot.
    func row(of lot: LotID, in step: StepID) -> StepLot? { rows[step]?[lot] }

    /// The part of its product that a lot was in one step; nil when it was not consumed there.
    public func share(of lot: LotID, in step: StepID) -> Share? {
        guard let rows = rows[step], let row = rows[lot], row.consumed > .zero else { return nil }
        let whole = rows.values.filter { product($0.lotID) == product(lot) }.map(\.consumed).sum()
        return Share(row.consumed, of: whole)
    }

    /// The share of `origin` in each lot downstream of it; lots that a loop leads to are left out.
    public func shares(of origin: LotID) -> [LotID: Share] { shares(of: [origin]) }

    /// The share of several lots together in each lot downstream of them.
    public func shares(of origins: Set<LotID>) -> [LotID: Share] {
        let reached = graph.downstream(of: origins)
        var shares = Dictionary(uniqueKeysWithValues: origins.map { ($0, Share.whole) })
        // A lot is worked out once all the lots of the scope before it are; a loop and what follows it never is.
        var waiting = reached.keys.filter { shares[$0] == nil }.sorted()
        if origins.contains(where: isInLoop) { return [:] }
        var progress = true
        while progress {
            progress = false
            waiting = waiting.filter { lot in
                let before = Set(graph.edges(to: lot).map(\.from)).filter { reached[$0] != nil }
                guard before.allSatisfy({ shares[$0] != nil }) else { return true }
                shares[lot] = share(carriedTo: lot, shares)
                progress = true
                return false
            }
        }
        return shares
    }

    private func isInLoop(_ lot: LotID) -> Bool {
        let after = graph.downstream(of: lot)
        return graph.edges(to: lot).contains { after[$0.from] != nil }
    }

    private func share(carriedTo lot: LotID, _ shares: [LotID: Share]) -> Share {
        let steps = makers[lot] ?? []
        let batches = graph.edges(to: lot).filter { $0.step == nil }.compactMap { shares[$0.from] }
        guard !steps.isEmpty else { return batches.max() ?? .none }
        let produced = steps.compactMap { rows[$0]?[lot]?.produced }.sum()
        let parts = steps.map { step in
            Share(rows[step]?[lot]?.produced ?? .zero, of: produced) * share(carriedBy: step, shares)
        }
        return parts.sum
    }

    private func share(carriedBy step: StepID, _ shares: [LotID: Share]) -> Share {
        var perProduct: [ProductID?: [Share]] = [:]
        for (lot, row) in rows[step] ?? [:] where row.consumed > .zero {
            guard let carried = shares[lot], let part = share(of: lot, in: step) else { continue }
            perProduct[product(lot), default: []].append(part * carried)
        }
        return perProduct.values.map(\.sum).max() ?? .none
    }
}

extension [Share] {
    /// Together never more than all: parts that were each rounded up may come to a millionth too much.
    fileprivate var sum: Share { Swift.min(.whole, reduce(.none, +)) }
}
