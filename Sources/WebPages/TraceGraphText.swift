import StockDomain

/// A picture of a trace in Graphviz's language, which lays it out.
///
/// Everything that people typed stands in quoted strings; nothing of it is markup to Graphviz.
public struct TraceGraphText {
    public let text: String

    public init(_ picture: TracePicture) {
        let boxes = picture.boxes.enumerated().map { index, box in
            "n\(index) [label=\(quoted(TraceGraphText.lines(of: box))), class=\(quoted([TraceGraphText.kind(of: box)]))"
                + "\(TraceGraphText.link(to: box))];"
        }
        let arrows = picture.arrows.map { arrow in
            "n\(arrow.from) -> n\(arrow.to) [label=\(quoted(TraceGraphText.lines(of: arrow)))];"
        }
        text = """
            digraph trace {
            graph [rankdir=LR, bgcolor=transparent, nodesep=0.15, ranksep=0.5, tooltip=" "];
            node [shape=box, fontname="Helvetica", fontsize=10, margin="0.12,0.06", height=0.3];
            edge [fontname="Helvetica", fontsize=9, arrowsize=0.6];
            \(boxes.joined(separator: "\n"))
            \(arrows.joined(separator: "\n"))
            }

            """
    }

    private static func lines(of box: TracePicture.Box) -> [String] {
        var lines: [String] = []
        if box.lots.count == 1 {
            lines = [box.lots[0].number ?? "without number", shortened(box.lots[0].product.name)]
        } else {
            lines = ["\(box.lots.count) numbers", box.product.map { shortened($0.name) } ?? "several products"]
        }
        if box.suppliers.count == 1 { lines.append("from \(shortened(box.suppliers[0]))") }
        if box.suppliers.count > 1 { lines.append("from \(box.suppliers.count) suppliers") }
        if box.customers > 0 { lines.append("to \(box.customers == 1 ? "1 customer" : "\(box.customers) customers")") }
        return lines
    }

    private static func lines(of arrow: TracePicture.Arrow) -> [String] {
        guard let quantity = arrow.quantity else { return ["\(arrow.steps) steps"] }
        let share = arrow.share.flatMap { $0 == .whole ? nil : " (\(percent($0)))" } ?? ""
        return ["\(quantity.grouped) \(arrow.unit)\(share)"]
    }

    private static func percent(_ share: Share) -> String { "\((share.millionths + 5_000) / 10_000) %" }

    private static func kind(of box: TracePicture.Box) -> String {
        if box.isAsked { return "asked" }
        if box.isBoundary { return "boundary" }
        return box.lots.count > 1 ? "many" : "lot"
    }

    private static func link(to box: TracePicture.Box) -> String {
        guard box.lots.count == 1, let lot = box.lots[0].id else { return "" }
        return ", URL=\(quoted([lotAddress(lot) + "/trace"])), tooltip=\(quoted([box.lots[0].product.sku]))"
    }

    private static func shortened(_ text: String) -> String { text.count <= 28 ? text : text.prefix(27) + "…" }
}

/// A string of Graphviz's language: quotes and backslashes cannot end it, and no entity is read in it.
private func quoted(_ lines: [String]) -> String {
    let escaped = lines.map { line in
        line.reduce(into: "") { text, character in
            switch character {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "&": text += "&amp;"
            case "\u{0}"..."\u{1F}": text += " "
            default: text.append(character)
            }
        }
    }
    return "\"" + escaped.joined(separator: "\\n") + "\""
}
