/// Reads a CSV file row by row in constant memory: RFC 4180 with UTF-8, LF or CRLF, an optional byte order mark, and
/// comma, semicolon or tab between fields, whichever the header line has most of.
///
/// Blank lines are passed over. Every row has as many fields as the header.
public final class CSVReader {
    /// The names of the columns in the order of the file.
    public private(set) var columns: [String] = []

    private let source: any ByteSource
    private let buffer = RowBuffer()
    private let splitter: RowSplitter
    private let rowLimit: Int
    private var nextLine = 1

    /// The largest field taken unless the caller says otherwise, in bytes.
    public static let defaultFieldLimit = 1_000_000

    /// Reads the header line of `source`, which may be compressed with gzip.
    public init(_ source: any ByteSource, fieldLimit: Int = defaultFieldLimit) throws(FileFault) {
        self.source = GzipReader(source)
        splitter = RowSplitter(fieldLimit: fieldLimit)
        rowLimit = 4 * fieldLimit
        columns = try readHeader()
    }

    public convenience init(path: String) throws(FileFault) {
        try self.init(FileBytes(path: path))
    }

    /// Bytes of the file read so far, for progress: a little ahead of the row last given.
    public var bytesRead: Int { source.bytesRead }
    public var totalBytes: Int? { source.totalBytes }

    /// The next row, or nil at the end; the row before it is no longer good.
    public func next() throws(FileFault) -> CSVRow? {
        while let end = try findRowEnd() {
            guard let row = try takeRow(to: end) else { continue }
            if row.count == columns.count { return row }
            throw .unevenRow(line: row.line, expected: columns.count, got: row.count)
        }
        return nil
    }

    /// Where the next row ends, reading on as needed; nil when nothing is left.
    private func findRowEnd() throws(FileFault) -> Int? {
        while true {
            if let end = buffer.scanForRowEnd() { return end }
            if buffer.unfinishedRow.count > rowLimit {
                // That a field is too long is the better message, so it goes first.
                _ = try splitter.split(buffer.unfinishedRow, of: buffer.start, line: nextLine)
                throw .rowTooLong(line: nextLine, limit: rowLimit)
            }
            if try buffer.fill(from: source) == 0 { return buffer.endOfLastRow }
        }
    }

    /// The row that ends at `end`, nil for a blank line.
    private func takeRow(to end: Int) throws(FileFault) -> CSVRow? {
        let line = nextLine
        nextLine += buffer.linesInRow
        let bytes = try buffer.takeRow(to: end, line: line)
        if bytes.isEmpty { return nil }
        let fields = try splitter.split(bytes, of: buffer.start, line: line)
        return CSVRow(line: line, buffer: UnsafePointer(buffer.start), fields: fields)
    }
}

// MARK: - Header

extension CSVReader {
    private func readHeader() throws(FileFault) -> [String] {
        guard let end = try findRowEnd() else { throw .noHeader }
        buffer.skipByteOrderMark()
        splitter.separator = RowSplitter.likeliestSeparator(in: buffer.unfinishedRow(to: end))
        guard let header = try takeRow(to: end) else { throw .noHeader }
        let names = (0..<header.count).map(header.text)
        for (index, name) in names.enumerated() where names[..<index].contains(name) {
            throw .repeatedColumn(name)
        }
        return names
    }

    /// The index of a column, nil when the file does not have it.
    public func column(_ name: String) -> Int? { columns.firstIndex(of: name) }

    /// The index of a column that the file must have.
    public func requiredColumn(_ name: String) throws(FileFault) -> Int {
        guard let index = column(name) else { throw .missingColumn(name) }
        return index
    }

    /// Refuses a header that lacks a column of `required` or has one of neither list.
    public func checkColumns(required: [String], optional: [String] = []) throws(FileFault) {
        if let missing = required.first(where: { !columns.contains($0) }) { throw .missingColumn(missing) }
        let known = required + optional
        if let unknown = columns.first(where: { !known.contains($0) }) { throw .unknownColumn(unknown) }
    }
}
