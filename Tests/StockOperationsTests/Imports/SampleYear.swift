import Foundation
import SQLCore
import StockDomain
import StockOperations
import TabularFiles
import TestSupport

/// The files of the wholesaler's year, and what they say without any of our own code but the CSV reader.
struct SampleYear {
    static let folder = ProcessInfo.processInfo.environment["LOTWISE_SAMPLE_DATA"].flatMap { $0.isEmpty ? nil : $0 }
    /// A lot that came back and was sold again.
    static let known = LotName(sku: "85123A", number: "8952/007")

    struct LotName: Hashable, Comparable {
        let sku: String
        let number: String

        static func < (left: LotName, right: LotName) -> Bool { (left.sku, left.number) < (right.sku, right.number) }
    }

    private let folder: String

    init() throws {
        folder = SampleYear.folder ?? ""
    }

    func importMasterData(into company: TestCompany) async throws {
        try await company.importing(.products, try contents("products"))
        try await company.importing(.partners, try contents("partners"))
    }

    /// - Parameter firstRows: only so many rows of movements; nil for all.
    func imported(into company: TestCompany, firstRows: Int? = nil) async throws -> ImportReport {
        try await importMasterData(into: company)
        guard let firstRows else { return try await company.importing(.movements, contents("movements")) }
        return try await company.importing(.movements, beginning(rows: firstRows))
    }

    private func path(_ name: String) -> String { "\(folder)/\(name).csv.gz" }

    private func contents(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path(name))) }

    private func beginning(rows: Int) throws -> Data {
        let csv = try CSVReader(path: path("movements"))
        var lines = [csv.columns]
        while lines.count <= rows, let row = try csv.next() { lines.append((0..<row.count).map(row.text)) }
        return Data(CSVWriter.text(lines).utf8)
    }

    /// Totals of every lot, added up row by row.
    func sums() throws -> [LotName: LotSums] {
        let csv = try CSVReader(path: path("movements"))
        let (sku, lot) = try (csv.requiredColumn("sku"), csv.requiredColumn("lot"))
        let (kind, quantity) = try (csv.requiredColumn("kind"), csv.requiredColumn("quantity"))
        var sums: [LotName: LotSums] = [:]
        while let row = try csv.next() {
            let name = LotName(sku: row.text(sku), number: row.text(lot))
            sums[name, default: LotSums()].add(
                Quantity(units: Int64(row.text(quantity)) ?? 0), row.text(kind))
        }
        return sums
    }

    /// Forty lots drawn by a seed, which is printed.
    func sampleLots(of sums: [LotName: LotSums]) throws -> [LotName] {
        var generator = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max))
        print("lots drawn with seed \(generator.seed)")
        return Array(sums.keys.sorted().shuffled(using: &generator).prefix(40))
    }
}

/// SplitMix64: the same seed draws the same lots.
struct SeededGenerator: RandomNumberGenerator {
    let seed: UInt64
    private var state: UInt64

    init(seed: UInt64) {
        self.seed = seed
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension TestCompany {
    /// Totals of a lot as the ledger has them.
    func sums(of lot: SampleYear.LotName) async throws -> LotSums {
        try await database.read { session in
            var sums = LotSums()
            let rows = try session.rows(
                """
                SELECT p.kind, CAST(SUM(m.quantity) AS BIGINT)
                  FROM lot l
                  JOIN product i ON i.id = l.product_id
                  JOIN movement m ON m.lot_id = l.id
                  JOIN posting p ON p.id = m.posting_id
                 WHERE l.number = \(bind: lot.number)
                   AND i.sku = \(bind: lot.sku)
                 GROUP BY p.kind
                """)
            for row in rows { sums.add(row[1], row[0]) }
            return sums
        }
    }
}
