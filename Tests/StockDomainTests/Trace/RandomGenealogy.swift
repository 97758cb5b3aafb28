import SeededRandom

@testable import StockDomain

/// What happened among a few lots, step by step: made, made again of itself, taken back whole or in part, a part swapped
/// for another. The sums of step and lot come of it as the ledger keeps them.
struct RandomGenealogy: Sendable {
    let seed: UInt64
    let lots: [LotID]
    let batches: [LotID: LotID]
    private(set) var rows: [StepLot] = []

    /// - Parameter seed: the story is the same for the same seed.
    init(seed: UInt64) {
        self.seed = seed
        var random = SeededRandom(seed: seed)
        lots = (1...10).map { LotID($0) }
        // Two serials of one batch, which never moves itself.
        batches = Bool.random(using: &random) ? [LotID(8): LotID(10), LotID(9): LotID(10)] : [:]
        for step in 1...Int64.random(in: 2...9, using: &random) { tell(StepID(step), &random) }
        rows.sort { ($0.stepID, $0.lotID) < ($1.stepID, $1.lotID) }
    }

    private mutating func tell(_ step: StepID, _ random: inout SeededRandom) {
        func anyLot() -> LotID { LotID(Int64.random(in: 1...9, using: &random)) }
        let (part, other, output) = (anyLot(), anyLot(), anyLot())
        add(step, part, consumed: 4)
        add(step, output, produced: 4)
        if Bool.random(using: &random) { add(step, other, consumed: 2) }
        if Bool.random(using: &random) { add(step, anyLot(), produced: 2) }
        switch Int.random(in: 0..<6, using: &random) {
        // Taken back whole, unbuilt in part, a part swapped for another, worked over into itself.
        case 0: rows.removeAll { $0.stepID == step }
        case 1:
            add(step, part, consumed: -1)
            add(step, output, produced: -1)
        case 2:
            add(step, part, consumed: -4)
            add(step, anyLot(), consumed: 4)
        case 3: add(step, output, consumed: 1)
        default: break
        }
    }

    private mutating func add(_ step: StepID, _ lot: LotID, consumed: Int64 = 0, produced: Int64 = 0) {
        let known = rows.firstIndex { $0.stepID == step && $0.lotID == lot }
        let index = known ?? rows.count
        if known == nil { rows.append(StepLot(stepID: step, lotID: lot, consumed: .zero, produced: .zero)) }
        rows[index].consumed += Quantity(units: consumed)
        rows[index].produced += Quantity(units: produced)
    }

    /// Every pair of lots of which the first became part of the second, worked out without a graph: pairs are joined to
    /// longer ones until there are no more.
    var ancestry: Set<Pair> {
        var pairs = Set(batches.map { Pair(from: $0.value, to: $0.key) })
        for input in rows where input.consumed > .zero {
            for output in rows where output.stepID == input.stepID && output.produced > .zero {
                pairs.insert(Pair(from: input.lotID, to: output.lotID))
            }
        }
        while true {
            let longer = pairs.flatMap { first in
                pairs.filter { $0.from == first.to }.map { Pair(from: first.from, to: $0.to) }
            }
            let before = pairs.count
            pairs.formUnion(longer)
            if pairs.count == before { return pairs }
        }
    }

    struct Pair: Hashable {
        let from: LotID
        let to: LotID
    }
}

/// A story of flour in kilograms and bread in packs that any order of happenings may tell.
struct RandomStory {
    /// Lines as `Story` reads them, with the quantity apart.
    private let lines: [(words: String, isKilograms: Bool, quantity: Int64)]

    init(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        func any(_ names: [String]) -> String { names.randomElement(using: &random) ?? names[0] }
        var lines: [(words: String, isKilograms: Bool, quantity: Int64)] = []
        let flour = ["FLOURkg/F1", "FLOURkg/F2", "FLOURkg/F3"]
        let bread = ["BREAD/B1", "BREAD/B2", "BREAD/B3", "BREAD/SN-4@B3"]
        var steps = 0
        func tell(_ what: String, _ document: String, _ partner: String, _ goods: String) {
            lines.append(
                (
                    "\(what) \(document) \(partner) \(goods)", goods.hasPrefix("FLOURkg"),
                    Int64.random(in: 1...40, using: &random)
                ))
        }
        for goods in flour { tell("receive", "IN-\(goods.suffix(1))", "S1", goods) }
        for index in 0..<Int.random(in: 4...16, using: &random) {
            let goods = any(flour + bread)
            switch Int.random(in: 0..<9, using: &random) {
            case 0...3:
                steps += 1
                for _ in 0...Int.random(in: 0...1, using: &random) {
                    tell("use", "MO-\(steps)", "-", any(flour + bread + ["FLOURkg/-"]))
                }
                tell("make", "MO-\(steps)", "-", any(bread + ["FLOURkg/F3", "CRUMBkg/-"]))
            case 4: tell("deliver", "OUT-\(index)", any(["C1", "C2", "WALKIN"]), goods)
            case 5: tell("return", "R-\(index)", any(["C1", "C2"]), goods)
            case 6: tell(any(["scrap", "lose", "find", "sendback", "send"]), "X-\(index)", "S1", goods)
            case 7:
                tell("split", "SP-\(index)", "-", goods)
                tell("into", "SP-\(index)", "-", goods.hasPrefix("F") ? "FLOURkg/F4" : "BREAD/B5")
            default:
                let line = Int.random(in: 1...lines.count, using: &random)
                let undone = "undo \(line)"
                if !lines[line - 1].words.hasPrefix("undo"), !lines.contains(where: { $0.words == undone }) {
                    lines.append((undone, false, 0))
                }
            }
        }
        self.lines = lines
    }

    /// The story told of a lot.
    ///
    /// - Parameter grams: how many grams' worth one kilogram counts as: every quantity of flour times this.
    func told(of lot: String, timesFlour grams: Int64 = 1) -> Story {
        Story(
            asked: lot,
            lines.map { line in
                line.quantity == 0
                    ? line.words : "\(line.words) \(line.isKilograms ? line.quantity * grams : line.quantity)"
            }.joined(separator: "\n"))
    }

    static let asked = ["F1", "F2", "B1", "B3"]
}
