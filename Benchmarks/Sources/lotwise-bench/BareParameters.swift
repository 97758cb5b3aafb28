import CLibPQ
import SQLCore

/// A statement's values as libpq takes them, made before anything is measured and kept as long as this lives.
final class BareParameters {
    private var pointers: [UnsafePointer<CChar>?] = []
    private var lengths: [Int32] = []
    /// 0 for text, 1 for bytes.
    private var formats: [Int32] = []

    init(_ values: [SQLValue]) {
        for value in values {
            switch value {
            case .null: append(nil, format: 0)
            case .integer(let number): append(Array(String(number).utf8), format: 0)
            case .text(let text): append(Array(text.utf8), format: 0)
            case .blob(let bytes): append(bytes, format: 1)
            }
        }
    }

    deinit {
        for pointer in pointers { pointer?.deallocate() }
    }

    private func append(_ bytes: [UInt8]?, format: Int32) {
        lengths.append(Int32(bytes?.count ?? 0))
        formats.append(format)
        pointers.append(bytes.map(Self.ended))
    }

    /// A copy with a zero at its end.
    private static func ended(_ bytes: [UInt8]) -> UnsafePointer<CChar> {
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
        for (index, byte) in bytes.enumerated() { copy[index] = CChar(bitPattern: byte) }
        copy[bytes.count] = 0
        return UnsafePointer(copy)
    }

    /// Sends a prepared statement without waiting for its answer.
    func send(_ statement: String, on connection: OpaquePointer) {
        PQsendQueryPrepared(connection, statement, Int32(pointers.count), pointers, lengths, formats, 0)
    }

    /// Runs a prepared statement.
    func run(_ statement: String, on connection: OpaquePointer) -> OpaquePointer? {
        PQexecPrepared(connection, statement, Int32(pointers.count), pointers, lengths, formats, 0)
    }
}
