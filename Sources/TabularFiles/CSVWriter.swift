/// Writes CSV (RFC 4180, UTF-8, comma, LF), quoting only fields that need it, so that `CSVReader` gives every field
/// back as it was.
///
/// A field is written as it is even if a spreadsheet would take it for a formula: these files carry data between
/// programs, and a changed field would not come back the same.
public final class CSVWriter {
    private var buffer: [UInt8] = []
    private let chunkSize: Int
    private let sink: ([UInt8]) throws -> Void

    /// - Parameters:
    ///   - chunkSize: bytes gathered before `sink` is called.
    ///   - sink: takes the bytes in order; what it throws ends the writing.
    public init(chunkSize: Int = 64 * 1024, to sink: @escaping ([UInt8]) throws -> Void) {
        self.chunkSize = chunkSize
        self.sink = sink
        buffer.reserveCapacity(chunkSize + 1024)
    }

    /// Writes one row, the header being the first.
    public func write(_ fields: [String]) throws {
        append(row: fields)
        if buffer.count >= chunkSize { try flush() }
    }

    /// Hands what is left to the sink; call it once, at the end.
    public func finish() throws {
        if !buffer.isEmpty { try flush() }
    }

    private func flush() throws {
        try sink(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private func append(row fields: [String]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { buffer.append(.comma) }
            // A row of one empty field would read as a blank line.
            append(field, alwaysQuoted: fields.count == 1 && field.isEmpty)
        }
        buffer.append(.lineFeed)
    }

    private func append(_ field: String, alwaysQuoted: Bool) {
        let needsQuotes = field.utf8.contains {
            $0 == .comma || $0 == .quote || $0 == .lineFeed || $0 == .carriageReturn
        }
        guard needsQuotes || alwaysQuoted else {
            buffer.append(contentsOf: field.utf8)
            return
        }
        buffer.append(.quote)
        for byte in field.utf8 {
            if byte == .quote { buffer.append(.quote) }
            buffer.append(byte)
        }
        buffer.append(.quote)
    }

    /// A whole file as text.
    public static func text(_ rows: [[String]]) -> String {
        let writer = CSVWriter { _ in }
        for row in rows { writer.append(row: row) }
        return String(decoding: writer.buffer, as: UTF8.self)
    }
}
