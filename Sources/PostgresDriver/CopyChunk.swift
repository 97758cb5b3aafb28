import SQLCore

/// Rows in the text format of COPY: fields parted by tabs, rows by line ends, NULL as `\N`.
struct CopyChunk {
    private static let fullBytes = 1 << 20

    let statement: String
    private(set) var bytes: [UInt8] = []
    private let columns: Int

    init(columns: Int, _ statement: String) {
        self.columns = columns
        self.statement = statement
    }

    var isEmpty: Bool { bytes.isEmpty }
    var isFull: Bool { bytes.count >= Self.fullBytes }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    /// - Throws: `SQLError.textHoldsNUL`.
    mutating func append(_ row: [SQLValue]) throws {
        precondition(row.count == columns, "a row has \(row.count) values: \(statement)")
        for (column, value) in row.enumerated() {
            if column > 0 { bytes.append(UInt8(ascii: "\t")) }
            try append(value)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func append(_ value: SQLValue) throws {
        switch value {
        case .null: bytes += #"\N"#.utf8
        case .integer(let number): bytes += String(number).utf8
        case .text(let text): try append(text)
        case .blob(let blob): append(blob)
        }
    }

    private mutating func append(_ text: String) throws {
        for byte in text.utf8 {
            switch byte {
            case 0: throw SQLError.textHoldsNUL(statement: statement)
            case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
            case UInt8(ascii: "\t"): bytes += #"\t"#.utf8
            case UInt8(ascii: "\n"): bytes += #"\n"#.utf8
            case UInt8(ascii: "\r"): bytes += #"\r"#.utf8
            default: bytes.append(byte)
            }
        }
    }

    private mutating func append(_ blob: [UInt8]) {
        bytes += #"\\x"#.utf8
        for byte in blob {
            bytes.append(hexadecimal(byte >> 4))
            bytes.append(hexadecimal(byte & 15))
        }
    }

    private func hexadecimal(_ half: UInt8) -> UInt8 {
        half < 10 ? UInt8(ascii: "0") + half : UInt8(ascii: "a") + half - 10
    }
}
