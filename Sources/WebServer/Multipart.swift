import StockDomain

/// One part of a `multipart/form-data` body. Source: RFC 7578.
struct FormPart: Equatable, Sendable {
    let name: String
    /// What the client calls the file; nil for a plain field.
    let fileName: String?
    let contentType: String?
    let bytes: [UInt8]

    /// What the client says it is, when that can be a type at all.
    var mediaType: String {
        let words = (contentType ?? "").split(separator: "/", omittingEmptySubsequences: false)
        let isType =
            words.count == 2
            && words.allSatisfy { word in
                !word.isEmpty && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-.+".contains($0)) }
            }
        return isType ? words.joined(separator: "/") : "application/octet-stream"
    }

    /// The most parts, and the longest head of a part, that are read.
    static let mostParts = 100
    static let longestHead = 8192

    /// - Throws: `invalid_form` when the body does not follow the boundary or goes beyond the limits.
    static func parsed(_ body: [UInt8], boundary: String) throws(Refusal) -> [FormPart] {
        let mark = Array("--\(boundary)".utf8)
        // The first mark may stand at the very beginning; every other one follows a line break.
        let separator = [0x0D, 0x0A] + mark
        guard !boundary.isEmpty, boundary.utf8.count <= 70, body.starts(with: mark) else {
            throw invalidForm("The body does not begin with its boundary.")
        }
        var parts: [FormPart] = []
        var start = mark.count
        while !isEnd(body, at: start) {
            guard let end = firstIndex(of: separator, in: body, from: start) else {
                throw invalidForm("The body ends before its last boundary.")
            }
            if parts.count == mostParts { throw invalidForm("There are more than \(mostParts) parts.") }
            parts.append(try part(body[start..<end]))
            start = end + separator.count
        }
        return parts
    }

    private static func isEnd(_ body: [UInt8], at start: Int) -> Bool {
        body[start...].starts(with: Array("--".utf8))
    }

    /// Reads `CRLF head CRLF CRLF content`.
    private static func part(_ bytes: ArraySlice<UInt8>) throws(Refusal) -> FormPart {
        let gap: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        let nearby = Array(bytes.prefix(longestHead))
        guard nearby.starts(with: [0x0D, 0x0A]), let headEnd = firstIndex(of: gap, in: nearby, from: 0),
            let head = String(validating: nearby[..<headEnd], as: UTF8.self)
        else { throw invalidForm("A part has no head, or one longer than \(longestHead) bytes.") }
        let headers = headers(head)
        guard let disposition = headers.first("Content-Disposition"), let name = parameter("name", in: disposition)
        else { throw invalidForm("A part has no name.") }
        return FormPart(
            name: name, fileName: parameter("filename", in: disposition),
            contentType: headers.first("Content-Type"), bytes: Array(bytes.dropFirst(headEnd + gap.count)))
    }

    private static func headers(_ head: String) -> [Header] {
        head.split(separator: "\r\n").compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return parts.count == 2
                ? Header(NameText.normalised(parts[0]), NameText.normalised(parts[1])) : nil
        }
    }

    /// The quoted value of `name="…"`; browsers write `%22` for a quotation mark, and we leave it so.
    private static func parameter(_ name: String, in disposition: String) -> String? {
        for part in disposition.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, NameText.normalised(pair[0]).lowercased() == name else { continue }
            let value = NameText.normalised(pair[1])
            return value.hasPrefix("\"") && value.hasSuffix("\"") && value.count >= 2
                ? String(value.dropFirst().dropLast()) : value
        }
        return nil
    }
}

/// The first place of `pattern` in `bytes` at or after `start`.
private func firstIndex(of pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + pattern.count <= bytes.count {
        guard let next = bytes[index...].firstIndex(of: pattern[0]), next + pattern.count <= bytes.count else {
            return nil
        }
        if bytes[next..<next + pattern.count].elementsEqual(pattern) { return next }
        index = next + 1
    }
    return nil
}
