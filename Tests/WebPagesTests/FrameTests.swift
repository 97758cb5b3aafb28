import Foundation
import StockDomain
import Testing

@testable import WebPages

@Suite struct FrameTests {
    let frame = Frame(
        assets: AssetLinks(style: "/s.css", script: "/s.js", icon: "/i.svg"),
        entries: [RailEntry(.receive, "/receipts"), RailEntry(.lots, "/lots")], company: "Nut & Co", user: "<ada>")

    @Test func theRailShowsOnlyEntriesThatExistAndMarksTheCurrentOne() {
        let page = frame.page(title: "Lots", section: .lots, content: "").text
        #expect(page.contains("<a href=\"/lots\" aria-current=\"page\">Lots</a>"))
        #expect(page.contains("<a href=\"/receipts\">Receive</a>"))
        #expect(!page.contains(">Deliver<"))
    }

    @Test func everyPageHasLanguageViewportNumberBoxAndTitle() {
        let page = frame.page(title: "A < B", searched: "\"x", content: "<p>here</p>").text
        #expect(page.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
        #expect(page.contains("name=\"viewport\""))
        #expect(page.contains("<title>A &lt; B · Lotwise</title>"))
        #expect(page.contains("<h1>A &lt; B</h1>"))
        #expect(page.contains("name=\"q\" type=\"search\" value=\"&quot;x\""))
        #expect(page.contains("Nut &amp; Co") && page.contains("&lt;ada&gt;"))
        #expect(page.contains("<p>here</p>"))
    }

    @Test func theHomePageHasOneNumberBoxAndItIsTheLargeOne() {
        let page = frame.page(title: "Home", isHome: true, content: frame.numberBox(isLarge: true)).text
        #expect(page.components(separatedBy: "data-number-box").count == 2)
        #expect(page.contains("id=\"number-box-large\"") && !page.contains("<h1>"))
    }

    @Test func pagesHoldNoScriptOrStyleOfTheirOwn() {
        let page = frame.page(
            title: "T", notices: [doneNotice("x"), refusalNotice(.rule("c", "d"))],
            content: field(Field("a", "A")) + form(action: "/x", key: "k", submit: "Go")
        ).text
        #expect(!page.contains("<style") && !page.contains(" style=") && !page.contains("onclick"))
        #expect(page.components(separatedBy: "<script").count == 2, "only the one file")
    }
}

@Suite struct ComponentTests {
    @Test func aTableNamesTheColumnInEveryCell() {
        let html = table(["Lot", .figure("Units")], [["A", "3"]], caption: "Lots").text
        #expect(
            html.contains(
                "<td data-label=\"Lot\"><div>A</div></td><td data-label=\"Units\" class=\"figure\"><div>3</div></td>"))
        #expect(html.contains("<th scope=\"col\" class=\"figure\">Units</th>"))
    }

    @Test func aTableWithoutRowsSaysWhatToDoInstead() {
        let html = table(["Lot"], [], caption: "Lots", empty: emptyState("No lots yet.", next: "<a>x</a>")).text
        #expect(html == "<div class=\"empty\"><p>No lots yet.</p><a>x</a></div>")
    }

    @Test func aFaultStandsAtItsField() {
        let refusal = Refusal.faults([Fault("/lines/0/quantity", "invalid_value", "Must be < 9.")])
        let html = field(Field("lines/0/quantity", "Quantity", .figure, value: "12"), refusal: refusal).text
        #expect(html.contains("name=\"lines/0/quantity\" aria-invalid=\"true\""))
        #expect(html.contains("aria-describedby=\"field-lines-0-quantity-fault\""))
        #expect(html.contains("<p class=\"fault\" id=\"field-lines-0-quantity-fault\">Must be &lt; 9.</p>"))
        #expect(html.contains("value=\"12\""))
        #expect(!field(Field("partner", "Partner"), refusal: refusal).text.contains("fault"))
    }

    @Test func aFormCarriesItsKeyAndHiddenFieldsEscaped() {
        let html = form(action: "/r", key: "k-1", hidden: [("v", "\">")], submit: "Finish").text
        #expect(html.contains("<input type=\"hidden\" name=\"idempotency_key\" value=\"k-1\">"))
        #expect(html.contains("name=\"v\" value=\"&quot;&gt;\""))
        #expect(html.contains("method=\"post\""))
    }

    @Test func questionsAreAskedUnderNamesThatComeBackAsTheirIds() {
        let question = Question(
            id: "lines/0/numbers/0:lot_exists", code: "lot_exists_other_supplier", detail: "Same lot?",
            answers: ["same", "bought_back"])
        let html = questionFields([question]).text
        #expect(html.contains("name=\"answers/lines~10~1numbers~10:lot_exists\" value=\"same\""))
        #expect(html.contains("bought back"))
    }

    @Test func valuesLookTheSameEverywhere() {
        #expect(number("A<1").text == "<span class=\"number\">A&lt;1</span>")
        #expect(quantity(1740, "pcs").text == "<span class=\"quantity\">1,740 <span class=\"unit\">pcs</span></span>")
        #expect(day(CalendarDate("2026-05-03")).text == "<time datetime=\"2026-05-03\">3 May 2026</time>")
        #expect(day(nil) == nothing)
        #expect(badge("on hold", .blocked).text == "<span class=\"badge blocked\">on hold</span>")
    }

    @Test func aSelectMarksItsValue() {
        let choices = [Field.Choice("a", "A"), Field.Choice("b", "B")]
        let html = field(Field("k", "K", .choice(choices), value: "b")).text
        #expect(html.contains("<option value=\"a\">A</option><option value=\"b\" selected>B</option>"))
    }
}
