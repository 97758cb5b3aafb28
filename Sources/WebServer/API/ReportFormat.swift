import TabularFiles

/// As what a report is written.
enum ReportFormat: String, CaseIterable {
    case json, csv
}

extension APIResponse {
    /// A report as a table for spreadsheets.
    static func report(named name: String, _ rows: [[String]]) -> APIResponse {
        .csv(named: name + ".csv") { write in try await write(Array(CSVWriter.text(rows).utf8)) }
    }
}
