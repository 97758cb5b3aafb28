import StockDomain

/// How values look wherever they stand.

/// A number of a lot, serial, document or package: monospace, never broken over lines.
public func number(_ text: String) -> HTML { "<span class=\"number\">\(text)</span>" }

/// The same as a link to its page.
public func number(_ text: String, at address: String) -> HTML {
    "<a class=\"number\" href=\"\(address)\">\(text)</a>"
}

/// A quantity with its unit, thousands grouped.
public func quantity(_ quantity: Quantity, _ unit: String? = nil) -> HTML {
    let after: HTML? = unit.map { " <span class=\"unit\">\($0)</span>" }
    return "<span class=\"quantity\">\(quantity.grouped)\(after)</span>"
}

/// A day in words, `3 May 2026`; a dash for none.
public func day(_ day: CalendarDate?) -> HTML {
    guard let day else { return nothing }
    return "<time datetime=\"\(day.description)\">\(day.inWords)</time>"
}

/// A moment; `local` is how the company's clock shows it.
public func moment(_ instant: Instant, local: String) -> HTML {
    "<time datetime=\"\(instant.rfc3339)\">\(local)</time>"
}

/// What stands where a value is missing.
public let nothing: HTML = "<span class=\"nothing\" aria-label=\"none\">–</span>"

/// The colours of states; a word always stands with them.
public enum Tone: String, Sendable {
    case plain, ok, asked, blocked, recalled, expired
}

/// The state of a thing: a word in a colour.
public func badge(_ word: String, _ tone: Tone = .plain) -> HTML {
    "<span class=\"badge \(tone.rawValue)\">\(word)</span>"
}

/// What an empty page says, and what to do next.
public func emptyState(_ sentence: String, next: HTML? = nil) -> HTML {
    "<div class=\"empty\"><p>\(sentence)</p>\(next)</div>"
}

/// The answer of a page in its first line, in words.
public func answer(_ sentence: HTML) -> HTML { "<p class=\"answer\">\(sentence)</p>" }

/// A group of content with a heading and, beside it, what it comes to.
public func card(_ title: String, id: String? = nil, sum: HTML? = nil, _ content: HTML) -> HTML {
    let anchor: HTML? = id.map { " id=\"\($0)\"" }
    let total: HTML? = sum.map { " <span class=\"sum\">\($0)</span>" }
    return "<section class=\"card\"\(anchor)><h2>\(title)\(total)</h2>\(content)</section>"
}

/// Names and their values, one pair a line.
public func facts(_ pairs: [(String, HTML)]) -> HTML {
    let items = pairs.map { name, value -> HTML in "<div><dt>\(name)</dt><dd>\(value)</dd></div>" }
    return "<dl class=\"facts\">\(items)</dl>"
}

/// Tabs that are pages: label, address, and whether it is this one.
///
/// - Parameter label: what they choose between, for those who hear the page.
public func tabs(_ tabs: [(label: String, address: String, isCurrent: Bool)], label: String = "Views") -> HTML {
    let items = tabs.map { tab -> HTML in
        let current = attribute("aria-current", tab.isCurrent ? "page" : nil)
        return "<li><a href=\"\(tab.address)\"\(current)>\(tab.label)</a></li>"
    }
    return "<nav class=\"tabs\" aria-label=\"\(label)\"><ul>\(items)</ul></nav>"
}
