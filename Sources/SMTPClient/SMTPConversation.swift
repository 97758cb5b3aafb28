import Foundation
import Glibc
import StockDomain
import StockOperations

/// One conversation with a mail server.
actor SMTPConversation: MailConversation {
    private let thread = OwnThread()
    private var socket: TextSocket?
    private var abilities = SMTPAbilities()

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// Calls the server, has the line encrypted and signs in.
    func begin(
        _ server: MailServer, password: String?, trusting authorities: String?, seconds: Int
    ) throws(MailFault) {
        guard let host = server.host else { throw MailFault("No mail server is set.") }
        let socket = try TextSocket(host: host, port: server.port, seconds: seconds)
        self.socket = socket
        if server.security == .tls { try socket.encrypt(for: host, trusting: authorities) }
        try expect(try reply(), "was not welcome")
        try greet()
        if server.security == .starttls {
            if !abilities.canEncrypt { throw MailFault("The mail server \(host) cannot encrypt (STARTTLS).") }
            try expect(try say("STARTTLS"), "will not encrypt")
            try socket.encrypt(for: host, trusting: authorities)
            try greet()
        }
        if let user = server.user { try signIn(user, password) }
    }

    func send(_ message: MailMessage) throws(MailFault) -> String {
        let encoded = message.encoded(takes8Bit: abilities.takes8Bit)
        let body = abilities.takes8Bit ? " BODY=8BITMIME" : ""
        try expect(try say("MAIL FROM:<\(message.from.address)>\(body)"), "does not take mails from this sender")
        let taken = try say("RCPT TO:<\(message.to.address)>")
        if !taken.isDone {
            _ = try say("RSET")
            throw MailFault("The mail server refused the addressee: \(taken.text)", isOfThisMailOnly: taken.code != 421)
        }
        let ready = try say("DATA")
        if !ready.wantsMore { throw MailFault("The mail server will not take the text: \(ready.text)") }
        try write(SMTPConversation.dotted(encoded) + Array(".\r\n".utf8))
        let done = try reply()
        if !done.isDone {
            throw MailFault("The mail server refused the mail: \(done.text)", isOfThisMailOnly: done.code != 421)
        }
        return done.text
    }

    func close() {
        _ = try? say("QUIT")
        socket = nil
    }

    // MARK: Steps

    private func greet() throws(MailFault) {
        let reply = try say("EHLO \(SMTPConversation.ownName)")
        try expect(reply, "does not greet back")
        abilities = SMTPAbilities(reply)
    }

    /// Source: RFC 4954, RFC 4616.
    private func signIn(_ user: String, _ password: String?) throws(MailFault) {
        guard let password, !password.isEmpty else {
            throw MailFault(
                "The password of “\(user)” is missing: set LOTWISE_SMTP_PASSWORD or LOTWISE_SMTP_PASSWORD_FILE.")
        }
        let answer: SMTPReply
        if abilities.signIns.contains("PLAIN") {
            answer = try say("AUTH PLAIN " + SMTPConversation.base64("\0\(user)\0\(password)"))
        } else if abilities.signIns.contains("LOGIN") {
            guard try say("AUTH LOGIN").wantsMore, try say(SMTPConversation.base64(user)).wantsMore else {
                throw MailFault("The mail server does not take the user “\(user)”.")
            }
            answer = try say(SMTPConversation.base64(password))
        } else {
            throw MailFault("The mail server offers no way to sign in that we know (PLAIN or LOGIN).")
        }
        try expect(answer, "did not let “\(user)” in")
    }

    private func expect(_ reply: SMTPReply, _ what: String) throws(MailFault) {
        if !reply.isDone { throw MailFault("The mail server \(what): \(reply.text)") }
    }

    // MARK: Words

    private func say(_ command: String) throws(MailFault) -> SMTPReply {
        try write(Array("\(command)\r\n".utf8))
        return try reply()
    }

    private func write(_ bytes: [UInt8]) throws(MailFault) {
        guard let socket else { throw MailFault("The connection to the mail server is closed.") }
        try socket.write(bytes)
    }

    private func reply() throws(MailFault) -> SMTPReply {
        guard let socket else { throw MailFault("The connection to the mail server is closed.") }
        var lines: [String] = []
        while lines.count < 100 {
            guard let line = SMTPReply.line(try socket.line()) else { break }
            lines.append(line.text)
            if line.isLast { return SMTPReply(code: line.code, lines: lines) }
        }
        throw MailFault("What answers at this port is no mail server.")
    }

    /// A line that begins with a dot gets another one, so that it does not end the text. Source: RFC 5321 4.5.2.
    static func dotted(_ text: [UInt8]) -> [UInt8] {
        var dotted: [UInt8] = []
        dotted.reserveCapacity(text.count + 16)
        var beginsLine = true
        for byte in text {
            if beginsLine, byte == UInt8(ascii: ".") { dotted.append(byte) }
            dotted.append(byte)
            beginsLine = byte == 0x0A
        }
        return dotted
    }

    private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    /// By what we introduce ourselves.
    private static let ownName: String = {
        var name = [CChar](repeating: 0, count: 256)
        let isKnown = gethostname(&name, 255) == 0
        let text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let isName =
            isKnown && !text.isEmpty
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
        return isName ? text : "localhost"
    }()
}
