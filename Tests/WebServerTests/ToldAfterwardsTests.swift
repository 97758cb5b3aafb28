import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// What a form has to say is told where it leads to, and what it asks stands in the form that was sent.
@Suite struct ToldAfterwardsTests {
    private func company() async throws -> TestCompany {
        let company = try await TestCompany(.sqlite)
        try await company.product("JAM")
        try await company.product("NUT", .none)
        try await company.partner("S1", .supplier)
        try await company.partner("C1")
        return company
    }

    private let receipt = "partner=S1&lines/0/product=JAM&lines/0/quantity=24&lines/0/numbers_text="

    @Test(arguments: SQLEngine.allCases)
    func aDoubtfulNumberIsShownBeforeAndAfterItIsBooked(engine: SQLEngine) async throws {
        // R16
        let company = try await TestCompany(engine)
        try await company.product("JAM")
        try await company.partner("S1", .supplier)
        try await withPages(of: company.operations) { pages in
            #expect(try pages.submit("receipts", receipt + "24%0AL-1;x&check=true") == 422)
            #expect(try pages.submit("receipts", receipt + "24&check=true") == 200)
            #expect(pages.lastText.contains("1 of 1 numbers are doubtful."))
            #expect(try pages.page("receipts").contains("IN-00001") == false)
            #expect(try pages.submit("receipts", receipt + "24&do=true") == 303)
            let told = try pages.followed()
            #expect(told.contains("<b>Note.</b>") && told.contains("/reports/doubtful"))
            #expect(try pages.page("receipts/IN-00001").contains("<b>Note.</b>") == false)
        }
    }

    @Test func aNoticeIsToldOnItsOwnPageAndToNobodyElse() async throws {
        let company = try await company()
        try await withPages(of: company.operations) { pages in
            #expect(try pages.submit("receipts", receipt + "24&do=true") == 303)
            let location = try #require(pages.lastLocation)
            let told = try #require(location.split(separator: "?").last)
            #expect(try pages.submit("receipts", receipt + "L-77&do=true") == 303)
            #expect(try pages.page("receipts/IN-00002?\(told)").contains("<b>Note.</b>") == false)
            #expect(try pages.page("receipts/IN-00001?told=another").contains("<b>Note.</b>") == false)
        }
    }

    @Test func numbersOfAnOpenReceiptAreCheckedAndNothingIsBooked() async throws {
        // R16
        let company = try await company()
        _ = try await company.draft(.receipt, [company.line("JAM", 24)], partner: "S1")
        try await withPages(of: company.operations) { pages in
            let line = "lines/0/id=1&lines/0/done=24&lines/0/numbers_text="
            let status = try pages.submit("receipts/IN-00001/check", line + "24")
            #expect(status == 200)
            #expect(pages.lastText.contains("1 of 1 numbers are doubtful.") && pages.lastText.contains("waits"))
            #expect(try pages.submit("receipts/IN-00001/check", line + "L-1;x") == 422)
            #expect(pages.lastText.contains("field-lines-0-numbers_text-fault"))
        }
    }

    @Test func aQuestionIsAnsweredInTheFormThatWasSent() async throws {
        // R20
        let company = try await company()
        _ = try await company.draft(.receipt, [company.line("JAM", 5)], partner: "S1")
        try await withPages(of: company.operations) { pages in
            #expect(try pages.submit("receipts/IN-00001/scan", "text=NUT") == 422)
            let forms = pages.lastText.components(between: "<form")
            let asking = forms.filter { $0.contains("class=\"question\"") }
            #expect(asking.count == 1 && asking[0].contains("IN-00001/scan"))
            #expect(asking[0].contains("Add it to the document"))
            let name = try #require(asking[0].components(between: "name=\"answers").first)
            let field = "answers" + name.prefix { $0 != "\"" }
            #expect(try pages.submit("receipts/IN-00001/scan", "text=NUT&\(field)=add") == 303)
            #expect(try pages.page("receipts/IN-00001").contains(">NUT<"))
        }
    }

    @Test func aRefusalLeadsToTheOpenReceipt() async throws {
        // R28
        let company = try await company()
        _ = try await company.draft(.receipt, [company.line("JAM", 5)], partner: "S1")
        try await withPages(of: company.operations) { pages in
            let delivery = "partner=C1&lines/0/product=JAM&lines/0/quantity=2&do=true"
            let status = try pages.submit("deliveries", delivery)
            #expect(status == 422)
            #expect(pages.lastText.contains("Open IN-00001") && pages.lastText.contains("/find?q=IN-00001"))
        }
    }

    @Test func goodsAreSetAsideForAllThatIsOpen() async throws {
        // R38
        let company = try await company()
        try await company.post(.receipt, [company.line("JAM", 5, "L1")], partner: "S1")
        _ = try await company.draft(.delivery, [company.line("JAM", 4)], partner: "C1")
        _ = try await company.draft(.delivery, [company.line("JAM", 4)], partner: "C1")
        try await withPages(of: company.operations) { pages in
            #expect(try pages.page("deliveries?open=on").contains("Set aside for all"))
            let status = try pages.submit("deliveries/reserve", "")
            #expect(status == 303)
            #expect(try pages.followed().contains("1 line still lacks goods."))
        }
    }
}

extension String {
    /// What follows each `mark` up to the next one.
    fileprivate func components(between mark: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: mark) {
            rest = rest[range.upperBound...]
            parts.append(String(rest[..<(rest.firstRange(of: mark)?.lowerBound ?? rest.endIndex)]))
        }
        return parts
    }
}
