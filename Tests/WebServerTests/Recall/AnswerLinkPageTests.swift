import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

@testable import WebServer

/// What a customer does with the link of his notice, without an account (R49).
@Suite struct AnswerLinkPageTests {
    @Test(arguments: SQLEngine.allCases)
    func aCustomerAnswersOnceByHisLink(engine: SQLEngine) async throws {
        try await withRecall(engine) { client, link in
            let form = try client.get(link)
            #expect(form.status == 200)
            #expect(form.text.contains("Partner C1: please say what you have"))
            #expect(form.text.contains("N-1"))
            #expect(try client.answer(link, "destroyed=31").status == 422)
            // A form sent as it came is no answer, and does not use up the link.
            let empty = try client.answer(link, "have=&returned=&destroyed=&comment=")
            #expect(empty.status == 422)
            #expect(empty.text.contains("even if it is nothing: then write 0"))
            #expect(!empty.text.contains("class=\"rail\""), "whoever has no account has nowhere else to go")
            #expect(try client.answer(link, "have=3&destroyed=2&comment=Two+were+eaten").text.contains("Thank you"))
            #expect(try client.answer(link, "have=9").status == 409)
            #expect(try client.get(link).text.contains("This link was used already"))
            let told = try APIClient(http: client).get("recalls/RC-00001")
            #expect(told["figures/have"] == "3")
            #expect(told["figures/destroyed"] == "2")
            #expect(told["consignees/0/answers/0/comment"] == "Two were eaten")
            #expect(told["consignees/0/answers/0/by"] == "null")
        }
    }

    @Test func whoHasNoLinkOrAnotherHostGetsNothing() async throws {
        try await withRecall(.sqlite) { client, link in
            let other = link.replacing("/r/1-", with: "/r/2-")
            #expect(try client.get(other).status == 404)
            #expect(try client.get("/r/anything").status == 404)
            let foreign = [("Sec-Fetch-Site", "cross-site"), ("Content-Type", "application/x-www-form-urlencoded")]
            #expect(try client.send("POST", link, headers: foreign, body: Array("have=3".utf8)).status == 403)
            _ = try APIClient(http: client).post("recalls/RC-00001/withdraw", #"{"reason": "r"}"#)
            #expect(try client.get(link).status == 404)
        }
    }

    @Test func thePagesOfACaseShowWhatIsGoingOn() async throws {
        try await withRecall(.sqlite) { client, _ in
            for (path, words) in [
                ("/recalls", "RC-00001"), ("/recalls/RC-00001", "0 of 3 consignees are told"),
                ("/recalls/RC-00001/notices", "3 of 3 consignees are to be told"),
                ("/recalls/RC-00001/notices/print", "- The NUT (NUT), lot N-1: 30"),
                ("/recalls/RC-00001/notices.csv", "partner,name,email"),
                ("/recalls/RC-00001/status-report", "Estimated time to completion"), ("/recalls/new?lot=1", "N-1"),
                ("/recalls/compare?left=N-1&right=N-2", "Customers who have some of both: 1"),
                ("/drills", "No recall was rehearsed"),
                ("/recalls/read-notice", "Paste a supplier"),
            ] {
                let page = try client.get(path)
                #expect(page.status == 200, "\(path): \(page.text)")
                #expect(page.text.contains(words), "\(path): \(page.text)")
            }
        }
    }

    @Test func aDrillGoesFromItsButtonToItsSheet() async throws {
        try await withRecall(.sqlite) { client, _ in
            let begun = try client.answer("/drills", "idempotency_key=k1&start=on")
            #expect(begun.status == 303)
            #expect(begun.header("Location") == "/drills/DR-00001")
            let sheet = try client.get("/drills/DR-00001/sheet")
            #expect(sheet.status == 200)
            for words in ["Mass balance of", "100 %", "Signatures", "seed", "Traced within 4 hours", "Their lot"] {
                #expect(sheet.text.contains(words), "\(words)")
            }
        }
    }

    /// Near finds are offered, each once, and not those that were found exactly elsewhere in the notice.
    @Test func whatANoticeNearlyNamesIsTakenInByATick() async throws {
        try await withRecall(.sqlite) { client, _ in
            let read = try client.answer("/recalls/read-notice", "text=Lots+M-1,+M--1,+N--1+and+n--2")
            #expect(read.text.contains("1 of your lots matches exactly, 2 nearly."), "\(read.text)")
            #expect(read.text.contains("name=\"scope/0/lot\" value=\"3\""))
            for tick in ["name=\"scope/1/lot\"", "name=\"scope/2/lot\""] { #expect(read.text.contains(tick)) }
            let drafted = try client.answer(
                "/recalls", "idempotency_key=k9&reason=Glass&scope/0/lot=3&scope/2/lot=2")
            #expect(drafted.header("Location") == "/recalls/RC-00002", "\(drafted.text)")
            #expect(try APIClient(http: client).get("recalls/RC-00002")["lots/1/number"] == "N-2")
        }
    }

    @Test func aDraftIsMadeAndStartedByForms() async throws {
        try await withRecall(.sqlite) { client, _ in
            let made = try client.answer(
                "/recalls",
                "idempotency_key=k2&reason=Glass&class=II&scope/0/product=NUT&scope/0/number=N-2&scope/1/product=")
            #expect(made.header("Location") == "/recalls/RC-00002")
            #expect(try client.get("/recalls/RC-00002").text.contains("Start the recall"))
            #expect(try client.answer("/recalls/RC-00002/start", "idempotency_key=k3").status == 303)
            #expect(try client.answer("/recalls/RC-00002/start", "idempotency_key=k4").status == 422)
            let wrong = try client.answer("/recalls", "idempotency_key=k5&reason=Glass&scope/0/product=NIX")
            #expect(wrong.status == 422)
            #expect(wrong.text.contains("There is no product “NIX”"))
        }
    }

    /// A company with a started recall of lot N-1, and the path of C1's link.
    private func withRecall(
        _ engine: SQLEngine, _ talk: @escaping @Sendable (HTTPClient, String) throws -> Void
    ) async throws {
        let company = try await RecallCompany.make(engine)
        let routes = Routes(company.operations) { "key-\(UInt64.random(in: .min ... .max))" }
        try await withClient(of: routes.server(ServerOptions(port: 0))) { client in
            let api = APIClient(http: client)
            _ = try api.post("recalls", #"{"reason": "Glass", "scope": [{"lot": 1}], "start": true}"#)
            let link = try api.get("recalls/RC-00001/notices")["items/0/link"]
            try talk(client, String(link.drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" }))
        }
    }
}

extension HTTPClient {
    fileprivate func answer(_ path: String, _ form: String) throws -> HTTPAnswer {
        try send(
            "POST", path,
            headers: [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin")],
            body: Array(form.utf8))
    }
}
