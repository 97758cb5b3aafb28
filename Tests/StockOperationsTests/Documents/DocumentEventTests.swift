import SQLCore
import StockDomain
import StockStore
import TestSupport
import Testing

@Suite struct DocumentEventTests {
    @Test(arguments: SQLEngine.allCases)
    func whatBefellADocumentIsToldInItsOrderAndLeavesItsVersion(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("BOLT", .none)
        let document = try await company.draft(.count, [company.line("BOLT", 5)]).document
        let told = ["first", "second"].map { word in
            DocumentEvent(
                code: word, detail: "The \(word) thing.", at: company.clock.now, actorName: company.admin.name)
        }
        try await company.store { [admin = company.admin] store in
            for event in told { try store.record(event, of: document.id, by: admin.id) }
        }
        let view = try await company.operations.document(.count, document.number, as: company.admin)
        #expect(view.events == told)
        #expect(view.document.version == document.version)
    }
}
