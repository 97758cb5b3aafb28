import Foundation
import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

/// Files that are not what they should be.
@Suite struct FaultyFileTests {
    private static let goodRow = "2026-01-05 07:00,receipt,PO1,S1,LOTTED,A,,10,"

    @Test(arguments: [
        ("at,kind,document,partner,stockkeeping,lot,expires_on,quantity,reason", "missing_column", "sku"),
        ("at,kind,document,partner,sku,lot,expires_on,quantity,reason,colour", "unknown_column", "colour"),
        ("at,kind,document,partner,sku,lot,lot,quantity,reason", "repeated_column", "lot"),
    ])
    func aWrongHeaderIsNamed(header: String, code: String, column: String) async throws {
        let company = try await TestCompany.small(.sqlite)
        let refusal = await #expect(throws: Refusal.self) {
            try await company.importing(.movements, header + "\n" + FaultyFileTests.goodRow)
        }
        #expect(refusal?.code == code)
        #expect(refusal?.detail.contains("“\(column)”") == true)
    }

    @Test(arguments: SQLEngine.allCases)
    func aBrokenRowInTheMiddleRefusesTheWholeFile(_ engine: SQLEngine) async throws {
        let company = try await TestCompany.small(engine)
        let rows = [FaultyFileTests.goodRow, "2026-01-05 07:00,receipt,PO1,S1", FaultyFileTests.goodRow]
        #expect(
            try await company.faults(.movements, ([header] + rows).joined(separator: "\n")) == ["3 uneven_row"])
        #expect(try await company.stock("LOTTED") == [])
    }

    @Test func latin1IsRefusedWithItsLine() async throws {
        let company = try await TestCompany.small(.sqlite)
        var contents = Data("\(header)\n2026-01-05 07:00,write_off,W1,,LOTTED,A,,1,verf".utf8)
        contents.append(0xE4)
        contents.append(contentsOf: "rbt\n".utf8)
        #expect(try await company.faults(.movements, contents) == ["2 not_utf8"])
    }

    @Test func aFieldOfTwoMegabytesIsRefusedWithItsLine() async throws {
        let company = try await TestCompany.small(.sqlite)
        let long = String(repeating: "x", count: 2_000_000)
        #expect(
            try await company.faults(.movements, header + "\n" + FaultyFileTests.goodRow + long)
                == ["2 field_too_long"])
    }

    @Test func aTruncatedGzipFileIsRefused() async throws {
        let company = try await TestCompany.small(.sqlite)
        #expect(try await company.faults(.movements, try gzipped(header + "\n" + FaultyFileTests.goodRow)) == [])
        let whole = try gzipped(header + "\n" + FaultyFileTests.goodRow + "a reason")
        #expect(try await company.faults(.movements, whole.dropLast(10)) == ["file_truncated"])
    }

    @Test func aHundredFaultsAreListedAndTheRestCounted() async throws {
        let company = try await TestCompany.small(.sqlite)
        let rows = (1...150).map { "2026-01-05 07:00,receipt,PO1,S1,NONE-\($0),A,,10," }
        let refusal = await #expect(throws: Refusal.self) {
            try await company.importing(.movements, header + "\n" + rows.joined(separator: "\n"))
        }
        #expect(refusal?.faults.count == 100)
        #expect(refusal?.faults.last?.pointer == "line 101")
        #expect(refusal?.detail.contains("150 lines are not right") == true)
        #expect(refusal?.detail.contains("and 50 more") == true)
    }

    @Test(arguments: SQLEngine.allCases)
    func theSameFileIsRefusedTheSecondTime(_ engine: SQLEngine) async throws {
        let company = try await TestCompany.small(engine)
        let file = header + "\n" + FaultyFileTests.goodRow
        try await company.importing(.movements, file)
        #expect(try await company.faults(.movements, file) == ["file_already_imported"])
        #expect(try await company.stock("LOTTED") == ["WH-Stock A 10"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aDryRunCountsTheStockThatTheFileDoesNotName(engine: SQLEngine) async throws {
        // Only the numbers of the file were added up, as if the product had no others.
        let company = try await TestCompany.small(engine)
        let header = "sku,quantity,location,lot"
        try await company.importing(.stock, "\(header)\nLOTTED,7,WH-Stock,A\nLOTTED,2,WH-Returns,A\nPLAIN,4,WH-Stock,")
        let report = try await company.importing(
            .stock, "\(header)\nLOTTED,5,WH-Stock,B\nPLAIN,1,WH-Stock,", dryRun: true)
        #expect(
            report.stockAfter.map { "\($0.sku) \($0.place) \($0.quantity)" }
                == ["LOTTED WH-Returns 2", "LOTTED WH-Stock 12", "PLAIN WH-Stock 5"])
    }

    @Test(arguments: SQLEngine.allCases)
    func aDryRunShowsTheStockAfterwardsAndChangesNothing(_ engine: SQLEngine) async throws {
        let company = try await TestCompany.small(engine)
        let file = header + "\n" + FaultyFileTests.goodRow
        let report = try await company.importing(.movements, file, dryRun: true)
        #expect(report.isDryRun)
        #expect(report.newLots == 1)
        #expect(report.stockAfter.map { "\($0.sku) \($0.place) \($0.quantity)" } == ["LOTTED WH-Stock 10"])
        #expect(try await company.stock("LOTTED") == [])
        try await company.importing(.movements, file)
        #expect(try await company.stock("LOTTED") == ["WH-Stock A 10"])
    }

    @Test func namesFullOfPunctuationAreKeptAsTheyAre() async throws {
        let company = try await TestCompany.small(.sqlite)
        let wild = #"<b>'; DROP TABLE lot;--%/ü"#
        try await company.importing(
            .movements, "\(header)\n2026-01-05 07:00,receipt,\"\(wild)\",S1,LOTTED,\"\(wild)\",,10,\"\(wild)\"")
        #expect(try await company.stock("LOTTED") == ["WH-Stock \(wild) 10"])
    }

    @Test func whoMayNotKeepMasterDataMayNotImport() async throws {
        let company = try await TestCompany.small(.sqlite)
        let viewer = Actor(id: company.admin.id, name: "viewer", role: .operator)
        let refusal = await #expect(throws: Refusal.self) {
            try await company.operations.importFile(
                ImportFile(contents: Data(header.utf8)), as: .movements, by: viewer)
        }
        #expect(refusal?.code == "not_allowed")
    }

    private func gzipped(_ text: String) throws -> Data {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "file.csv")
        try Data((text + "\n").utf8).write(to: file)
        let gzip = try Process.run(URL(fileURLWithPath: "/usr/bin/gzip"), arguments: [file.path])
        gzip.waitUntilExit()
        return try Data(contentsOf: file.appendingPathExtension("gz"))
    }
}
