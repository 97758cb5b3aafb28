import StockDomain
import Testing

@testable import WebServer

private enum Colour: String, CaseIterable { case red, green }

@Suite struct RequestObjectTests {
    private func object(_ text: String, manner: RequestManner = .json) throws -> RequestObject {
        try RequestObject(JSON(parsing: Array(text.utf8)), manner: manner)
    }

    /// Status and faults of one read of `x`, as `422 invalid_value /x`; `ok` when there is none.
    private func outcome<Value>(_ value: String, _ reader: RequestReader<Value>) throws -> String {
        let object = try object("{\"x\":\(value)}")
        _ = object.required("x", reader)
        do {
            try object.finish()
            return "ok"
        } catch let refusal as Refusal {
            let fault = refusal.faults[0]
            return "\(Problem(refusal).status) \(fault.code) \(fault.pointer)"
        }
    }

    @Test(arguments: [
        (#""A""#, "ok"), (#"" A ""#, "ok"), (#""""#, "422 invalid_value /x"), (#""  ""#, "422 invalid_value /x"),
        (#""a\nb""#, "422 invalid_value /x"), (#""a\u0000""#, "422 invalid_value /x"), ("1", "400 wrong_type /x"),
        ("null", "400 wrong_type /x"), ("[]", "400 wrong_type /x"), (#""ABCDEFGHIJK""#, "422 invalid_value /x"),
    ])
    func texts(value: String, expected: String) throws {
        #expect(try outcome(value, .text(most: 10)) == expected)
    }

    @Test(arguments: [
        ("1", "ok"), ("1.5", "ok"), ("-0.000001", "ok"), ("\"12.25\"", "ok"), ("1e3", "ok"), ("1.0000000", "ok"),
        ("0.0000001", "422 invalid_value /x"), ("1e400", "422 invalid_value /x"),
        ("1000000001", "422 invalid_value /x"),
        ("\"1e-9\"", "422 invalid_value /x"), ("\"abc\"", "400 wrong_type /x"), ("\"\"", "400 wrong_type /x"),
        ("\"1,5\"", "400 wrong_type /x"), ("\"0x10\"", "400 wrong_type /x"), ("true", "400 wrong_type /x"),
        ("null", "400 wrong_type /x"), ("{}", "400 wrong_type /x"),
    ])
    func quantities(value: String, expected: String) throws {
        #expect(try outcome(value, .quantity) == expected)
    }

    @Test func aThousandDigitsAreAValueOutOfRange() throws {
        #expect(try outcome(String(repeating: "9", count: 1000), .quantity) == "422 invalid_value /x")
        #expect(try outcome(String(repeating: "9", count: 1000), .int(0...9)) == "422 invalid_value /x")
    }

    @Test(arguments: [
        ("3", "ok"), ("3.0", "ok"), ("3e0", "ok"), ("3.5", "422 invalid_value /x"), ("10", "422 invalid_value /x"),
        ("-1", "422 invalid_value /x"), ("99999999999999999999", "422 invalid_value /x"),
        ("\"3\"", "400 wrong_type /x"),
    ])
    func wholeNumbers(value: String, expected: String) throws {
        #expect(try outcome(value, .int(0...9)) == expected)
    }

    @Test(arguments: [
        ("\"2027-05-31\"", "ok"), ("\"2027-02-29\"", "422 invalid_value /x"), ("\"31.5.2027\"", "422 invalid_value /x"),
        ("20270531", "400 wrong_type /x"),
    ])
    func days(value: String, expected: String) throws {
        #expect(try outcome(value, .day) == expected)
    }

    @Test func instantsWordsTruthIdsAndKeys() throws {
        #expect(try outcome("\"2026-11-23T07:00:00Z\"", .instant) == "ok")
        #expect(try outcome("\"2026-11-23T07:00:00\"", .instant) == "422 invalid_value /x")
        #expect(try outcome("\"red\"", .word(Colour.self)) == "ok")
        #expect(try outcome("\"Red\"", .word(Colour.self)) == "422 invalid_value /x")
        #expect(try outcome("1", .word(Colour.self)) == "400 wrong_type /x")
        #expect(try outcome("true", .bool) == "ok")
        #expect(try outcome("\"true\"", .bool) == "400 wrong_type /x")
        #expect(try outcome("0", .positiveQuantity) == "422 invalid_value /x")
        #expect(try outcome("0", .quantityFromZero) == "ok")
        #expect(try outcome("0", .id) == "422 invalid_value /x")
        #expect(try outcome("\"k-1\"", .idempotencyKey) == "ok")
        #expect(try outcome("\"k 1\"", .idempotencyKey) == "422 invalid_value /x")
    }

    @Test func absentNullAndBlankAreToldApart() throws {
        let object = try object(#"{"cleared": null, "blank": " ", "set": " a "}"#)
        #expect(object.change("absent", .text()) == .keep)
        #expect(object.change("cleared", .text()) == .clear)
        #expect(object.change("blank", .text()) == .clear)
        #expect(object.change("set", .text()) == .set("a"))
        #expect(object.optional("cleared", .text()) == nil)
        #expect(object.has("cleared") && !object.has("absent"))
        try object.finish()
        #expect(Change.set("new").applied(to: "old") == "new")
        #expect(Change<String>.keep.applied(to: "old") == "old")
        #expect(Change<String>.clear.applied(to: "old") == nil)
    }

    @Test func allFaultsAreNamedAtOnceThoseThatCannotBeReadFirst() throws {
        let object = try object(
            #"{"lines": [{"product": "A", "quantity": 0}, {"quantity": "x", "colour": 1}, 7], "more": 1}"#)
        _ = object.optional(
            "lines",
            .objects { line in
                (line.required("product", .text()), line.required("quantity", .positiveQuantity))
            })
        _ = object.required("partner", .text())
        let refusal = try #require(throws: Refusal.self) { try object.finish() }
        #expect(refusal.kind == .unreadable)
        #expect(
            refusal.faults.map { "\($0.code) \($0.pointer)" } == [
                "missing_key /lines/1/product", "wrong_type /lines/1/quantity", "unknown_key /lines/1/colour",
                "wrong_type /lines/2", "missing_key /partner", "unknown_key /more", "invalid_value /lines/0/quantity",
            ])
    }

    @Test func anEntryMayBeATextOrAnObject() throws {
        let object = try object(#"{"numbers": ["A-1", {"number": "A-2", "quantity": 3}, 5]}"#)
        let numbers = object.required(
            "numbers",
            .objectsOrTexts(text: { "\($0)×-" }) { entry in
                "\(entry.required("number", .text()))×\(entry.required("quantity", .quantity))"
            })
        #expect(numbers == ["A-1×-", "A-2×3"])
        let refusal = try #require(throws: Refusal.self) { try object.finish() }
        #expect(refusal.faults.map(\.pointer) == ["/numbers/2"])
    }

    @Test func aMapHasFreeKeysAndTextsForValues() throws {
        let object = try object(#"{"answers": {"lines/0:x": "new", "y": 1}, "attributes": "no"}"#)
        #expect(object.optional("answers", .map)?["lines/0:x"] == "new")
        _ = object.optional("attributes", .map)
        let refusal = try #require(throws: Refusal.self) { try object.finish() }
        #expect(refusal.faults.map(\.pointer) == ["/answers/y", "/attributes"])
    }

    @Test func onlyAnObjectIsRead() {
        #expect(throws: Refusal.self) { try RequestObject([1]) }
        #expect(throws: Refusal.self) { try RequestObject(.null) }
    }

    @Test func queriesAndFormsTakeNumbersAsTextAndOneValueAsAList() throws {
        let form = try object(#"{"limit": "50", "done": "on", "ids": "7", "note": ""}"#, manner: .form)
        #expect(form.required("limit", .int(1...500)) == 50)
        #expect(form.required("done", .bool))
        #expect(form.required("ids", .list(of: .id)) == [7])
        #expect(form.optional("note", .lines()) == nil)
        try form.finish()
    }

    @Test func hugeNumbersOfFaultsAreCutOff() throws {
        let keys = (0..<5000).map { "\"k\($0)\":1" }.joined(separator: ",")
        let refusal = try #require(throws: Refusal.self) { try object("{\(keys)}").finish() }
        #expect(refusal.faults.count == 100)
    }
}
