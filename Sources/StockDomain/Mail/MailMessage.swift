import Foundation

/// A mail of plain text to one person.
public struct MailMessage: Sendable, Equatable {
    public var from: MailAddress
    public var to: MailAddress
    public var subject: String
    public var body: String
    public var at: Instant
    /// What stands before the `@` of the message's own id; never the same twice.
    public var id: String

    public init(
        from: MailAddress, to: MailAddress, subject: String, body: String, at: Instant, id: String
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.body = body
        self.at = at
        self.id = id
    }

    /// The longest line that a server must take, without its end. Source: RFC 5321 4.5.3.1.6.
    private static let longestLine = 998

    /// The message as it travels, lines ending in CR LF. Sources: RFC 5322, RFC 2045, RFC 2047.
    ///
    /// - Parameter takes8Bit: whether the server takes letters beyond ASCII as they are (8BITMIME); else the text
    ///   goes as base64, and so does one with a line that is too long.
    public func encoded(takes8Bit: Bool) -> [UInt8] {
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.hasSuffix("\r") ? $0.dropLast() : $0
        }
        let isPlain = body.utf8.allSatisfy { $0 < 0x80 }
        let goesAsItIs =
            (isPlain || takes8Bit) && lines.allSatisfy { $0.utf8.count <= MailMessage.longestLine }
        let text = lines.joined(separator: "\r\n")
        let head = [
            "From: \(MailMessage.header(from))", "To: \(MailMessage.header(to))",
            "Subject: \(MailMessage.header(subject))", "Date: \(MailMessage.date(at))",
            "Message-ID: <\(id)@\(from.host)>", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: \(goesAsItIs ? (isPlain ? "7bit" : "8bit") : "base64")",
        ].joined(separator: "\r\n")
        let content = goesAsItIs ? Array(text.utf8) : MailMessage.base64Lines(text)
        return Array("\(head)\r\n\r\n".utf8) + content + Array("\r\n".utf8)
    }

    // MARK: Parts

    private static func header(_ address: MailAddress) -> String {
        guard let name = address.name else { return address.address }
        let isPlain = name.utf8.allSatisfy { $0 < 0x80 }
        return "\(isPlain ? "\"\(name.filter { $0 != "\\" })\"" : header(name)) <\(address.address)>"
    }

    /// ASCII as it is, else in encoded words of at most 75 letters, one a line. Source: RFC 2047 2.
    private static func header(_ text: String) -> String {
        let plain = String(text.map { $0.isNewline ? " " : $0 })
        if plain.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }), plain.utf8.count < 900 { return plain }
        var words: [String] = []
        var piece: [UInt8] = []
        for letter in plain {
            let bytes = Array(String(letter).utf8)
            if piece.count + bytes.count > 42 {
                words.append(Data(piece).base64EncodedString())
                piece = []
            }
            piece += bytes
        }
        if !piece.isEmpty { words.append(Data(piece).base64EncodedString()) }
        return words.map { "=?UTF-8?B?\($0)?=" }.joined(separator: "\r\n ")
    }

    /// `Mon, 30 Nov 2026 22:27:31 +0000`
    private static func date(_ at: Instant) -> String {
        let zone = CompanyZone.utc
        let day = zone.day(of: at)
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let parts = day.description.split(separator: "-").compactMap { Int($0) }
        let weekday = weekdays[((day.daysSince1970 % 7) + 7) % 7]
        let time = at.rfc3339.split(separator: "T")[1].prefix(8)
        return "\(weekday), \(parts[2]) \(months[parts[1] - 1]) \(padded(parts[0], 4)) \(time) +0000"
    }

    private static func base64Lines(_ text: String) -> [UInt8] {
        let options: Data.Base64EncodingOptions = [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ]
        return Array(Data(text.utf8).base64EncodedString(options: options).utf8)
    }
}
