/// The server that takes the company's mails, and in whose name they go. Its password is given to the program, and is
/// in no database.
public struct MailServer: Sendable, Equatable {
    /// Nil while nothing is to be sent.
    public var host: String?
    public var port: Int
    /// Nil for a server that wants no sign-in.
    public var user: String?
    public var security: Security
    public var from: MailAddress?

    public enum Security: String, Sendable, CaseIterable {
        /// Encrypted from the first byte (port 465).
        case tls
        /// Encrypted before anything is said that matters (port 587); a server that cannot is left.
        case starttls
        case none
    }

    public init(
        host: String? = nil, port: Int = 587, user: String? = nil, security: Security = .starttls,
        from: MailAddress? = nil
    ) {
        self.host = host
        self.port = port
        self.user = user
        self.security = security
        self.from = from
    }

    /// Whether everything is set that a mail needs.
    public var isReady: Bool { host != nil && from != nil }

    /// Whether the server is this machine, so that nobody between can read along.
    public var isLocal: Bool {
        guard let host else { return false }
        return host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}

/// What somebody wants changed of the mail server.
public struct MailServerChange: Sendable, Equatable {
    public var host: Change<String>
    public var port: Change<Int>
    public var user: Change<String>
    public var security: Change<MailServer.Security>
    /// `recall@stock.example`, or `Quality <recall@stock.example>`.
    public var from: Change<String>

    public init(
        host: Change<String> = .keep, port: Change<Int> = .keep, user: Change<String> = .keep,
        security: Change<MailServer.Security> = .keep, from: Change<String> = .keep
    ) {
        self.host = host
        self.port = port
        self.user = user
        self.security = security
        self.from = from
    }

    /// - Throws: `invalid_value` for a sender that is no address, a host that is none, or a password that would travel
    ///   where others can read it.
    func applied(to old: MailServer) throws(Refusal) -> MailServer {
        var new = old
        new.host = host.applied(to: old.host)
        new.port = port.applied(to: old.port, usual: MailServer().port)
        new.user = user.applied(to: old.user)
        new.security = security.applied(to: old.security, usual: .starttls)
        switch from {
        case .keep: break
        case .clear: new.from = nil
        case .set(let text):
            guard let address = MailAddress(text) else {
                throw .rule(
                    "invalid_value", "“\(text)” is no sender; it is written like Quality <recall@stock.example>.",
                    at: "/mail_from")
            }
            new.from = address
        }
        if let host = new.host, !host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) || host.contains("/") {
            throw .rule(
                "invalid_value", "“\(host)” is no host; it is written like mail.example.", at: "/smtp_host")
        }
        if new.user != nil, new.host != nil, new.security == .none, !new.isLocal {
            throw .rule(
                "invalid_value",
                "Without encryption everybody between could read the password: use starttls or tls.",
                at: "/smtp_security")
        }
        return new
    }
}
