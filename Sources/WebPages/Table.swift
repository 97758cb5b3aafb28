/// A column of a table.
public struct Column: Sendable, Equatable {
    public let title: String
    /// Figures stand to the right; sentences have a phone's whole width.
    public let kind: Kind

    public enum Kind: Sendable {
        case text, figure, sentence
    }

    public init(_ title: String, _ kind: Kind = .text) {
        self.title = title
        self.kind = kind
    }

    public static func figure(_ title: String) -> Column { Column(title, .figure) }
    public static func sentence(_ title: String) -> Column { Column(title, .sentence) }
}

extension Column: ExpressibleByStringLiteral {
    public init(stringLiteral title: String) {
        self.init(title)
    }
}

/// Rows under named columns; on a phone each row becomes a block whose cells carry their column's name.
///
/// - Parameters:
///   - rows: one cell for each column.
///   - caption: read out to those who do not see the heading above.
///   - empty: what stands there without rows.
public func table(_ columns: [Column], _ rows: [[HTML]], caption: String, empty: HTML = "") -> HTML {
    if rows.isEmpty { return empty }
    let heads = columns.map { column -> HTML in
        "<th scope=\"col\"\(kindClass(column))>\(column.title)</th>"
    }
    return """
        <table class="list"><caption class="hidden">\(caption)</caption>
        <thead><tr>\(heads)</tr></thead>
        <tbody>\(rows.map { row(columns, $0) })</tbody></table>
        """
}

private func row(_ columns: [Column], _ cells: [HTML]) -> HTML {
    let cells = zip(columns, cells).map { column, cell -> HTML in
        "<td data-label=\"\(column.title)\"\(kindClass(column))><div>\(cell)</div></td>"
    }
    return "<tr>\(cells)</tr>\n"
}

private func kindClass(_ column: Column) -> HTML {
    switch column.kind {
    case .text: ""
    case .figure: " class=\"figure\""
    case .sentence: " class=\"sentence\""
    }
}

/// The way to the next page of a list; nothing on the last one.
public func nextPage(_ address: String?) -> HTML {
    guard let address else { return "" }
    return "<p class=\"next\"><a class=\"button\" rel=\"next\" href=\"\(address)\">Next page</a></p>"
}
