import Glibc
import StockDomain
import StockOperations

/// Sends mails over the server of the settings, by SMTP. Source: RFC 5321.
public struct SMTPSender: MailSender {
    private let password: @Sendable () -> String?
    private let authorities: String?
    private let seconds: Int

    /// - Parameters:
    ///   - password: of the settings' `smtp_user`; asked anew for each conversation.
    ///   - authorities: a file of certificates to trust besides those of the machine.
    ///   - seconds: how long each step of a conversation may take.
    public init(
        password: @escaping @Sendable () -> String?, trusting authorities: String? = nil, seconds: Int = 20
    ) {
        self.password = password
        self.authorities = authorities
        self.seconds = seconds
        // OpenSSL writes without saying that it wants no signal when the other side is gone.
        signal(SIGPIPE, SIG_IGN)
    }

    public func open(_ server: MailServer) async throws(MailFault) -> any MailConversation {
        let conversation = SMTPConversation()
        try await conversation.begin(server, password: password(), trusting: authorities, seconds: seconds)
        return conversation
    }
}
