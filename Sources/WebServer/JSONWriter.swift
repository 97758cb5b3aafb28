extension JSON {
    /// This value as UTF-8 without white space, keys of objects in ascending order.
    public func bytes() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1024)
        write(to: &bytes)
        return bytes
    }

    /// The same as text.
    public var text: String { String(decoding: bytes(), as: UTF8.self) }

    func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let text): bytes.append(contentsOf: text.utf8)
        case .string(let text): writeString(text, to: &bytes)
        case .array(let elements): writeArray(elements, to: &bytes)
        case .object(let members): writeObject(members, to: &bytes)
        }
    }
}

private func writeArray(_ elements: [JSON], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    var isFirst = true
    for element in elements {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        element.write(to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
}

private func writeObject(_ members: [JSON.Member], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    var isFirst = true
    for member in inOrder(members) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        writeString(member.key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.write(to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
}

/// Most objects are written with their keys in order already, so that looking is cheaper than sorting.
private func inOrder(_ members: [JSON.Member]) -> [JSON.Member] {
    let isSorted = zip(members, members.dropFirst()).allSatisfy { $0.key < $1.key }
    return isSorted ? members : members.sorted { $0.key < $1.key }
}

private func writeString(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    // The storage of a text is nearly always at hand as one piece, which is several times faster than its view.
    let isWritten: Void? = text.utf8.withContiguousStorageIfAvailable { writePiece($0, to: &bytes) }
    if isWritten == nil { Array(text.utf8).withUnsafeBufferPointer { writePiece($0, to: &bytes) } }
    bytes.append(UInt8(ascii: "\""))
}

private func writePiece(_ piece: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    if piece.contains(where: needsEscape) {
        piece.forEach { writeEscaped($0, to: &bytes) }
    } else {
        bytes.append(contentsOf: piece)
    }
}

private func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
}

private func writeEscaped(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
    case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0x00..<0x20:
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(hexDigit(byte >> 4))
        bytes.append(hexDigit(byte & 15))
    default: bytes.append(byte)
    }
}

/// The digit `0`–`9` or `A`–`F` for a value below 16.
func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
}

/// The value of a hexadecimal digit in either case; nil for any other byte.
func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
