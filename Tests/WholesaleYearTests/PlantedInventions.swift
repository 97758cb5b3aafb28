import SeededRandom
import StockDomain

/// Numbers as people invent them when none is at hand, drawn by a seed; made from what people do, not from what the
/// rule knows.
struct PlantedInventions {
    struct Invention {
        let kind: String
        /// The receipt before which it happens.
        let before: Int
        /// Its receipts, each with its lines.
        var documents: [[SampleReceipt]]
    }

    private(set) var all: [Invention] = []
    private let receipts: [SampleReceipt]
    private let assortment: [PartnerID: [SampleReceipt]]
    private var random: SeededRandom

    /// A hundred of each of five kinds.
    init(among receipts: [SampleReceipt], seed: UInt64) {
        self.receipts = receipts
        random = SeededRandom(seed: seed)
        var seen: Set<ProductID> = []
        assortment = Dictionary(grouping: receipts.filter { seen.insert($0.product).inserted }, by: \.partner)
        for _ in 0..<100 {
            plant("run") { $0.run() }
            plant("repeat") { $0.repeated() }
            plant("no number") { $0.excuse() }
            plant("quantity") { $0.quantity($1) }
            plantOneOverAll()
        }
    }

    private mutating func plant(
        _ kind: String, _ number: (inout PlantedInventions, Quantity) -> String
    ) {
        let before = Int.random(in: receipts.indices, using: &random)
        var receipt = receipts[before]
        receipt.quantity = Quantity(units: Int64.random(in: 2...1_500, using: &random))
        receipt.number = LotNumber(stored: number(&self, receipt.quantity))
        all.append(Invention(kind: kind, before: before, documents: [[receipt]]))
    }

    private mutating func plant(_ kind: String, _ number: (inout PlantedInventions) -> String) {
        plant(kind) { inventions, _ in number(&inventions) }
    }

    // MARK: Kinds

    /// Fingers going along a row of keys, or counting.
    private mutating func run() -> String {
        let digits = pick(["123456789", "987654321", "0123456789", "234567890", "87654321"])
        let keys = pick(["qwertyuiop", "asdfghjkl", "zxcvbnm", "poiuytrewq", "lkjhgfdsa", "abcdefghijkl", "ABCDEFGH"])
        let isCounting = Bool.random(using: &random)
        let length = Int.random(in: isCounting ? 5...8 : 4...7, using: &random)
        return String((isCounting ? digits : keys).prefix(length))
    }

    /// One key held down, or a pair hit again and again.
    private mutating func repeated() -> String {
        let key = pick((0...9).map(String.init) + ["x", "X", "a", "z", "Q", ".", "*"])
        let pair = pick(["12", "AB", "01", "xy", "90", "a1"])
        let start = pick(["LOT", "L-", "CH", "SN "])
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<6: return String(repeating: key, count: Int.random(in: 4...9, using: &random))
        case 6..<8: return String(repeating: pair, count: Int.random(in: 3...5, using: &random))
        default:
            return start
                + String(repeating: pick(["0", "1", "9", "7"]), count: Int.random(in: 4...6, using: &random))
        }
    }

    /// What is written into a field that will not be left empty.
    private mutating func excuse() -> String {
        let excuses = [
            "N/A", "n/a", "NA", "n.a.", "none", "None", "NONE", "nil", "-", "--", "---", "?", "??", "???", ".", "...",
            "x", "xx", "XXX", "/", "#", "0", "00", "test", "TEST", "Test1", "test lot", "unknown", "UNKNOWN",
            "not known",
            "no lot", "No number", "NO LOT NO", "no label", "label missing", "missing", "unreadable", "cannot read",
            "illegible", "smudged", "wet", "torn", "see box", "see delivery note", "as per invoice", "same as before",
            "same", "ditto", "tbc", "TBA", "later", "to follow", "ask Paul", "don't know", "dunno", "who knows",
            "whatever", "whichever", "blank", "empty", "nothing", "n/k", "misc", "mixed", "various", "old stock",
            "unbekannt", "ohne", "o.A.", "k.A.", "keine Angabe", "siehe Karton", "sans", "inconnu", "sin lote",
            "geen", "nessuno", "dummy", "temp", "placeholder", "lot", "LOT", "batch", "BATCH NO",
        ]
        return pick(excuses)
    }

    private mutating func quantity(_ quantity: Quantity) -> String {
        let text = "\(quantity)"
        return pick([text, text, text, text + " pcs", text + ".0", quantity.grouped])
    }

    /// The number of one carton, or one made up, typed for the whole pallet; or all day long.
    private mutating func plantOneOverAll() {
        let before = Int.random(in: receipts.indices, using: &random)
        let first = receipts[before]
        let madeUp = pick([
            "B\(Int.random(in: 100...99_999, using: &random))", "PAL \(before % 97)", "K-\(before % 8_999)",
        ])
        let number = LotNumber(stored: Bool.random(using: &random) ? first.number.text : madeUp)
        let isOneDocument = Int.random(in: 0..<4, using: &random) > 0
        let others =
            isOneDocument
            ? (assortment[first.partner] ?? []).shuffled(using: &random)
            : (0..<9).map { _ in receipts[Int.random(in: receipts.indices, using: &random)] }
        let count = Int.random(in: 2...5, using: &random)
        let lines = others.prefix(count).map { other in
            var line = other
            line.day = first.day
            line.number = number
            return line
        }
        all.append(
            Invention(
                kind: isOneDocument ? "one over a document" : "one over a day", before: before,
                documents: isOneDocument ? [lines] : lines.map { [$0] }))
    }

    private mutating func pick(_ choices: [String]) -> String {
        choices[Int.random(in: choices.indices, using: &random)]
    }
}
