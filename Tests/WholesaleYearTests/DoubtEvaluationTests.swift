import Foundation
import SeededRandom
import StockDomain
import TabularFiles
import Testing

/// How many of a real wholesaler's lots are doubted, and how many inventions among them are found (R16). The files lie
/// where `LOTWISE_SAMPLE_DATA` says.
@Suite(.enabled(if: SampleYear.folder != nil, "LOTWISE_SAMPLE_DATA names no folder"))
struct DoubtEvaluationTests {
    @Test func fewOfARealYearsLotsAreDoubted() throws {
        let receipts = try SampleReceipts.read()
        #expect(receipts.count == 65_951)
        var judging = SampleJudging()
        let doubted = receipts.filter { judging.judge([$0], as: $0.document) != [[]] }
        print("doubted: \(doubted.count) of \(receipts.count) lots")
        #expect(Double(doubted.count) <= 0.005 * Double(receipts.count))
    }

    @Test func inventionsAmongThemAreFound() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        let receipts = try SampleReceipts.read()
        let inventions = PlantedInventions(among: receipts, seed: seed).all
        #expect(inventions.count == 500)
        let planted = Dictionary(grouping: inventions, by: \.before)
        var judging = SampleJudging()
        var missed: [String: [String]] = [:]
        var doubted = 0
        for (index, receipt) in receipts.enumerated() {
            for invention in planted[index] ?? [] {
                // Several documents of one day: the first one cannot know of those to come.
                let doubts = invention.documents.map { judging.judge($0, as: "planted").allSatisfy { !$0.isEmpty } }
                let isFound = doubts.count > 1 ? doubts.dropFirst().allSatisfy(\.self) : doubts == [true]
                if !isFound { missed[invention.kind, default: []].append(invention.documents[0][0].number.text) }
            }
            if judging.judge([receipt], as: receipt.document) != [[]] { doubted += 1 }
        }
        let count = missed.values.reduce(0) { $0 + $1.count }
        print("seed \(seed): found \(500 - count) of 500, doubted \(doubted) others; missed \(missed)")
        #expect(count <= 25, "seed \(seed)")
        #expect(Double(doubted) <= 0.005 * Double(receipts.count), "seed \(seed)")
    }
}

/// A lot as a receipt of the year brought it.
struct SampleReceipt {
    var day: CalendarDate
    var document: String
    var partner: PartnerID
    var sku: String
    var product: ProductID
    var number: LotNumber
    var quantity: Quantity
}

enum SampleReceipts {
    static func read() throws -> [SampleReceipt] {
        let csv = try CSVReader(path: "\(SampleYear.folder ?? "")/movements.csv.gz")
        let names = ["at", "kind", "document", "partner", "sku", "lot", "quantity"]
        let columns = try names.map { try csv.requiredColumn($0) }
        var (partners, products): ([String: Int64], [String: Int64]) = ([:], [:])
        var receipts: [SampleReceipt] = []
        while let row = try csv.next() {
            let fields = columns.map { row.text($0) }
            guard fields[1] == "receipt", let day = CalendarDate(String(fields[0].prefix(10))),
                let quantity = Quantity(fields[6])
            else { continue }
            func key(_ name: String, in keys: inout [String: Int64]) -> Int64 {
                if let known = keys[name] { return known }
                keys[name] = Int64(keys.count + 1)
                return Int64(keys.count)
            }
            receipts.append(
                SampleReceipt(
                    day: day, document: fields[2], partner: PartnerID(key(fields[3], in: &partners)), sku: fields[4],
                    product: ProductID(key(fields[4], in: &products)), number: LotNumber(stored: fields[5]),
                    quantity: quantity))
        }
        return receipts
    }
}

/// The rule over documents in their order, with what the ledger would know.
struct SampleJudging {
    private var incoming = IncomingNumbers()
    private var existing: [ProductID: Set<LotNumber>] = [:]

    mutating func judge(_ lines: [SampleReceipt], as document: String) -> [[Doubt]] {
        let judged = lines.map { line in
            IncomingNumbers.Line(
                product: line.product,
                candidate: DoubtfulNumbers.Candidate(
                    number: line.number, product: line.sku, unit: "pcs", quantities: [line.quantity],
                    isKnown: existing[line.product]?.contains(line.number) == true))
        }
        let doubts = incoming.judge(judged, from: lines[0].partner, on: lines[0].day) { number, product in
            existing[product]?.contains(number) == true
        }
        for line in lines { existing[line.product, default: []].insert(line.number) }
        return doubts
    }
}
