import Foundation
import SeededRandom
import StockDomain
import StockOperations
import TabularFiles
import TestSupport

/// The files of the wholesaler's year, and what they say without any of our own code but the CSV reader.
struct SampleYear {
    static let folder = ProcessInfo.processInfo.environment["LOTWISE_SAMPLE_DATA"].flatMap { $0.isEmpty ? nil : $0 }
    /// A lot of which one unit came back and was sold again.
    static let known = LotName(sku: "85123A", number: "8952/007")

    struct LotName: Hashable, Comparable {
        let sku: String
        let number: String

        static func < (left: LotName, right: LotName) -> Bool { (left.sku, left.number) < (right.sku, right.number) }
    }

    private func path(_ name: String) -> String { "\(SampleYear.folder ?? "")/\(name).csv.gz" }

    private func contents(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path(name))) }

    func importMasterData(into company: TestCompany) async throws {
        try await company.importing(.products, contents("products"))
        try await company.importing(.partners, contents("partners"))
    }

    /// - Parameter firstRows: only so many rows of movements; nil for all.
    func imported(into company: TestCompany, firstRows: Int? = nil) async throws -> ImportReport {
        try await importMasterData(into: company)
        guard let firstRows else { return try await company.importing(.movements, contents("movements")) }
        return try await company.importing(.movements, beginning(rows: firstRows))
    }

    private func beginning(rows: Int) throws -> Data {
        let csv = try CSVReader(path: path("movements"))
        var lines = [csv.columns]
        while lines.count <= rows, let row = try csv.next() { lines.append((0..<row.count).map(row.text)) }
        return Data(CSVWriter.text(lines).utf8)
    }

    /// Lots of the file, drawn by a seed that is printed.
    func someLots(_ count: Int) throws -> [LotName] {
        let csv = try CSVReader(path: path("movements"))
        let (sku, lot) = try (csv.requiredColumn("sku"), csv.requiredColumn("lot"))
        var names: Set<LotName> = []
        while let row = try csv.next() { names.insert(LotName(sku: row.text(sku), number: row.text(lot))) }
        let seed = UInt64.random(in: 0...UInt64.max)
        print("lots drawn with seed \(seed)")
        var generator = SeededRandom(seed: seed)
        return Array(names.sorted().shuffled(using: &generator).prefix(count))
    }

    /// What the file says of these lots, added up row by row.
    func answers(of lots: [LotName]) throws -> [LotName: LotAnswer] {
        let csv = try CSVReader(path: path("movements"))
        let (sku, lot) = try (csv.requiredColumn("sku"), csv.requiredColumn("lot"))
        let (kind, quantity) = try (csv.requiredColumn("kind"), csv.requiredColumn("quantity"))
        let partner = try csv.requiredColumn("partner")
        var answers = Dictionary(uniqueKeysWithValues: lots.map { ($0, LotAnswer()) })
        while let row = try csv.next() {
            let name = LotName(sku: row.text(sku), number: row.text(lot))
            let units = Quantity(units: Int64(row.text(quantity)) ?? 0)
            answers[name]?.add(row.text(kind), units, partner: row.text(partner))
        }
        return answers
    }
}
