import Testing

@testable import WebPages

@Suite struct HTMLTests {
    static let nasty = #"<script>alert('1')</script> & "Birch" ü 𝄞"#
    static let escaped = "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;Birch&quot; ü 𝄞"

    @Test func textIsEscapedInContentAndAttributes() {
        let text = Self.nasty
        let html: HTML = "<p title=\"\(text)\">\(text)</p>"
        #expect(html.text == "<p title=\"\(Self.escaped)\">\(Self.escaped)</p>")
    }

    @Test func substringsAreEscapedToo() {
        let html: HTML = "<i>\("a<b".dropFirst())</i>"
        #expect(html.text == "<i>&lt;b</i>")
    }

    @Test func htmlGoesIntoHtmlAsItIs() {
        let bold: HTML = "<b>1</b>"
        let many: [HTML] = [bold, bold]
        let some: HTML? = bold
        let none: HTML? = nil
        let html: HTML = "<p>\(bold)|\(many)|\(some)|\(none)|\(7)</p>"
        #expect(html.text == "<p><b>1</b>|<b>1</b><b>1</b>|<b>1</b>||7</p>")
    }

    @Test func aMissingTextIsNothingAndNeverTheWordOptional() {
        let none: String? = nil
        let some: String? = "<"
        let html: HTML = "[\(none)\(some)]"
        #expect(html.text == "[&lt;]")
    }

    @Test func onlyRawIsTakenAsItIs() {
        #expect(HTML.raw("<br>").text == "<br>")
        #expect(HTML.text("<br>").text == "&lt;br&gt;")
    }

    @Test func attributesAreLeftOutWithoutAValue() {
        #expect(attribute("title", "a\"b").text == " title=\"a&quot;b\"")
        #expect(attribute("title", nil).isEmpty)
        #expect(attribute("required", if: true).text == " required")
        #expect(attribute("required", if: false).isEmpty)
    }

    @Test(arguments: [
        ("A/1", "/lots/A%2F1?q=A%2F1"), ("ü", "/lots/%C3%BC?q=%C3%BC"), ("50% off", "/lots/50%25%20off?q=50%25%20off"),
        ("..", "/lots/..?q=.."), ("\u{1}", "/lots/%01?q=%01"),
    ])
    func addressesEscapeWhatWouldEndASegment(text: String, expected: String) {
        #expect(address("lots", text, query: [("q", text), ("tab", nil)]) == expected)
    }
}
