import SQLCore

/// A statement's values as libpq takes them: integers and texts as text, bytes as they are.
struct Parameters {
    /// All values, one behind the other, each ended by a zero.
    private var bytes: [UInt8] = []
    /// Where each value begins; nil for NULL.
    private var starts: [Int?] = []
    private var lengths: [Int32] = []
    /// 0 for text, 1 for bytes.
    private var formats: [Int32] = []

    /// - Throws: `SQLError.textHoldsNUL`.
    init(_ values: [SQLValue], of statement: String) throws {
        for value in values {
            switch value {
            case .null: append(nil as [UInt8]?, format: 0)
            case .integer(let number): append(String(number).utf8, format: 0)
            case .text(let text):
                if text.utf8.contains(0) { throw SQLError.textHoldsNUL(statement: statement) }
                append(text.utf8, format: 0)
            case .blob(let blob): append(blob, format: 1)
            }
        }
    }

    private mutating func append(_ value: (some Collection<UInt8>)?, format: Int32) {
        starts.append(value == nil ? nil : bytes.count)
        lengths.append(Int32(value?.count ?? 0))
        formats.append(format)
        if let value { bytes += value }
        bytes.append(0)
    }

    /// Calls `body` with count, values, lengths and formats.
    func withPointers<Result>(
        _ body: (
            Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
        ) -> Result
    ) -> Result {
        bytes.withUnsafeBytes { bytes in
            let base = bytes.bindMemory(to: CChar.self).baseAddress
            let pointers = starts.map { start in start.flatMap { base?.advanced(by: $0) } }
            return body(Int32(starts.count), pointers, lengths, formats)
        }
    }
}

/// Texts as an array of C strings with a nil at its end.
struct CStrings {
    private let texts: [ContiguousArray<CChar>]

    init(_ texts: [String]) {
        self.texts = texts.map(\.utf8CString)
    }

    func withPointers<Result>(_ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result) -> Result {
        collect(from: 0, [], body)
    }

    private func collect<Result>(
        from index: Int, _ pointers: [UnsafePointer<CChar>?],
        _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        if index == texts.count { return body(pointers + [nil]) }
        return texts[index].withUnsafeBufferPointer {
            collect(from: index + 1, pointers + [$0.baseAddress], body)
        }
    }
}
