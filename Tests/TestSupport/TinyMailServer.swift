import CLibSSL
import Foundation
import Glibc
import Synchronization

/// A mail server on a port of this machine that keeps what it is sent; one conversation after the other.
public final class TinyMailServer: Sendable {
    public struct Manners: Sendable {
        /// Addressees containing this text are refused.
        public var refuses: String?
        public var password: (user: String, password: String)?
        /// What it can besides, such as `8BITMIME`.
        public var abilities: [String]
        /// Files with a certificate and its key, for STARTTLS.
        public var certificate: (certificate: String, key: String)?
        /// Hangs up after so many mails.
        public var mostMails: Int

        public init(
            refuses: String? = nil, password: (user: String, password: String)? = nil,
            abilities: [String] = ["8BITMIME"], certificate: (certificate: String, key: String)? = nil,
            mostMails: Int = .max
        ) {
            self.refuses = refuses
            self.password = password
            self.abilities = abilities
            self.certificate = certificate
            self.mostMails = mostMails
        }
    }

    public let port: Int
    private let listener: Int32
    private let manners: Manners
    private let kept = Mutex<(commands: [String], mails: [String])>(([], []))

    /// Everything it was told, and the mails that it took.
    public var commands: [String] { kept.withLock { $0.commands } }
    public var mails: [String] { kept.withLock { $0.mails } }

    public init(_ manners: Manners = Manners()) {
        self.manners = manners
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain -> Bool in
                bind(listener, plain, size) == 0 && listen(listener, 5) == 0 && getsockname(listener, plain, &size) == 0
            }
        }
        precondition(bound, "no port is free")
        port = Int(UInt16(bigEndian: address.sin_port))
        self.listener = listener
        Thread.detachNewThread { [self] in
            while true {
                let descriptor = accept(listener, nil, nil)
                if descriptor < 0 { return }
                var talk = Talk(server: self, descriptor: descriptor)
                talk.run()
                close(descriptor)
            }
        }
    }

    public func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    /// One conversation.
    private struct Talk {
        let server: TinyMailServer
        let descriptor: Int32
        var tls: OpaquePointer?
        var buffer: [UInt8] = []
        var taken = 0

        mutating func run() {
            say("220 tiny.example ready")
            while let line = line() {
                server.kept.withLock { $0.commands.append(line) }
                if !answer(line) { return }
            }
        }

        private mutating func answer(_ line: String) -> Bool {
            let manners = server.manners
            let word = line.split(separator: " ").first.map { $0.uppercased() } ?? ""
            switch word {
            case "EHLO":
                var abilities = manners.abilities
                if manners.certificate != nil, tls == nil { abilities.append("STARTTLS") }
                if manners.password != nil { abilities.append("AUTH PLAIN LOGIN") }
                let lines = ["tiny.example"] + abilities
                for (index, ability) in lines.enumerated() {
                    say("250\(index == lines.count - 1 ? " " : "-")\(ability)")
                }
            case "STARTTLS":
                say("220 go ahead")
                return encrypt()
            case "AUTH":
                let wanted = manners.password.map { Data("\0\($0.user)\0\($0.password)".utf8).base64EncodedString() }
                say(line == "AUTH PLAIN \(wanted ?? "")" ? "235 welcome" : "535 5.7.8 wrong password")
            case "RCPT":
                let isRefused = manners.refuses.map { line.contains($0) } ?? false
                say(isRefused ? "550 5.1.1 \(line.dropFirst(8)): no such mailbox" : "250 ok")
            case "DATA":
                say("354 go on")
                var mail: [String] = []
                while let text = self.line(), text != "." { mail.append(text) }
                server.kept.withLock { $0.mails.append(mail.joined(separator: "\n")) }
                say("250 2.0.0 kept as \(server.mails.count)")
                taken += 1
                if taken >= manners.mostMails { return false }
            case "QUIT":
                say("221 bye")
                return false
            default: say("250 ok")
            }
            return true
        }

        private mutating func encrypt() -> Bool {
            guard let files = server.manners.certificate, let context = SSL_CTX_new(TLS_server_method()) else {
                return false
            }
            SSL_CTX_use_certificate_file(context, files.certificate, SSL_FILETYPE_PEM)
            SSL_CTX_use_PrivateKey_file(context, files.key, SSL_FILETYPE_PEM)
            tls = SSL_new(context)
            SSL_set_fd(tls, descriptor)
            return SSL_accept(tls) == 1
        }

        private func say(_ line: String) {
            let bytes = Array("\(line)\r\n".utf8)
            if let tls {
                _ = SSL_write(tls, bytes, Int32(bytes.count))
            } else {
                _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            }
        }

        private mutating func line() -> String? {
            while true {
                if let end = buffer.firstIndex(of: 0x0A) {
                    let text = String(decoding: buffer[..<end].filter { $0 != 0x0D }, as: UTF8.self)
                    buffer.removeSubrange(...end)
                    return text
                }
                var piece = [UInt8](repeating: 0, count: 2_048)
                let count = tls.map { Int(SSL_read($0, &piece, 2_048)) } ?? recv(descriptor, &piece, 2_048, 0)
                if count <= 0 { return nil }
                buffer += piece[..<count]
            }
        }
    }
}
