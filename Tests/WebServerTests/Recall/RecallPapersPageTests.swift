import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// Notes and files of a case, on a page of its own (R55).
@Suite struct RecallPapersPageTests {
    @Test(arguments: ["recalls", "drills"])
    func notesAndFilesAreKeptWithACase(kind: String) async throws {
        let company = try await RecallCompany.make(.sqlite)
        try await withPages(of: company.operations) { pages in
            let number = kind == "drills" ? "DR-00001" : "RC-00001"
            let scope = kind == "drills" ? "" : "reason=Glass&scope/0/product=NUT&scope/0/number=N-1"
            #expect(try pages.submit(kind, scope) == 303)
            let address = "\(kind)/\(number)"
            #expect(try pages.page(address).contains("href=\"/\(address)/papers\""))
            #expect(try pages.submit("\(address)/notes", "text=The+press+called") == 303)
            #expect(try pages.submit("\(address)/notes", "text=") == 422)
            #expect(try pages.submit("\(kind)/XX-9/notes", "text=lost") == 404)
            #expect(try pages.upload("\(address)/files", "destroyed.txt", "41 jars") == 303)
            let page = try pages.page("\(address)/papers")
            #expect(page.contains("The press called") && page.contains("destroyed.txt</a>"))
            #expect(try pages.page("\(address)/files/1") == "41 jars")
            #expect(try pages.page("lots/1").contains("The press called") == false)
        }
    }
}
