import StockDomain
import TabularFiles

/// Reads a file of opening stock: one posting for each moment at which stock is told.
final class StockReader {
    static let optional = ["lot", "location", "expires_on", "at", "package"]
    private let movements: MovementReader
    private let csv: CSVReader
    private let at: Int
    private let now: Instant
    private var rows: [(at: Instant, row: History.Row)] = []

    init(_ csv: CSVReader, _ catalogue: HistoryCatalogue, now: Instant) throws(FileFault) {
        try csv.checkColumns(required: ["sku", "quantity"], optional: StockReader.optional)
        self.csv = csv
        self.now = now
        at = csv.column("at") ?? -1
        movements = MovementReader(csv, catalogue, columns: MovementColumns(stock: csv))
    }

    func readAll(_ progress: (ImportProgress) -> Void) throws(FileFault) -> HistoryFile {
        while let row = try csv.next() {
            read(row)
            if rows.count % 4_096 == 0 { progress(.reading(csv, rows: rows.count)) }
        }
        addPostings()
        return HistoryFile(
            history: movements.builder.finished(), isOwnExport: false, catalogue: movements.catalogue,
            faults: movements.faults)
    }

    private func read(_ row: CSVRow) {
        guard let goods = movements.goods(row, .opening), let quantity = movements.quantity(row, of: goods),
            let spots = movements.spots(row, .opening), let moment = moment(row)
        else { return }
        movements.readDates(row, goods)
        rows.append(
            (
                moment,
                History.Row(
                    posting: -1, goods: goods, quantity: quantity, from: spots.from, to: spots.to,
                    line: Int32(row.line), entered: movements.entered(row, goods))
            ))
    }

    private func moment(_ row: CSVRow) -> Instant? {
        let text = row.optional(at)
        if text.isEmpty { return now }
        if let moment = movements.catalogue.settings.zone.instant(text) { return moment }
        movements.fault(row, "invalid_value", "“\(text)” is no time such as 2026-05-03 07:30.")
        return nil
    }

    private func addPostings() {
        var last: Instant?
        var posting: Int32 = -1
        for (moment, var row) in rows.sorted(by: { ($0.at, $0.row.line) < ($1.at, $1.row.line) }) {
            if moment != last {
                posting = begin(at: moment, line: Int(row.line))
                last = moment
            }
            row.posting = posting
            movements.builder.add(row)
        }
    }

    private func begin(at moment: Instant, line: Int) -> Int32 {
        let document = movements.builder.appendDocument(.opening, number: nil, origin: nil, line: line)
        return movements.builder.begin(
            HistoryPosting(
                kind: .opening, document: document, partnerID: nil, happenedAt: moment,
                day: movements.catalogue.settings.zone.day(of: moment), reason: nil, rows: 0..<0))
    }
}
