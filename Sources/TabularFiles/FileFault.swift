/// Why a file cannot be read; the first fault met ends the reading.
public enum FileFault: Error, Equatable, Sendable {
    case notFound(path: String)
    case unreadable(path: String, reason: String)
    /// A gzip file that ends too early, as after a broken transfer.
    case truncated
    /// A gzip file whose contents do not agree with its checksum or format.
    case damaged(reason: String)
    case noHeader
    case missingColumn(String)
    case unknownColumn(String)
    case repeatedColumn(String)
    case notUTF8(line: Int)
    case fieldTooLong(line: Int, limit: Int)
    case rowTooLong(line: Int, limit: Int)
    case unevenRow(line: Int, expected: Int, got: Int)
    /// A quote that neither begins nor ends a field.
    case strayQuote(line: Int)
    /// A quoted field that the file's end cuts off; the line is where its row begins.
    case unclosedQuote(line: Int)
}

extension FileFault {
    /// The line of the file, counted from 1, where there is one.
    public var line: Int? {
        switch self {
        case .notFound, .unreadable, .truncated, .damaged: nil
        case .noHeader, .missingColumn, .unknownColumn, .repeatedColumn: 1
        case .notUTF8(let line), .fieldTooLong(let line, _), .rowTooLong(let line, _), .unevenRow(let line, _, _),
            .strayQuote(let line), .unclosedQuote(let line):
            line
        }
    }

    /// A stable word for programs, such as `uneven_row`.
    public var code: String {
        switch self {
        case .notFound: "file_not_found"
        case .unreadable: "file_unreadable"
        case .truncated: "file_truncated"
        case .damaged: "file_damaged"
        case .noHeader: "no_header"
        case .missingColumn: "missing_column"
        case .unknownColumn: "unknown_column"
        case .repeatedColumn: "repeated_column"
        case .notUTF8: "not_utf8"
        case .fieldTooLong: "field_too_long"
        case .rowTooLong: "row_too_long"
        case .unevenRow: "uneven_row"
        case .strayQuote: "stray_quote"
        case .unclosedQuote: "unclosed_quote"
        }
    }

    /// One sentence for a person; names the line where there is one.
    public var detail: String {
        switch self {
        case .notFound(let path): "There is no file “\(path)”."
        case .unreadable(let path, let reason): "The file “\(path)” cannot be read: \(reason)."
        case .truncated: "The gzip file ends in the middle: it is truncated, so fetch or copy it again."
        case .damaged(let reason): "The gzip file is damaged (\(reason)), so fetch or copy it again."
        case .noHeader: "The file has no header line with the names of its columns."
        case .missingColumn(let name): "The header line lacks the column “\(name)”."
        case .unknownColumn(let name): "The header line names a column “\(name)” that is not known here."
        case .repeatedColumn(let name): "The header line names the column “\(name)” twice."
        case .notUTF8(let line): "Line \(line) is no text in UTF-8: save the file as UTF-8 and try again."
        case .fieldTooLong(let line, let limit):
            "Line \(line) holds a field of more than \(limit) bytes; perhaps a quote was never closed."
        case .rowTooLong(let line, let limit): "The row on line \(line) has more than \(limit) bytes."
        case .unevenRow(let line, let expected, let got):
            "Line \(line) has \(got) field\(got == 1 ? "" : "s") where the header has \(expected)."
        case .strayQuote(let line):
            "Line \(line) has a quote in the middle of a field: quote the whole field and double the quotes inside."
        case .unclosedQuote(let line): "The row on line \(line) opens a quote that is never closed."
        }
    }
}
