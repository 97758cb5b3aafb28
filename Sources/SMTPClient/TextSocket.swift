import CLibSSL
import Glibc
import StockDomain

/// A connection to a server that speaks in lines, in the clear or encrypted; each call waits until it is done.
final class TextSocket {
    private let descriptor: Int32
    private var tls: TLS?
    private var buffer: [UInt8] = []

    /// A line of a server may be so long, and one of ours is never longer.
    private static let longestLine = 4_096

    /// - Parameter seconds: how long each step may take.
    /// - Throws: where the server cannot be reached.
    init(host: String, port: Int, seconds: Int) throws(MailFault) {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &found)
        guard status == 0, let first = found else {
            throw MailFault("The mail server \(host) is not found: \(String(cString: gai_strerror(status))).")
        }
        defer { freeaddrinfo(first) }
        var reason = "nothing answers"
        var next: UnsafeMutablePointer<addrinfo>? = first
        while let address = next?.pointee {
            let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
            if descriptor >= 0 {
                TextSocket.limit(descriptor, to: seconds)
                if connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 {
                    self.descriptor = descriptor
                    return
                }
                reason = errno == EINPROGRESS ? "no answer within \(seconds) s" : String(cString: strerror(errno))
                Glibc.close(descriptor)
            }
            next = address.ai_next
        }
        throw MailFault("The mail server \(host), port \(port), cannot be reached: \(reason).")
    }

    private static func limit(_ descriptor: Int32, to seconds: Int) {
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    }

    deinit {
        tls = nil
        Glibc.close(descriptor)
    }

    /// Encrypts all that follows.
    ///
    /// - Parameter host: whose certificate is expected.
    /// - Throws: where the certificate is not trusted; where the server has spoken already, since somebody may have put
    ///   those words in.
    func encrypt(for host: String, trusting authorities: String?) throws(MailFault) {
        if !buffer.isEmpty { throw MailFault("The mail server spoke before the encryption began.") }
        tls = try TLS(descriptor, host: host, trusting: authorities)
    }

    // MARK: Lines

    func write(_ bytes: [UInt8]) throws(MailFault) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { piece in
                tls?.write(piece) ?? send(descriptor, piece.baseAddress, piece.count, Int32(MSG_NOSIGNAL))
            }
            if written <= 0 { throw TextSocket.broken }
            rest = rest.dropFirst(written)
        }
    }

    /// The next line without its end.
    func line() throws(MailFault) -> String {
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                var line = buffer[..<end]
                if line.last == 0x0D { line = line.dropLast() }
                let text = String(decoding: line, as: UTF8.self)
                buffer.removeSubrange(...end)
                return text
            }
            if buffer.count > TextSocket.longestLine { throw MailFault("The mail server answers what is no mail.") }
            try fill()
        }
    }

    private func fill() throws(MailFault) {
        var piece = [UInt8](repeating: 0, count: 2_048)
        let count = piece.withUnsafeMutableBytes { room in
            tls?.read(room) ?? recv(descriptor, room.baseAddress, room.count, 0)
        }
        if count <= 0 { throw TextSocket.broken }
        buffer += piece[..<count]
    }

    private static let broken = MailFault("The connection to the mail server broke, or it answered too late.")
}
