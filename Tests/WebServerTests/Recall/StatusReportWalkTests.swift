import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

@testable import WebServer

/// The fourth point of the status report, consignee by consignee (21 CFR 7.53(b)(4)).
@Suite struct StatusReportWalkTests {
    private static let answers = """
        POST recalls {"reason": "Glass", "scope": [{"lot": 1}, {"lot": 3}], "start": true}
        → 201
        POST recalls/RC-00001/notices {"method": "letter", "partners": ["C1", "C6"]}
        → 200
        POST recalls/RC-00001/answers {"partner": "C1", "have": 12, "returned": 7, "destroyed": 5, "sold": 10}
        → 200
        """

    @Test(arguments: SQLEngine.allCases)
    func everyConsigneeAndProductHasARowThatAddsUp(engine: SQLEngine) async throws {
        try await withAPI(of: RecallCompany.make(engine)) { api in
            try api.walk(
                StatusReportWalkTests.answers + """

                    GET recalls/RC-00001/status-report
                    → 200
                      points/2/text: 3: Partner C2 (C2, not told yet), Partner C4 (C4, not told yet), Partner C6 (C6).
                      rows/0/partner: C1
                      rows/0/product: NUT
                      rows/0/method: letter
                      rows/0/delivered: 30
                      rows/0/on_hand_when_notified: 12
                      rows/0/returned: 7
                      rows/0/destroyed: 5
                      rows/0/corrected: 0
                      rows/0/sold: 10
                      rows/0/accounted: 22
                      rows/0/open: 8
                      rows/1/partner: C2
                      rows/1/notified_at: null
                      rows/1/on_hand_when_notified: null
                      rows/1/open: 10
                      rows/3/product: FIG
                      rows/3/open: 3
                      rows/4: missing
                    GET recalls/RC-00001/status-report?format=xml
                    → 422 invalid_value
                    """)
            let lines = try api.http.get("/api/v1/recalls/RC-00001/status-report?format=csv").text
                .split(separator: "\n").map(String.init)
            #expect(lines.count == 5)
            #expect(lines[0].hasPrefix("partner,name,product,unit,notified_at,method,responded_at,delivered,on_hand_"))
            #expect(lines[1].hasSuffix(",30,12,7,5,0,10,22,8\r") || lines[1].hasSuffix(",30,12,7,5,0,10,22,8"))
        }
    }

    /// Of twenty consignees the text was one long paragraph.
    @Test func thePageHasATableAndTheTextNoNames() async throws {
        let company = try await RecallCompany.make(.sqlite)
        let routes = Routes(company.operations) { "key-\(UInt64.random(in: .min ... .max))" }
        try await withClient(of: routes.server(ServerOptions(port: 0))) { client in
            try APIClient(http: client).walk(StatusReportWalkTests.answers)
            let page = try client.get("/recalls/RC-00001/status-report").text
            for words in ["Had when told", "Accounted for", "<b>8</b>", "not said", "status-report?format=csv"] {
                #expect(page.contains(words), "\(words)")
            }
            #expect(!page.contains("By consignee"))
        }
    }

    @Test func unitsSoldWithoutANameAreTold() async throws {
        let company = try await RecallCompany.make(.sqlite)
        try await company.add(Partner(code: "CASH", name: "Counter", kind: .customer, isAnonymous: true))
        try await company.post(.delivery, [company.line("NUT", 2, "N-1")], partner: "CASH")
        try await withAPI(of: company) { api in
            try api.walk(
                """
                POST recalls {"reason": "Glass", "scope": [{"lot": 1}], "start": true}
                → 201
                GET recalls/RC-00001/status-report
                → 200
                  points/0/text: 0 of 3 consignees notified. Nobody can tell who bought 2 units of NUT without giving a name.
                  rows/3: missing
                """)
        }
    }
}
