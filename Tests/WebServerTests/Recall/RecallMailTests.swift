import SMTPClient
import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

@testable import WebServer

/// Notices that the program mails itself (R49).
@Suite struct RecallMailTests {
    @Test(arguments: SQLEngine.allCases)
    func noticesAreMailedAndWhoCouldNotBeReachedIsTriedAgain(engine: SQLEngine) async throws {
        let server = TinyMailServer(.init(refuses: "c2@"))
        defer { server.stop() }
        try await withAPI(of: RecallMailTests.company(engine, mailing: true)) { api in
            try api.walk(
                """
                PATCH settings {"smtp_host": "127.0.0.1", "smtp_port": \(server.port), "smtp_security": "none", "mail_from": "Quality <recall@stock.example>", "public_address": "https://stock.example"}
                → 200
                  smtp_host: 127.0.0.1
                  mail_from: Quality <recall@stock.example>
                POST recalls {"reason": "Glass", "scope": [{"lot": 1}], "start": true}
                → 201
                POST recalls/RC-00001/notices {"send": true}
                → 200
                  mails/0/partner: C1
                  mails/0/sent: true
                  mails/0/detail: 250 2.0.0 kept as 1
                  mails/1/partner: C2
                  mails/1/sent: false
                  mails/1/detail: The mail server refused the addressee: 550 5.1.1 <(his address)>: no such mailbox
                  mails/2: missing
                  mails_left: 0
                  figures/notified: 1
                  consignees/1/notified_at: null
                GET recalls/RC-00001/notices
                → 200
                  items/0/sent/0/method: mail
                  items/0/mails/0/sent: true
                  items/1/sent/0: missing
                  items/1/mails/0/sent: false
                PATCH partners/C2 {"email": "shop@c2.example"}
                → 200
                POST recalls/RC-00001/notices {"send": true}
                → 200
                  mails/0/partner: C2
                  mails/0/sent: true
                  mails/1: missing
                  figures/notified: 2
                POST recalls/RC-00001/notices {"send": true}
                → 409 nobody_to_tell
                POST recalls/RC-00001/notices {"send": true, "partners": ["C4"]}
                → 422 no_mail_address
                  errors/0/pointer: /partners/0
                POST recalls/RC-00001/notices {"send": true, "method": "letter"}
                → 422 invalid_value
                POST recalls/RC-00001/notices {"send": true, "reminder": true}
                → 200
                  mails/1/sent: true
                  consignees/0/reminders: 1
                """)
        }
        #expect(server.mails.count == 4)
        #expect(server.mails[0].contains("Subject: URGENT: PRODUCT RECALL: The NUT"))
        #expect(server.mails[0].contains("https://stock.example/r/1-"))
        #expect(server.mails[0].contains("lot N-1: 30"))
    }

    @Test func aRepeatedRequestSendsNothingASecondTime() async throws {
        let server = TinyMailServer()
        defer { server.stop() }
        let company = try await RecallMailTests.company(.sqlite, mailing: true)
        try await company.store { try $0.save(RecallMailTests.settings(server.port)) }
        try await withAPI(of: company) { api in
            _ = try api.post("recalls", #"{"reason": "Glass", "scope": [{"lot": 1}], "start": true}"#)
            let send = #"{"send": true}"#
            let first = try api.post("recalls/RC-00001/notices", send, ("Idempotency-Key", "k"))
            let second = try api.post("recalls/RC-00001/notices", send, ("Idempotency-Key", "k"))
            #expect(first.verdict == "200")
            #expect(second.verdict == "200")
            #expect(second["mails/1/partner"] == "C2")
        }
        #expect(server.mails.count == 2)
    }

    @Test func withoutAServerNothingIsSentAndSoIsSaid() async throws {
        let company = try await RecallMailTests.company(.sqlite, mailing: true)
        try await withAPI(of: company) { api in
            try api.walk(
                """
                POST recalls {"reason": "Glass", "scope": [{"lot": 1}], "start": true}
                → 201
                POST recalls/RC-00001/notices {"send": true}
                → 422 mail_not_set_up
                PATCH settings {"smtp_host": "127.0.0.1", "smtp_port": 1, "smtp_security": "none", "mail_from": "recall@stock.example"}
                → 200
                POST recalls/RC-00001/notices {"send": true}
                → 200
                  mails/0/sent: false
                  mails/0/detail: The mail server 127.0.0.1, port 1, cannot be reached: Connection refused.
                  mails/1/sent: false
                  figures/notified: 0
                  events/2/detail: 0 customers told by mail from here, 2 could not be mailed.
                PATCH settings {"mail_from": "nobody"}
                → 422 invalid_value
                PATCH settings {"smtp_host": "mail.example", "smtp_user": "u"}
                → 422 invalid_value
                """)
        }
    }

    static func settings(_ port: Int) -> Settings {
        Settings(
            lotsAndSerials: true, expirationDates: true,
            mail: MailServer(
                host: "127.0.0.1", port: port, security: .none, from: MailAddress("recall@stock.example")))
    }

    /// The company of recalls, in which C1 and C2 have addresses.
    private static func company(_ engine: SQLEngine, mailing: Bool) async throws -> TestCompany {
        var company = try await RecallCompany.make(engine)
        company.operations.mailSender = SMTPSender(password: { nil }, seconds: 5)
        try await withAPI(of: company) { api in
            for code in ["C1", "C2"] {
                _ = try api.patch("partners/\(code)", #"{"email": "\#(code.lowercased())@shop.example"}"#)
            }
            for code in ["C4"] { _ = try api.patch("partners/\(code)", #"{"email": null}"#) }
        }
        return company
    }
}
