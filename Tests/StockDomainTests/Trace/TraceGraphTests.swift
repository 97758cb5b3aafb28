import Testing

@testable import StockDomain
import SeededRandom

/// R44: both ways, through any number of levels, ending on loops.
@Suite struct TraceGraphTests {
    @Test(arguments: [
        // step: consumed > produced
        ("1: A > B \n 2: B > C", "A", "A0 B1 C2", "A0"),
        ("1: A > B \n 2: B > C", "C", "C0", "A2 B1 C0"),
        ("1: A B > C D", "A", "A0 C1 D1", "A0"),
        ("1: A > B \n 2: C > D", "A", "A0 B1", "A0"),
        ("1: A > B \n 2: B > A", "A", "A0 B1", "A0 B1"),
        ("1: A > A", "A", "A0", "A0"),
        ("1: A > B \n 2: A > C \n 3: B C > D", "A", "A0 B1 C1 D2", "A0"),
        ("1: A > B \n 2: B > C \n 3: A > C", "A", "A0 B1 C1", "A0"),
        // A step that was taken back links nothing.
        ("1: A > \n 2: > B", "A", "A0", "A0"),
    ])
    func everyLotConsumedIsAnAncestorOfEveryLotProduced(steps: String, asked: String, down: String, up: String) {
        let graph = TraceGraph(steps: rows(steps))
        #expect(names(graph.downstream(of: lot(asked))) == down)
        #expect(names(graph.upstream(of: lot(asked))) == up)
    }

    @Test func aBatchIsAnAncestorOfItsSerials() {
        let graph = TraceGraph(steps: rows("1: B > C \n 2: S > D"), batches: [lot("S"): lot("B")])
        #expect(names(graph.downstream(of: lot("B"))) == "B0 C1 D2 S1", "R12")
        #expect(names(graph.upstream(of: lot("D"))) == "B2 D0 S1")
    }

    /// A step of a thousand units made of a thousand has a million ways, which no server should hold.
    @Test func ofAStepWithVeryManyWaysEachNumberStandsOnceForEachProduct() {
        let graph = TraceGraph(steps: rows("1: A1 A2 B1 > C1 C2 D1 \n 2: C1 > E1"))
        let all = Set(graph.upstream(of: [lot("C2"), lot("D1"), lot("E1")]).keys)
        func ways(_ most: Int) -> [String] {
            graph.edges(within: all, mostOfStep: most) { ProductID($0.rawValue / 10) }.edges
                .map { "\(name($0.from))>\(name($0.to))" }
        }
        #expect(ways(9).count == 10)
        #expect(ways(8) == ["A1>C1", "A1>C2", "A1>D1", "A2>C1", "A2>D1", "B1>C1", "B1>C2", "B1>D1", "C1>E1"])
        #expect(graph.edges(within: all, mostOfStep: 8).shortened == [StepID(1)])
        #expect(graph.edges(within: [lot("A1"), lot("C1")], mostOfStep: 8).shortened.isEmpty)
    }

    /// Every way was spelled out before anything was asked: one unit of such a step took as long as all of them.
    @Test func aStepOfThousandsIsWalkedAndSharedOutInNoTime() {
        let parts = (1...3_000).map { StepLot(stepID: ID(1), lotID: LotID($0), consumed: 1, produced: .zero) }
        let units = (3_001...6_000).map { StepLot(stepID: ID(1), lotID: LotID($0), consumed: .zero, produced: 1) }
        let rows = parts + units
        let clock = ContinuousClock()
        let took = clock.measure {
            let graph = TraceGraph(steps: rows)
            let shares = TraceShares(graph, steps: rows) { ProductID($0.rawValue / 3_001) }
            #expect(graph.downstream(of: LotID(1)).count == 3_001 && graph.upstream(of: LotID(6_000)).count == 3_001)
            #expect(shares.shares(of: LotID(1))[LotID(6_000)] == Share(millionths: 333))
            let all = Set(rows.map(\.lotID))
            #expect(graph.edges(within: all, mostOfStep: 100_000).edges.count == 5_999)
        }
        #expect(took < .seconds(20), "nine million ways take minutes")
    }

    @Test func aStepTakenBackMakesNoAncestor() {
        let zero = StepLot(stepID: ID(1), lotID: lot("A"), consumed: .zero, produced: .zero)
        let output = StepLot(stepID: ID(1), lotID: lot("B"), consumed: .zero, produced: 3)
        #expect(names(TraceGraph(steps: [zero, output]).upstream(of: lot("B"))) == "B0")
    }

    @Test(arguments: UInt64(1)...50) func downAndUpAgreeInRandomGenealogiesWhateverTheOrderOfRows(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let steps = (0..<60).map { _ in
            StepLot(
                stepID: ID(Int64.random(in: 1...20, using: &random)),
                lotID: ID(Int64.random(in: 1...25, using: &random)),
                consumed: Quantity(units: Int64.random(in: 0...1, using: &random)),
                produced: Quantity(units: Int64.random(in: 0...1, using: &random)))
        }
        let graph = TraceGraph(steps: steps)
        let shuffled = TraceGraph(steps: steps.shuffled(using: &random))
        for lot in (1...25).map({ LotID($0) }) {
            let down = graph.downstream(of: lot)
            #expect(down == shuffled.downstream(of: lot), "seed \(seed); invariant 9")
            for (other, distance) in down {
                #expect(graph.upstream(of: other)[lot] == distance, "seed \(seed), \(lot) to \(other)")
            }
        }
    }
}

/// Shares of single steps, worked out over levels (architecture, recursion).
@Suite struct TraceSharesTests {
    private static let product: @Sendable (LotID) -> ProductID? = { lot in
        // Lots of one letter's kind: A1 and A2 are lots of product A.
        ProductID(lot.rawValue / 10)
    }

    @Test(arguments: [
        // 60 of A1 and 40 of A2, and salt, which is another product.
        ("1: A1*60 A2*40 S1*3 > B1*10", "A1", "A1 1, B1 0.6"),
        ("1: A1*60 A2*40 S1*3 > B1*10", "S1", "B1 1, S1 1"),
        ("1: A1*60 A2*40 > B1*10 \n 2: B1*5 B2*5 > C1*1", "A1", "A1 1, B1 0.6, C1 0.3"),
        // Two steps made B1, three quarters of it without A1.
        ("1: A1*1 > B1*10 \n 2: A2*1 > B1*30", "A1", "A1 1, B1 0.25"),
        ("1: A1*1 A2*2 > B1*1", "A1", "A1 1, B1 0.333333"),
        // Two thirds and two sixths, each rounded up, would be a millionth more than all.
        ("1: A1*4 > B1*4 B2*1 B3*1 \n 2: B1*4 B2*1 B3*1 > C1*1", "A1", "A1 1, B1 1, B2 1, B3 1, C1 1"),
        // B1 and B2 both carry A1 into C1.
        ("1: A1*1 > B1*1 \n 2: A1*1 A2*1 > B2*1 \n 3: B1*1 B2*1 > C1*1", "A1", "A1 1, B1 1, B2 0.5, C1 0.75"),
    ])
    func theShareIsWorkedOutLevelByLevel(steps: String, asked: String, shares: String) {
        let rows = rows(steps)
        let found = TraceShares(TraceGraph(steps: rows), steps: rows, product: Self.product).shares(of: lot(asked))
        #expect(found.map { "\(name($0.key)) \($0.value)" }.sorted().joined(separator: ", ") == shares)
    }

    @Test func severalLotsTogetherCarryTheSumOfTheirShares() {
        let rows = rows("1: A1*1 A2*3 A3*4 > B1*1 \n 2: A1*1 > A4*1")
        let shares = TraceShares(TraceGraph(steps: rows), steps: rows, product: Self.product)
        #expect(shares.shares(of: [lot("A1"), lot("A2")])[lot("B1")] == Share(millionths: 500_000))
        #expect(shares.shares(of: [lot("A1"), lot("A4")])[lot("A4")] == .whole)
    }

    @Test func whereTheWayRunsThroughALoopThereIsNoShare() {
        let rows = rows("1: A1 > B1 \n 2: B1 > C1 \n 3: C1 > B1 \n 4: C1 > D1 \n 5: A1 > E1")
        let found = TraceShares(TraceGraph(steps: rows), steps: rows, product: Self.product).shares(of: lot("A1"))
        #expect(found.keys.map(name).sorted() == ["A1", "E1"])
    }
}

/// A trace as it is shown: nodes with levels, edges with quantities.
@Suite struct TraceTests {
    private static let story = """
        receive IN-1 S FLOUR/F1 60
        receive IN-2 S FLOUR/F2 40
        use MO-1 - FLOUR/F1 60
        use MO-1 - FLOUR/F2 40
        use MO-1 - WATER/- 30
        make MO-1 - BREAD/B1 20
        deliver OUT-1 C1 BREAD/B1 8
        use MO-2 - BREAD/B1 4
        make MO-2 - TOAST/T1 4
        """

    @Test func everyEdgeHasItsQuantityAndItsShareOfTheStep() {
        let trace = trace(of: "B1", .both)
        #expect(
            trace.nodes.map { "\($0.level) \($0.lot.product.sku) \($0.lot.number ?? "-")" } == [
                "-1 FLOUR F1", "-1 FLOUR F2", "-1 WATER -", "0 BREAD B1", "1 TOAST T1",
            ])
        #expect(
            trace.edges.map { edge in
                let share = edge.share?.description ?? "-"
                return "\(edge.from.number ?? "-") \(edge.quantity) \(share) \(edge.to.number ?? "")"
            } == ["F1 60 0.6 B1", "F2 40 0.4 B1", "- 30 - B1", "B1 4 1 T1"])
        #expect(trace.receipts.map(\.receipt.document?.number) == ["IN-1", "IN-2"])
        #expect(trace.deliveries.map(\.delivery.document?.number) == ["OUT-1"])
    }

    @Test func lookingOneWayLeavesTheOtherOut() {
        let up = trace(of: "B1", .up)
        #expect(up.nodes.map(\.level) == [-1, -1, -1, 0])
        #expect(up.deliveries.isEmpty)
        #expect(up.gaps.map(\.code) == [.noSupplierNumber])
        let down = trace(of: "B1", .down)
        #expect(down.nodes.map(\.level) == [0, 1])
        #expect(down.receipts.isEmpty && down.gaps.isEmpty)
    }

    private func trace(of lot: String, _ direction: Trace.Direction) -> Trace {
        let story = Story(asked: lot, Self.story)
        let facts = TraceFacts(
            recall: story.facts, steps: story.everyStep, unnumberedInputs: story.facts.unnumberedOutputs)
        return Trace(facts, direction)
    }
}

/// Reads `1: A*60 B > C*2`: step, what it consumed, what it produced; without a quantity, one.
private func rows(_ text: String) -> [StepLot] {
    text.split(separator: "\n").flatMap { line -> [StepLot] in
        let parts = line.split(separator: ":")
        let sides = parts[1].split(separator: ">", omittingEmptySubsequences: false)
        let step = StepID(Int64(parts[0].filter(\.isNumber)) ?? 0)
        func quantities(_ side: Substring) -> [LotID: Quantity] {
            Dictionary(
                side.split(separator: " ").map { word in
                    let pair = word.split(separator: "*")
                    return (lot(String(pair[0])), pair.count > 1 ? Quantity(pair[1]) ?? .one : .one)
                }, uniquingKeysWith: +)
        }
        let consumed = quantities(sides[0])
        let produced = quantities(sides[1])
        return Set(consumed.keys).union(produced.keys).map { lot in
            StepLot(stepID: step, lotID: lot, consumed: consumed[lot] ?? .zero, produced: produced[lot] ?? .zero)
        }
    }
}

/// `A` is 10, `A1` is 11, `B2` is 22.
private func lot(_ name: String) -> LotID {
    let letter = Int64(name.unicodeScalars.first?.value ?? 64) - 64
    return LotID(letter * 10 + (Int64(name.dropFirst()) ?? 0))
}

private func name(_ lot: LotID) -> String {
    let letter = String(UnicodeScalar(UInt8(64 + lot.rawValue / 10)))
    return lot.rawValue % 10 == 0 ? letter : "\(letter)\(lot.rawValue % 10)"
}

private func names(_ distances: [LotID: Int]) -> String {
    distances.map { "\(name($0.key))\($0.value)" }.sorted().joined(separator: " ")
}
