import StockDomain
import Testing

@testable import WebServer

@Suite struct FormFieldTests {
    @Test(arguments: [
        ("", []), ("a=1", [["a", "1"]]), ("a=1&b=2&a=3", [["a", "1"], ["b", "2"], ["a", "3"]]),
        ("a=b+c%2B%20%C3%BC", [["a", "b c+ ü"]]), ("a", [["a", ""]]), ("=x&&a==", [["", "x"], ["a", "="]]),
        ("lines%2F0=%00", [["lines/0", "\u{0}"]]),
    ])
    func reads(text: String, expected: [[String]]) throws {
        #expect(try FormField.parsed(Array(text.utf8)).map { [$0.name, $0.value] } == expected)
    }

    @Test(arguments: ["a=%", "a=%4", "a=%GG", "%FF=1", "a=%ED%A0%80"])
    func refusesWhatIsNotPercentEncodedUTF8(text: String) {
        #expect(throws: Refusal.self) { try FormField.parsed(Array(text.utf8)) }
    }

    @Test func refusesTooManyFields() {
        let text = Array(repeating: "a=1", count: FormField.most + 1).joined(separator: "&")
        #expect(throws: Refusal.self) { try FormField.parsed(Array(text.utf8)) }
    }
}

@Suite struct FormTreeTests {
    private func json(_ text: String) throws -> String {
        try FormTree.json(FormField.parsed(Array(text.utf8))).text
    }

    @Test(arguments: [
        ("partner=SUP-07", #"{"partner":"SUP-07"}"#), ("n=1&n=2", #"{"n":["1","2"]}"#),
        (
            "lines/0/product=A&lines/0/quantity=1&lines/1/product=B",
            #"{"lines":[{"product":"A","quantity":"1"},{"product":"B"}]}"#
        ),
        (
            "lines/0/product=A&lines/1/product=+&lines/1/quantity=&lines/2/product=C",
            #"{"lines":[{"product":"A"},null,{"product":"C"}]}"#
        ),
        ("answers/lines~10~1numbers~10:x=new", #"{"answers":{"lines/0/numbers/0:x":"new"}}"#),
        ("a~0b=1", #"{"a~b":"1"}"#), ("m/1000=x", #"{"m":{"1000":"x"}}"#),
    ])
    func rebuildsTheObject(text: String, expected: String) throws {
        #expect(try json(text) == expected)
    }

    @Test(arguments: ["a=1&a/b=2", "a/b=2&a=1", "a/b/c/d/e/f/g/h/i=1"])
    func refusesContradictionsAndDepth(text: String) {
        #expect(throws: Refusal.self) { try json(text) }
    }

    @Test func blankRowsAreLeftOutAndPlacesStay() throws {
        let form = try RequestObject(
            FormTree.json(FormField.parsed(Array("lines/0/quantity=&lines/1/quantity=x".utf8))), manner: .form)
        let lines = form.required("lines", .objects { $0.required("quantity", .quantity) })
        #expect(lines.count == 1)
        let refusal = try #require(throws: Refusal.self) { try form.finish() }
        #expect(refusal.faults.map(\.pointer) == ["/lines/1/quantity"])
    }
}

@Suite struct MultipartTests {
    private func parse(_ lines: [String], boundary: String = "XX") throws -> [FormPart] {
        try FormPart.parsed(Array(lines.joined(separator: "\r\n").utf8), boundary: boundary)
    }

    @Test func readsFieldsAndFiles() throws {
        let parts = try parse([
            "--XX", "Content-Disposition: form-data; name=\"kind\"", "", "stock", "--XX",
            "content-disposition: form-data; name=\"file\"; filename=\"a.csv\"", "Content-Type: text/csv", "",
            "sku,lot", "1,--XX", "--XX--", "",
        ])
        #expect(parts.map(\.name) == ["kind", "file"])
        #expect(parts.map { String(decoding: $0.bytes, as: UTF8.self) } == ["stock", "sku,lot\r\n1,--XX"])
        #expect(parts[1].fileName == "a.csv" && parts[1].contentType == "text/csv" && parts[0].fileName == nil)
    }

    @Test func bytesAreKeptAsTheyAre() throws {
        let bytes: [UInt8] = (0...255).map { $0 } + [0x0D, 0x0A, 0x0D, 0x0A]
        let head = Array("--XX\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n".utf8)
        let parts = try FormPart.parsed(head + bytes + Array("\r\n--XX--".utf8), boundary: "XX")
        #expect(parts[0].bytes == bytes)
    }

    @Test(arguments: [
        [""], ["--YY--"], ["--XX", "Content-Disposition: form-data; name=\"a\"", "", "no end"], ["--XX"],
        ["--XX", "Content-Disposition: form-data", "", "x", "--XX--"], ["--XX", "no gap", "--XX--"],
        [
            "--XX", "Content-Disposition: form-data; name=\"a\"", "X: " + String(repeating: "h", count: 9000), "", "x",
            "--XX--",
        ],
    ])
    func refusesWhatDoesNotFollowTheBoundary(lines: [String]) {
        #expect(throws: Refusal.self) { try parse(lines) }
    }

    @Test func refusesTooManyParts() {
        let part = ["--XX", "Content-Disposition: form-data; name=\"a\"", "", ""]
        #expect(throws: Refusal.self) { try parse(Array(repeating: part, count: 101).flatMap { $0 } + ["--XX--"]) }
    }
}
