import SQLCore

/// How the text of a column is read.
enum ColumnType {
    case integer, boolean, bytes, text

    /// - Parameter oid: PostgreSQL's number of the type, from its catalogue `pg_type`.
    init(oid: UInt32) {
        switch oid {
        // int8, int2, int4, oid; numeric, float4 and float8 are read as long as they have no fraction.
        case 20, 21, 23, 26, 1700, 700, 701: self = .integer
        case 16: self = .boolean
        case 17: self = .bytes
        default: self = .text
        }
    }

    /// The value of a field (nil: NULL); nil for a number that is no 64-bit integer.
    func value(_ field: UnsafeRawBufferPointer?) -> SQLValue? {
        guard let field else { return .null }
        switch self {
        case .integer: return integer(field).map(SQLValue.integer)
        case .boolean: return .integer(field.first == UInt8(ascii: "t") ? 1 : 0)
        case .bytes: return .blob(fromHexadecimal(field.dropFirst(2)))
        case .text: return .text(String(decoding: field, as: UTF8.self))
        }
    }

    private func integer(_ field: UnsafeRawBufferPointer) -> Int64? {
        let isNegative = field.first == UInt8(ascii: "-")
        var number: Int64 = 0
        for byte in isNegative ? field.dropFirst() : field[...] {
            let digit = Int64(byte) - Int64(UInt8(ascii: "0"))
            guard (0...9).contains(digit) else { return nil }
            let (tenfold, isTooLarge) = number.multipliedReportingOverflow(by: 10)
            // Counted downwards, because the smallest integer has no positive twin.
            let (sum, isTooSmall) = tenfold.subtractingReportingOverflow(digit)
            if isTooLarge || isTooSmall { return nil }
            number = sum
        }
        if isNegative { return number }
        return number == .min ? nil : -number
    }

    /// - Parameter digits: `00ff`, as the server writes bytes behind `\x`.
    private func fromHexadecimal(_ digits: some Collection<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var upper: UInt8?
        for digit in digits {
            let half = digit <= UInt8(ascii: "9") ? digit - UInt8(ascii: "0") : digit - UInt8(ascii: "a") + 10
            if let first = upper {
                bytes.append(first << 4 | half)
                upper = nil
            } else {
                upper = half
            }
        }
        return bytes
    }
}
