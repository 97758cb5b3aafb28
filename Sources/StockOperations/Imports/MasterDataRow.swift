import StockDomain
import TabularFiles

/// Reads fields of one row by the names of their columns, and collects what is wrong with them.
struct MasterDataRow {
    let row: CSVRow
    let columns: [String: Int]

    var line: Int { row.line }

    /// The text without white space around it; empty when the file lacks the column.
    func text(_ column: String) -> String {
        columns[column].map { NameText.normalised(row.text($0)) } ?? ""
    }

    func optionalText(_ column: String) -> String? {
        let text = text(column)
        return text.isEmpty ? nil : text
    }

    /// A name that must be there: 1 to 80 characters without control characters.
    func name(_ column: String, _ faults: inout FileFaults) -> String {
        let text = text(column)
        if text.isEmpty {
            faults.add(line: line, "invalid_value", "The \(column) is missing.")
        } else if text.count > 200 || NameText.hasControlCharacter(text) {
            faults.add(line: line, "invalid_value", "The \(column) is too long or holds control characters.")
        }
        return text
    }

    func flag(_ column: String, _ faults: inout FileFaults) -> Bool {
        switch text(column) {
        case "yes": return true
        case "", "no": return false
        default:
            faults.add(line: line, "invalid_value", "“\(text(column))” in \(column) is neither yes nor no.")
            return false
        }
    }

    /// A whole number in a range; nil for an empty field.
    func number(_ column: String, _ range: ClosedRange<Int>, _ faults: inout FileFaults) -> Int? {
        guard let text = optionalText(column) else { return nil }
        if let number = Int(text), range.contains(number) { return number }
        faults.add(
            line: line, "invalid_value",
            "“\(text)” in \(column) is not a whole number from \(range.lowerBound) to \(range.upperBound).")
        return nil
    }

    /// One of some words; `usual` for an empty field.
    func word<Word: RawRepresentable & CaseIterable>(
        _ column: String, usual: Word, _ faults: inout FileFaults
    ) -> Word where Word.RawValue == String {
        guard let text = optionalText(column) else { return usual }
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
        faults.add(line: line, "invalid_value", "“\(text)” in \(column) is none of \(words).")
        return usual
    }
}

extension CSVReader {
    /// All rows, each turned into a value by `body`.
    func masterData<Value>(
        required: [String], optional: [String], _ progress: (ImportProgress) -> Void,
        _ body: (MasterDataRow) -> Value
    ) throws(FileFault) -> [Value] {
        try checkColumns(required: required, optional: optional)
        let columns = Dictionary(uniqueKeysWithValues: self.columns.enumerated().map { ($1, $0) })
        var values: [Value] = []
        while let row = try next() {
            values.append(body(MasterDataRow(row: row, columns: columns)))
            if values.count % 1_024 == 0 { progress(.reading(self, rows: values.count)) }
        }
        return values
    }
}

extension ImportProgress {
    static func reading(_ csv: CSVReader, rows: Int) -> ImportProgress {
        ImportProgress(phase: .reading, done: csv.bytesRead, total: csv.totalBytes ?? 0, rows: rows)
    }
}
