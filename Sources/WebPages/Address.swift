/// The address of a page: `address("lots", "A/1", query: [("tab", "trace")])` is `/lots/A%2F1?tab=trace`.
///
/// - Parameter query: values that are nil are left out.
public func address(_ segments: String..., query: [(String, String?)] = []) -> String {
    let path = "/" + segments.map(percentEncoded).joined(separator: "/")
    let fields = query.compactMap { name, value in value.map { "\(percentEncoded(name))=\(percentEncoded($0))" } }
    return fields.isEmpty ? path : path + "?" + fields.joined(separator: "&")
}

/// `text` as one segment of a path or one part of a query: all but letters, digits and `-._~` is escaped.
public func percentEncoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            result.unicodeScalars.append(Unicode.Scalar(byte))
        default:
            let digits = String(byte, radix: 16, uppercase: true)
            result += digits.count == 1 ? "%0" + digits : "%" + digits
        }
    }
    return result
}
