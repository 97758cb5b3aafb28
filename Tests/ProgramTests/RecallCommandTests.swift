import Foundation
import SQLCore
import StockDomain
import TestSupport
import Testing

/// Recalls and drills from the command line (R49, R50).
struct RecallCommandTests {
    @Test(arguments: SQLEngine.allCases)
    func aRecallGoesFromWhatIfToItsReport(engine: SQLEngine) async throws {
        let database = try await ProgramDatabase(engine)
        defer { database.remove() }
        try fill(database)
        func run(_ arguments: String...) throws -> Program.Outcome {
            try Program.outcome(of: Program.process(arguments, database: database.url))
        }
        let reach = try run("recall", "what-if", "--product", "NUT", "--from", "N-1", "--to", "N-2")
        #expect(reach.exitCode == 0, "\(reach.complaints)")
        #expect(reach.output.contains("lot N-1 of NUT"))
        #expect(reach.output.contains("Goods of 18.00 at cost"))
        #expect(try run("recall", "what-if", "--product", "NIX").exitCode == 1)
        #expect(try run("recall", "what-if", "--scope", "[{").exitCode == 2)
        let drafted = try run("recall", "draft", "--reason", "Glass", "--class", "I", "--scope", #"{"product": "NUT"}"#)
        #expect(drafted.output.contains("RC-00001, draft: Glass"), "\(drafted.complaints)")
        #expect(try run("recall", "start", "RC-00001").output.contains("4 with consignees, 0 recovered"))
        #expect(try run("recall", "start", "RC-00001").exitCode == 1)
        #expect(try run("recall", "list").output.contains("RC-00001  started  0 of 1 answered  Glass"))
        #expect(try run("recall", "report", "RC-00001").output.contains("3. Consignees not responding: 1: "))
        let closed = try run("recall", "close", "RC-00001", "--conclusion", "Done", "--json")
        #expect(closed.output.contains(#""state":"closed""#))
        #expect(try run("recall", "N-1").output.contains("4 of"))
        let drill = try run("drill", "start", "--seed", "7")
        #expect(drill.output.contains("DR-00001"), "\(drill.complaints)")
        #expect(drill.output.contains("pass: Every unit of the lots is found"))
        #expect(try run("drill", "sheet", "DR-00001", "--json").output.contains(#""scenario":"finished_good""#))
        #expect(try run("drill", "close", "DR-00001", "--conclusion", "Done").exitCode == 0)
        #expect(try run("drill", "list").output.contains("DR-00001  closed"))
    }

    /// 9 of lot N-1 at 2 each, 4 of them with a customer.
    private func fill(_ database: ProgramDatabase) throws {
        let files = [
            ("products", "sku,name,tracking,cost\nNUT,Nuts,lot,2\n"),
            ("partners", "code,name,kind\nS1,Supplier,supplier\nC1,Customer,customer\n"),
            (
                "movements",
                "at,kind,document,partner,sku,lot,quantity\n2026-05-01 08:00,receipt,IN-A,S1,NUT,N-1,9\n"
                    + "2026-05-02 08:00,delivery,OUT-A,C1,NUT,N-1,4\n"
            ),
        ]
        for (kind, text) in files {
            let path = database.folder.appending(path: "\(kind).csv").path
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            let outcome = try Program.run("import", kind, path, database: database.url)
            try #require(outcome.exitCode == 0, "\(outcome.output) \(outcome.complaints)")
        }
    }
}
