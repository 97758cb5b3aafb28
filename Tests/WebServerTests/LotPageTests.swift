import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

@testable import WebServer

/// The page of a number tells everything that people did with it, and takes what they do next.
@Suite(.serialized) struct LotPageTests {
    private func company(_ engine: SQLEngine = .sqlite) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.product(
            "JAM", expiration: Expiration(isEnabled: true, shelfLifeDays: 365, removalDays: 10, alertDays: 30))
        try await company.partner("S1", .supplier)
        try await company.partner("C1")
        try await company.post(.receipt, [company.line("JAM", 10, "A-1")], partner: "S1")
        try await company.post(.receipt, [company.line("JAM", 10, "B-2")], partner: "S1")
        return company
    }

    @Test(arguments: SQLEngine.allCases)
    func correctionsStandOnBothLotsWithReasonAndUser(engine: SQLEngine) async throws {
        // R18, R18a, R19
        let company = try await company(engine)
        try await company.post(.delivery, [company.line("JAM", 4, "B-2").because("as ordered")], partner: "C1")
        try await withPages(of: company.operations) { pages in
            let fields = "line=3&number=B-2&to=A-1&quantity=4&reason=read+wrong"
            #expect(try pages.submit("deliveries/OUT-00001/correct", fields) == 303)
            #expect(try pages.submit("lots/2/renumber", "number=B-3&reason=misprint") == 303)
            #expect(
                try pages.submit("lots/1/split", "location=WH-Stock&quantity=2&number=A-1x&reason=sold+apart") == 303)
            for lot in ["lots/1", "lots/2"] {
                let page = try pages.page(lot)
                #expect(page.contains("read wrong") && page.contains("local"), "\(lot)")
            }
            let renumbered = try pages.page("lots/2")
            #expect(renumbered.contains("Also known as") && renumbered.contains("misprint"))
            #expect(try pages.page("lots/1").contains("A-1x</a>"))
            #expect(try pages.page("lots/3").contains("Split, merged, changed"))
        }
    }

    @Test func aLotIsScrappedEverywhereAfterItsPageHasShownWhatGoes() async throws {
        // R26, R36
        let company = try await company()
        try await company.post(.transfer, [company.line("JAM", 3, "A-1")], location: "WH-Stock", to: "WH-Quarantine")
        _ = try await company.act { command, answer in
            let order = try await company.draft(.delivery, [company.line("JAM", 5, "A-1")], partner: "C1")
            return try await company.operations.reserve(
                .delivery, order.document.number, command, answer: answer)
        }
        try await withPages(of: company.operations) { pages in
            let preview = try pages.page("lots/1/scrap")
            #expect(preview.contains("10 pcs in 2 places are scrapped at once. 5 of them are set aside"))
            let fields = "kind=destroyed&reason=recall&witness=Ann+Bell&certificate=DC-17"
            #expect(try pages.submit("lots/1/scrap", fields) == 422)
            #expect(pages.lastText.contains("Take it all the same"))
            #expect(try pages.submit("lots/1/scrap", fields + "&answers/lot:reserved=take") == 303)
            let scrap = try pages.followed()
            #expect(scrap.contains("DC-17") && scrap.contains("Ann Bell") && scrap.contains("destruction"))
            #expect(scrap.contains("has lost them"))
            #expect(try pages.page("lots/1").contains("Nothing of A-1 is on hand."))
        }
    }

    @Test func aNewExpiryMovesTheDaysThatNobodyChanged() async throws {
        // R40
        let company = try await company()
        let view = try await company.operations.lot(LotID(1), as: company.admin)
        let dates = view.lot.dates
        let earlier = try #require(dates.expiresOn).adding(days: -30)
        try await withPages(of: company.operations) { pages in
            let shown = try pages.page("lots/1/change")
            #expect(shown.contains("value=\"\(dates.removalOn!)\""))
            let fields =
                "expires_on=\(earlier)&removal_on=\(dates.removalOn!)&alert_on=\(dates.alertOn!)&archived=false&reason=retest"
            #expect(try pages.submit("lots/1/change", fields) == 303)
            #expect(try pages.page("lots/1/change").contains("value=\"\(dates.removalOn!.adding(days: -30))\""))
            #expect(try pages.page("lots/1").contains("expires on was changed from"))
        }
    }

    @Test func notesAndFilesAreKeptAndGivenBack() async throws {
        // R55
        let company = try await company()
        try await withPages(of: company.operations) { pages in
            #expect(try pages.submit("lots/1/notes", "text=Lids+checked") == 303)
            #expect(try pages.submit("lots/1/notes", "text=") == 422)
            #expect(try pages.upload("lots/1/files", "certificate.txt", "conforms") == 303)
            let page = try pages.page("lots/1")
            #expect(page.contains("Lids checked") && page.contains("certificate.txt</a>"))
            #expect(try pages.page("lots/1/files/1") == "conforms")
        }
    }
}
