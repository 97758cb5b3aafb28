/// How a value stands in a URI. Source: RFC 3986, section 2.
enum PercentEncoding {
    private static let hexDigits = Array("0123456789ABCDEF")

    /// Everything but letters, digits and `-._~` as `%` and two capital hex digits.
    static func encoded(_ value: String) -> String {
        var text = ""
        for byte in value.utf8 {
            let scalar = Unicode.Scalar(byte)
            if isUnreserved(scalar) {
                text.unicodeScalars.append(scalar)
            } else {
                text += "%\(hexDigits[Int(byte >> 4)])\(hexDigits[Int(byte & 15)])"
            }
        }
        return text
    }

    /// The value that `text` encodes, byte by byte: what is not ASCII is no GS1 value anyway.
    ///
    /// - Parameter plusIsBlank: true in the query, where forms write a blank as `+`.
    static func decoded(_ text: some Collection<Glyph>, plusIsBlank: Bool) -> [Glyph] {
        var value: [Glyph] = []
        var rest = Array(text)[...]
        while let glyph = rest.popFirst() {
            if glyph.scalar == "%", let byte = UInt8(rest.prefix(2).text, radix: 16), rest.count > 1 {
                value.append(Glyph(scalar: Unicode.Scalar(byte), position: glyph.position))
                rest = rest.dropFirst(2)
            } else if plusIsBlank, glyph.scalar == "+" {
                value.append(Glyph(scalar: " ", position: glyph.position))
            } else {
                value.append(glyph)
            }
        }
        return value
    }

    /// Whether a URI may hold the character at all, as itself.
    static func isLegal(_ scalar: Unicode.Scalar) -> Bool {
        isUnreserved(scalar) || ":/?#[]@!$&'()*+,;=%".unicodeScalars.contains(scalar)
    }

    private static func isUnreserved(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "A"..."Z", "a"..."z", "0"..."9", "-", ".", "_", "~": true
        default: false
        }
    }
}
