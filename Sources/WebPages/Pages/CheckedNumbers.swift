import StockDomain

/// What is to be said of the numbers of one line before they are booked (R16).
public struct CheckedLine: Sendable {
    /// Such as `Line 1 · DRILL`.
    public let title: String
    /// How many numbers were looked at.
    public let count: Int
    public let remarks: [Remark]

    public struct Remark: Sendable {
        public let number: String
        public let text: String
        /// Whether somebody may have invented the number.
        public let isDoubt: Bool

        public init(number: String, text: String, isDoubt: Bool) {
            self.number = number
            self.text = text
            self.isDoubt = isDoubt
        }
    }

    public init(title: String, count: Int, remarks: [Remark]) {
        self.title = title
        self.count = count
        self.remarks = remarks
    }
}

/// The answer to "check the numbers": nothing is booked yet.
func checkedNumbers(_ lines: [CheckedLine]?) -> HTML? {
    guard let lines else { return nil }
    let count = lines.map(\.count).reduce(0, +)
    let remarks = lines.flatMap { line in line.remarks.map { (line.title, $0) } }
    let doubtful = Set(remarks.filter(\.1.isDoubt).map { "\($0.0) \($0.1.number)" }).count
    let sentence =
        count == 0
        ? "There is no number to check."
        : doubtful == 0
            ? "\(count) numbers were looked at; none is doubtful." : "\(doubtful) of \(count) numbers are doubtful."
    let rows = remarks.prefix(100).map { title, remark -> [HTML] in
        [
            remark.isDoubt ? badge("doubtful", .asked) : badge("known", .plain), number(remark.number),
            HTML.text(remark.text), HTML.text(title),
        ]
    }
    return card(
        "The numbers, before anything is booked",
        "<p role=\"status\">\(sentence)</p>"
            + table(["What", "Number", "Why", "Line"], Array(rows), caption: "What is to be said of the numbers"))
}
