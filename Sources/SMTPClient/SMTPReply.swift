/// What a mail server answers: a code and its lines of text. Source: RFC 5321 4.2.
struct SMTPReply: Equatable {
    let code: Int
    let lines: [String]

    /// Whether the command was done.
    var isDone: Bool { (200..<300).contains(code) }
    /// Whether the server waits for more.
    var wantsMore: Bool { (300..<400).contains(code) }

    /// `550 5.1.1 No such user`
    var text: String { ([String(code)] + lines.filter { !$0.isEmpty }).joined(separator: " ") }

    /// A line of a reply: the code, whether more lines follow, and the text; nil when it is none.
    static func line(_ text: String) -> (code: Int, isLast: Bool, text: String)? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 3, let code = Int(text.prefix(3)), (200..<600).contains(code) else { return nil }
        if bytes.count == 3 { return (code, true, "") }
        guard bytes[3] == UInt8(ascii: " ") || bytes[3] == UInt8(ascii: "-") else { return nil }
        return (code, bytes[3] == UInt8(ascii: " "), String(text.dropFirst(4)))
    }
}

/// What a server said it can do, from its answer to EHLO.
struct SMTPAbilities: Equatable {
    private(set) var canEncrypt = false
    private(set) var takes8Bit = false
    /// In upper case, such as `PLAIN`.
    private(set) var signIns: Set<String> = []

    init() {}

    init(_ reply: SMTPReply) {
        for line in reply.lines.dropFirst() {
            let words = line.uppercased().split(whereSeparator: { $0 == " " || $0 == "=" }).map(String.init)
            switch words.first {
            case "STARTTLS": canEncrypt = true
            case "8BITMIME": takes8Bit = true
            case "AUTH": signIns.formUnion(words.dropFirst())
            default: break
            }
        }
    }
}
