/// What the numbers of one product from one supplier usually look like, learned from those that came (R16).
public struct NumberHabit: Sendable, Equatable {
    /// The patterns, most seen first; few, since whoever has many has no habit.
    public private(set) var patterns: [NumberPattern]
    /// Numbers that came while there was no room for their pattern.
    private var others: Int
    /// Numbers that stood on lines of several products of one document when they came.
    public private(set) var shared: Int

    static let mostPatterns = 12

    public init() {
        patterns = []
        others = 0
        shared = 0
    }

    /// How many numbers it was learned from.
    public var seen: Int { patterns.reduce(others) { $0 + $1.seen } }
    /// On how many days they came; days of two patterns may be the same ones.
    var days: Int { patterns.reduce(0) { $0 + $1.days } }

    public mutating func learn(_ number: LotNumber, on day: CalendarDate, isShared: Bool = false) {
        let bytes = Array(number.text.utf8)
        if isShared { shared += 1 }
        if let index = patterns.firstIndex(where: { $0.hasShape(of: bytes) }) {
            patterns[index].learn(bytes, on: day)
            if index > 0, patterns[index].seen > patterns[index - 1].seen { patterns.swapAt(index, index - 1) }
        } else if patterns.count < NumberHabit.mostPatterns {
            patterns.append(NumberPattern(bytes, on: day))
        } else {
            others += 1
        }
    }

    func pattern(of bytes: [UInt8]) -> NumberPattern? { patterns.first { $0.hasShape(of: bytes) } }

    /// Whether the supplier is used to one number for several products of a delivery.
    var sharesNumbers: Bool { shared >= 6 && shared * 4 >= seen }

    /// Both together, for a supplier whatever the product, or a product whoever brings it.
    public mutating func add(_ other: NumberHabit) {
        patterns += other.patterns
        others += other.others
        shared += other.shared
    }
}

// MARK: - Kept as text

extension NumberHabit {
    /// `shared others`, then a pattern a line.
    public var stored: String {
        (["\(shared)\t\(others)"] + patterns.map(\.stored)).joined(separator: "\n")
    }

    /// A text that cannot be read is an empty habit: it is learned anew.
    public init(stored: String) {
        self.init()
        let lines = stored.split(separator: "\n")
        let head = (lines.first ?? "").split(separator: "\t").compactMap { Int($0) }
        guard head.count == 2 else { return }
        shared = head[0]
        others = head[1]
        patterns = lines.dropFirst().compactMap { NumberPattern(stored: $0) }
    }
}
