/// What stands around the content of every page: rail, number box, title, notices.
public struct Frame: Sendable {
    public var assets: AssetLinks
    /// Entries of the rail in their order.
    public var entries: [RailEntry]
    public var company: String
    /// Who is signed in; nil shows nothing.
    public var user: String?

    public init(assets: AssetLinks, entries: [RailEntry], company: String, user: String? = nil) {
        self.assets = assets
        self.entries = entries
        self.company = company
        self.user = user
    }

    /// A whole page.
    ///
    /// - Parameters:
    ///   - title: what the page is about, for its heading and the tab of the browser.
    ///   - section: the entry of the rail that is marked.
    ///   - searched: what the number box holds.
    ///   - actions: buttons beside the heading.
    ///   - notices: what has just happened or is refused; above the content.
    ///   - isHome: the content has a large number box and a heading of its own.
    public func page(
        title: String, section: Section? = nil, searched: String = "", actions: HTML = "", notices: [HTML] = [],
        isHome: Bool = false, content: HTML
    ) -> HTML {
        let heading: HTML? =
            isHome
            ? nil : "<header class=\"heading\"><h1>\(whole(title))</h1><div class=\"actions\">\(actions)</div></header>"
        return """
            <!doctype html>
            <html lang="en">
            \(head(title))
            <body>
            <a class="skip" href="#content">To the content</a>
            \(rail(section))
            <div class="page">
            \(bar(isHome ? nil : numberBox(searched)))
            <main id="content" tabindex="-1">
            \(heading)
            \(notices)
            \(content)
            </main>
            </div>
            </body>
            </html>

            """
    }

    /// A title whose numbers are not broken at their hyphens.
    private func whole(_ title: String) -> HTML {
        let words = title.split(separator: " ", omittingEmptySubsequences: false).map { word -> HTML in
            word.contains("-") ? "<span class=\"whole\">\(word)</span>" : HTML.text(word)
        }
        return words.joined(by: " ")
    }

    private func head(_ title: String) -> HTML {
        """
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(title) · Lotwise</title>
        <link rel="stylesheet" href="\(assets.style)">
        <link rel="icon" type="image/svg+xml" href="\(assets.icon)">
        <script src="\(assets.script)" defer></script>
        </head>
        """
    }

    /// Nothing for whoever follows a link without an account: he has nowhere else to go.
    private func rail(_ section: Section?) -> HTML? {
        if entries.isEmpty { return nil }
        let items = entries.map { entry -> HTML in
            let current = attribute("aria-current", entry.section == section ? "page" : nil)
            return "<li><a href=\"\(entry.path)\"\(current)>\(entry.section.label)</a></li>"
        }
        return """
            <nav class="rail" aria-label="Main">
            <a class="brand" href="/">Lotwise</a>
            <ul>\(items)</ul>
            </nav>
            """
    }

    private func bar(_ numberBox: HTML?) -> HTML {
        let who: HTML? = user.map { "<span class=\"user\">\($0)</span>" }
        return """
            <header class="bar">
            \(numberBox)
            <p class="who"><span class="company">\(company)</span>\(who)</p>
            </header>
            """
    }

    /// The one box that takes any number; on the home page it is large.
    public func numberBox(_ searched: String = "", isLarge: Bool = false) -> HTML {
        let id: HTML = isLarge ? "number-box-large" : "number-box"
        let kind: HTML = isLarge ? "number-box large" : "number-box"
        return """
            <form class="\(kind)" action="/find" method="get" role="search">
            <label class="hidden" for="\(id)">Number, name or code</label>
            <input id="\(id)" name="q" type="search" value="\(searched)" placeholder="Scan or type a number"
             autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search" data-number-box>
            <button type="submit">Find</button>
            </form>
            """
    }
}
