import StockDomain
import TabularFiles

/// A history as read from a file: names are keys now, and nothing has been compared with the ledger's stock yet.
struct HistoryFile: Sendable {
    var history: History
    /// Whether it is an export of ours, which tells postings one by one.
    let isOwnExport: Bool
    let catalogue: HistoryCatalogue
    let faults: FileFaults
}

/// Reads a file of movements row by row.
final class MovementReader {
    let csv: CSVReader
    let columns: MovementColumns
    let builder: HistoryBuilder
    var faults = FileFaults()
    private var remembered: RememberedFields
    /// The posting to which rows are added; nil after a fault in what its rows share.
    var head: PostingHead?
    /// Steps of an ordinary file by document and label.
    var steps: [StepLabel: Int32] = [:]
    /// Postings of an export by their number there.
    var postingsByNumber: [String: Int32] = [:]

    struct StepLabel: Hashable {
        let document: Int32
        let label: String
    }

    convenience init(_ csv: CSVReader, _ catalogue: HistoryCatalogue) throws(FileFault) {
        self.init(csv, catalogue, columns: try MovementColumns(csv))
    }

    init(_ csv: CSVReader, _ catalogue: HistoryCatalogue, columns: MovementColumns) {
        self.csv = csv
        self.columns = columns
        builder = HistoryBuilder(catalogue)
        remembered = RememberedFields(columns.head)
    }

    var isOwnExport: Bool { columns.posting >= 0 }
    var catalogue: HistoryCatalogue { builder.catalogue }

    func readAll(_ progress: (ImportProgress) -> Void) throws(FileFault) -> HistoryFile {
        var rows = 0
        while let row = try csv.next() {
            read(row)
            rows += 1
            if rows % 4_096 == 0 { progress(.reading(csv, rows: rows)) }
        }
        return HistoryFile(
            history: builder.finished(), isOwnExport: isOwnExport, catalogue: catalogue, faults: faults)
    }

    private func read(_ row: CSVRow) {
        if !remembered.areSame(in: row) { head = nextHead(row) }
        if let head, head.kind == .renumber { return readRenumbering(row, head) }
        guard let goods = goods(row, head?.kind), let quantity = quantity(row, of: goods), let head,
            let spots = spots(row, head.kind)
        else { return }
        readDates(row, goods)
        readBatch(row, goods)
        readAttributes(row, goods)
        readMarks(row, goods)
        refuseNewNumber(row)
        if columns.reason >= 0, !row.isEmpty(columns.reason) {
            builder.addReason(NameText.normalised(row.text(columns.reason)), to: head.posting)
        }
        let movement = History.Row(
            posting: head.posting, goods: goods, quantity: quantity, from: spots.from, to: spots.to,
            line: Int32(row.line), entered: entered(row, goods))
        if !isOwnExport, builder.history.item(of: goods).capture == .deliveryOnly, head.kind.namesDeliveredNumbers {
            addThroughNumbering(movement, head.kind)
        } else {
            builder.add(movement, supplierNumber: NameText.normalised(row.optional(columns.supplierLot)))
        }
    }

    /// What the row shares with its neighbours, if anything differs from the row before.
    private func nextHead(_ row: CSVRow) -> PostingHead? {
        guard var next = PostingHead(row, self) else { return nil }
        if let head, head.isSamePosting(next) {
            next.posting = head.posting
        } else {
            next.begin(self, row)
        }
        return next
    }

    func fault(_ row: CSVRow, _ code: String, _ detail: String) {
        faults.add(line: row.line, code, detail)
    }
}
