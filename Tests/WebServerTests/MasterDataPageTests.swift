import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// Every field of the master data can be set on a page, and stands there again.
@Suite struct MasterDataPageTests {
    @Test func whatIsSetOnAPageStandsThereAgain() async throws {
        let company = try await TestCompany(.sqlite)
        try await company.partner("C1")
        try await withPages(of: company.operations) { pages in
            #expect(
                try pages.submit(
                    "categories",
                    "code=FOOD&name=Food&removal_strategy=fefo&tracking=lot"
                        + "&lot_attributes/0=Ripeness&lot_attributes/1=") == 303)
            #expect(try pages.followed().contains("value=\"Ripeness\""))

            let product =
                "sku=JAM&name=Jam&category=FOOD&tracking=lot&capture=every_move&expiration/enabled=true"
                + "&expiration/kind=best_before&expiration/shelf_life_days=365&removal_strategy=lifo"
                + "&receipt_tolerance_percent=5&quarantine_at_receipt=true&range_tolerance_days=3"
                + "&numbering/prefix=J%7Byy%7D-&barcodes/0=&packagings/0/name=box&packagings/0/quantity=12"
                + "&packagings/0/barcode=&returns_released=true"
            #expect(try pages.submit("products", product) == 303)
            let shown = try pages.followed()
            for value in ["value=\"5\"", "value=\"3\"", "value=\"J{yy}-\"", "value=\"box\"", "value=\"12\""] {
                #expect(shown.contains(value), "\(value)")
            }
            for choice in ["best_before", "lifo", "FOOD"] {
                #expect(shown.contains("<option value=\"\(choice)\" selected>"), "\(choice)")
            }

            #expect(
                try pages.submit("partners/C1", "name=Corner+Shop&kind=customer&single_lot=true&min_remaining_days=60")
                    == 303)
            #expect(try pages.followed().contains("60 days at least"))

            #expect(
                try pages.submit(
                    "locations", "code=Tank&name=Tank&usage=internal&parent=WH&mixing=true&count_interval_days=30")
                    == 303)
            #expect(try pages.followed().contains("become one here"))
            #expect(try pages.submit("locations/Tank", "name=Tank&parent=WH&blocked=true&mixing=true") == 303)
            #expect(try pages.followed().contains(">blocked<"))

            let settings =
                "lots_and_serials=true&expiration_dates=true&unique_numbers=company&expiry_thresholds/0=60"
                + "&expiry_thresholds/1=7&expiry_thresholds/2=&documents_without_new_numbers/0=receipt"
                + "&release_needs_second_person=true&numbering/prefix=X&partner_place_count_days=45"
            #expect(try pages.submit("setup", settings) == 303)
            let saved = try pages.page("setup")
            for value in ["value=\"60\"", "value=\"X\"", "value=\"45\""] { #expect(saved.contains(value), "\(value)") }
            #expect(saved.contains("<option value=\"receipt\" selected>"))
            #expect(try pages.submit("setup", "documents_without_new_numbers/0=") == 303)
            #expect(try pages.page("setup").contains("<option value=\"receipt\" selected>") == false)
        }
    }

    @Test func aChangeOfLevelThatIsRefusedLeadsToTheGuidedOne() async throws {
        // R7
        let company = try await TestCompany(.sqlite)
        try await company.product("JAM")
        try await company.partner("S1", .supplier)
        try await company.post(.receipt, [company.line("JAM", 10, "A-1")], partner: "S1")
        try await withPages(of: company.operations) { pages in
            let status = try pages.submit("products/JAM", "name=Jam&tracking=none")
            #expect(status == 422)
            #expect(pages.lastText.contains("href=\"/products/JAM/tracking\">Change it step by step"))
        }
    }

    @Test(arguments: [
        "", "reports", "reports/overrides", "reports/drawn-numbers", "reports/unnumbered", "reports/changes",
        "reports/expiry", "reports/doubtful", "reports/shared-numbers", "reports/tracking-review", "checklist", "setup",
        "categories", "partners", "locations", "locations/WH", "products", "lots", "transfers?open=way", "counts/new",
    ])
    func everyListAnswersInAnEmptyCompany(path: String) async throws {
        let company = try await TestCompany(.sqlite)
        try await withPages(of: company.operations) { pages in
            let page = try pages.page(path)
            #expect(page.contains("<main") && !page.contains("Not done."), "\(page)")
        }
    }
}
