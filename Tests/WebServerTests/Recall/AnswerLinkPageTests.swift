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
            let tooMuch = try client.answer(link, "destroyed=31")
            #expect(tooMuch.status == 409)
            #expect(tooMuch.text.contains("30 units of The NUT were delivered, and the answer says that 31 units were"))
            #expect(tooMuch.text.contains("name=\"answers/amounts:more_than_delivered\" value=\"keep\""))
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

    @Test func aCustomerConfirmsThatHeHasMoreThanHeGot() async throws {
        try await withRecall(.sqlite) { client, link in
            let kept = try client.answer(link, "have=31&answers/amounts:more_than_delivered=keep")
            #expect(kept.text.contains("Thank you"), "\(kept.text)")
            let page = try client.get("/recalls/RC-00001").text
            #expect(page.contains("1 more than delivered"))
            #expect(page.contains("Said beyond what was delivered"))
        }
    }

    /// A case on pages: by whom it is started, whom the calls reach, what closing it would leave open.
    @Test func aCaseIsWorkedThroughOnItsPages() async throws {
        try await withRecall(.sqlite) { client, _ in
            _ = try client.answer("/recalls", "idempotency_key=k1&reason=Glass&scope/0/product=NUT&scope/0/number=N-2")
            let edit = try client.get("/recalls/RC-00002/edit").text
            #expect(edit.contains("name=\"scope/0/number\" value=\"N-2\""), "\(edit)")
            let changed = try client.answer(
                "/recalls/RC-00002/edit",
                "idempotency_key=k2&version=1&reason=Metal&scope/0/product=FIG&scope/0/number=M-1&except/0/product=")
            #expect(changed.header("Location") == "/recalls/RC-00002", "\(changed.text)")
            #expect(try client.get("/recalls/RC-00002").text.contains("number M-1"))
            let stale = try client.answer("/recalls/RC-00002/start", "idempotency_key=k3&version=1")
            #expect(stale.text.contains("was changed by somebody else"), "\(stale.text)")
            #expect(try client.answer("/recalls/RC-00002/start", "idempotency_key=k4&version=2").status == 303)
            let notices = try client.get("/recalls/RC-00001/notices").text
            #expect(!notices.contains("&lt;"), "markup stands where a person should read")
            #expect(notices.contains("Told by phone</button>"))
            let told = "idempotency_key=k5&partners=C4&method=phone"
            #expect(try client.answer("/recalls/RC-00001/notices", told).status == 303)
            let again = try client.answer("/recalls/RC-00001/notices", told.replacing("k5", with: "k6"))
            #expect(again.status == 422)
            #expect(again.text.contains("All of them have been told"), "\(again.text)")
            #expect(again.text.contains("Notices of RC-00001"), "whoever sent it is led elsewhere")
            let page = try client.get("/recalls/RC-00001").text
            #expect(
                page.contains("2 customers were not told, 3 customers have not answered and 3 checks are to be done"))
            let asked = try client.answer("/recalls/RC-00001/answers", "idempotency_key=k7&partner=C4&have=9").text
            #expect(asked.contains("name=\"answers/amounts:more_than_delivered\""))
            #expect(asked.components(separatedBy: "name=\"answers/").count == 2, "other forms ask it too")
        }
    }

    @Test func startingACaseNamesTheDocumentsThatLoseGoods() async throws {
        let company = try await RecallCompany.make(.sqlite)
        let routes = Routes(company.operations) { "key-\(UInt64.random(in: .min ... .max))" }
        try await withClient(of: routes.server(ServerOptions(port: 0))) { client in
            _ = try client.answer("/recalls", "idempotency_key=k1&reason=Glass&scope/0/lot=1")
            let draft = try client.get("/recalls/RC-00001").text
            #expect(draft.contains("OUT-00005</a> loses what is set aside of them"), "\(draft)")
            let started = try client.answer("/recalls/RC-00001/start", "idempotency_key=k2&version=1")
            let page = try client.get(started.header("Location") ?? "").text
            #expect(page.contains("OUT-00005</a> had goods set aside and has lost them"), "\(page)")
        }
    }

    /// A number of several products was refused, and nothing to choose from was shown.
    @Test func aSuspectThatMayBeSeveralIsChosen() async throws {
        try await withRecall(.sqlite) { client, _ in
            let asked = try client.get("/recalls/compare?left=N-1&right=n-2")
            #expect(asked.status == 422)
            #expect(asked.text.contains("/recalls/compare?left=N-1&amp;right=N-2&amp;right_lot=2"), "\(asked.text)")
            let chosen = try client.get("/recalls/compare?left=N-1&right=N-2&right_lot=2")
            #expect(chosen.text.contains("Customers who have some of both: 1"))
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
