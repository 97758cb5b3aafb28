import SQLCore

/// Rows in the text format of COPY.
extension TableRows {
    var copyStatement: String { "COPY \(name) (\(columns.joined(separator: ", "))) FROM STDIN" }

    var copyText: [UInt8] {
        var text: [UInt8] = []
        for row in rows {
            for (column, value) in row.enumerated() {
                if column > 0 { text.append(UInt8(ascii: "\t")) }
                text += value.copyField
            }
            text.append(UInt8(ascii: "\n"))
        }
        return text
    }
}

extension SQLValue {
    fileprivate var copyField: [UInt8] {
        switch self {
        case .null: Array(#"\N"#.utf8)
        case .integer(let number): Array(String(number).utf8)
        case .text(let text): text.utf8.flatMap(SQLValue.escaped)
        case .blob(let bytes): Array(#"\\x"#.utf8) + bytes.flatMap { SQLValue.hexadecimal($0) }
        }
    }

    private static func escaped(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "\\"): Array(#"\\"#.utf8)
        case UInt8(ascii: "\t"): Array(#"\t"#.utf8)
        case UInt8(ascii: "\n"): Array(#"\n"#.utf8)
        case UInt8(ascii: "\r"): Array(#"\r"#.utf8)
        default: [byte]
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
