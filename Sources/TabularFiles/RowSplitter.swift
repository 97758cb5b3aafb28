/// Cuts a row into fields, taking quotes away in place.
final class RowSplitter {
    var separator = UInt8.comma
    private let fieldLimit: Int
    private var fields = UnsafeMutableBufferPointer<Range<Int>>.allocate(capacity: 32)

    init(fieldLimit: Int) {
        self.fieldLimit = fieldLimit
    }

    deinit { fields.deallocate() }

    /// The fields of the row at `row`; good until the next call.
    func split(
        _ row: Range<Int>, of bytes: UnsafeMutablePointer<UInt8>, line: Int
    ) throws(FileFault) -> UnsafeBufferPointer<Range<Int>> {
        var count = 0
        var position = row.lowerBound
        while true {
            let isQuoted = position < row.upperBound && bytes[position] == .quote
            let (field, next) =
                isQuoted
                ? try quotedField(bytes, position + 1..<row.upperBound, line)
                : try plainField(bytes, position..<row.upperBound, line)
            if field.count > fieldLimit { throw .fieldTooLong(line: line, limit: fieldLimit) }
            if count == fields.count { growFields() }
            fields[count] = field
            count += 1
            if next == row.upperBound { break }
            position = next + 1
        }
        return UnsafeBufferPointer(rebasing: fields[..<count])
    }

    /// A field up to the next separator, and where that or the row's end is.
    private func plainField(
        _ bytes: UnsafeMutablePointer<UInt8>, _ rest: Range<Int>, _ line: Int
    ) throws(FileFault) -> (field: Range<Int>, next: Int) {
        var position = rest.lowerBound
        while position < rest.upperBound, bytes[position] != separator {
            if bytes[position] == .quote { throw .strayQuote(line: line) }
            position += 1
        }
        return (rest.lowerBound..<position, position)
    }

    /// A field whose opening quote lies just before `rest`; doubled quotes inside become one.
    private func quotedField(
        _ bytes: UnsafeMutablePointer<UInt8>, _ rest: Range<Int>, _ line: Int
    ) throws(FileFault) -> (field: Range<Int>, next: Int) {
        var position = rest.lowerBound
        var end = rest.lowerBound
        while position < rest.upperBound {
            if bytes[position] == .quote {
                let next = position + 1
                if next == rest.upperBound || bytes[next] == separator { return (rest.lowerBound..<end, next) }
                if bytes[next] != .quote { throw .strayQuote(line: line) }
                position = next
            }
            bytes[end] = bytes[position]
            end += 1
            position += 1
        }
        if rest.count > fieldLimit { throw .fieldTooLong(line: line, limit: fieldLimit) }
        throw .unclosedQuote(line: line)
    }

    private func growFields() {
        let larger = UnsafeMutableBufferPointer<Range<Int>>.allocate(capacity: fields.count * 2)
        _ = larger.initialize(fromContentsOf: fields)
        fields.deallocate()
        fields = larger
    }

    /// The separator that the header line has most of outside quotes; comma when there is none.
    static func likeliestSeparator(in header: UnsafeBufferPointer<UInt8>) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in header {
            if byte == .quote { isQuoted.toggle() }
            if !isQuoted { counts[byte, default: 0] += 1 }
        }
        var best = UInt8.comma
        for candidate in [UInt8.semicolon, .tab] where counts[candidate, default: 0] > counts[best, default: 0] {
            best = candidate
        }
        return best
    }
}
