/// The stretch of a CSV file that is in memory, and how far its next row has been looked through.
///
/// Everything here is bytes; where fields begin and end is the splitter's matter.
final class RowBuffer {
    private(set) var start: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// Bytes filled.
    private var end = 0
    private var rowStart = 0
    private var scanned = 0
    private var insideQuotes = false
    private var hasHighBytes = false
    /// Line ends in the row found last, its own included.
    private(set) var linesInRow = 0

    init(capacity: Int = 256 * 1024) {
        start = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    deinit { start.deallocate() }

    /// What is in memory of the row next to be taken and of those behind it.
    var unfinishedRow: Range<Int> { rowStart..<end }

    func unfinishedRow(to lineEnd: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: start + rowStart, count: lineEnd - rowStart)
    }

    /// The offset of the line feed that ends the row, nil when it is not in memory yet.
    func scanForRowEnd() -> Int? {
        var quoted = insideQuotes
        var high: UInt8 = hasHighBytes ? 0x80 : 0
        var lines = linesInRow
        var position = scanned
        defer { (insideQuotes, hasHighBytes, linesInRow, scanned) = (quoted, high >= 0x80, lines, position) }
        while position < end {
            let byte = start[position]
            // A NUL is as rare as it is wrong: the row is looked at as one with high bytes is.
            high |= byte == 0 ? 0x80 : byte
            if byte == .quote {
                quoted.toggle()
            } else if byte == .lineFeed {
                lines += 1
                if !quoted { return position }
            }
            position += 1
        }
        return nil
    }

    /// The end of a last row without line feed, nil when nothing is left.
    var endOfLastRow: Int? { end > rowStart ? end : nil }

    /// The row up to the line feed at `lineEnd`, without it; the next scan begins behind it.
    func takeRow(to lineEnd: Int, line: Int) throws(FileFault) -> Range<Int> {
        if hasHighBytes {
            let row = unfinishedRow(to: lineEnd)
            if row.contains(0) || String(validating: row, as: UTF8.self) == nil { throw .notUTF8(line: line) }
        }
        let from = rowStart
        rowStart = min(lineEnd + 1, end)
        scanned = rowStart
        (insideQuotes, hasHighBytes, linesInRow) = (false, false, 0)
        let endsWithReturn = lineEnd > from && start[lineEnd - 1] == .carriageReturn
        return from..<(endsWithReturn ? lineEnd - 1 : lineEnd)
    }

    func skipByteOrderMark() {
        if unfinishedRow.count >= 3, start[rowStart] == 0xEF, start[rowStart + 1] == 0xBB, start[rowStart + 2] == 0xBF {
            rowStart += 3
            scanned = max(scanned, rowStart)
        }
    }

    /// Adds the next bytes of `source` behind those of the unfinished row; returns their number, 0 at the end.
    func fill(from source: any ByteSource) throws(FileFault) -> Int {
        makeRoom()
        let free = UnsafeMutableRawBufferPointer(start: start + end, count: capacity - end)
        let count = try source.read(into: free)
        end += count
        return count
    }

    /// Moves the unfinished row to the front, into a larger buffer when it fills more than half.
    private func makeRoom() {
        let kept = unfinishedRow.count
        if kept > capacity / 2 {
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
            larger.update(from: start + rowStart, count: kept)
            start.deallocate()
            start = larger
            capacity *= 2
        } else {
            start.update(from: start + rowStart, count: kept)
        }
        scanned -= rowStart
        (rowStart, end) = (0, kept)
    }
}

extension UInt8 {
    static let quote = UInt8(ascii: "\"")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let comma = UInt8(ascii: ",")
    static let semicolon = UInt8(ascii: ";")
    static let tab = UInt8(ascii: "\t")
}
