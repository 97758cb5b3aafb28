/// Figures in columns for people.
struct ResultTable {
    private let figures: [Figure]

    init(_ figures: [Figure]) {
        self.figures = figures
    }

    /// One line a figure: engine, name, value, floor, factor, target, whether it is met.
    var text: String {
        let rows = [["engine", "figure", "value", "floor", "factor", "target", ""]] + figures.map(row)
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, text in pad(text, to: widths[column], left: column >= 2 && column <= 4) }
                .joined(separator: "  ")
        }.joined(separator: "\n")
    }

    /// All of it, and how many targets are met.
    var summary: String {
        let held = figures.filter(\.hasTarget)
        return "\n\(text)\n\(held.count(where: \.isMet)) of \(held.count) targets met"
    }

    private func row(_ figure: Figure) -> [String] {
        let targets = [
            figure.mostFactor.map { "≤ \(number($0)) ×" },
            figure.most.map { "≤ \(number($0)) \(figure.unit.rawValue)" },
        ]
        return [
            figure.engine, figure.name, "\(number(figure.value)) \(figure.unit.rawValue)",
            figure.floor.map { "\(number($0)) \(figure.unit.rawValue)" } ?? "",
            figure.factor.map { "\(number($0)) ×" } ?? "", targets.compactMap { $0 }.joined(separator: ", "),
            figure.hasTarget ? (figure.isMet ? "met" : "MISSED") : figure.note ?? "",
        ]
    }

    /// Three digits that count.
    private func number(_ value: Double) -> String {
        if value >= 100 { return "\(Int(value.rounded()))" }
        let places = value >= 10 ? 10.0 : value >= 1 ? 100.0 : 1_000.0
        let rounded = (value * places).rounded() / places
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }

    private func pad(_ text: String, to width: Int, left: Bool) -> String {
        let space = String(repeating: " ", count: max(0, width - text.count))
        return left ? space + text : text + space
    }
}
