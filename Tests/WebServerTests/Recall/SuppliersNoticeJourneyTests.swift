import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

@testable import WebServer

/// The whole way of a quality manager's program: from a supplier's pasted notice to the report of a closed recall.
@Suite struct SuppliersNoticeJourneyTests {
    @Test(arguments: SQLEngine.allCases)
    func aSuppliersNoticeBecomesAClosedRecall(engine: SQLEngine) async throws {
        let company = try await SuppliersNoticeJourneyTests.company(engine)
        let routes = Routes(company.operations) { "key-\(UInt64.random(in: .min ... .max))" }
        try await withClient(of: routes.server(ServerOptions(port: 0))) { client in
            let api = APIClient(http: client)
            try api.walk(
                """
                POST recalls/read-notice {"text": "URGENT: glass in item 22752, lots 07110002 thru 07110004. Call 555-0199."}
                → 200
                  products/0: 22752
                  findings/0/words: 07110002 thru 07110004
                  findings/0/exact/0/number: 07110002
                  findings/0/near/0/number: 7110003
                  scope/0/from: 07110002
                POST recalls/what-if {"scope": [{"product": "22752", "from": "07110002", "to": "07110004"}]}
                → 200
                  totals/delivered_net: 45
                  on_hand/0/quantity: 55
                POST recalls {"class": "I", "reason": "Glass, says S1", "hazard": "Cuts", "contact": "Eva 0123", "scope": [{"product": "22752", "from": "07110002", "to": "07110004"}], "expected_end": "2026-05-20"}
                → 201
                  state: draft
                POST recalls/RC-00001/start {}
                → 200
                  figures/held: 55
                POST recalls/RC-00001/notices {"method": "letter"}
                → 200
                  figures/notified: 3
                """)
            try SuppliersNoticeJourneyTests.answerByLink(client, api)
            try api.walk(
                """
                POST recalls/RC-00001/answers {"partner": "C2", "have": 0, "sold": 10}
                → 200
                POST recalls/RC-00001/answers {"partner": "C4", "have": 5, "destroyed": 5}
                → 200
                POST recalls/RC-00001/checks {"partner": "C1", "effective": true}
                → 200
                POST recalls/RC-00001/checks {"partner": "C2", "effective": true}
                → 200
                POST recalls/RC-00001/checks {"partner": "C4", "effective": true}
                → 200
                POST recalls/RC-00001/close {"conclusion": "All that could be found is back or destroyed."}
                → 200
                  state: closed
                  figures/recovered: 30
                  figures/accounted: 95
                GET recalls/RC-00001/status-report
                → 200
                  points/0/text: 3 of 3 consignees notified on 3 May 2026: 3 by letter.
                  points/1/text: 3 of 3 consignees responded; they had 30 units of 22752 when they were told.
                  points/2/text: None.
                  points/3/text: 22752: of 45 units delivered 20 returned, 10 destroyed, 0 corrected (66.7 %); 95 of 100 accounted for (95 %).
                  points/4/text: Level A: 3 of 3 done, 0 not effective.
                  points/5/text: It was closed on 3 May 2026.
                  figures/checks_done: 3
                """)
        }
    }

    /// In the demo company a supplier's number has a space in it, and SKUs have no digit.
    @Test func numbersWithASpaceAndSKUsOfLettersAreFound() async throws {
        let company = try await TestCompany(.sqlite)
        try await company.product("ING-SALT")
        try await company.partner("S1", .supplier)
        try await company.post(.receipt, [company.line("ING-SALT", 5, "MHD 11-26")], partner: "S1")
        try await company.post(.receipt, [company.line("ING-SALT", 5, "A7")], partner: "S1", answers: [:])
        try await withAPI(of: company) { api in
            try api.walk(
                """
                POST recalls/read-notice {"text": "Item ING-SALT, lot MHD 11-26 and batch A7. Call 555-0199."}
                → 200
                  products/0: ING-SALT
                  findings/0/words: MHD 11-26
                  findings/0/exact/0/number: MHD 11-26
                  findings/1/words: A7
                  findings/2: missing
                  unknown/0: 555-0199
                  unknown/1: missing
                """)
        }
    }

    private static func answerByLink(_ client: HTTPClient, _ api: APIClient) throws {
        let link = try api.get("recalls/RC-00001/notices")["items/0/link"]
        let path = link.drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" }
        let answer = try client.send(
            "POST", String(path),
            headers: [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin")],
            body: Array("have=25&returned=20&destroyed=5".utf8))
        #expect(answer.status == 200)
    }

    /// Lot 07110002: 100 received, 45 with three customers. Lot 7110003 looks like one of the notice.
    private static func company(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.product("22752")
        try await company.partner("S1", .supplier)
        try await company.post(.receipt, [company.line("22752", 100, "07110002")], partner: "S1")
        for (code, quantity) in [("C1", 30), ("C2", 10), ("C4", 5)] as [(String, Quantity)] {
            try await company.partner(code)
            try await company.post(.delivery, [company.line("22752", quantity, "07110002")], partner: code)
        }
        try await company.post(.receipt, [company.line("22752", 20, "7110003")], partner: "S1", answers: [:])
        return company
    }
}
