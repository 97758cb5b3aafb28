import SeededRandom
import Testing

@testable import StockDomain

/// What holds of every genealogy, whatever happened: thousands of small ones, each told again by its seed.
@Suite struct GenealogyPropertyTests {
    @Test(arguments: [UInt64(1)...1_000, 1_001...2_000, 2_001...3_000])
    func theWalkFindsWhatPairsJoinedToPairsFind(seeds: ClosedRange<UInt64>) {
        for seed in seeds {
            let genealogy = RandomGenealogy(seed: seed)
            let graph = TraceGraph(steps: genealogy.rows, batches: genealogy.batches)
            let ancestry = genealogy.ancestry
            for lot in genealogy.lots {
                let down = Set(ancestry.filter { $0.from == lot }.map(\.to)).union([lot])
                let up = Set(ancestry.filter { $0.to == lot }.map(\.from)).union([lot])
                #expect(Set(graph.downstream(of: lot).keys) == down, "seed \(seed), down from \(lot)")
                #expect(Set(graph.upstream(of: lot).keys) == up, "seed \(seed), up from \(lot)")
            }
        }
    }

    @Test func severalLotsTogetherReachWhatEachReaches() {
        for seed in UInt64(1)...1_000 {
            let genealogy = RandomGenealogy(seed: seed)
            let graph = TraceGraph(steps: genealogy.rows, batches: genealogy.batches)
            let asked = Set(genealogy.lots.filter { $0.rawValue % 3 == Int64(seed % 3) })
            let each = asked.map { graph.downstream(of: $0) }
            let together = each.reduce(into: [:]) { all, one in all.merge(one, uniquingKeysWith: min) }
            #expect(graph.downstream(of: asked) == together, "seed \(seed)")
        }
    }

    @Test func theOrderOfRowsChangesNeitherWaysNorShares() {
        for seed in UInt64(1)...1_000 {
            let genealogy = RandomGenealogy(seed: seed)
            var random = SeededRandom(seed: seed)
            let shuffled = genealogy.rows.shuffled(using: &random)
            let (graph, other) = (
                TraceGraph(steps: genealogy.rows, batches: genealogy.batches),
                TraceGraph(steps: shuffled, batches: genealogy.batches)
            )
            let all = Set(genealogy.lots)
            #expect(graph.edges(within: all) == other.edges(within: all), "seed \(seed)")
            let product: (LotID) -> ProductID? = { ProductID($0.rawValue % 2) }
            let shares = TraceShares(graph, steps: genealogy.rows, product: product)
            let again = TraceShares(other, steps: shuffled, product: product)
            for lot in genealogy.lots {
                let found = shares.shares(of: lot)
                #expect(found == again.shares(of: lot), "seed \(seed), \(lot); invariant 9")
                #expect(found.values.allSatisfy { Share.none <= $0 && $0 <= .whole }, "seed \(seed), \(lot)")
            }
        }
    }

    /// The whole answer, with receipts, deliveries, returns and gaps.
    @Test func theOrderOfRowsChangesNothingOfATrace() {
        for seed in UInt64(1)...300 {
            var random = SeededRandom(seed: seed)
            let story = RandomStory(seed: seed).told(of: RandomStory.asked[Int(seed % 4)])
            let facts = TraceFacts(
                recall: story.facts, steps: story.everyStep, unnumberedInputs: story.facts.unnumberedOutputs)
            var shuffled = facts
            shuffled.steps.shuffle(using: &random)
            shuffled.unnumberedInputs.shuffle(using: &random)
            shuffled.recall.steps.shuffle(using: &random)
            shuffled.recall.movements.shuffle(using: &random)
            shuffled.recall.arrivals.shuffle(using: &random)
            shuffled.recall.piles.shuffle(using: &random)
            shuffled.recall.unnumberedOutputs.shuffle(using: &random)
            #expect(Trace(shuffled, .both) == Trace(facts, .both), "seed \(seed); invariant 9")
            #expect(RecallScope(shuffled.recall) == RecallScope(facts.recall), "seed \(seed); invariant 9")
        }
    }

    @Test func theEquationOfEveryLotCloses() {
        for seed in UInt64(1)...500 {
            for asked in RandomStory.asked {
                let scope = RecallScope(RandomStory(seed: seed).told(of: asked).facts)
                #expect(scope.totals.closes, "seed \(seed), \(asked): R51")
            }
        }
    }

    /// Flour weighed in grams instead of kilograms: what is said of bread stays what it was, and what is said of flour
    /// becomes a thousand times as much. It could not if the two were added anywhere (R45b).
    @Test func kilogramsAndPacksAreNeverAdded() {
        for seed in UInt64(1)...300 {
            let asked = RandomStory.asked[Int(seed % 4)]
            let kilograms = RandomStory(seed: seed).told(of: asked)
            let grams = RandomStory(seed: seed).told(of: asked, timesFlour: 1_000)
            #expect(figures(grams) == figures(kilograms, timesFlour: 1_000), "seed \(seed), \(asked)")
        }
    }

    /// Every quantity of an answer with its product.
    private func figures(_ story: Story, timesFlour grams: Int64 = 1) -> [String] {
        let facts = TraceFacts(
            recall: story.facts, steps: story.everyStep, unnumberedInputs: story.facts.unnumberedOutputs)
        let scope = RecallScope(facts.recall)
        let trace = Trace(facts, .both)
        func figure(_ quantity: Quantity, _ product: ProductName) -> String {
            let isFlour = product.sku == "FLOURkg"
            let times = isFlour ? grams : 1
            return "\(product.sku) \(Quantity(millionths: quantity.millionths * times))"
        }
        let totals = MassBalance.Term.allCases.map {
            "\($0.rawValue) \(figure(scope.totals[keyPath: $0.amount], scope.lot.product))"
        }
        let perProduct = scope.products.flatMap { row in
            [row.made, row.onHand, row.deliveredNet].map { figure($0, row.product) }
        }
        let consignees = scope.consignees.flatMap { one in
            one.products.map { "\(one.partner?.code ?? "-") \(figure($0.quantity, $0.product))" }
                + [one.quantity.map { "whole " + figure($0, one.products[0].product) } ?? "no whole"]
        }
        let edges = trace.edges.map { edge in
            "\(edge.from.number ?? "-") to \(edge.to.number ?? "-") \(figure(edge.quantity, edge.from.product)) "
                + "\(edge.share?.description ?? "-")"
        }
        let arrows = TracePicture(trace, most: 3).arrows.map { arrow in
            guard let quantity = arrow.quantity else { return "mixed" }
            let times = arrow.unit == "kg" && grams != 1 ? grams : 1
            return "\(arrow.from) to \(arrow.to) \(Quantity(millionths: quantity.millionths * times)) \(arrow.unit)"
        }
        let gaps = scope.gaps.map { "\($0.code) \(figure($0.units, $0.product))" }
        return totals + perProduct + consignees + edges + arrows + gaps
    }
}
