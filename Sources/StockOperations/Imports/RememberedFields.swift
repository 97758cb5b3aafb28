import Foundation
import TabularFiles

/// The bytes of some fields of the last row, so that equal ones are not read again: in a history most rows have the
/// document, partner and time of the row before.
struct RememberedFields {
    private let columns: [Int]
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    init(_ columns: [Int]) {
        self.columns = columns
    }

    /// Whether the fields are those of the row given last; it is remembered if not.
    mutating func areSame(in row: CSVRow) -> Bool {
        if matches(row) { return true }
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        for column in columns {
            bytes.append(contentsOf: row.bytes(column))
            ends.append(bytes.count)
        }
        return false
    }

    private func matches(_ row: CSVRow) -> Bool {
        if ends.isEmpty { return false }
        return bytes.withUnsafeBytes { known in
            var start = 0
            for index in 0..<columns.count {
                let field = UnsafeRawBufferPointer(row.bytes(columns[index]))
                let count = ends[index] - start
                if field.count != count { return false }
                if count > 0, let left = field.baseAddress, let right = known.baseAddress,
                    memcmp(left, right + start, count) != 0
                {
                    return false
                }
                start = ends[index]
            }
            return true
        }
    }
}
