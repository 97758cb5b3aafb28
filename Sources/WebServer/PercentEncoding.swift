/// Percent encoding of paths, queries and forms. Source: RFC 3986; WHATWG URL for forms.
enum PercentEncoding {
    /// The text that `bytes` encode, or nil when an escape is broken or the result is not UTF-8.
    ///
    /// - Parameter plusIsSpace: as in forms and queries, not in paths.
    static func decoded(_ bytes: some Collection<UInt8>, plusIsSpace: Bool = false) -> String? {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index != bytes.endIndex {
            let byte = bytes[index]
            bytes.formIndex(after: &index)
            switch byte {
            case UInt8(ascii: "%"):
                guard let value = escape(bytes, &index) else { return nil }
                result.append(value)
            case UInt8(ascii: "+") where plusIsSpace: result.append(0x20)
            default: result.append(byte)
            }
        }
        return String(validating: result, as: UTF8.self)
    }

    private static func escape<Bytes: Collection<UInt8>>(_ bytes: Bytes, _ index: inout Bytes.Index) -> UInt8? {
        var value: UInt8 = 0
        for _ in 0..<2 {
            guard index != bytes.endIndex, let digit = hexValue(bytes[index]) else { return nil }
            value = value << 4 | digit
            bytes.formIndex(after: &index)
        }
        return value
    }
}
