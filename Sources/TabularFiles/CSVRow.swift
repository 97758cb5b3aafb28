/// One row of a CSV file, looked at where it lies in the reader's buffer.
///
/// Good until the reader reads the next row; `text` makes a copy that stays.
public struct CSVRow {
    /// The line on which the row begins, counted from 1, the header being line 1.
    public let line: Int
    let buffer: UnsafePointer<UInt8>
    let fields: UnsafeBufferPointer<Range<Int>>

    public var count: Int { fields.count }

    /// The bytes of a field without quotes, valid UTF-8; the index is that of the header.
    public func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        let field = fields[index]
        return UnsafeBufferPointer(start: buffer + field.lowerBound, count: field.count)
    }

    public func isEmpty(_ index: Int) -> Bool { fields[index].isEmpty }

    public func text(_ index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }
}
